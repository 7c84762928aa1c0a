"""A stretch of a sound file, at a speed, read ahead into a ring."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from failprep.audio.files import not_sound
from failprep.audio.ring import Ring, Samples
from failprep.audio.tempo import FASTEST, SLOWEST, at_speed

if TYPE_CHECKING:
    from soundfile import SoundFile

_AHEAD_S = 1.0
_BLOCK = 4096
_TICK_S = 0.02
_FADE_S = 0.005  # at a cut within the file, which would click


class Passage:
    """Reads in a thread of its own, as far ahead as ``ring`` holds. Not begun, it holds only an open file.

    Raises:
        UserError: The file is not sound.
    """

    def __init__(
        self, path: Path, start_s: float, end_s: float | None, speed: float, output_rate: int
    ) -> None:
        import soundfile as sf

        try:
            self._file: SoundFile = sf.SoundFile(str(path))
        except sf.LibsndfileError as error:
            raise not_sound(path) from error
        self.path = path
        self.end_s = end_s
        self.speed = min(FASTEST, max(SLOWEST, speed))
        self.output_rate = output_rate
        self.ring = Ring(round(_AHEAD_S * output_rate), 1)
        self.ended = threading.Event()
        self.broken = False
        self._rate: int = self._file.samplerate
        last: int = self._file.frames if end_s is None else min(round(end_s * self._rate), self._file.frames)
        self._first: int = min(max(0, round(start_s * self._rate)), self._file.frames)
        self._last: int = max(self._first, last)
        self._thread: threading.Thread | None = None

    def place(self, frames: int) -> float:
        """The place in the file, in seconds, of a frame of output."""
        at_s = self._first / self._rate + frames * self.speed / self.output_rate
        return min(at_s, self._last / self._rate)

    @property
    def alive(self) -> bool:
        """Whether the thread still runs."""
        return self._thread is not None and self._thread.is_alive()

    def begin(self, check: Callable[["Passage"], None], then: Callable[["Passage"], None]) -> None:
        """Start reading ahead, calling ``check`` again and again, and ``then`` when all is read."""

        def work() -> None:
            with self._file:
                self._feed(check)
            then(self)

        self._thread = threading.Thread(target=work, name="player", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wait until the thread has ended."""
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join()

    def _feed(self, check: Callable[["Passage"], None]) -> None:
        import soundfile as sf

        try:
            for block in at_speed(self._blocks(), self._rate, self.output_rate, self.speed):
                rest = block[:, np.newaxis]
                while len(rest):
                    rest = rest[self.ring.write(rest[: self.ring.room]) :]
                    if self.ended.wait(_TICK_S if len(rest) else 0):
                        return
                    check(self)
        except sf.LibsndfileError:
            self.broken = True

    def _blocks(self) -> Iterator[Samples]:
        self._file.seek(self._first)
        at = self._first
        fade = round(_FADE_S * self._rate)
        while at < self._last:
            count = min(_BLOCK, self._last - at)
            block: Samples = self._file.read(count, dtype="float32", always_2d=True).mean(axis=1)
            if not len(block):
                self.broken = True
                return
            if at == self._first > 0:
                block[:fade] *= np.linspace(0, 1, len(block[:fade]), dtype=np.float32)
            at += len(block)
            if at == self._last < self._file.frames:
                block[-fade:] *= np.linspace(1, 0, len(block[-fade:]), dtype=np.float32)
            yield block
