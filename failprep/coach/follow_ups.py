"""The next questions, as an interviewer would ask them of this answer and no other.

Each hangs on one sentence, says back a few of the candidate's own words, and asks one thing that is not
answered yet, in at most 25 words. The order is the order of what matters most.
"""

from typing import TYPE_CHECKING

from failprep.coach import anchors, phrases
from failprep.coach.priorities import ORDER, TELLING, gaps
from failprep.coach.wording import DIGS, probes
from failprep.domain import AVOIDED, CRITERION_OF, Assessment, FollowUp, Reading, Transcript

if TYPE_CHECKING:
    from failprep.library import Theme

MOST_WORDS = 25
_MOST, _FEWEST = 4, 2


def ask(
    transcript: Transcript,
    reading: Reading,
    assessment: Assessment,
    theme: "Theme",
    interviewer: str = "neutral",
) -> tuple[FollowUp, ...]:
    """Two to four questions, in the order to be asked.

    Where there is hardly an answer to hang them on, the last ones say nothing back.
    """
    texts = {s.id: s.text for s in transcript.sentences}
    wording = probes(theme.folder)
    plan = _plan(assessment)
    asked: list[FollowUp] = []
    for check, dig in plan[:_MOST]:
        used = {question.anchor_sentence for question in asked}
        for number, phrase in anchors.said_back(check, reading, assessment, texts, used):
            if any(phrase.text in question.question for question in asked):
                continue
            opening = phrases.you_said(phrase, sceptic=interviewer == "sceptic")
            question = f"{opening} {wording.question(check, interviewer, dig=dig)}"
            if len(question.split()) <= MOST_WORDS and question.count("?") == 1:
                asked.append(FollowUp(question, CRITERION_OF[check], check, number))
                break
    for check, dig in plan:
        if len(asked) >= _FEWEST:
            break
        if check not in {question.check for question in asked}:
            bare = wording.question(check, interviewer, dig=dig)
            asked.append(FollowUp(bare[0].upper() + bare[1:], CRITERION_OF[check], check, None))
    return tuple(asked)


def _plan(assessment: Assessment) -> list[tuple[str, bool]]:
    """Which checks to ask about: (check, whether to dig into something that is met)."""
    plan = [(check, False) for check in gaps(assessment)][:3]
    asked = {check for check, _ in plan}
    if len(plan) < 3:
        for criterion in ORDER:
            for check in TELLING[criterion]:
                open_ = assessment.check(check).met is not True and check not in AVOIDED
                if open_ and check not in asked and len(plan) < 3:
                    plan.append((check, False))
                    asked.add(check)
    digs = [(check, True) for check in DIGS if assessment.check(check).met is True]
    return plan + digs[: max(_FEWEST - len(plan), 1)]
