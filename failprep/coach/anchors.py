"""The sentence a question hangs on, and which of its words are said back."""

from collections.abc import Collection, Mapping

from failprep.coach.bank import Probe
from failprep.coach.phrases import Phrase, options, rarity
from failprep.domain import AVOIDED, Assessment, Reading, SentenceReading

#: What evidence is worth at least, where the reader sees little of it in the sentence (another coach may have
#: found it), and where it sees some.
_CITED, _FOUND, _GLIMPSE = 0.6, 0.8, 0.15
#: What tells that something went wrong.
_FAILURE = ("own_action", "harm_stated", "specific_event")
#: Each further check a question can be about counts by so much less than the one before.
_LESS = 0.85
#: A sentence that was asked about before.
_AGAIN = 0.5
#: From here on a sentence shows what is asked about; below the other it has nothing to do with it.
SHOWS, _FAINT = 0.5, 0.3
#: From here on a sentence may be an excuse, or praise of oneself.
_LEAST_OFFENCE = 0.2
#: So much a clause has to say (0 to 1).
_WORTH_SAYING = 0.4
#: Here the sentence itself is meant, however little it says ("it will never happen again").
_WHATEVER_ITS_WORDS = frozenset({"no_cured_claim"})
#: What is left of a sentence's worth where it shows nothing.
_BESIDE = 0.05


def said_back(
    probe: Probe,
    reading: Reading,
    assessment: Assessment,
    texts: Mapping[int, str],
    used: Collection[int | None] = (),
    *,
    anywhere: bool = False,
) -> list[tuple[int, Phrase]]:
    """Sentence ids with words to say back, for this question; the best first.

    A sentence that shows what is asked about counts, and so do words that are worth saying back. None of them
    talks to the grader, and none was passed over as mere talk.

    Args:
        probe: The question.
        reading: What each sentence shows.
        assessment: What came of it.
        texts: Sentence id → its text.
        used: Sentences that were asked about before.
        anywhere: Sentences that have nothing to do with it will do.
    """
    weights = rarity(texts.values())
    most = {
        check: max((row.shows.get(check, 0.0) for row in reading.sentences), default=0.0)
        for check in probe.about
    }
    found: list[tuple[float, int, Phrase]] = []
    for row in reading.sentences:
        if not row.trusted or row.sentence not in texts:
            continue
        if _mere_talk(row, assessment) or _excuses(row, probe):
            continue
        fit = max(
            (
                _shows(check, row, most[check], reading, assessment) * _LESS**place
                for place, check in enumerate(probe.about)
                if not _only_harm(row, probe)
            ),
            default=0.0 if probe.about else 1.0,
        )
        if fit < (SHOWS if probe.strict else 0.0 if anywhere else _FAINT):
            continue
        any_words = probe.check in _WHATEVER_ITS_WORDS or not probe.about
        least = 0.0 if any_words else _WORTH_SAYING
        again = row.sentence in used and row.shows.get("own_action", 0.0) < SHOWS
        for place, phrase in enumerate(options(texts[row.sentence], weights, probe.when)):
            aside = again and (place > 0 or not probe.moment)  # asked about before, and now by the way
            if (
                phrase.weight >= least
                and _suits(phrase, probe)
                and not _doubtful(phrase, probe, row, fit, aside=aside)
            ):
                worth = (fit + _BESIDE) * phrase.weight * (_AGAIN if row.sentence in used else 1.0)
                found.append((-worth, row.sentence, phrase))
    return [(number, phrase) for _, number, phrase in sorted(found, key=lambda one: one[:2])]


def _suits(phrase: Phrase, probe: Probe) -> bool:
    if phrase.quoted:  # an offence is held up as it was said
        return any(check in AVOIDED for check in probe.about)
    if probe.of_failing and not phrase.failing:
        return False
    if probe.habit and (phrase.once or phrase.vague or phrase.hollow or not phrase.chosen):
        return False
    return phrase.deed if probe.deed else phrase.own or not probe.own


def _doubtful(phrase: Phrase, probe: Probe, row: SentenceReading, fit: float, *, aside: bool) -> bool:
    """Whether these words may have little to do with what went wrong, where they do not speak of a fault."""
    if not probe.about:
        return False
    most = max(row.shows.get(check, 0.0) for check in probe.about)
    if probe.wording.startswith("further.harm"):
        own = max(row.shows.get(check, 0.0) for check in _FAILURE) if phrase.own and phrase.failing else 0.0
        if row.shows.get("no_blame_shift", 0.0) > max(most, own):
            return True  # it speaks of what others did
        return max(most, own) < (_GLIMPSE if phrase.fault else _FAINT)
    if phrase.fault:
        return False
    return fit < _FAINT or (probe.of_failing and (aside or (most < _GLIMPSE and not phrase.deed)))


def _mere_talk(row: SentenceReading, assessment: Assessment) -> bool:
    """Whether a sentence shows nothing at all, to the reader or to the coach."""
    cited = (check.evidence for criterion in assessment.criteria for check in criterion.checks)
    return not any(row.shows.values()) and not any(row.sentence in evidence for evidence in cited)


def _excuses(row: SentenceReading, probe: Probe) -> bool:
    """Whether a sentence praises or defends more than it tells of what is asked about."""
    offence = max(row.shows.get(check, 0.0) for check in AVOIDED.difference(probe.about))
    return offence >= _LEAST_OFFENCE and offence > max(
        (row.shows.get(c, 0.0) for c in probe.about), default=1.0
    )


def _only_harm(row: SentenceReading, probe: Probe) -> bool:
    """Whether a sentence tells what came of it, where the deed is meant."""
    of_harm = row.shows.get("harm_sized", 0.0) >= SHOWS and row.shows.get("own_action", 0.0) < _FAINT
    return of_harm and "own_action" in probe.about and "harm_stated" not in probe.about


def _shows(check: str, row: SentenceReading, most: float, reading: Reading, assessment: Assessment) -> float:
    """How clearly a sentence shows something, 0 to 1, beside the sentence that shows it best."""
    shows = row.shows.get(check, 0.0)
    evidence = row.sentence in assessment.check(check).evidence
    if check in AVOIDED:
        return 0.5 + 0.5 * shows if evidence else 0.0
    found = _FOUND if shows >= _GLIMPSE else _CITED
    of_it = 1.0 if assessment.check(check).met else reading.answer.get(check, 0.0)
    return max(of_it * shows / max(most, _GLIMPSE), found if evidence else 0.0)
