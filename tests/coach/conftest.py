"""Readings and assessments made by hand, for tests of the coach alone."""

from collections.abc import Callable, Mapping

import pytest

from failprep.coach.offline import OfflineCoach
from failprep.domain import AVOIDED, CHECKS, Assessment, Reading, SentenceReading, Transcript
from failprep.library import Library, Theme
from failprep.reading import sentences

#: An answer, and which sentence shows what in it.
STORY = (
    "Last May I ran payroll for a hotel group. I copied April's file forward instead of building "
    "it from the table. "
    "Sixty people were forty pounds short on a bank holiday. I had promised my director noon, "
    "and I chose time over "
    "right. I grew up in a house where late was the worst thing. So nobody looked at the rates. "
    "I got that wrong. "
    "Now every run is built from the live table. I have done it for twenty months. We had no "
    "short payment since. "
    "I still feel the pull when somebody waits on the phone. My deputy asks me each time which table it is."
)
SHOWN: Mapping[str, tuple[int, ...]] = {
    "specific_event": (1, 2), "harm_stated": (3,),
    "harm_sized": (3,), "own_action": (2,), "own_judgement": (4,),
    "itemised": (2, 4), "cause_given": (4, 5),
    "cause_internal": (4,), "deeper_layer": (5,), "mechanism": (6,),
    "new_practice": (8,), "applied_since": (9,), "outcome_shown": (10,), "sustained_or_shared": (9,),
    "still_a_risk": (11,), "trigger_named": (11,), "current_guard": (12,), "plain_admission": (7,),
    "proportionate": (1, 2, 3),
}  # fmt: skip
Read = Callable[..., tuple[Transcript, Reading, Assessment]]


def reading_of(transcript: Transcript, marks: Mapping[str, tuple[int, ...]]) -> Reading:
    """A reading that is sure of exactly these marks (for avoided checks: of these offences)."""
    rows = tuple(
        SentenceReading(s.id, {check: 0.9 if s.id in marks.get(check, ()) else 0.02 for check in CHECKS})
        for s in transcript.sentences
    )
    answer = {check: 0.9 if bool(marks.get(check)) != (check in AVOIDED) else 0.1 for check in CHECKS}
    return Reading(rows, answer)


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The packaged theme."""
    return Library.load().theme()


@pytest.fixture
def read(theme: Theme) -> Read:
    """Assess ``STORY`` (or another text) as if the reader had found exactly these marks, less some checks."""

    def made(
        without: tuple[str, ...] = (),
        offences: Mapping[str, tuple[int, ...]] | None = None,
        text: str = STORY,
    ) -> tuple[Transcript, Reading, Assessment]:
        transcript = sentences.written(text)
        marks = {check: ids for check, ids in SHOWN.items() if check not in without}
        reading = reading_of(transcript, {**marks, **(offences or {})})
        return transcript, reading, OfflineCoach(theme).assess(transcript, reading)

    return made
