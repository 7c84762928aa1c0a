"""The user's own guess of the result, asked before it is shown: judging oneself is half the practice."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.properties import qproperty
from failprep.domain import CHECKS, Take, UserError
from failprep.store import Store

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class GuessView(QObject):
    """Asks once for each take that was reviewed in this session, and never for one that was seen before."""

    changed = Signal()
    guessed = Signal(int)  #: this take's guess was saved
    failed = Signal(object)  #: the ``UserError`` that kept it from being saved

    def __init__(self, store: Store, wanted: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._wanted = wanted
        self._unseen: set[int] = set()
        self._take: Take | None = None
        self._rating: int | None = None

    @qproperty(bool, notify=changed)
    def asking(self) -> bool:
        """Whether the result is still covered. A reply, or a few words, have no total to guess."""
        take = self._take
        return take is not None and take.reply_to is None and take.id in self._unseen and not _short(take)

    @qproperty(int)
    def most(self) -> int:
        """The highest possible total."""
        return len(CHECKS)

    @qproperty(str, notify=changed)
    def line(self) -> str:
        """Guess and result beside each other, ``you guessed 15 of 24 · we heard 18``."""
        if self._take is None or self._take.assessment is None or self.asking or _short(self._take):
            return ""
        heard = self._take.assessment.total
        if self._rating is None:
            return f"we heard {heard} of {self.most}"
        return f"you guessed {self._rating} of {self.most} · we heard {heard}"

    @Slot(int)
    def guess(self, rating: int) -> None:
        """The user's guess; the result may be seen now."""
        if self._take is None:
            return
        try:
            self._store.set_self_rating(self._take.id, rating)
        except UserError as error:
            self.failed.emit(error)
        else:
            self._rating = rating
            self.guessed.emit(self._take.id)
        self.skip()

    @Slot()
    def skip(self) -> None:
        """No guess; the result may be seen now."""
        if self._take is not None:
            self._unseen.discard(self._take.id)
            self.changed.emit()

    def expect(self, take_id: int) -> None:
        """A result is being made that nobody has seen: ask for it if the user wants to be asked."""
        if self._wanted():
            self._unseen.add(take_id)
            self.changed.emit()

    def show_take(self, take: Take | None) -> None:
        """Show this take."""
        same = take is not None and self._take is not None and take.id == self._take.id
        self._rating = take.self_rating if take else None
        if same and take is not None and take.self_rating is not None:
            self._unseen.discard(take.id)
        self._take = take
        self.changed.emit()


def _short(take: Take) -> bool:
    return take.transcript is not None and take.transcript.too_short
