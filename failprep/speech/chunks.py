"""Where to cut speech while it is spoken, so that each piece can be decoded on its own.

A pure function of the voice detector's probabilities and the levels, frame by frame: the same recording is
cut at the same places however fast it comes in. Every sample belongs to exactly one chunk.
"""

from collections import deque
from dataclasses import dataclass

from failprep.speech.pauses import FRAME_S, OFF, ON

#: (seconds of speech in the chunk, seconds of silence that then end it)
_CUT_AT_PAUSE = ((10.0, 0.5), (18.0, 0.3))
LONGEST_S = 28.0  # a recogniser hears 30 s at once
_LOOK_BACK_S = 5.0
MARGIN_S = 0.2  # of silence decoded with the speech, on each side


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of the recording from cut to cut, and the part of it in which somebody speaks.

    ``voice_start_s`` and ``voice_end_s`` are equal where nobody does.
    """

    start_s: float
    end_s: float
    voice_start_s: float
    voice_end_s: float

    @property
    def is_silent(self) -> bool:
        """Whether nobody speaks in it."""
        return self.voice_end_s <= self.voice_start_s

    @property
    def to_decode(self) -> tuple[float, float]:
        """The stretch to decode: the speech with a margin of silence, as far as the chunk has one."""
        return max(self.start_s, self.voice_start_s - MARGIN_S), min(self.end_s, self.voice_end_s + MARGIN_S)


class Chunker:
    """Cuts a stream of frames (32 ms each) into chunks.

    ``silence_s`` says how long the speaker has been silent since speaking in the open chunk.
    """

    def __init__(self) -> None:
        self._frames = 0
        self._speaking = False
        self._start_s = 0.0
        self._voice_start_s: float | None = None
        self._voice_end_s = 0.0
        self._levels: deque[tuple[float, float]] = deque(maxlen=round(_LOOK_BACK_S / FRAME_S))

    @property
    def now_s(self) -> float:
        """How far the stream has come."""
        return self._frames * FRAME_S

    @property
    def silence_s(self) -> float:
        """Silence since the last speech of the open chunk; 0 while somebody speaks or has not begun."""
        if self._speaking or self._voice_start_s is None:
            return 0.0
        return self.now_s - self._voice_end_s

    @property
    def spoken_s(self) -> float:
        """From the first voice of the open chunk to its last."""
        return 0.0 if self._voice_start_s is None else self._voice_end_s - self._voice_start_s

    def push(self, probability: float, level: float) -> Chunk | None:
        """Take the next frame; gives the chunk that it closes, if it closes one.

        Args:
            probability: Of speech, from the voice detector.
            level: Any measure that grows with loudness.
        """
        begins_s = self.now_s
        self._frames += 1
        self._levels.append((level, begins_s + FRAME_S / 2))
        if self._speaking:
            self._speaking = probability >= OFF
        elif probability >= ON:
            self._speaking = True
            if self._voice_start_s is None:
                self._voice_start_s = begins_s
        if self._speaking:
            self._voice_end_s = self.now_s
        return self._cut()

    def open(self, end_s: float) -> Chunk:
        """What is not yet closed, as a chunk that ends at ``end_s``."""
        start = self._voice_start_s
        if start is None:
            return Chunk(self._start_s, end_s, end_s, end_s)
        return Chunk(self._start_s, end_s, min(start, end_s), min(self._voice_end_s, end_s))

    def _cut(self) -> Chunk | None:
        if self._voice_start_s is None:
            return None
        for enough_s, pause_s in _CUT_AT_PAUSE:
            if self.spoken_s >= enough_s and self.silence_s >= pause_s:
                return self._close(self._voice_end_s + self.silence_s / 2)
        if self.now_s - self._voice_start_s >= LONGEST_S:
            return self._close(min(self._levels)[1])
        return None

    def _close(self, at_s: float) -> Chunk:
        chunk = self.open(at_s)
        self._start_s = at_s
        # After a cut within speech, the speech behind the cut is already the next chunk's.
        self._voice_start_s = at_s if self._voice_end_s > at_s else None
        self._levels.clear()
        return chunk
