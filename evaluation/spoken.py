"""Spoken test material with exact times: synthetic voices spliced, with known pauses and known noise.

hibari is a dependency of failprep; espeak-ng and flite are programs of the operating system; for Piper see
``piper``.
"""

import hashlib
import re
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile

from evaluation import piper
from failprep.domain import Span
from failprep.speech import samples
from failprep.speech.samples import RATE_HZ, Samples

if TYPE_CHECKING:
    from hibari import Hibari

FLOOR = 10 ** (-45 / 20)  # below this level (RMS of 10 ms) a voice is silent
_FRAME = RATE_HZ // 100

#: How each is made. hibari: speed, seed; espeak-ng: voice, words a minute, pitch; others: voice, stretch.
VOICES = (
    "hibari",
    "espeak-ng en-us 150",
    "espeak-ng en-us 190",
    "espeak-ng en-gb-x-rp 165",
    "flite slt 1.0",
    "flite rms 1.0",
    "flite awb 1.15",
)


@dataclass(frozen=True)
class Take:
    """A made-up recording: 16 kHz mono, what is said in it, and where the silences are."""

    name: str
    sound: Samples
    text: str
    pauses: tuple[Span, ...]

    @property
    def duration_s(self) -> float:
        """Its length in seconds."""
        return len(self.sound) / RATE_HZ

    def write(self, folder: Path) -> Path:
        """The take as a 16-bit WAV in ``folder``."""
        path = folder / f"{self.name}.wav"
        soundfile.write(path, self.sound, RATE_HZ, subtype="PCM_16")
        return path


def sentences(text: str) -> list[str]:
    """A text cut where it is punctuated; long stretches without full stops at commas."""
    pieces = re.split(r"(?<=[.!?])\s+", " ".join(text.split()))
    out: list[str] = []
    for piece in pieces:
        out += re.split(r"(?<=[,;:])\s+", piece) if len(piece.split()) > 40 else [piece]
    return [piece for piece in out if piece.strip()]


def splice(
    name: str,
    pieces: Sequence[Samples],
    gaps_s: Sequence[float],
    text: str,
    *,
    lead_s: float = 0.5,
    tail_s: float = 0.0,
) -> Take:
    """Pieces of speech, trimmed to their sound, with silences between: ``gaps_s[i]`` follows piece ``i``."""
    parts = [_silence(lead_s)]
    pauses, at = [], len(parts[0])
    for number, piece in enumerate(pieces):
        parts.append(piece)
        at += len(piece)
        if number + 1 < len(pieces):
            parts.append(_silence(gaps_s[number]))
            pauses.append(Span(at / RATE_HZ, (at + len(parts[-1])) / RATE_HZ))
            at += len(parts[-1])
    parts.append(_silence(tail_s))
    return Take(name, np.concatenate(parts), text, tuple(pauses))


def spoken_answer(name: str, text: str, voice: str, rng: np.random.Generator, *, tail_s: float = 0.0) -> Take:
    """A whole answer in one voice, its sentences 0.4 to 1.5 s apart."""
    said = sentences(text)
    pieces = [speak(voice, one) for one in said]
    kept = [(one, piece) for one, piece in zip(said, pieces, strict=True) if len(piece)]
    gaps = rng.uniform(0.4, 1.5, len(kept))
    return splice(
        name, [piece for _, piece in kept], list(gaps), " ".join(one for one, _ in kept), tail_s=tail_s
    )


def with_noise(take: Take, snr_db: float, rng: np.random.Generator) -> Take:
    """The take with pink noise, so loud that speech (not the silences) is ``snr_db`` above it."""
    noise = pink(len(take.sound), rng)
    loud = take.sound[np.abs(take.sound) > FLOOR]
    power = float(np.mean(loud.astype(np.float64) ** 2)) if len(loud) else 1e-6
    noise *= np.sqrt(power / 10 ** (snr_db / 10) / float(np.mean(noise.astype(np.float64) ** 2)))
    mixed = take.sound + noise
    peak = float(np.abs(mixed).max())
    mixed = (mixed / max(1.0, peak / 0.98)).astype(np.float32)
    return Take(f"{take.name}-{snr_db:g}db", mixed, take.text, take.pauses)


def pink(length: int, rng: np.random.Generator) -> Samples:
    """Noise whose power falls as 1/f above 30 Hz."""
    spectrum = np.fft.rfft(rng.standard_normal(length))
    frequency = np.fft.rfftfreq(length, 1 / RATE_HZ)
    shape = np.where(frequency < 30, 0.0, 1 / np.sqrt(np.maximum(frequency, 30)))
    sound: Samples = np.fft.irfft(spectrum * shape, length).astype(np.float32)
    return sound


@lru_cache(maxsize=20_000)
def speak(voice: str, text: str) -> Samples:
    """The text in this voice, levelled and without silence around it."""
    kept = _cache() / f"{hashlib.sha256(f'{voice}|{text}'.encode()).hexdigest()[:32]}.wav"
    if not kept.is_file():
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "speech.wav"
            _make(voice, text, made)
            sound = samples.read(made)
        loud = sound[np.abs(sound) > FLOOR]
        level = float(np.sqrt(np.mean(loud**2))) if len(loud) else 1.0
        sound = np.clip(sound * (0.1 / level), -0.98, 0.98).astype(np.float32)
        soundfile.write(kept, trimmed(sound), RATE_HZ, subtype="PCM_16")
    return samples.read(kept)


def trimmed(sound: Samples) -> Samples:
    """The sound from its first to its last 10 ms above the floor."""
    count = len(sound) // _FRAME
    frames = sound[: count * _FRAME].reshape(count, _FRAME).astype(np.float64)
    loud = np.flatnonzero(np.sqrt((frames**2).mean(axis=1)) > FLOOR)
    return sound[loud[0] * _FRAME : (loud[-1] + 1) * _FRAME] if len(loud) else sound[:0]


def _make(voice: str, text: str, path: Path) -> None:
    kind, *how = voice.split()
    if kind == "hibari":
        speed, seed = float(how[0]) if how else 1.0, int(how[1]) if len(how) > 1 else 0
        soundfile.write(path, _hibari()(text, speed=speed, seed=seed), 24_000, subtype="PCM_16")
    elif kind == "espeak-ng":
        pitch = how[2] if len(how) > 2 else "50"
        command = ["espeak-ng", "-v", how[0], "-s", how[1], "-p", pitch, "-w", str(path), text]
        subprocess.run(command, check=True)
    elif kind == "piper":
        piper.speak(text, float(how[1]), path)
    else:
        stretch = f"duration_stretch={how[1]}"
        subprocess.run(
            ["flite", "-voice", how[0], "--setf", stretch, "-t", text, "-o", str(path)], check=True
        )


@lru_cache(maxsize=1)
def _hibari() -> "Hibari":
    from hibari import Hibari

    return Hibari()


def _silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def _cache() -> Path:
    from failprep.settings import Folders

    folder = Folders.standard().cache / "evaluation"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
