"""Who judged, how far that is trusted, and why another coach stepped in, in plain words. No Qt."""

from failprep.coach.client import FALLBACKS
from failprep.domain import Assessment

#: What a tier means, for somebody who never heard the word.
TIER_WORDS = {
    "full": "Trusted: what it says counts.",
    "checks": "Half trusted: a check counts only where the offline coach agrees.",
    "labels": "A helper: it points at sentences and words the questions, and the offline coach decides.",
}


def judged_by(assessment: Assessment) -> str:
    """Who judged, and how far that is trusted: ``Judged by llama3.1:8b. Half trusted: …``."""
    if assessment.coach == "offline":
        return "Judged by the offline coach, on this computer."
    tier = TIER_WORDS.get(assessment.tier or "", "")
    return f"Judged by {assessment.model or 'a language model'}. {tier}".strip()


def stepped_in(assessment: Assessment) -> str:
    """Why the offline coach judged in a language model's place; empty when it did not."""
    if not assessment.fallback:
        return ""
    why = FALLBACKS.get(assessment.fallback, "The language model could not be used.")
    return f"{why} This is the offline coach's result."
