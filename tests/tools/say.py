"""Speak text into a WAV file with the offline voice (24 kHz, mono).

``python -m tests.tools.say OUT.wav TEXT…``; ``-`` in place of the text reads standard input.
``[pause 2.5]`` inserts that many seconds of silence; an empty line is ``[pause 1.0]``. The silence
around each spoken piece is trimmed first. Prints JSON: the length, and every stretch of 0.3 s and
more below -45 dBFS (10 ms frames) as it is in the file, natural gaps included.
"""

import json
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from failprep.domain import Span

RATE, FRAME, FLOOR = 24000, 240, 10 ** (-45 / 20)


@dataclass(frozen=True)
class Spoken:
    """What was written into the file."""

    seconds: float
    pauses: tuple[Span, ...]


def say(path: Path, text: str) -> Spoken:
    """Write ``text``, spoken, to ``path``."""
    import soundfile as sf
    from hibari import Hibari

    voice, parts = Hibari(), []
    for piece in re.split(r"(\[pause [0-9.]+\])", re.sub(r"\n\s*\n", " [pause 1.0] ", text)):
        gap = re.fullmatch(r"\[pause ([0-9.]+)\]", piece)
        if gap:
            parts.append(np.zeros(int(float(gap[1]) * RATE), np.float32))
        elif piece.strip():
            audio: NDArray[np.float32] = voice(piece.strip(), seed=0)
            voiced = np.flatnonzero(_loud(audio))
            parts.append(audio[voiced[0] * FRAME : (voiced[-1] + 1) * FRAME] if len(voiced) else audio[:0])
    audio = np.concatenate(parts)
    sf.write(str(path), audio, RATE, subtype="PCM_16")
    edges = np.flatnonzero(np.diff(np.r_[1, _loud(audio).astype(int), 1])) * FRAME
    gaps = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    pauses = tuple(Span(round(a / RATE, 2), round(b / RATE, 2)) for a, b in gaps if b - a >= 0.3 * RATE)
    return Spoken(round(len(audio) / RATE, 2), pauses)


def _loud(audio: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which 10 ms frames are above the floor (RMS)."""
    frames = audio[: len(audio) // FRAME * FRAME].reshape(-1, FRAME)
    loud: NDArray[np.bool_] = np.sqrt((frames.astype(np.float64) ** 2).mean(1)) > FLOOR
    return loud


if __name__ == "__main__":
    words = sys.argv[2:]
    spoken = say(Path(sys.argv[1]), sys.stdin.read() if words == ["-"] else " ".join(words))
    sys.stdout.write(json.dumps(asdict(spoken)) + "\n")
