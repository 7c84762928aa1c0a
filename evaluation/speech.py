"""Word error rate: decoding at once, and live (`python -m evaluation.speech [--all] [--quick]`).

Printed for each kind of material and in all. Without ``--all`` every fourth spoken answer is taken, which
needs some minutes; with it all of them, at more than an hour of speech. Real clips are always there.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation import material, spoken
from evaluation.spoken import Take
from evaluation.words import errors
from failprep.settings import Folders
from failprep.speech import models
from failprep.speech.replay import replay
from failprep.speech.whisper import SpeechEngine

NOISE_DB = 10.0


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
    """Kind and take; each spoken answer and each take of clips also in noise."""
    rng = np.random.default_rng(2)
    clean = [("real clips, joined", take) for take in material.joined_clips(6 if every == 1 else 2)]
    for number, take in enumerate(material.spoken_answers()):
        kind = "spoken answers, hibari" if take.name.endswith("hibari") else "spoken answers, others"
        if number % every == 0:
            clean.append((kind, take))
    for kind, take in clean:
        yield kind, take
        yield f"{kind}, {NOISE_DB:g} dB", spoken.with_noise(take, NOISE_DB, rng)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="all material, more than an hour of speech")
    parser.add_argument("--model", default="base")
    given = parser.parse_args()
    model = models.find(given.model, cache=Folders.standard().cache)
    counts: dict[str, Count] = defaultdict(Count)
    with SpeechEngine(model) as engine, tempfile.TemporaryDirectory() as folder:
        clips = Count()
        for path, text in material.clips():
            heard = engine.transcribe(path).text
            clips.add(text, heard, replay(engine, path).transcript.text, 0.0)
            wrong, said = errors(text, heard)
            print(f"{path.name:28} {wrong:3d} of {said:3d} words wrong: {heard}", flush=True)
        counts["real clips, alone"] = clips
        for kind, take in takes(1 if given.all else 4):
            path = take.write(Path(folder))
            whole, live = engine.transcribe(path).text, replay(engine, path).transcript.text
            noisy = "all, noise" if kind.endswith("dB") else "all, clean"
            for name in (kind, noisy):
                counts[name].add(take.text, whole, live, take.duration_s)
            path.unlink()
            print(".", end="", flush=True, file=sys.stderr)
    print(f"\nWord error rate, model {given.model}")
    for name, count in counts.items():
        print(count.line(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
