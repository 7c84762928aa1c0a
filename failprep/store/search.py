"""Finding takes: words that were said or written, and filters, turned into SQL."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from failprep.domain import HEADLINES, RUBRIC
from failprep.store.values import clean

#: What stands around each hit in ``TakeSummary.snippet``. Control characters: no text holds them by
#: accident, and whoever shows the snippet escapes it first and then puts its own markup in their place.
HIT_START, HIT_END = "\x02", "\x03"

#: A level of at most this counts as weak.
WEAK_LEVEL = 1
_SNIPPET_WORDS = 14


@dataclass(frozen=True, slots=True)
class Filters:
    """Which takes to list. All that are given must hold.

    Attributes:
        prompt_id: Takes of this prompt.
        headline: One of ``HEADLINES``.
        weak_criterion: A criterion's id: takes that reach level 0 or 1 there.
        since: Takes begun at or after this moment.
        until: Takes begun before this moment.
        with_replies: Also takes that answer another take's follow-up question.
    """

    prompt_id: str | None = None
    headline: str | None = None
    weak_criterion: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    with_replies: bool = True

    def __post_init__(self) -> None:
        if self.headline is not None and self.headline not in HEADLINES:
            raise ValueError(f"no headline {self.headline!r}")
        if self.weak_criterion is not None and self.weak_criterion not in RUBRIC:
            raise ValueError(f"no criterion {self.weak_criterion!r}")


def match(search: str) -> str | None:
    """An FTS5 expression for what a user typed; None where it holds nothing to search for.

    Words are all required and match from their beginning ("migr" finds "migration"); text in double quotes
    must occur as it stands. Nothing a user types is an operator.
    """
    terms = []
    for quoted, open_quote, word in re.findall(r'"([^"]*)"|"([^"]*)$|([^\s"]+)', search):
        term = re.sub(r"[\x00-\x1f]", " ", clean(quoted or open_quote or word))
        if any(character.isalnum() for character in term):
            escaped = term.replace('"', '""')
            terms.append(f'"{escaped}"' if quoted else f'"{escaped}"*')
    return " ".join(terms) or None


def instant(moment: datetime) -> str:
    """UTC in ISO 8601, always of the same width, so that text sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def summaries(
    search: str, filters: Filters, limit: int | None, offset: int
) -> tuple[str, list[object]] | None:
    """The statement and parameters that list takes, newest first; None when nothing can match."""
    where: list[str] = []
    values: list[object] = []
    snippet, source = "''", "takes"
    if search.strip():
        expression = match(search)
        if expression is None:
            return None
        snippet = "snippet(take_search, -1, ?, ?, '…', ?)"
        values += [HIT_START, HIT_END, _SNIPPET_WORDS]
        source = "take_search JOIN takes ON takes.id = take_search.rowid"
        where.append("take_search MATCH ?")
        values.append(expression)
    for condition, value in (
        ("takes.prompt_id = ?", filters.prompt_id),
        ("assessments.headline = ?", filters.headline),
        ("takes.started_at >= ?", filters.since and instant(filters.since)),
        ("takes.started_at < ?", filters.until and instant(filters.until)),
    ):
        if value is not None:
            where.append(condition)
            values.append(value)
    if filters.weak_criterion is not None:  # an id of RUBRIC, checked above: safe as a column's name
        where.append(f"assessments.{filters.weak_criterion} <= {WEAK_LEVEL}")
    if not filters.with_replies:
        where.append("takes.reply_to IS NULL")
    levels = ", ".join(f"assessments.{criterion}" for criterion in RUBRIC)
    statement = (
        "SELECT takes.id, takes.prompt_id, takes.prompt, takes.started_at, takes.duration_s, "  # noqa: S608 - fixed names
        "takes.recording, takes.title, takes.note, takes.reply_to, assessments.total, assessments.headline, "
        "assessments.coach, transcripts.word_count, transcripts.words_per_minute, transcripts.filler_count, "
        f"{levels}, {snippet} AS snippet FROM {source} "
        "LEFT JOIN assessments ON assessments.id = takes.assessment_id "
        "LEFT JOIN transcripts ON transcripts.id = takes.transcript_id "
        f"{'WHERE ' + ' AND '.join(where) if where else ''} "
        "ORDER BY takes.started_at DESC, takes.id DESC LIMIT ? OFFSET ?"
    )
    return statement, [*values, -1 if limit is None else limit, offset]
