"""The models that the pipeline works with, made when they are first needed and kept warm."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from failprep.domain import UserError
from failprep.practice.steps import IsCancelled, never
from failprep.settings import Folders, Settings

if TYPE_CHECKING:
    from failprep.coach.local_server import LocalModel
    from failprep.reading.reader import Reader
    from failprep.speech.calibration import Calibration
    from failprep.speech.whisper import SpeechEngine


class Models:
    """The speech engine, the reader and the built-in language model. Safe to use from any thread."""

    def __init__(self, folders: Folders, settings: Settings) -> None:
        self._folders = folders
        self._settings = settings
        self._engine: SpeechEngine | None = None
        self._reader: Reader | None = None
        self._local: LocalModel | None = None
        self._lock = threading.Lock()

    def close(self) -> None:
        """End the processes of the speech engine and of the built-in language model."""
        with self._lock:
            engine, self._engine = self._engine, None
            local, self._local = self._local, None
        if engine:
            engine.close()
        if local:
            local.close()

    def use(self, settings: Settings) -> None:
        """Follow changed settings; another speech model starts another engine."""
        with self._lock:
            chosen = (settings.speech_model, settings.model_folder)
            changed = chosen != (self._settings.speech_model, self._settings.model_folder)
            self._settings = settings
            engine = self._engine if changed else None
            if changed:
                self._engine = None
        if engine:
            engine.close()

    def warm_up(self) -> None:
        """Load the models behind the window, so that the first take does not wait for them.

        Raises:
            UserError: The speech model is missing or damaged.
        """
        self.engine().warm()
        self.reader().load()

    def engine(self) -> "SpeechEngine":
        """The speech engine for the chosen model. Raises UserError when the model is missing or damaged."""
        from failprep.speech import models
        from failprep.speech.whisper import SpeechEngine

        with self._lock:
            if self._engine is None:
                folder = self._settings.model_folder
                model = models.find(
                    self._settings.speech_model,
                    cache=self._folders.cache,
                    user_folder=Path(folder) if folder else None,
                )
                self._engine = SpeechEngine(model)
            return self._engine

    def calibrate(self, cancelled: IsCancelled = never) -> "Calibration":
        """Which installed speech model keeps up with speech on this computer; each is measured only once.

        Raises:
            UserError: There is no model, or one of them could not be run.
            Cancelled: ``cancelled`` said so; what was being measured is not remembered.
        """
        from failprep.speech import calibration, models

        folder = self._settings.model_folder
        installed = models.installed(cache=self._folders.cache, user_folder=Path(folder) if folder else None)
        if not installed:
            raise UserError(
                "No speech model is on this computer.", "Download one in Settings, under Speech model."
            )
        return calibration.choose(installed, self._folders.cache, cancelled=cancelled)

    def reader(self) -> "Reader":
        """The reader that says what each sentence shows."""
        from failprep.reading.reader import Reader

        with self._lock:
            if self._reader is None:
                self._reader = Reader()
            return self._reader

    def local(self) -> "LocalModel":
        """The server of the built-in language model; it starts when it is first asked."""
        from failprep.coach.local_server import LocalModel

        with self._lock:
            if self._local is None:
                self._local = LocalModel()
            return self._local
