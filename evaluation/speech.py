"""Word error rate: decoding at once, and live (`python -m evaluation.speech [--quick]`).

Printed for each kind of material and in all, clean and in pink noise at 10 dB, each more than an hour of
speech. The live path is the window's, fed as fast as the decoder goes. Each take's words are kept in
``build/``, so that the run, which is long, can be stopped and gone on with. ``--quick`` takes every fourth
spoken answer.
"""

import argparse
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation import kept, material, spoken
from evaluation.spoken import Take
from evaluation.words import errors
from failprep.settings import Folders
from failprep.speech import models
from failprep.speech.replay import replay
from failprep.speech.whisper import SpeechEngine

NOISE_DB = 10.0

_CODE = [  # what decides the words
    f"failprep/speech/{name}.py"
    for name in ("chunks", "coverage", "decoder", "edges", "live", "pauses", "replay", "samples", "timing")
]


@dataclass
class Count:
    """Word errors of both ways over some material."""

    said: int = 0
    whole: int = 0
    live: int = 0
    seconds: float = 0.0

    def add(self, text: str, whole: str, live: str, seconds: float) -> None:
        """Count one take."""
        wrong, said = errors(text, whole)
        self.whole, self.said = self.whole + wrong, self.said + said
        self.live += errors(text, live)[0]
        self.seconds += seconds

    def line(self, name: str) -> str:
        """The figures in one line."""
        whole, live = 100 * self.whole / max(1, self.said), 100 * self.live / max(1, self.said)
        return (
            f"{name:28} {self.seconds / 60:6.1f} min {self.said:6d} words"
            f"   at once {whole:5.2f} %   live {live:5.2f} %   {live - whole:+.2f}"
        )


def takes(every: int) -> Iterator[tuple[str, Take]]:
    """Kind and take, hibari's before the other voices'; each of them clean and in noise."""
    clean = [("real clips, joined", take) for take in material.joined_clips(6 if every == 1 else 2)]
    answers = [take for number, take in enumerate(material.spoken_answers()) if number % every == 0]
    clean += [("spoken answers, hibari", take) for take in answers if take.name.endswith("hibari")]
    clean += [("spoken answers, others", take) for take in answers if not take.name.endswith("hibari")]
    for kind, take in clean:
        yield kind, take
        rng = np.random.default_rng(zlib.crc32(take.name.encode()))
        yield f"{kind}, {NOISE_DB:g} dB", spoken.with_noise(take, NOISE_DB, rng)


def both(engine: SpeechEngine, state: str, take: Take, folder: Path) -> tuple[str, str]:
    """The words of a take, decoded at once and live; ``state`` is that of the code."""

    def decode() -> kept.Values:
        path = take.write(folder)
        words: kept.Values = {
            "whole": engine.transcribe(path).text,
            "live": replay(engine, path).transcript.text,
        }
        path.unlink()
        return words

    key = [engine.model.name, state, take.name, kept.sound(take.sound.tobytes())]
    words = kept.kept("speech", key, decode)
    return str(words["whole"]), str(words["live"])


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a quarter of the spoken answers")
    parser.add_argument("--model", default="base")
    parser.add_argument("--threads", type=int, help="cores to decode with; by default as in use")
    given = parser.parse_args()
    model = models.find(given.model, cache=Folders.standard().cache)
    counts: dict[str, Count] = defaultdict(Count)
    state = kept.code(*_CODE)
    with SpeechEngine(model, threads=given.threads) as engine, tempfile.TemporaryDirectory() as folder:
        clips = Count()
        for path, text in material.clips():
            heard = engine.transcribe(path).text
            clips.add(text, heard, replay(engine, path).transcript.text, 0.0)
            wrong, said = errors(text, heard)
            print(f"{path.name:28} {wrong:3d} of {said:3d} words wrong: {heard}", flush=True)
        counts["real clips, alone"] = clips
        try:
            for kind, take in takes(4 if given.quick else 1):
                whole, live = both(engine, state, take, Path(folder))
                noisy = "all, noise" if kind.endswith("dB") else "all, clean"
                for name in (kind, noisy):
                    counts[name].add(take.text, whole, live, take.duration_s)
                print(".", end="", flush=True, file=sys.stderr)
        except KeyboardInterrupt:
            print("\nstopped: what was decoded is kept, the next run goes on from here")
    print(f"\nWord error rate, model {given.model}")
    for name, count in counts.items():
        print(count.line(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
