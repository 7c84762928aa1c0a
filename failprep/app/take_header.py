"""The head of the review screen: which take this is, and what the user calls it and notes about it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.properties import qproperty
from failprep.app.wording import clock, in_full, spoken_length, when
from failprep.domain import Take, UserError
from failprep.store import Store

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

_SAVE_AFTER_MS = 600


@QmlElement
class TakeHeader(QObject):
    """Which take is shown. What is typed is saved a moment later, or when another take is shown."""

    changed = Signal()
    note_changed = Signal()
    saved = Signal(int)  #: this take's title or note was saved
    failed = Signal(object)  #: the ``UserError`` that kept it from being saved

    def __init__(self, store: Store, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._now = now
        self._take: Take | None = None
        self._attempt = 0
        self._title = ""
        self._note = ""
        self._unsaved = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    @qproperty(str, notify=changed)
    def facts(self) -> str:
        """Which take, when and how long: ``Take 4  ·  #12  ·  today 18:42  ·  2:11``."""
        take = self._take
        if take is None:
            return ""
        moment = when(take.started_at, self._now())
        moment = f"{moment[0].lower()}{moment[1:]}"
        name = "Answer to a follow-up" if take.reply_to else f"Take {self._attempt}"
        return "  ·  ".join((name, f"#{take.id}", moment, clock(take.duration_s)))

    @qproperty(str, notify=changed)
    def facts_in_full(self) -> str:
        """The same for a screen reader, with the whole date."""
        if self._take is None:
            return ""
        facts = (in_full(self._take.started_at), spoken_length(self._take.duration_s))
        return ", ".join((self._name(self._take), f"number {self._take.id} in the history", *facts))

    @qproperty(str, notify=changed)
    def question(self) -> str:
        """What was asked."""
        return (self._take.reply_question or self._take.prompt) if self._take else ""

    @qproperty(str, notify=note_changed)
    def title(self) -> str:
        """What the user calls this take."""
        return self._title

    @qproperty(str, notify=note_changed)
    def note(self) -> str:
        """The user's note."""
        return self._note

    @Slot(str)
    def rename(self, title: str) -> None:
        """Call the take this."""
        if title != self._title:
            self._title = title
            self._touch()

    @Slot(str)
    def write_note(self, note: str) -> None:
        """Note this about the take."""
        if note != self._note:
            self._note = note
            self._touch()

    @Slot()
    def save(self) -> None:
        """Save what was typed, now. Two short writes; nothing happens when nothing was typed."""
        self._timer.stop()
        if not self._unsaved or self._take is None:
            return
        self._unsaved = False
        try:
            self._store.rename(self._take.id, self._title)
            self._store.set_note(self._take.id, self._note)
        except UserError as error:
            self.failed.emit(error)
            return
        self.saved.emit(self._take.id)

    def show_take(self, take: Take | None, attempt: int = 0) -> None:
        """Show this take, its question’s ``attempt``-th; what was typed for it and is not saved yet stays."""
        same = take is not None and self._take is not None and take.id == self._take.id
        if not same:
            self.save()
        self._take, self._attempt = take, attempt
        if not (same and self._unsaved):
            self._title, self._note = (take.title, take.note) if take else ("", "")
        self.changed.emit()
        self.note_changed.emit()

    def _name(self, take: Take) -> str:
        return "Answer to a follow-up" if take.reply_to else f"Take {self._attempt} of this question"

    def _touch(self) -> None:
        self._unsaved = True
        self._timer.start()
        self.note_changed.emit()
