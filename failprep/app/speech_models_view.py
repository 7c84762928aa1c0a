"""The speech models in Settings: which are here, which one is used, and fetching another."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Jobs
from failprep.app.model_speed_view import ModelSpeedView
from failprep.app.models_view import Models, ModelsView
from failprep.app.properties import qproperty
from failprep.app.settings_keeper import SettingsKeeper

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class SpeechModelsView(ModelsView):
    """The models that write down what is said."""

    def __init__(
        self,
        models: Models,
        speed: ModelSpeedView,
        keeper: SettingsKeeper,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        self._speed = speed
        super().__init__(models, keeper, jobs, parent)

    @qproperty(ModelSpeedView)
    def speed(self) -> ModelSpeedView:
        """Which of them keeps up on this computer."""
        return self._speed

    @Slot(str)
    def choose(self, name: str) -> None:
        """Transcribe with this one from now on."""
        self._keeper.change(speech_model=name, speech_model_chosen=True)

    def is_chosen(self, name: str) -> bool:
        """Whether it transcribes."""
        return name == self._keeper.value.speech_model
