"""A take and what the store knows around it, read in one go beside the window."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from failprep.domain import FollowUp, Take
from failprep.store import Store


@dataclass(frozen=True, slots=True)
class OpenedTake:
    """A take, opened.

    Attributes:
        take: The take.
        attempt: It is the how many-th take of its question.
        still_open: Its questions that nobody answered or set aside.
        replies: The takes that answer one of them, oldest first.
        yours: Check id → the user's own verdict, where one was given about these very words.
        whys: Check id → why, where the user said so.
    """

    take: Take
    attempt: int = 0
    still_open: Collection[FollowUp] = ()
    replies: Sequence[Take] = ()
    yours: Mapping[str, bool] | None = None
    whys: Mapping[str, str] | None = None

    @classmethod
    def load(cls, store: Store, take_id: int) -> "OpenedTake":
        """Read it. Raises UserError when there is no such take."""
        take = store.take(take_id)
        still_open = [q.follow_up for q in store.open_questions() if q.take == take_id]
        replies = [store.take(reply) for reply in store.replies(take_id)]
        return cls(take, store.attempt(take), still_open, replies, *_yours(store, take_id))


def _yours(store: Store, take_id: int) -> tuple[dict[str, bool], dict[str, str]]:
    """What the user said of the newest transcript and why, whichever assessment of it that was about."""
    versions = store.assessments(take_id)
    about = {v.id for v in versions if v.transcript_id == versions[-1].transcript_id}
    said = [c for c in store.corrections(take_id) if c.assessment_id in about]
    return {c.check: c.met for c in said}, {c.check: c.note for c in said if c.note}
