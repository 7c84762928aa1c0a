"""Hesitations and other vowels of throats that no synthetic voice has: a small source and filter synthesiser.

A pulse train with a falling spectrum goes through the resonances of a vocal tract of random length (Fant, 1960;
formants of English vowels after Peterson and Barney, 1952). A hesitation keeps its vowel and may close into a
nasal; a trap moves from one vowel to another, as words do.
"""

import numpy as np

from failprep.speech.samples import RATE_HZ, Samples

_BLOCK = 80  # samples for which the filter stays as it is
_NEUTRAL = ((500, 1450, 2500), (620, 1200, 2550), (680, 1250, 2500), (560, 1500, 2400), (480, 1350, 1750))
_NASAL = (270, 1100, 2250)
_OTHERS = (
    (270, 2290, 3010),
    (390, 1990, 2550),
    (530, 1840, 2480),
    (660, 1720, 2410),
    (730, 1090, 2440),
    (570, 840, 2410),
    (440, 1020, 2240),
    (300, 870, 2240),
)
_WIDTHS = (70.0, 100.0, 150.0, 250.0)


def hesitation(rng: np.random.Generator) -> Samples:
    """“uh”, “um”, “er” or “hmm” of a random throat, at full scale or below."""
    vowel = np.array(_NEUTRAL[rng.integers(len(_NEUTRAL))]) * rng.normal(1, 0.04, 3)
    length_s = rng.uniform(0.18, 0.75)
    closes = rng.choice([2.0, rng.uniform(0.3, 0.7), 0.0], p=[0.4, 0.5, 0.1])  # share after which it hums
    return _voiced([(0.0, vowel), (1.0, vowel * rng.normal(1, 0.02, 3))], float(closes), length_s, rng)


def trap(rng: np.random.Generator) -> Samples:
    """Two other vowels, one gliding into the other, as in “I”, “oh” or “we”."""
    first, second = rng.choice(len(_OTHERS), 2, replace=False)
    turns = float(rng.uniform(0.2, 0.5))
    path = [
        (0.0, np.array(_OTHERS[first])),
        (turns, np.array(_OTHERS[first])),
        (1.0, np.array(_OTHERS[second])),
    ]
    return _voiced(path, 2.0, rng.uniform(0.12, 0.45), rng)


def _voiced(
    path: list[tuple[float, np.ndarray]], closes: float, length_s: float, rng: np.random.Generator
) -> Samples:
    """The sound along a path of formants; after the share ``closes`` of its length it is a nasal."""
    count = round(length_s * RATE_HZ)
    longer = rng.uniform(0.85, 1.2)
    pitch = float(rng.choice([rng.uniform(80, 150), rng.uniform(150, 260)]))
    pitches = pitch * np.linspace(rng.uniform(1.0, 1.1), rng.uniform(0.8, 1.0), count)
    pitches *= 1 + 0.01 * np.repeat(rng.standard_normal(count // _BLOCK + 1), _BLOCK)[:count]
    phase = np.cumsum(pitches) / RATE_HZ
    pulses = np.r_[0.0, np.diff(np.floor(phase))] + 0.003 * rng.uniform(0.2, 3.0) * rng.standard_normal(count)
    bins = np.fft.rfftfreq(1024, 1 / RATE_HZ)
    tilt = 1 / (1 + (bins / rng.uniform(150, 500)) ** rng.uniform(1.0, 1.8))
    out = np.zeros(count + 1024)
    times, shapes = zip(*path, strict=True)
    for at in range(0, count, _BLOCK):
        share = at / count
        formants = np.array([np.interp(share, times, [shape[f] for shape in shapes]) for f in range(3)])
        nasal = float(np.clip((share - closes) / 0.08, 0, 1))
        formants = ((1 - nasal) * formants + nasal * np.array(_NASAL)) * longer
        gains = _resonances(bins, [*formants, 3500 * longer]) * tilt
        gains *= 1 - 0.75 * nasal * (bins > 800)
        block = pulses[at : at + _BLOCK] * (1 - 0.5 * nasal)
        out[at : at + 1024] += np.fft.irfft(np.fft.rfft(block, 1024) * gains, 1024)
    out = out[:count]
    rise, fall = round(rng.uniform(0.01, 0.05) * RATE_HZ), round(rng.uniform(0.03, 0.1) * RATE_HZ)
    out[:rise] *= np.linspace(0, 1, rise)
    out[-fall:] *= np.linspace(1, 0, fall)
    return (0.1 * out / max(1e-9, float(np.sqrt(np.mean(out**2))))).astype(np.float32)


def _resonances(bins: np.ndarray, formants: list[float]) -> np.ndarray:
    """The response of two-pole resonators in a row, each 1 at 0 Hz; its phase is that of such resonators."""
    s = 2j * np.pi * bins
    response = np.ones(len(bins), complex)
    for formant, width in zip(formants, _WIDTHS, strict=True):
        pole = -np.pi * width + 2j * np.pi * formant
        response *= (abs(pole) ** 2) / ((s - pole) * (s - np.conj(pole)))
    return response
