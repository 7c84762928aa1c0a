"""How loud it is, in decibels and in words.

Levels are dBFS: 20·log10 of the amplitude, where 1.0 (the largest sample a file can hold) is 0 dB.
"""

from dataclasses import dataclass

import numpy as np

from failprep.audio.ring import Samples

FLOOR_DB = -100.0
FRAME_S = 0.05
MEMORY_S = 3.0  # advice looks this far back, so that it does not flicker between two words

# Speech close to a laptop's microphone has its loud syllables between -30 and -12 dBFS. A take whose loudest
# moment stays under an RMS of 0.005 (-46 dB) holds no speech that a recogniser could use.
_SPEECH_DB = -46.0
_QUIET_DB = -34.0
_LOUD_DB = -9.0
_CLIPPED = 0.995  # amplitude; drivers that limit stop just short of 1.0
_CLIPPED_SAMPLES = 3  # in one frame: a single full-scale sample is not yet distortion


@dataclass(frozen=True, slots=True)
class Level:
    """The level right now (the last 50 ms), and advice from the last three seconds."""

    rms_db: float
    peak_db: float
    clipping: bool
    advice: str


class LevelMeter:
    """Measures a stream of mono samples in frames of 50 ms. One thread feeds it, any thread reads it."""

    def __init__(self, sample_rate_hz: int) -> None:
        self._size = max(1, round(FRAME_S * sample_rate_hz))
        self._frame: Samples = np.zeros(self._size, np.float32)
        self._filled = 0
        frames = round(MEMORY_S / FRAME_S)
        self._rms = np.zeros(frames, np.float64)
        self._peak = np.zeros(frames, np.float64)
        self._clipped = np.zeros(frames, np.bool_)
        self._measured = 0

    def feed(self, samples: Samples) -> None:
        """Take in the next mono samples, any number of them."""
        while len(samples):
            part = samples[: self._size - self._filled]
            self._frame[self._filled : self._filled + len(part)] = part
            self._filled += len(part)
            samples = samples[len(part) :]
            if self._filled == self._size:
                self._measure()

    def _measure(self) -> None:
        loud = np.abs(self._frame)
        place = self._measured % len(self._rms)
        self._rms[place] = np.sqrt(np.mean(np.square(self._frame, dtype=np.float64)))
        self._peak[place] = loud.max()
        self._clipped[place] = np.count_nonzero(loud >= _CLIPPED) >= _CLIPPED_SAMPLES
        self._filled = 0
        self._measured += 1

    def level(self) -> Level:
        """The newest frame's level; before the first frame is complete, silence."""
        if not self._measured:
            return Level(FLOOR_DB, FLOOR_DB, False, advice(FLOOR_DB, False))
        place = (self._measured - 1) % len(self._rms)
        clipping = bool(self._clipped.any())
        return Level(
            decibels(float(self._rms[place])),
            decibels(float(self._peak[place])),
            clipping,
            advice(decibels(float(self._rms.max())), clipping),
        )


def decibels(amplitude: float) -> float:
    """Amplitude (1.0 is full scale) as dBFS, never below ``FLOOR_DB``."""
    return max(FLOOR_DB, 20 * float(np.log10(amplitude))) if amplitude > 0 else FLOOR_DB


def advice(loudest_db: float, clipping: bool) -> str:
    """What to do about the level, from the loudest 50 ms of the last seconds (RMS, dBFS)."""
    if clipping:
        return "Too loud, move back a little"
    if loudest_db < _SPEECH_DB:
        return "Say a few words to see your level"
    if loudest_db < _QUIET_DB:
        return "A little quiet, come closer"
    if loudest_db > _LOUD_DB:
        return "A little loud, move back a bit"
    return "Good level"
