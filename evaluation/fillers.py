"""Fillers and pauses found where they are known to be (`python -m evaluation.fillers [--heard-only]`).

All of it is synthetic speech, spliced, so that the places are exact; the figures say nothing certain about
people. A filler is found when an event begins, or has its middle, within 0.2 s of it; a pause when it is
reported with both of its ends within 0.1 s. Each counts once. Three blocks for fillers: each voice with what
is shipped; each engine (hibari, espeak-ng, flite) with a network that was trained without that engine's
voices; and what is heard in real speech that has no hesitation in it.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evaluation import material, spoken
from evaluation.spoken import Take
from failprep.domain import Span, SpokenEvent, Transcript
from failprep.reading import delivery
from failprep.reading.fillers import HESITATIONS
from failprep.settings import Folders
from failprep.speech import hesitations, models, pauses
from failprep.speech.replay import replay
from failprep.speech.samples import duration_s
from failprep.speech.whisper import SpeechEngine

_FILLER_S, _PAUSE_S = 0.2, 0.1
_NOISE_DB = 15
_HELD_OUT = Path(__file__).parent / "held_out"  # weights, named by the engine they were trained without


@dataclass
class Found:
    """How many there are and how many of them were found; how many were reported and how many are right."""

    there: int = 0
    hit: int = 0
    reported: int = 0
    right: int = 0

    def add(self, there: int, hit: int, reported: int, right: int) -> None:
        """Count more."""
        self.there, self.hit = self.there + there, self.hit + hit
        self.reported, self.right = self.reported + reported, self.right + right

    def line(self, name: str) -> str:
        """Recall and precision in one line."""
        recall, precision = self.hit / max(1, self.there), self.right / max(1, self.reported)
        return (
            f"  {name:44} {self.there:5d} there {self.reported:5d} reported"
            f"   recall {recall:.3f}   precision {precision:.3f}"
        )


def count_fillers(found: Found, truth: Sequence[SpokenEvent], reported: Sequence[SpokenEvent]) -> None:
    """Count the hesitations of a take."""
    sounds = [one for one in reported if one.text in HESITATIONS]
    right = matched(truth, sounds)
    found.add(len(truth), right, len(sounds), right)


def matched(truth: Sequence[SpokenEvent], reported: Sequence[SpokenEvent]) -> int:
    """How many reported events are a true one, each true one once."""
    left, right = list(truth), 0
    for one in reported:
        middle = (one.start_s + one.end_s) / 2
        for other in left:
            near = abs(one.start_s - other.start_s), abs(middle - (other.start_s + other.end_s) / 2)
            if min(near) <= _FILLER_S:
                left.remove(other)
                right += 1
                break
    return right


def silences(take: Take, at_least_s: float) -> list[Span]:
    """Stretches below -45 dB in clean sound, the recording's ends left out, as they are in it."""
    frames = take.sound[: len(take.sound) // 160 * 160].reshape(-1, 160).astype(np.float64)
    quiet = np.sqrt((frames**2).mean(axis=1)) <= spoken.FLOOR
    edges = np.flatnonzero(np.diff(np.r_[0, quiet.astype(int), 0]))
    spans = [Span(a / 100, b / 100) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    inside = [one for one in spans if one.start_s > 0 and one.end_s < len(quiet) / 100]
    return [one for one in inside if one.end_s - one.start_s >= at_least_s]


def same(one: Span, other: Span) -> bool:
    """Whether both ends lie close together."""
    return abs(one.start_s - other.start_s) <= _PAUSE_S and abs(one.end_s - other.end_s) <= _PAUSE_S


def count_pauses(found: Found, clean: Take, heard: Take) -> None:
    """Count the pauses of a take, heard clean or in noise."""
    there = silences(clean, delivery.PAUSE_S)
    reported = delivery.pauses(pauses.voice_activity(heard.sound))
    # Near half a second a hundredth decides whether a silence is a pause: one of 0.4 s that is reported is no
    # false one, if its ends are right.
    right = sum(any(same(one, other) for other in silences(clean, 0.4)) for one in reported)
    hit = sum(any(same(one, other) for other in reported) for one in there)
    found.add(len(there), hit, len(reported), right)


def in_real_speech() -> str:
    """What is heard in the real clips, whose words hold no hesitation."""
    heard = sum(len(hesitations.hesitations(path)) for path, _ in material.clips())
    seconds = sum(duration_s(path) for path, _ in material.clips())
    return f"  {heard} reported in {seconds:.0f} s of five people's speech that has none"


def main() -> int:
    """Print recall and precision for each voice, and in all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--heard-only", action="store_true", help="without the recogniser's words: quick")
    parser.add_argument("--model", default="base")
    given = parser.parse_args()
    rng = np.random.default_rng(4)
    shipped, held_out, silent = (defaultdict[str, Found](Found) for _ in range(3))
    seconds = 0.0
    model = models.find(given.model, cache=Folders.standard().cache)
    with SpeechEngine(model) as engine, tempfile.TemporaryDirectory() as folder:
        for voice, clean, truth in material.with_fillers():
            kind, met = voice.split()[0], voice != material.UNMET
            for noise, take in (
                ("clean", clean),
                (f"{_NOISE_DB} dB", spoken.with_noise(clean, _NOISE_DB, rng)),
            ):
                path = take.write(Path(folder))
                words = Transcript("") if given.heard_only else replay(engine, path).transcript
                reported = delivery.all_fillers(words.words, hesitations.hesitations(path))
                count_fillers(shipped[f"{voice}, {noise}" + ("" if met else " (never met)")], truth, reported)
                weights = _HELD_OUT / f"{kind}.npz"
                if weights.is_file():
                    others = hesitations.hesitations(path, weights=weights)
                    without = delivery.all_fillers(words.words, others)
                    count_fillers(held_out[f"{kind}, {noise}"], truth, without)
                if met:
                    seconds += take.duration_s
                    count_fillers(shipped[f"all voices it was trained on, {noise}"], truth, reported)
                    count_fillers(shipped["all voices it was trained on"], truth, reported)
                    count_pauses(silent[noise], clean, take)
                    count_pauses(silent["all"], clean, take)
                path.unlink()
    print(f"{seconds / 60:.0f} minutes of spliced synthetic speech, model {given.model}")
    if not given.heard_only:
        print("Fillers as the window counts them: heard in the sound, or written down by the recogniser")
    blocks = (
        ("Fillers, um uh er hmm, each voice", shipped),
        ("Fillers, each engine with a network trained without it", held_out),
        (f"Pauses of {delivery.PAUSE_S} s and longer", silent),
    )
    for title, found in blocks:
        print(title)
        for name in sorted(found):
            print(found[name].line(name))
    print("Fillers in real speech")
    print(in_real_speech())
    return 0


if __name__ == "__main__":
    sys.exit(main())
