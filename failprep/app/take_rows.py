"""Takes as rows of the history list."""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from failprep.app.wording import clock, in_full, spoken_length, when
from failprep.domain import CHECKS, RUBRIC, TakeSummary
from failprep.store import HIT_END, HIT_START


@dataclass(frozen=True, slots=True)
class TakeRow:
    """One take. ``levels`` has six numbers from 0 to 4, or none while it is not reviewed.

    ``snippet`` is styled text (escaped, hits in bold) and only there while searching.
    """

    take_id: int
    number: str  # as the command line calls it, ``#12``
    when: str
    prompt: str  # what was asked: of a reply, the follow-up question
    title: str
    about: str  # the title, or what it follows up; may be empty
    note: str
    snippet: str
    levels: tuple[int, ...]
    total: str
    unrated: str  # why there is no total; empty where there is one
    length: str
    has_audio: bool
    spoken: str  # the whole row for a screen reader


def row(take: TakeSummary, now: datetime) -> TakeRow:
    """The row of this take."""
    unrated = "too short" if take.too_short else ""
    if take.total is None:
        unrated = "not reviewed"
    elif take.reply_to is not None:
        unrated = "follow-up"  # it answered one question: the whole rubric says little about it
    result = unrated or f"{take.total} of {len(CHECKS)}"
    asked = take.reply_question or take.prompt
    named = f"“{take.title}”, " if take.title else ""
    told = f"{in_full(take.started_at)}, {spoken_length(take.duration_s)}, {result}"
    return TakeRow(
        take_id=take.id,
        number=f"#{take.id}",
        when=when(take.started_at, now),
        prompt=asked,
        title=take.title,
        about=take.title or (f"Follow-up to “{take.prompt}”" if take.reply_question else ""),
        note=take.note,
        snippet=styled(take.snippet),
        levels=take.levels if len(take.levels) == len(RUBRIC) and not unrated else (),
        total="" if unrated else str(take.total),
        unrated=unrated,
        length=clock(take.duration_s) if take.duration_s else "",
        has_audio=take.has_audio,
        spoken=f"{asked} {named}{told}, number {take.id}.",
    )


def styled(snippet: str) -> str:
    """A search hit as styled text: what was said is escaped, the hits are bold."""
    return escape(snippet, quote=False).replace(HIT_START, "<b>").replace(HIT_END, "</b>")
