"""Speaks questions, offline: hibari's voice, 24 kHz, each text made once and kept."""

import hashlib
import os
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from failprep.domain import UserError

if TYPE_CHECKING:
    from hibari import Hibari

_VERSION = "hibari-0.2/heart/1"  # another voice or another way of speaking makes other files


class Voice:
    """Text to speech. Safe to use from any thread; making a question takes about a tenth of its length.

    Args:
        cache: The application's cache; the files live in ``cache/voice``.
    """

    def __init__(self, cache: Path) -> None:
        self._folder = cache / "voice"
        self._lock = threading.Lock()
        self._speaker: Hibari | None = None

    def speak(self, text: str) -> Path:
        """The spoken text as a mono 16-bit WAV of 24 kHz.

        Raises:
            ValueError: There is nothing to say.
            UserError: The cache cannot be written.
        """
        said = " ".join(text.split())
        if not said:
            raise ValueError("nothing to say")
        path = self._folder / f"{hashlib.sha256(f'{_VERSION}|{said}'.encode()).hexdigest()[:32]}.wav"
        with self._lock:
            if not path.is_file():
                self._make(said, path)
        return path

    def _make(self, text: str, path: Path) -> None:
        import soundfile
        from hibari import Hibari

        self._speaker = self._speaker or Hibari()
        sound = self._speaker(text, seed=0)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".wav")
            os.close(handle)
            temporary = Path(name)
            try:
                soundfile.write(temporary, sound, Hibari.sample_rate, subtype="PCM_16")
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
        except (OSError, soundfile.LibsndfileError) as error:
            raise UserError(
                f"The spoken question cannot be kept in {self._folder}.", "Check that you may write there."
            ) from error
