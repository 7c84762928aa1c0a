"""The next questions, as an interviewer would ask them of this answer and no other.

Each hangs on one sentence, says back a few of the candidate's own words, and asks one thing that is not
answered yet, in at most 25 words. The order is the order of what matters most.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from failprep.coach import anchors, bank, phrases, planning, topic
from failprep.coach.bank import Probe
from failprep.coach.wording import probes
from failprep.domain import CRITERION_OF, Assessment, FollowUp, Reading, Transcript

if TYPE_CHECKING:
    from failprep.library import Theme

MOST_WORDS = 25
_AT_THAT_MOMENT = re.compile(r" (?:at that moment|at the time|just then)\?$")


def ask(
    transcript: Transcript,
    reading: Reading,
    assessment: Assessment,
    theme: "Theme",
    interviewer: str = "neutral",
) -> tuple[FollowUp, ...]:
    """Two or three questions, in the order to be asked.

    Where there is hardly an answer to hang them on, the last ones say nothing back.
    """
    wording = probes(theme.folder)
    plan = planning.plan(transcript, reading, assessment)
    texts = {s.id: s.text for s in transcript.sentences}
    asked: list[FollowUp] = []

    def hang(probe: Probe, *, anywhere: bool) -> None:
        used = {question.anchor_sentence for question in asked}
        for number, phrase in anchors.said_back(probe, reading, assessment, texts, used, anywhere=anywhere):
            wanted = wording.question(probe.wording, interviewer)
            if not any(_says_again(phrase.text, question.question) for question in asked):
                question = f"{phrases.you_said(phrase, sceptic=interviewer == 'sceptic')} {wanted}"
            elif probe.moment and phrase.deed:
                question = f"When {phrase.text}, {wanted[0].lower()}{_AT_THAT_MOMENT.sub('?', wanted[1:])}"
            else:
                continue
            if len(question.split()) <= MOST_WORDS and question.count("?") == 1:
                asked.append(FollowUp(question, CRITERION_OF[probe.check], probe.check, number))
                return

    for most, anywhere in ((plan.most, False), (planning.FEWEST, True)):
        for probe in plan.probes:
            if len(asked) < most and probe.check not in {question.check for question in asked}:
                hang(probe, anywhere=anywhere)
    for probe in plan.alone:
        if len(asked) < planning.FEWEST and probe.check not in {question.check for question in asked}:
            asked.append(_alone(probe, wording.question(probe.wording, interviewer), texts, reading, asked))
    return tuple(asked)


def _alone(
    probe: Probe, bare: str, texts: Mapping[int, str], reading: Reading, asked: Sequence[FollowUp]
) -> FollowUp:
    """A question that stands by itself; where a failure was told, with what it was about."""
    if probe not in bank.ALONE_WITHOUT:
        for number, name in topic.topics(reading, texts):
            if not any(question.question.startswith(f"Coming back to {name}") for question in asked):
                question = f"Coming back to {name}: {bare[0].lower()}{bare[1:]}"
                return FollowUp(question, CRITERION_OF[probe.check], probe.check, number)
    return FollowUp(bare, CRITERION_OF[probe.check], probe.check, None)


def _says_again(words: str, question: str) -> bool:
    """Whether most of the words were said back in another question already."""
    meant = set(phrases.content_words(words))
    return len(meant & set(phrases.content_words(question))) * 2 > len(meant)
