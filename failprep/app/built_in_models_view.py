"""The language models that failprep can fetch for its built-in server."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Jobs
from failprep.app.models_view import Models, ModelsView
from failprep.app.settings_keeper import SettingsKeeper

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

PathOf = Callable[[str], Path]  #: where a model lies once it is here


@QmlElement
class BuiltInModelsView(ModelsView):
    """Models for those who have no GGUF file of their own."""

    def __init__(
        self,
        models: Models,
        path_of: PathOf,
        keeper: SettingsKeeper,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        self._path_of = path_of
        super().__init__(models, keeper, jobs, parent)

    @Slot(str)
    def choose(self, name: str) -> None:
        """Judge with this one from now on."""
        self._keeper.change(local_model_file=str(self._path_of(name)))

    def is_chosen(self, name: str) -> bool:
        """Whether it is the file that is served."""
        return self._keeper.value.local_model_file == str(self._path_of(name))

    def _fetched(self, name: str) -> None:
        super()._fetched(name)
        if not self._keeper.value.local_model_file:
            self.choose(name)
