"""What they would ask next, as rows: each question, what it probes, and what became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from failprep.app.wording import clock
from failprep.domain import FollowUp, Take
from failprep.library import Theme


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One question. ``anchor`` is a sentence's id, ``reply`` the take that answers it; 0 for none."""

    question: str
    about: str  # "root cause · from 1:08"
    anchor: int
    answered: bool
    reply: int
    outcome: str  # of the reply: "“Risk that is left”: heard now."; empty while nobody knows
    closed: bool  # the reply meets the check


def rows(
    take: Take,
    theme: Theme,
    still_open: Collection[FollowUp],
    replies: Sequence[Take] = (),
    closed: Mapping[int, bool] | None = None,
) -> list[FollowUpRow]:
    """The questions of a take, in the order to be asked.

    Args:
        take: The take.
        theme: Its theme.
        still_open: The questions that nobody answered or set aside.
        replies: The takes that answer one of them, oldest first.
        closed: Take id → whether this reply meets the check it was asked for, where that is known.
    """
    starts = {s.id: s.start_s for s in take.transcript.sentences} if take.transcript else {}
    shown = []
    for asked in take.follow_ups:
        start_s = starts.get(asked.anchor_sentence or 0)
        about = theme.criteria[asked.criterion].title.lower()
        if start_s is not None:
            about += f" · from {clock(start_s)}"
        reply = _reply(asked, replies)
        set_aside = reply is None and asked not in still_open
        met = (closed or {}).get(reply.id) if reply else None
        shown.append(
            FollowUpRow(
                asked.question,
                about + (" · set aside" if set_aside else ""),
                asked.anchor_sentence or 0,
                reply is not None,
                reply.id if reply else 0,
                "" if met is None else outcome(theme, asked.check, met=met),
                bool(met),
            )
        )
    return shown


def outcome(theme: Theme, check: str, *, met: bool) -> str:
    """What a reply did for the check it was asked for."""
    title = next(c.checks[check].title for c in theme.criteria.values() if check in c.checks)
    return f"“{title}”: heard now." if met else f"“{title}”: still open."


def _reply(asked: FollowUp, replies: Sequence[Take]) -> Take | None:
    """The newest answer to this very question, else the newest for the same check in other words."""
    fitting = [reply for reply in replies if reply.reply_question == asked.question]
    fitting = fitting or [reply for reply in replies if reply.reply_check == asked.check]
    return fitting[-1] if fitting else None
