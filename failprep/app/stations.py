"""The stations behind the window: made beside it, after the first frame, since their imports take a while."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from failprep.app.models_view import ModelInfo
from failprep.settings import Folders, Settings

if TYPE_CHECKING:
    from failprep.audio.player import Player
    from failprep.audio.recorder import Recorder
    from failprep.library import Library
    from failprep.practice import Practice
    from failprep.speech.voice import Voice
    from failprep.store import Store


@dataclass(frozen=True, slots=True)
class Stations:
    """Everything that the view models talk to."""

    library: "Library"
    store: "Store"
    practice: "Practice"
    recorder: "Recorder"
    tester: "Recorder"
    player: "Player"
    voice: "Voice"

    @classmethod
    def build(cls, folders: Folders, settings: Settings) -> "Stations":
        """Make them all. Raises UserError when the data folder or its database cannot be used."""
        from failprep.audio.player import Player
        from failprep.audio.recorder import Recorder
        from failprep.library import Library
        from failprep.practice import Practice
        from failprep.speech.voice import Voice
        from failprep.store import Store

        library = Library.load(folders.data / "themes")
        store = Store(folders.data)
        if settings.keep_recordings_days is not None:
            store.prune_recordings(settings.keep_recordings_days)
        return cls(
            library,
            store,
            Practice(folders, settings, library, store),
            Recorder(store.recordings),
            Recorder(folders.cache / "microphone-test"),
            Player(settings.speaker),
            Voice(folders.cache),
        )

    def close(self) -> None:
        """Close them in order. A take that is still running stays, as an unfinished one."""
        self.player.close()
        self.tester.close()
        self.recorder.close()
        self.practice.close()
        self.store.close()


@dataclass(frozen=True, slots=True)
class SpeechModels:
    """``speech.models`` for one cache."""

    cache: Path

    def known(self) -> Sequence[ModelInfo]:
        """All models."""
        from failprep.speech.manifest import MODELS

        return tuple(MODELS.values())

    def installed(self, user_folder: str | None) -> frozenset[str]:
        """The names of those that are here and whole."""
        from failprep.speech import models

        folder = Path(user_folder) if user_folder else None
        return frozenset(model.name for model in models.installed(cache=self.cache, user_folder=folder))

    def download(self, name: str, report: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        """Fetch one into the cache."""
        from failprep.speech import models

        models.download(name, self.cache, report, cancelled)
