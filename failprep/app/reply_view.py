"""A take that answers a follow-up: what it answered, and what it did for the check that was probed."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.follow_up_rows import outcome
from failprep.app.jobs import Jobs, Latest
from failprep.app.properties import qproperty
from failprep.domain import Take, UserError
from failprep.library import Theme
from failprep.practice import ReplyCheck

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


class ReplyReader(Protocol):
    """The pipeline, as far as replies go."""

    def reply_check(self, take_id: int) -> ReplyCheck | None:
        """Whether this take closes the check it was asked for; None if it is no reply."""


@QmlElement
class ReplyView(QObject):
    """Says of a reply what became of the check; of any other take, nothing."""

    changed = Signal()
    first_requested = Signal(int)  #: the take whose follow-up this answers

    def __init__(self, reader: ReplyReader, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._jobs = reader, jobs
        self._take: Take | None = None
        self._theme: Theme | None = None
        self._found: ReplyCheck | None = None
        self._whole = False
        self._reading = Latest(jobs)  # what the take did that is shown now

    @qproperty(bool, notify=changed)
    def shown(self) -> bool:
        """Whether the take is a reply."""
        return self._take is not None and self._take.reply_to is not None

    @qproperty(str, notify=changed)
    def prompt(self) -> str:
        """What was asked at first."""
        return self._take.prompt if self._take is not None and self.shown else ""

    @qproperty(str, notify=changed)
    def line(self) -> str:
        """What became of the check; empty while nobody knows."""
        if self._found is None or self._theme is None:
            return ""
        if self._found.met is None:
            return "Whether that closes it cannot be told from your words."
        return outcome(self._theme, self._found.check, met=self._found.met)

    @qproperty(str, notify=changed)
    def advice(self) -> str:
        """What would close it, where it is still open."""
        if self._found is None or self._theme is None or self._found.met:
            return ""
        check = self._found.check
        return next(c.checks[check].meets for c in self._theme.criteria.values() if check in c.checks)

    @qproperty(bool, notify=changed)
    def met(self) -> bool:
        """Whether the check is met now."""
        return self._found is not None and self._found.met is True

    @qproperty(bool, notify=changed)
    def uncertain(self) -> bool:
        """Whether that is a close call."""
        return self._found is not None and self._found.uncertain

    @qproperty(bool, notify=changed)
    def alone(self) -> bool:
        """Whether only this is shown: a reply answers one question and is no whole answer by itself."""
        return self.shown and not self._whole

    @property
    def evidence(self) -> tuple[int, ...]:
        """The reply's sentences that meet the check."""
        return self._found.evidence if self._found is not None else ()

    @Slot(bool)
    def show_whole(self, whole: bool) -> None:
        """Show the whole rubric as well, or put it away."""
        self._whole = whole
        self.changed.emit()

    @Slot()
    def open_first(self) -> None:
        """Show the take whose follow-up this answers."""
        if self._take is not None and self._take.reply_to is not None:
            self.first_requested.emit(self._take.reply_to)

    def show_take(self, take: Take | None, theme: Theme | None) -> None:
        """Show what this take did, if it is a reply."""
        if take is None or self._take is None or take.id != self._take.id:
            self._found, self._whole = None, False
        self._take, self._theme = take, theme
        self._reading.drop()
        self.changed.emit()
        if take is not None and take.reply_to is not None and take.transcript is not None:
            reply = take.id
            self._reading.start(
                lambda _: self._reader.reply_check(reply), on_done=self._tell, on_failed=self._failed
            )

    def _tell(self, found: ReplyCheck | None) -> None:
        self._found = found
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):  # the first take is gone or has no words: nothing to tell
            self._jobs.failed.emit(error)
