"""Which questions to ask of an answer, before they are hung on its words.

Never one for what was said, and none that takes for granted what was not told: first what is missing and
shows no sign of being there, then what goes beyond what was shown, then what was nearly said.
"""

from dataclasses import dataclass

from failprep.coach import bank, plainly
from failprep.coach.bank import Probe
from failprep.coach.priorities import TELLING, pressing
from failprep.coach.rubric import violated
from failprep.domain import AVOIDED, Assessment, Reading, Transcript

_MOST, FEWEST = 3, 2
#: So likely to be shown after all (0 to 1) that to ask for it might be to ask for what was said.
_SIGN, _CLEARER = 0.15, 0.35
#: An offence is only asked about when its absence is less likely than this.
_DOUBTFUL = 0.25
#: Up to this level a criterion is worth a question even if it was nearly answered.
_WEAK = 2
#: What a question takes for granted has to be met, or as good as met.
_NEARLY_MET = 0.4
#: With so many of these met, a failure was lived, if not on one particular day.
_MUCH = 2
#: So likely, and something of a failure was told.
_NEAR = 0.3


@dataclass(frozen=True, slots=True)
class Plan:
    """Questions, the most pressing first and more than needed; how many to ask; and what needs no anchor."""

    probes: tuple[Probe, ...]
    most: int
    alone: tuple[Probe, ...]


_NOTHING_TOLD = Plan(tuple(bank.NONE.values()), FEWEST, bank.ALONE_WITHOUT)


def plan(transcript: Transcript, reading: Reading, assessment: Assessment) -> Plan:
    """The questions for an answer."""
    lived = sum(_met(check, assessment) for check in bank.LIVED) >= _MUCH
    if not _met("specific_event", assessment):
        if plainly.only_supposes(transcript.text):
            return _NOTHING_TOLD
        if not lived:
            return _without_a_failure(transcript, reading, assessment)
    return Plan(_of_a_failure(transcript, reading, assessment), _MOST, bank.ALONE)


def _of_a_failure(transcript: Transcript, reading: Reading, assessment: Assessment) -> tuple[Probe, ...]:
    first: list[Probe] = []
    later: list[Probe] = []
    text = transcript.text
    level = {criterion.id: criterion.level for criterion in assessment.criteria}
    for place, criterion in enumerate(pressing(assessment)):
        open_ = [check for check in TELLING[criterion] if _open(check, reading, assessment)]
        plain = [check for check in open_ if check in AVOIDED or not _sign_of(check, reading, text)]
        if "specific_event" in open_:
            first.append(bank.ONE_TIME)
        elif plain:
            first.append(bank.DIRECT[plain[0]])
            later.extend(bank.DIRECT[check] for check in plain[1:])
        elif open_:
            probe = further(open_[0], text) if open_[0] in bank.NEARLY else bank.DIRECT[open_[0]]
            (later if place or level[criterion] > _WEAK else first).append(probe)
    if plainly.denies_change(text):
        first = [bank.FURTHER["new_practice"] if probe.check == "new_practice" else probe for probe in first]
    relapse = _met(bank.RELAPSE, assessment)
    digs = [
        further(bank.INSTEAD.get(check, check) if relapse else check, text)
        for check in bank.DIGS
        if _met(check, assessment)
    ]
    last = bank.LAST if _met("own_action", assessment) else ()
    return (*first, *digs, *later, *last)


def _without_a_failure(transcript: Transcript, reading: Reading, assessment: Assessment) -> Plan:
    """No failure was told, or hardly: nothing may be asked that takes one for granted."""
    if reading.answer.get("specific_event", 0.0) < _NEAR:
        trait = any(
            _met(check, assessment) or reading.answer.get(check, 0.0) >= _NEAR for check in bank.TRAIT
        )
        if plainly.denies(transcript.text) and not trait:
            return _NOTHING_TOLD
        if not plainly.recounts(transcript.text):
            return Plan(tuple(bank.HABIT.values()), FEWEST, bank.ALONE_WITHOUT)
    half = [probe for probe in bank.HALF if not _met(probe.check, assessment)]
    if _open("not_rebranded", reading, assessment):
        half = [bank.DIRECT["not_rebranded"], *(probe for probe in half if probe.check != "harm_stated")]
    return Plan(tuple(half), FEWEST, bank.ALONE)


def _open(check: str, reading: Reading, assessment: Assessment) -> bool:
    found = assessment.check(check)
    if check in bank.NOT_ASKED:
        return False
    if check in AVOIDED:
        # one that only waits for its gate is not what to ask about, nor is what the reader doubts
        return violated(found) and reading.answer.get(check, 0.0) < _DOUBTFUL
    return found.met is not True and all(
        _met(need, assessment) or reading.answer.get(need, 0.0) >= _NEARLY_MET
        for need in bank.NEEDS.get(check, ())
    )


def further(check: str, text: str) -> Probe:
    """The further question, another one where what it asks was told."""
    name = check
    if check == "harm_stated":
        turns = bank.HARM_TURNS[1:] if plainly.faces(text) else bank.HARM_TURNS
        name = turns[len(text) % len(turns)]  # another answer, another one of them
    elif check == "sustained_or_shared" and plainly.says_it_is_hard(text):
        name = "habit_chosen"
    return bank.FURTHER[name]


def _sign_of(check: str, reading: Reading, text: str) -> bool:
    if check == "current_guard" and plainly.is_guarded(text):
        return True
    return reading.answer.get(check, 0.0) >= (_CLEARER if check in bank.PLAIN_TO_SEE else _SIGN)


def _met(check: str, assessment: Assessment) -> bool:
    return assessment.check(check).met is True
