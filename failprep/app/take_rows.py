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
    prompt: str
    title: str
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
    unrated = "not reviewed" if take.total is None else "too short" if take.too_short else ""
    result = unrated or f"{take.total} of {len(CHECKS)}"
    named = f"“{take.title}”, " if take.title else ""
    told = f"{in_full(take.started_at)}, {spoken_length(take.duration_s)}, {result}"
    return TakeRow(
        take_id=take.id,
        number=f"#{take.id}",
        when=when(take.started_at, now),
        prompt=take.prompt,
        title=take.title,
        note=take.note,
        snippet=styled(take.snippet),
        levels=take.levels if len(take.levels) == len(RUBRIC) and not unrated else (),
        total="" if unrated else str(take.total),
        unrated=unrated,
        length=clock(take.duration_s) if take.duration_s else "",
        has_audio=take.has_audio,
        spoken=f"{take.prompt} {named}{told}, number {take.id}.",
    )


def styled(snippet: str) -> str:
    """A search hit as styled text: what was said is escaped, the hits are bold."""
    return escape(snippet, quote=False).replace(HIT_START, "<b>").replace(HIT_END, "</b>")
