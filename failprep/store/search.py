"""Finding takes: words that were said or written, and filters, turned into SQL."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from failprep.domain import HEADLINES, RUBRIC
from failprep.store.values import clean

#: What stands around each hit in ``TakeSummary.snippet``. Control characters: no text holds them by
#: accident, and whoever shows the snippet escapes it first and then puts its own markup in their place.
HIT_START, HIT_END = "\x02", "\x03"

#: A level of at most this counts as weak.
WEAK_LEVEL = 1
_SNIPPET_CHARACTERS = 90


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


@dataclass(frozen=True, slots=True)
class Search:
    """What a user typed, as words and phrases that must all occur. Nothing in it is an operator.

    Words match from their beginning ("migr" finds "migration"); text in double quotes occurs as it stands.
    """

    words: tuple[str, ...]
    phrases: tuple[str, ...]

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Read what was typed; what holds no letter and no digit is left out."""
        words: list[str] = []
        phrases: list[str] = []
        for quoted, open_quote, word in re.findall(r'"([^"]*)"|"([^"]*)$|([^\s"]+)', clean(typed)):
            term = re.sub(r"[\x00-\x1f]", " ", quoted or open_quote or word).strip()
            if any(character.isalnum() for character in term):
                (phrases if quoted else words).append(term)
        return cls(tuple(words), tuple(phrases))

    def expression(self) -> str:
        """The FTS5 expression; empty when there is nothing to search for."""
        return " ".join([f'"{word}"*' for word in self.words] + [f'"{phrase}"' for phrase in self.phrases])

    def snippet(self, texts: Iterable[str]) -> str:
        """The surroundings of the first hit in the first text that has one, each hit marked.

        FTS5's own ``snippet`` takes a second for a thousand takes when a short word hits everywhere.
        """
        terms = [_loosely(word) + r"\w*" for word in self.words]
        terms += [_loosely(phrase) + r"(?!\w)" for phrase in self.phrases]
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(terms) + ")", re.IGNORECASE)
        for text in texts:
            hit = pattern.search(_without_accents(text))
            if hit:
                start = max(0, hit.start() - _SNIPPET_CHARACTERS // 3)
                start = text.rfind(" ", 0, start) + 1 if start else 0
                end = text.find(" ", start + _SNIPPET_CHARACTERS)
                end = max(len(text) if end < 0 else end, hit.end())
                return (
                    ("…" if start else "")
                    + _marked(pattern, text, start, end)
                    + ("…" if end < len(text) else "")
                )
        return ""


def _loosely(term: str) -> str:
    """A pattern for the term's words, whatever stands between them, as FTS5 compares them."""
    return r"[\W_]+".join(re.escape(part) for part in re.findall(r"[^\W_]+", _without_accents(term)))


def _without_accents(text: str) -> str:
    """The same text, letter for letter, with accents taken off."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", character)[0] for character in text)


def _marked(pattern: re.Pattern[str], text: str, start: int, end: int) -> str:
    out, done = [], start
    for hit in pattern.finditer(_without_accents(text), start, end):
        out += [text[done : hit.start()], HIT_START, text[hit.start() : hit.end()], HIT_END]
        done = hit.end()
    return "".join([*out, text[done:end]])


def instant(moment: datetime) -> str:
    """UTC in ISO 8601, always of the same width, so that text sorts as time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def summaries(
    search: Search | None, filters: Filters, limit: int | None, offset: int
) -> tuple[str, list[object]]:
    """The statement and parameters that list takes, newest first; with what was said, for a search."""
    where: list[str] = []
    values: list[object] = []
    if search is not None:
        where.append("takes.id IN (SELECT rowid FROM take_search WHERE take_search MATCH ?)")
        values.append(search.expression())
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
        "takes.recording, takes.title, takes.note, takes.reply_to, takes.reply_question, assessments.total, "
        "assessments.headline, assessments.coach, transcripts.word_count, transcripts.words_per_minute, "
        f"transcripts.filler_count, {levels}{', transcripts.text' if search else ''} FROM takes "
        "LEFT JOIN assessments ON assessments.id = takes.assessment_id "
        "LEFT JOIN transcripts ON transcripts.id = takes.transcript_id "
        f"{'WHERE ' + ' AND '.join(where) if where else ''} "
        "ORDER BY takes.started_at DESC, takes.id DESC LIMIT ? OFFSET ?"
    )
    return statement, [*values, -1 if limit is None else limit, offset]
