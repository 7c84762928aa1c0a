"""What they would ask next, as rows: each question, what it probes and where in the answer it hangs."""

from collections.abc import Collection
from dataclasses import dataclass

from failprep.app.wording import clock
from failprep.domain import FollowUp, Take
from failprep.library import Theme


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One question. ``anchor`` is a sentence's id, 0 for none."""

    question: str
    about: str  # "root cause · from 1:08"
    anchor: int
    answered: bool


def rows(take: Take, theme: Theme, still_open: Collection[FollowUp]) -> list[FollowUpRow]:
    """The questions of a take, in the order to be asked."""
    starts = {s.id: s.start_s for s in take.transcript.sentences} if take.transcript else {}
    shown = []
    for asked in take.follow_ups:
        start_s = starts.get(asked.anchor_sentence or 0)
        about = theme.criteria[asked.criterion].title.lower()
        if start_s is not None:
            about += f" · from {clock(start_s)}"
        answered = asked not in still_open
        shown.append(
            FollowUpRow(
                asked.question,
                about + (" · answered" if answered else ""),
                asked.anchor_sentence or 0,
                answered,
            )
        )
    return shown
