"""Plays a stretch of a sound file: seek, pause, half to double speed at constant pitch, and where it is.

A passage reads the file piece by piece and keeps about a second of sound ready; PortAudio's callback takes it
from there. Each ``play`` and each seek makes a new passage, and the callback turns to it at once.
"""

import threading
import time
from pathlib import Path
from typing import Literal

from failprep.audio import devices
from failprep.audio.devices import OpenStream, Status
from failprep.audio.files import check_is_file
from failprep.audio.passage import Passage
from failprep.audio.ring import Samples
from failprep.domain import UserError

State = Literal["stopped", "playing", "paused"]

_TICK_S = 0.02


class Player:
    """The one player of the program. All methods may be called from any thread.

    ``play`` may open the speaker, which takes some hundredths of a second.

    Args:
        device: The speaker's id or name; None follows the system.
        open_stream: Opens the speaker; tests give their own.
    """

    def __init__(self, device: str | None = None, *, open_stream: OpenStream = devices.open_output) -> None:
        self.device = device
        self._open_stream = open_stream
        self._lock = threading.RLock()
        self._speaker: _Speaker | None = None
        self._past: list[Passage] = []  # whose threads may still be ending
        self._rest_s = 0.0  # where it stopped
        self._trouble: str | None = None

    @property
    def state(self) -> State:
        """Whether it plays, holds, or has nothing to play (at the end, too)."""
        with self._lock:
            if not self._speaker:
                return "stopped"
            return "paused" if self._speaker.paused else "playing"

    @property
    def position_s(self) -> float:
        """The place in the file that is heard now, in seconds; where it stopped, when it has."""
        with self._lock:
            return self._speaker.position_s if self._speaker else self._rest_s

    def trouble(self) -> str | None:
        """Why the last passage ended too early, in words; None when it did not."""
        return self._trouble

    def play(self, path: Path, start_s: float = 0.0, end_s: float | None = None, speed: float = 1.0) -> None:
        """Play from ``start_s`` to ``end_s`` (None: to the end of the file), in place of what is played now.

        Raises:
            UserError: The file is missing or not sound, or there is no speaker. What was played has stopped.
        """
        with self._lock:
            try:
                check_is_file(path)
                self._turn_to(path, start_s, end_s, speed)
            except UserError:
                self.stop()
                raise
            self.resume()

    def pause(self) -> None:
        """Hold; ``position_s`` stays."""
        with self._lock:
            if self._speaker:
                self._speaker.paused = True

    def resume(self) -> None:
        """Go on after ``pause``."""
        with self._lock:
            if self._speaker:
                self._speaker.go_on()

    def seek(self, at_s: float) -> None:
        """Go on from another place; paused stays paused. A place after the passage's end lifts that end."""
        with self._lock:
            if self._speaker:
                now = self._speaker.passage
                end_s = now.end_s if now.end_s is not None and at_s < now.end_s else None
                self._turn_to(now.path, at_s, end_s, now.speed)

    def set_speed(self, speed: float) -> None:
        """Go on from here at another speed, half to double."""
        with self._lock:
            if self._speaker:
                now = self._speaker.passage
                self._turn_to(now.path, self.position_s, now.end_s, speed)

    def stop(self) -> None:
        """End, and give the speaker back."""
        with self._lock:
            if self._speaker:
                self._end(self._speaker.passage, self.position_s)

    def close(self) -> None:
        """Stop, and wait until every thread has ended."""
        self.stop()
        for passage in self._past:
            passage.join()
        self._past.clear()

    def _turn_to(self, path: Path, start_s: float, end_s: float | None, speed: float) -> None:
        """Play a new passage, on the open speaker or a new one. The caller holds the lock."""
        self._trouble = None
        if self._speaker and self._speaker.gone:
            self.stop()
        if self._speaker:
            passage = Passage(path, start_s, end_s, speed, self._speaker.rate)
            self._put_away(self._speaker.passage)
            self._speaker.turn_to(passage)
        else:
            speaker = _Speaker(self.device, self._open_stream)
            try:
                passage = Passage(path, start_s, end_s, speed, speaker.rate)
                speaker.turn_to(passage)
                speaker.start()
            except UserError:
                speaker.close()
                raise
            self._speaker = speaker
        passage.begin(self._check_speaker, self._wait_for_end)

    def _put_away(self, passage: Passage) -> None:
        passage.ended.set()
        self._past = [past for past in self._past if past.alive] + [passage]

    def _end(self, passage: Passage, rest_s: float, trouble: str | None = None) -> None:
        """Stop at ``rest_s``, unless another passage is played by now."""
        with self._lock:
            speaker = self._speaker
            if not speaker or speaker.passage is not passage:
                return
            self._speaker, self._rest_s, self._trouble = None, rest_s, trouble
            self._put_away(passage)
        speaker.close()

    # These two run in the passage's own thread.

    def _check_speaker(self, passage: Passage) -> None:
        speaker = self._speaker
        if speaker and speaker.gone:
            trouble = "The speaker is gone. Connect it again, then play once more."
            self._end(passage, speaker.position_s, trouble)

    def _wait_for_end(self, passage: Passage) -> None:
        """Wait until all of a passage was heard, then stop."""
        while not passage.ended.wait(_TICK_S):
            self._check_speaker(passage)
            speaker = self._speaker
            if speaker and passage.ring.released == passage.ring.written:
                passage.ended.wait(speaker.latency_s)  # the last samples are still on their way to the air
                broken = "The rest of the recording cannot be read." if passage.broken else None
                self._end(passage, passage.place(passage.ring.written), broken)


class _Speaker:
    """An open speaker and the passage it plays.

    Raises:
        UserError: As ``open_stream``.
    """

    passage: Passage

    def __init__(self, device: str | None, open_stream: OpenStream) -> None:
        self.paused = False
        self._finished = False
        self._handed = (0, 0.0)  # frames handed over before the newest block, and when that was
        self._heard = 0  # frames that had certainly been heard when it last began to play
        self._stream = open_stream(device, self._give_block, self._take_end)
        self.rate = round(self._stream.samplerate)
        self.latency_s = self._stream.latency
        self.start = self._stream.start
        self.close = self._stream.close

    def turn_to(self, passage: Passage) -> None:
        """Play this one from now on."""
        self._handed, self._heard = (0, time.monotonic()), 0
        self.passage = passage

    def go_on(self) -> None:
        """Play again after a pause."""
        if self.paused:
            self._heard = self.passage.ring.released
            self.paused = False

    @property
    def gone(self) -> bool:
        """The stream has ended by itself."""
        return self._finished or not self._stream.active

    @property
    def position_s(self) -> float:
        """The place in the passage's file that is heard now: what was handed over ``latency_s`` ago."""
        before, at = self._handed
        heard = before + int((time.monotonic() - at - self.latency_s) * self.rate)
        return self.passage.place(min(max(self._heard, heard), self.passage.ring.released))

    def _give_block(self, block: Samples, frames: int, _time: object, _status: Status) -> None:
        """PortAudio's callback: what is ready, then silence."""
        ring = self.passage.ring
        start = ring.released
        count = 0 if self.paused else min(frames, ring.written - start)
        head, tail = ring.read(start, start + count)
        block[: len(head)] = head
        block[len(head) : count] = tail
        block[count:] = 0.0
        if count:
            self._handed = (start, time.monotonic())
            ring.release(start + count)

    def _take_end(self) -> None:
        self._finished = True
