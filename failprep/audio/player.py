"""Plays a stretch of a sound file: seek, pause, half to double speed at constant pitch, and where it is.

A feeder thread reads the file piece by piece and keeps about a second of sound in a ring; PortAudio's
callback takes it from there. Each ``play`` and each seek makes a new passage, and the callback turns to it
at once.
"""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from failprep.audio import devices
from failprep.audio.devices import OpenStream, Status, Stream
from failprep.audio.files import check_is_file, not_sound
from failprep.audio.ring import Ring, Samples
from failprep.audio.tempo import FASTEST, SLOWEST, at_speed
from failprep.domain import UserError

if TYPE_CHECKING:
    from soundfile import SoundFile

State = Literal["stopped", "playing", "paused"]

_AHEAD_S = 1.0
_BLOCK = 4096
_TICK_S = 0.02


class Player:
    """The one player of the program. All methods may be called from any thread.

    Args:
        device: The speaker's id or name; None follows the system.
        open_stream: Opens the speaker; tests give their own.
    """

    def __init__(self, device: str | None = None, *, open_stream: OpenStream = devices.open_output) -> None:
        self.device = device
        self._open_stream = open_stream
        self._lock = threading.RLock()
        self._stream: Stream | None = None
        self._passage: _Passage | None = None
        self._paused = False
        self._finished = False
        self._rest_s = 0.0  # where it stopped
        self._trouble: str | None = None
        self._past: list[_Passage] = []  # whose threads may still be ending
        self._heard = (0, 0.0)  # frames handed over before the newest block, and when that was

    @property
    def state(self) -> State:
        """Whether it plays, holds, or has nothing to play (at the end, too)."""
        with self._lock:
            if not self._passage:
                return "stopped"
            return "paused" if self._paused else "playing"

    @property
    def position_s(self) -> float:
        """The place in the file that is heard now, in seconds; where it stopped, when it has."""
        with self._lock:
            passage, stream = self._passage, self._stream
            if not passage or not stream:
                return self._rest_s
            frames, at = self._heard
            if not self._paused:
                frames += int((time.monotonic() - at) * passage.output_rate)
            frames = min(frames, passage.ring.released) - int(stream.latency * passage.output_rate)
            return passage.place(max(0, frames))

    def trouble(self) -> str | None:
        """Why the last passage ended too early, in words; None when it did not."""
        return self._trouble

    def play(self, path: Path, start_s: float = 0.0, end_s: float | None = None, speed: float = 1.0) -> None:
        """Play from ``start_s`` to ``end_s`` (None: to the end of the file), in place of what is played now.

        Raises:
            UserError: The file is missing or not sound, or there is no speaker.
        """
        with self._lock:
            self._replace(path, start_s, end_s, speed)
            self._paused = False

    def pause(self) -> None:
        """Hold; ``position_s`` stays."""
        with self._lock:
            self._paused = self._passage is not None

    def resume(self) -> None:
        """Go on after ``pause``."""
        with self._lock:
            self._paused = False

    def seek(self, at_s: float) -> None:
        """Go on from another place; paused stays paused. A place after the passage's end lifts that end."""
        with self._lock:
            now = self._passage
            if now:
                end_s = now.end_s if now.end_s is not None and at_s < now.end_s else None
                self._replace(now.path, at_s, end_s, now.speed)

    def set_speed(self, speed: float) -> None:
        """Go on from here at another speed, ``SLOWEST`` to ``FASTEST``."""
        with self._lock:
            now = self._passage
            if now:
                self._replace(now.path, self.position_s, now.end_s, speed)

    def stop(self) -> None:
        """End, and give the speaker back."""
        self._end(self._passage)

    def close(self) -> None:
        """Stop, and wait until every thread has ended."""
        self.stop()
        for passage in self._past:
            passage.join()
        self._past.clear()

    def _replace(self, path: Path, start_s: float, end_s: float | None, speed: float) -> None:
        """Turn to a new passage, on the open stream or a new one. The caller holds the lock."""
        check_is_file(path)
        stream = self._stream
        if not stream or self._finished or not stream.active:
            self.stop()
            self._finished = False
            stream = self._open_stream(self.device, self._give_block, self._take_end)
        try:
            new = _Passage(path, start_s, end_s, speed, round(stream.samplerate))
        except UserError:
            if stream is not self._stream:
                stream.close()
            raise
        old, self._passage = self._passage, new
        self._heard = (0, time.monotonic())
        self._trouble = None
        if old:
            old.ended.set()
            self._past = [past for past in self._past if past.alive] + [old]
        if stream is not self._stream:
            self._stream = stream
            try:
                stream.start()
            except UserError:
                self.stop()
                raise
        new.begin(self._watch)

    def _end(
        self, passage: "_Passage | None", rest_s: float | None = None, trouble: str | None = None
    ) -> None:
        """Stop, if ``passage`` is still what plays; ``rest_s`` is then the position."""
        with self._lock:
            if passage is None or passage is not self._passage:
                return
            self._rest_s = self.position_s if rest_s is None else rest_s
            self._trouble = trouble
            self._paused = False
            self._passage = None
            stream, self._stream = self._stream, None
            passage.ended.set()
            self._past = [past for past in self._past if past.alive] + [passage]
        if stream:
            stream.close()

    def _give_block(self, block: Samples, frames: int, _time: object, _status: Status) -> None:
        """PortAudio's callback: what the ring has, then silence."""
        passage = self._passage
        if passage is None or self._paused:
            block[:] = 0.0
            return
        ring = passage.ring
        start = ring.released
        count = min(frames, ring.written - start)
        head, tail = ring.read(start, start + count)
        block[: len(head)] = head
        block[len(head) : count] = tail
        block[count:] = 0.0
        self._heard = (start, time.monotonic())
        ring.release(start + count)

    def _take_end(self) -> None:
        self._finished = True

    def _watch(self, passage: "_Passage") -> None:
        """Wait until all of a passage was heard, then stop. Runs in the passage's own thread."""
        while not passage.ended.wait(_TICK_S):
            with self._lock:
                stream = self._stream
            if self._finished or not stream or not stream.active:
                self._end(passage, trouble="The speaker is gone. Connect it again, then play once more.")
            elif passage.ring.released == passage.ring.written:
                passage.ended.wait(stream.latency)  # the last samples are still on their way to the air
                broken = "The rest of the recording cannot be read." if passage.broken else None
                self._end(passage, passage.place(passage.ring.written), broken)


class _Passage:
    """A stretch of a file at a speed, read ahead into a ring by a thread of its own.

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

    def begin(self, then: Callable[["_Passage"], None]) -> None:
        """Start reading ahead; ``then`` runs in the same thread when all is read."""

        def work() -> None:
            with self._file:
                self._feed()
            then(self)

        self._thread = threading.Thread(target=work, name="player", daemon=True)
        self._thread.start()

    def join(self) -> None:
        """Wait until the thread has ended."""
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join()

    def _feed(self) -> None:
        import soundfile as sf

        try:
            for block in at_speed(self._blocks(), self._rate, self.output_rate, self.speed):
                rest = block[:, np.newaxis]
                while len(rest):
                    rest = rest[self.ring.write(rest[: self.ring.room]) :]
                    if self.ended.wait(_TICK_S if len(rest) else 0):
                        return
        except sf.LibsndfileError:
            self.broken = True

    def _blocks(self) -> Iterator[Samples]:
        self._file.seek(self._first)
        left = self._last - self._first
        while left > 0:
            block: Samples = self._file.read(min(_BLOCK, left), dtype="float32", always_2d=True)
            if not len(block):
                return
            left -= len(block)
            yield block.mean(axis=1)
