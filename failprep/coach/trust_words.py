"""Who judged, how far that is trusted, and why another coach stepped in, in plain words."""

from collections.abc import Iterable

from failprep.coach.trouble import DECOY_FOUND, FALLBACKS, STEPPED_IN
from failprep.domain import Assessment, Provenance

#: What a tier means, for somebody who never heard the word.
TIER_WORDS = {
    "full": "Trusted: what it says counts.",
    "checks": "Half trusted: a check counts only where the offline coach agrees.",
    "labels": "A helper: the offline coach decides; what the model sees otherwise is marked as uncertain.",
}
NOT_ENGLISH = "This is not in English, which is all it can read, so it cannot tell."
#: What a model was asked otherwise for, and what it said that did not count.
PLAINER = "It could not keep to the strict form, so it was asked in a plainer one."
SWAYED = "In some of it, it found what no answer holds, and what it said there did not count."
#: Of an avoided check that only waits for its gate.
WAITS = "Nothing you said speaks against it. It counts once there is something beside it."


def judged_by(assessment: Assessment, provenance: Provenance) -> str:
    """Who judged, how far that is trusted, what it cost, what was left out: ``Judged by llama3.1:8b. …``."""
    if assessment.coach == "offline":
        told = ["Judged by the offline coach, on this computer."]
        if assessment.check("specific_event").met is None:
            return " ".join((*told, NOT_ENGLISH))
    else:
        tier = TIER_WORDS.get(assessment.tier or "", "")
        cost = f"It used {provenance.tokens:,} tokens." if provenance.tokens else ""
        told = [f"Judged by {assessment.model or 'a language model'}.", tier, provenance.line, cost]
    return " ".join(filter(None, (*told, left_out(assessment))))


def on_the_way(steps: Iterable[str]) -> str:
    """What a model's steps down the ladder come to, in plain words; empty where there were none."""
    swayed = [step.endswith(DECOY_FOUND) for step in steps]
    return " ".join(([PLAINER] if not all(swayed) else []) + ([SWAYED] if any(swayed) else []))


def of_the_verdicts(line: str) -> str:
    """What in a provenance's line is about the verdicts, which other questions do not change."""
    return " ".join(said for said in (PLAINER, SWAYED) if said in line)


def left_out(assessment: Assessment) -> str:
    """What sounded as if it was said to the coach; empty where nothing did."""
    count = len(assessment.flagged_sentences)
    if not count:
        return ""
    said = "One sentence" if count == 1 else f"{count} sentences"
    return f"{said} sounded as if meant for the coach, and did not count."


def stepped_in(assessment: Assessment, provenance: Provenance) -> str:
    """Why the offline coach judged in a language model's place; empty when it did not.

    That is the very line that was told when it happened, and what was spent until then; a take of an older
    version has only the word for it.
    """
    if not assessment.fallback:
        return ""
    why = provenance.line or FALLBACKS.get(assessment.fallback, "The language model could not be used.")
    cost = f"The model used {provenance.tokens:,} tokens until then." if provenance.tokens else ""
    return " ".join(filter(None, (why.removesuffix(STEPPED_IN).rstrip(), cost, STEPPED_IN)))


def failed(assessment: Assessment, provenance: Provenance) -> str:
    """Where a language model failed, at the verdicts or at the questions; empty when it did not."""
    return stepped_in(assessment, provenance) or (
        "" if provenance.line == of_the_verdicts(provenance.line) else provenance.line
    )
