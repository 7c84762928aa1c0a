"""What networks that never saw a writer make of that writer's answers, decided as the app decides.

Mere talk is read like all else here: the words that tell it were learnt from all writers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from failprep.coach.offline import OfflineCoach
from failprep.domain import CHECKS, RUBRIC, Assessment, Reading, SentenceReading
from failprep.library import Library
from failprep.reading import sentences
from failprep.reading.whole import Verdicts
from training import calibrate
from training.answers import ROOT, Answer, everything, versions
from training.calibrate import Seen

SCORES = ROOT / "left_out.json"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One answer and its assessment by a network and lines that never saw its writer."""

    answer: Answer
    assessment: Assessment

    @property
    def levels(self) -> tuple[int, ...]:
        """Our levels, in the rubric's order."""
        return tuple(criterion.level for criterion in self.assessment.criteria)

    @property
    def gold(self) -> tuple[int, ...]:
        """The labels' levels."""
        return tuple(sum(self.answer.met[check] for check in checks) for checks in RUBRIC.values())

    @property
    def met(self) -> Mapping[str, bool]:
        """Check id → met."""
        return {check: self.assessment.check(check).met is True for check in CHECKS}

    @property
    def cited(self) -> Mapping[str, tuple[int, ...]]:
        """Check id → the sentences that are cited for it."""
        return {check: self.assessment.check(check).evidence for check in CHECKS}

    @property
    def headline(self) -> str:
        """Our headline."""
        return self.assessment.headline


def left_out() -> list[LeftOut]:
    """All labelled answers, each decided by lines that were set without its writer."""
    scores_by_id = Seen.load(SCORES)
    answers = [answer for answer in versions(everything()) if answer.id in scores_by_id]
    coach = OfflineCoach(Library.load().theme())
    found = []
    for writer in sorted({answer.writer for answer in answers}):
        others = [answer for answer in answers if answer.writer != writer]
        verdicts = Verdicts(calibrate.fit(others, scores_by_id))
        for answer in answers:
            if answer.writer == writer:
                seen = scores_by_id[answer.id]
                shows = [verdicts.sentence(row) for row in seen.sentences]
                reading = Reading(
                    tuple(SentenceReading(i, row) for i, row in enumerate(shows, 1)),
                    verdicts.decide(seen.whole),
                )
                found.append(LeftOut(answer, coach.assess(sentences.written(answer.text), reading)))
    return found
