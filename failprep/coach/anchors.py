"""The sentence a question hangs on: where in the answer the gap is."""

from collections.abc import Collection, Mapping

from failprep.coach.phrases import Phrase, rarity
from failprep.coach.phrases import said_back as said
from failprep.domain import AVOIDED, Assessment, Reading

#: Below this weight a phrase has hardly a word of its own ("it was wrong").
_TELLING = 3.4
#: So many of the first candidates are near enough to the gap for a better phrase to count more.
_NEAR = 4

#: For a check that is not met: the checks whose evidence stands nearest to the gap, nearest first.
_BESIDE: dict[str, tuple[str, ...]] = {
    "specific_event": ("own_action", "cause_given", "new_practice"),
    "harm_stated": ("own_action", "specific_event", "plain_admission"),
    "harm_sized": ("harm_stated", "own_action", "specific_event"),
    "not_rebranded": ("specific_event", "own_action"),
    "own_action": ("specific_event", "harm_stated", "cause_given"),
    "own_judgement": ("own_action", "specific_event", "harm_stated"),
    "itemised": ("own_action", "specific_event"),
    "no_blame_shift": ("specific_event", "harm_stated"),
    "cause_given": ("own_action", "own_judgement", "specific_event", "harm_stated"),
    "cause_internal": ("cause_given", "own_judgement", "own_action", "specific_event"),
    "deeper_layer": ("cause_internal", "cause_given", "own_judgement", "own_action"),
    "mechanism": ("cause_internal", "cause_given", "own_action"),
    "new_practice": ("own_action", "own_judgement", "specific_event", "cause_internal", "harm_stated"),
    "applied_since": ("new_practice",),
    "outcome_shown": ("applied_since", "new_practice"),
    "sustained_or_shared": ("new_practice", "applied_since"),
    "still_a_risk": ("own_action", "own_judgement", "cause_internal", "specific_event"),
    "trigger_named": ("still_a_risk", "own_action", "cause_internal", "own_judgement"),
    "current_guard": ("trigger_named", "still_a_risk", "own_action", "cause_internal"),
    "no_cured_claim": ("still_a_risk", "new_practice"),
    "plain_admission": ("own_action", "harm_stated", "specific_event"),
    "proportionate": ("specific_event", "own_action"),
    "no_defensiveness": ("specific_event", "own_action"),
    "no_self_flagellation": ("specific_event", "own_action"),
}


def candidates(check: str, reading: Reading, assessment: Assessment) -> tuple[int, ...]:
    """Sentence ids to hang a question about this check on, the best first; none that talks to the grader."""
    usable = {s.sentence: s.shows for s in reading.sentences if not s.to_grader}
    found: list[int] = []
    sources = (check, *_BESIDE[check])
    for source in sources:
        evidence = assessment.check(source).evidence
        if source in AVOIDED and source != check:
            continue
        found.extend(sorted(evidence, key=lambda i: (-usable.get(i, {}).get(source, 0.0), i)))
    for source in sources:  # nothing is evidence: what comes nearest
        found.extend(sorted(usable, key=lambda i, source=source: (-usable[i].get(source, 0.0), i))[:2])  # type: ignore[misc]
    found.extend(usable)
    return tuple(dict.fromkeys(i for i in found if i in usable))


def said_back(
    check: str,
    reading: Reading,
    assessment: Assessment,
    texts: Mapping[int, str],
    used: Collection[int | None] = (),
) -> list[tuple[int, Phrase]]:
    """Sentence ids with words to say back, for a question about this check; the best first.

    Near the gap counts first, but among the nearest few a sentence with something to say back counts more.

    Args:
        check: The check to ask about.
        reading: What each sentence shows.
        assessment: What came of it.
        texts: Sentence id → its text.
        used: Sentences that were asked about before.
    """
    weights = rarity(texts.values())
    found = [
        (number, phrase)
        for number in candidates(check, reading, assessment)
        if number in texts and (phrase := said(texts[number], weights)) is not None
    ]
    offends = assessment.check(check).evidence if check in AVOIDED else ()
    places = {number: place for place, (number, _) in enumerate(found)}

    def reluctance(pair: tuple[int, Phrase]) -> tuple[bool, bool, int]:
        number, phrase = pair
        thin = phrase.quoted or phrase.weight < _TELLING
        return number in used, (thin and number not in offends) or places[number] >= _NEAR, places[number]

    return sorted(found, key=reluctance)
