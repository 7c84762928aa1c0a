"""Which speech model keeps up with the user on this computer: measured behind the window, then said."""

import logging
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Jobs
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

    def calibrate(self) -> "Calibration":
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

    @qproperty(str, notify=changed)
    def note(self) -> str:
        """The result in one sentence; empty until it is known."""
        return self._note

    def measure(self) -> None:
        """Find out. Without a model there is nothing to measure; Settings say how to get one."""
        self._jobs.start(
            lambda _: self._practice.calibrate(), on_done=self._measured, on_failed=self._not_measured
        )

    def _measured(self, calibration: "Calibration") -> None:
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
        if isinstance(error, UserError):
            log.info("the speech models were not measured: %s", error)
        else:
            self._jobs.failed.emit(error)
