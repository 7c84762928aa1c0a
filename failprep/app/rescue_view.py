"""Takes that were cut off, or not kept any more, when the program went down: offered once more."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.asked import Asked
from failprep.app.jobs import Jobs, Latest, Work
from failprep.app.ports import TakeKeeper
from failprep.app.properties import qproperty
from failprep.app.wording import spoken_length, when
from failprep.domain import Prompt, Recording

if TYPE_CHECKING:
    from failprep.audio.recovery import Unfinished

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


class Rescue(Protocol):
    """What can be done about unfinished takes; see ``practice.rescue.Rescuer``."""

    def unfinished(self) -> "Sequence[Unfinished]":
        """Those that nobody is recording any more, oldest first."""

    def recover(self, take: "Unfinished") -> Recording:
        """Finish one."""

    def throw_away(self, take: "Unfinished") -> None:
        """Delete one."""


@QmlElement
class RescueView(QObject):
    """Offers one cut-off take at a time. ``take_kept`` carries the id of the take it became."""

    changed = Signal()
    take_kept = Signal(int)

    def __init__(
        self,
        *,
        rescue: Rescue,
        practice: TakeKeeper,
        jobs: Jobs,
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rescue, self._practice, self._jobs, self._now = rescue, practice, jobs, now
        self._found: list[Unfinished] = []
        self._busy = False
        self._latest = Latest(jobs)  # look or decision: what an earlier look found is out of date

    @qproperty(bool, notify=changed)
    def offered(self) -> bool:
        """Whether there is a take to decide about."""
        return bool(self._found)

    @qproperty(bool, notify=changed)
    def busy(self) -> bool:
        """Whether a decision is being carried out."""
        return self._busy

    @qproperty(str, notify=changed)
    def title(self) -> str:
        """That a take was cut off or not kept, when and how long it is."""
        if not self._found:
            return ""
        take = self._found[0]
        moment = when(take.started_at, self._now())
        moment = moment[0].lower() + moment[1:] if moment[0].isalpha() else moment
        length = spoken_length(take.duration_s)
        if take.final:
            return f"A take begun {moment} was not kept yet. All of it is safe: {length}."
        return f"A take was cut off {moment}. {length} of it are safe."

    @qproperty(str, notify=changed)
    def question(self) -> str:
        """What was being answered, if that is known."""
        asked = Asked.beside(self._found[0].path) if self._found else None
        return asked.question if asked else ""

    @Slot()
    def look(self) -> None:
        """Look for cut-off takes, unless one is being decided about: then it looks afterwards."""
        if not self._busy:
            self._look()

    @Slot()
    def keep(self) -> None:
        """Finish the offered take and keep it under its question."""
        if not self._found or self._busy:
            return
        take = self._found[0]
        asked = Asked.beside(take.path) or Asked(
            Prompt(id="own", text="A question from a take that was cut off")
        )

        def keep(_: Work) -> int:
            recording = self._rescue.recover(take)
            take_id = self._practice.keep(
                recording,
                asked.prompt,
                target_s=asked.target_s,
                reply_to=asked.reply_to,
                reply_question=asked.reply_question,
                reply_check=asked.reply_check,
            )
            Asked.forget(take.path)
            return take_id

        self._start(keep, self._kept)

    @Slot()
    def throw_away(self) -> None:
        """Delete the offered take."""
        if not self._found or self._busy:
            return
        take = self._found[0]

        def throw(_: Work) -> None:
            self._rescue.throw_away(take)
            Asked.forget(take.path)

        self._start(throw, lambda _: self._look())

    def _look(self) -> None:
        """Those shorter than half a second are nothing to ask about."""

        def find(_: Work) -> "list[Unfinished]":
            found = []
            for take in self._rescue.unfinished():
                if take.duration_s >= 0.5:
                    found.append(take)
                else:
                    self._rescue.throw_away(take)
                    Asked.forget(take.path)
            return found

        def failed(error: Exception) -> None:
            self._show(self._found)
            self._jobs.failed.emit(error)

        self._latest.start(find, on_done=self._show, on_failed=failed)

    def _start(self, work: Callable[[Work], int | None], done: Callable[[int | None], None]) -> None:
        self._busy = True
        self.changed.emit()
        self._latest.start(work, on_done=done, on_failed=self._failed)

    def _kept(self, take_id: int | None) -> None:
        self._look()
        if take_id is not None:
            self.take_kept.emit(take_id)

    def _failed(self, error: Exception) -> None:
        self._jobs.failed.emit(error)
        self._look()

    def _show(self, found: "list[Unfinished]") -> None:
        self._found, self._busy = found, False
        self.changed.emit()
