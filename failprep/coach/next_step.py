"""One thing to change in the next take: the check whose gain matters most, in words about this answer."""

from typing import TYPE_CHECKING

from failprep.coach import anchors
from failprep.coach.bank import DIRECT
from failprep.coach.priorities import telling_gap
from failprep.coach.wording import probes
from failprep.domain import Assessment, Reading, Transcript

if TYPE_CHECKING:
    from failprep.library import Theme

_NOTHING_MISSING = (
    "Everything an interviewer looks for is there: keep this version, and practise the follow-ups."
)


_ONLY_ENGLISH = "This is not in English, which is all the coach can read, so try it once more in English."


def choose(transcript: Transcript, reading: Reading, assessment: Assessment, theme: "Theme") -> str:
    """One sentence. When everything is met it says so."""
    if not reading.answer:
        return _ONLY_ENGLISH
    check = telling_gap(assessment)
    if check is None:
        return _NOTHING_MISSING
    texts = {s.id: s.text for s in transcript.sentences}
    own = ""
    for _, phrase in anchors.said_back(DIRECT[check], reading, assessment, texts)[:1]:
        own = f", where you said “{phrase.text}”" if phrase.quoted else f", where you said {phrase.text}"
    return f"Next time, {probes(theme.folder).next_step(check).format(own=own)}."
