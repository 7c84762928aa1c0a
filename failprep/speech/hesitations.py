"""Hears “um”, “uh”, “er” and “hmm” in the sound itself: recognisers leave them out, or write “and” instead.

A small convolutional network (made by ``training/hesitations.py``; its weights are in ``assets/``) gives each
20 ms a probability of belonging to a hesitation. It runs in plain numpy, many times faster than speech.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from failprep.domain import SpokenEvent
from failprep.resources import resource
from failprep.speech import samples
from failprep.speech.samples import RATE_HZ, Samples

Frames = NDArray[np.float32]

WEIGHTS = "assets/speech/hesitations.npz"
BANDS = 40
HOP = RATE_HZ // 100
STRIDE = 2  # frames for each probability
STEP_S = STRIDE * HOP / RATE_HZ
DILATIONS = (1, 2, 4, 8, 16)

_WINDOW, _FFT = 400, 512
_QUIETEST = 9.0  # nepers of power below speech; what is quieter is silence
_BLOCK_S = 60
_LIKELY, _POSSIBLE = 0.65, 0.3  # an event holds a step of the first probability, and ends below the second
_SHORTEST_S, _LONGEST_S = 0.1, 1.5
_CALLED = "um"


def hesitations(sound: Path | Samples, *, weights: Path | None = None) -> tuple[SpokenEvent, ...]:
    """The hesitations in a recording, in order of time, all called “um”: which one it was is not told.

    Args:
        sound: A recording, or mono samples at 16 kHz.
        weights: Of another training, to compare; None: those that are shipped.

    Raises:
        UserError: The file is missing or is not audio.
    """
    logs = [features(block) for block in _blocks(sound)]
    return events(probabilities(np.concatenate(logs), weights)) if logs else ()


def events(likely: NDArray[np.float32]) -> tuple[SpokenEvent, ...]:
    """Stretches of high probability, from one value per 20 ms."""
    found: list[SpokenEvent] = []
    for first, last in _runs(likely >= _POSSIBLE):
        length_s = (last - first) * STEP_S
        if _SHORTEST_S <= length_s <= _LONGEST_S and likely[first:last].max() >= _LIKELY:
            found.append(SpokenEvent(_CALLED, round(first * STEP_S, 2), round(last * STEP_S, 2)))
    return tuple(found)


def probabilities(logs: Frames, weights: Path | None = None) -> NDArray[np.float32]:
    """The network's output for log mel energies (frames, bands): one probability per ``STRIDE`` frames."""
    if len(logs) < STRIDE:
        return np.zeros(0, np.float32)
    (first, bias), *rest, (last, last_bias) = _weights(weights)
    x = np.maximum(0, _convolved(normalised(logs), first)[::STRIDE] + bias)
    for (weight, offset), gap in zip(rest, DILATIONS, strict=True):
        x = x + np.maximum(0, _convolved(x, weight, gap) + offset)
    logits = (x @ last[:, :, 0].T + last_bias)[:, 0]
    out: NDArray[np.float32] = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return out


def features(sound: Samples) -> Frames:
    """Log mel energies, one row of ``BANDS`` per 10 ms, not yet normalised."""
    count = len(sound) // HOP
    if not count:
        return np.zeros((0, BANDS), np.float32)
    around = (_WINDOW - HOP) // 2
    padded = np.pad(sound, (around, _WINDOW))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::HOP][:count]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW).astype(np.float32), _FFT)) ** 2
    logs: Frames = np.log(power.astype(np.float32) @ _mel_bands().T + 1e-7)
    return logs


def normalised(logs: Frames) -> Frames:
    """Features without the microphone's level and colour: each band against its mean in speech."""
    loudness = logs.mean(axis=1)
    spoken = loudness >= np.percentile(loudness, 95) - _QUIETEST / 2
    out: Frames = np.clip(logs - logs[spoken].mean(axis=0), -_QUIETEST, _QUIETEST) / 3
    return out


def _blocks(sound: Path | Samples) -> Iterator[Samples]:
    """The sound, a minute at a time: only the features of a long recording are held at once."""
    if not isinstance(sound, Path):
        yield sound
        return
    length_s = samples.duration_s(sound)
    for at in range(0, int(length_s) + 1, _BLOCK_S):
        yield samples.read(sound, at, at + _BLOCK_S)


def _runs(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and one past the last position of each stretch of True."""
    edges = np.flatnonzero(np.diff(np.r_[0, flags.astype(np.int8), 0]))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _convolved(x: Frames, weight: Frames, gap: int = 1) -> Frames:
    """A convolution of width 3 over time with zeros around: x (time, in), weight (out, in, 3)."""
    padded = np.pad(x, ((gap, gap), (0, 0)))
    length = len(x)
    taps = [padded[tap * gap : tap * gap + length] @ weight[:, :, tap].T for tap in range(3)]
    out: Frames = taps[0] + taps[1] + taps[2]
    return out


@lru_cache(maxsize=4)
def _weights(path: Path | None) -> tuple[tuple[Frames, Frames], ...]:
    with np.load(path or resource(WEIGHTS)) as stored:
        count = len(stored.files) // 2
        return tuple(
            (stored[f"weight{at}"].astype(np.float32), stored[f"bias{at}"].astype(np.float32))
            for at in range(count)
        )


@lru_cache(maxsize=1)
def _mel_bands() -> Frames:
    """Triangular bands from 60 to 7600 Hz, shape (BANDS, FFT bins)."""

    def mel(hz: float) -> float:
        return 2595 * float(np.log10(1 + hz / 700))

    edges = 700 * (10 ** (np.linspace(mel(60), mel(7600), BANDS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(_FFT, 1 / RATE_HZ)
    low, middle, high = edges[:-2, None], edges[1:-1, None], edges[2:, None]
    rising, falling = (bins - low) / (middle - low), (high - bins) / (high - middle)
    return np.maximum(0, np.minimum(rising, falling)).astype(np.float32)
