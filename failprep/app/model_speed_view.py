"""Which speech model keeps up with the user on this computer: measured behind the window, then said.

Beside a take or its review every model would seem slow, and take and review would be slowed down themselves.
So measuring makes room for them, and is done again, from its start, when they are over.
"""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Job, Jobs
from failprep.app.properties import qproperty
from failprep.app.settings_keeper import SettingsKeeper
from failprep.domain import UserError

if TYPE_CHECKING:
    from failprep.speech.calibration import Calibration

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger(__name__)


class Calibrates(Protocol):
    """The pipeline, as far as the choice of a speech model goes."""

    def calibrate(self, cancelled: Callable[[], bool]) -> "Calibration":
        """Measure the installed models, each only once. Takes some seconds the first time."""


@QmlElement
class ModelSpeedView(QObject):
    """Takes the largest model that keeps up, once; whoever chose one since keeps it."""

    changed = Signal()
    fell_back = Signal(str)  #: the model there was is too slow here; what to tell the user

    def __init__(
        self, practice: Calibrates, keeper: SettingsKeeper, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._practice, self._keeper, self._jobs = practice, keeper, jobs
        self._note = ""
        self._wanted = self._busy = False
        self._job: Job | None = None

    @qproperty(str, notify=changed)
    def note(self) -> str:
        """The result in one sentence; empty until it is known."""
        return self._note

    def measure(self) -> None:
        """Find out, as soon as no take is under way. Without a model nothing is measured; Settings help."""
        self._wanted = True
        self._go_on()

    def make_room(self, busy: bool) -> None:
        """Tell whether a take or a review is under way: nothing is measured meanwhile."""
        self._busy = busy
        if busy and self._job is not None:
            self._job.cancel()
        self._go_on()

    def close(self) -> None:
        """Stop at once; the next start measures."""
        self._wanted = False
        if self._job is not None:
            self._job.cancel()

    def _go_on(self) -> None:
        if self._wanted and not self._busy and self._job is None:
            self._job = self._jobs.start(
                lambda work: self._practice.calibrate(work.cancelled),
                on_done=self._measured,
                on_failed=self._not_measured,
                on_cancelled=self._cancelled,
            )

    def _cancelled(self) -> None:
        self._job = None
        self._go_on()

    def _measured(self, calibration: "Calibration") -> None:
        self._wanted, self._job = False, None
        self._note = calibration.note
        self.changed.emit()
        settings = self._keeper.value
        if settings.speech_model_chosen:
            return
        self._keeper.change(speech_model=calibration.chosen.name, speech_model_chosen=True)
        slow = {speed.model for speed in calibration.speeds if not speed.keeps_up}
        if settings.speech_model in slow:
            self.fell_back.emit(calibration.note)

    def _not_measured(self, error: Exception) -> None:
        self._wanted, self._job = False, None
        if isinstance(error, UserError):
            log.info("the speech models were not measured: %s", error)
        else:
            self._jobs.failed.emit(error)
