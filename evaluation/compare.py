"""Rules alone against the trained reader, on the same answers: ``python -m evaluation.compare``.

What was compared once and not shipped (the encoder left frozen, rules on top) is in the decision record.
"""

from collections.abc import Sequence

from evaluation import metrics
from evaluation.cases import Levels, dev_cases, real_readings
from evaluation.left_out import left_out
from failprep.coach.offline import OfflineCoach
from failprep.domain import RUBRIC
from failprep.library import Library
from failprep.reading import sentences
from training import patterns


def main() -> None:
    """Print mean and worst kappa of both on left-out writers, and of the rules on the other sets."""
    coach = OfflineCoach(Library.load().theme())

    def by_rules(text: str) -> Levels:
        transcript = sentences.written(text)
        reading = patterns.answer([s.text for s in transcript.sentences])
        return tuple(c.level for c in coach.assess(transcript, reading).criteria)

    rows = left_out()
    gold = [row.gold for row in rows]
    _show("reader, left-out writers", [row.levels for row in rows], gold)
    _show("rules, the same answers", [by_rules(row.answer.text) for row in rows], gold)
    for name, cases in (
        ("rules, development answers", dev_cases()),
        ("rules, real people", real_readings()["by sentences"]),
    ):
        _show(name, [by_rules(case.answer) for case in cases], [case.levels for case in cases])


def _show(name: str, ours: Sequence[Levels], gold: Sequence[Levels]) -> None:
    kappas = [
        metrics.weighted_kappa([row[i] for row in ours], [row[i] for row in gold]) for i in range(len(RUBRIC))
    ]
    print(f"  {name:<32} kappa {metrics.mean(kappas):.2f}, worst {min(kappas):.2f}")


if __name__ == "__main__":
    main()
