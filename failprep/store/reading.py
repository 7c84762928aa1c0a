"""Reading rows back into the domain's values."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from failprep.domain import (
    RUBRIC,
    Assessment,
    Criterion,
    Delivery,
    FollowUp,
    OpenQuestion,
    Provenance,
    Recording,
    Sentence,
    Take,
    TakeSummary,
    Transcript,
    UserError,
    Word,
)
from failprep.store.search import Search, instant
from failprep.store.values import from_json


@dataclass(frozen=True, slots=True)
class TranscriptVersion:
    """One version of what was said."""

    id: int
    made_at: datetime
    transcript: Transcript
    delivery: Delivery | None


@dataclass(frozen=True, slots=True)
class AssessmentVersion:
    """One version of the assessment, and the transcript version it judges."""

    id: int
    made_at: datetime
    transcript_id: int
    assessment: Assessment
    follow_ups: tuple[FollowUp, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Correction:
    """A check the user overruled in one version of an assessment. ``was`` is the coach's verdict."""

    check: str
    was: bool | None
    met: bool
    note: str
    made_at: datetime
    assessment_id: int


def require(connection: sqlite3.Connection, take_id: int) -> sqlite3.Row:
    """The take's row. Raises UserError when there is none."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM takes WHERE id = ?", (take_id,)).fetchone()
    if row is None:
        raise UserError(f"There is no take #{take_id}.", "It may have been deleted; look in the history.")
    return row


def take(connection: sqlite3.Connection, take_id: int, folder: Path) -> Take:
    """The take with the newest version of everything. ``folder`` is the data folder."""
    row = require(connection, take_id)
    said = transcripts(connection, "id = ?", row["transcript_id"])
    judged = assessments(connection, "id = ?", row["assessment_id"])
    return Take(
        id=row["id"],
        prompt_id=row["prompt_id"],
        prompt=row["prompt"],
        theme=row["theme"],
        started_at=datetime.fromisoformat(row["started_at"]),
        duration_s=row["duration_s"],
        recording=_recording(connection, row, folder),
        title=row["title"],
        note=row["note"],
        target_s=row["target_s"],
        self_rating=row["self_rating"],
        reply_to=row["reply_to"],
        reply_question=row["reply_question"],
        reply_check=row["reply_check"],
        transcript=said[0].transcript if said else None,
        delivery=said[0].delivery if said else None,
        assessment=judged[0].assessment if judged else None,
        follow_ups=judged[0].follow_ups if judged else (),
        provenance=judged[0].provenance if judged else Provenance(),
    )


def attempt(connection: sqlite3.Connection, take: Take) -> int:
    """How many takes of this question there were up to this one. See ``Store.attempt``."""
    (count,) = connection.execute(
        "SELECT count(*) FROM takes WHERE prompt_id = ? AND prompt = ? AND reply_to IS NULL "
        "AND (started_at, id) <= (?, ?)",
        (take.prompt_id, take.prompt, instant(take.started_at), take.id),
    ).fetchone()
    return int(count)


def summary(row: sqlite3.Row, search: Search | None) -> TakeSummary:
    """A row of the listing that ``search.summaries`` asks for, in its order."""
    (take_id, prompt_id, prompt, started_at, duration_s, recording, title, note, *rest) = row
    (reply_to, reply_question, total, headline, coach, words, words_per_minute, fillers, *rest) = rest
    return TakeSummary(
        id=take_id,
        prompt_id=prompt_id,
        prompt=prompt,
        started_at=datetime.fromisoformat(started_at),
        duration_s=duration_s,
        has_audio=recording is not None,
        title=title,
        note=note,
        total=total,
        headline=headline,
        levels=() if total is None else tuple(rest[: len(RUBRIC)]),
        snippet=search.snippet((rest[-1] or "", title, note, prompt)) if search else "",
        reply_to=reply_to,
        reply_question=reply_question,
        coach=coach,
        words=words,
        words_per_minute=words_per_minute,
        fillers=fillers,
    )


def transcripts(
    connection: sqlite3.Connection, where: str, value: int | None
) -> tuple[TranscriptVersion, ...]:
    """Versions of what was said, oldest first."""
    rows = connection.execute(f"SELECT * FROM transcripts WHERE {where} ORDER BY id", (value,))  # noqa: S608 - from this room
    return tuple(
        TranscriptVersion(
            id=row["id"],
            made_at=datetime.fromisoformat(row["made_at"]),
            transcript=Transcript(
                text=row["text"],
                language=row["language"],
                model=row["model"],
                words=from_json(tuple[Word, ...], row["words"]),
                sentences=from_json(tuple[Sentence, ...], row["sentences"]),
            ),
            delivery=None if row["delivery"] is None else from_json(Delivery, row["delivery"]),
        )
        for row in rows
    )


def assessments(
    connection: sqlite3.Connection, where: str, value: int | None
) -> tuple[AssessmentVersion, ...]:
    """Versions of the assessment with their questions, oldest first."""
    rows = connection.execute(f"SELECT * FROM assessments WHERE {where} ORDER BY id", (value,))  # noqa: S608 - from this room
    return tuple(
        AssessmentVersion(
            id=row["id"],
            made_at=datetime.fromisoformat(row["made_at"]),
            transcript_id=row["transcript_id"],
            assessment=Assessment(
                coach=row["coach"],
                headline=row["headline"],
                total=row["total"],
                criteria=from_json(tuple[Criterion, ...], row["criteria"]),
                next_step=row["next_step"],
                tier=row["tier"],
                fallback=row["fallback"],
                rubric_version=row["rubric_version"],
                flagged_sentences=from_json(tuple[int, ...], row["flagged_sentences"]),
                model=row["model"],
            ),
            follow_ups=tuple(
                _follow_up(question)
                for question in connection.execute(
                    "SELECT * FROM follow_ups WHERE assessment_id = ? ORDER BY position", (row["id"],)
                )
            ),
            provenance=Provenance(row["fallback_line"], row["tokens"]),
        )
        for row in rows.fetchall()
    )


def corrections(connection: sqlite3.Connection, take_id: int) -> tuple[Correction, ...]:
    """What the user overruled, oldest first."""
    rows = connection.execute("SELECT * FROM corrections WHERE take_id = ? ORDER BY id", (take_id,))
    return tuple(
        Correction(
            check=row["check_id"],
            was=None if row["was"] is None else bool(row["was"]),
            met=bool(row["met"]),
            note=row["note"],
            made_at=datetime.fromisoformat(row["made_at"]),
            assessment_id=row["assessment_id"],
        )
        for row in rows
    )


def open_questions(connection: sqlite3.Connection, limit: int | None) -> tuple[OpenQuestion, ...]:
    """Questions nobody answered or dismissed, of newest assessments, not of replies; oldest take first."""
    rows = connection.execute(
        "SELECT follow_ups.*, takes.prompt_id, takes.prompt, takes.started_at FROM follow_ups "
        "JOIN takes ON takes.assessment_id = follow_ups.assessment_id WHERE follow_ups.state = 'open' "
        "AND takes.reply_to IS NULL "
        "ORDER BY takes.started_at, takes.id, follow_ups.position LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return tuple(
        OpenQuestion(
            id=row["id"],
            take=row["take_id"],
            prompt_id=row["prompt_id"],
            prompt=row["prompt"],
            started_at=datetime.fromisoformat(row["started_at"]),
            follow_up=_follow_up(row),
        )
        for row in rows
    )


def _follow_up(row: sqlite3.Row) -> FollowUp:
    return FollowUp(row["question"], row["criterion"], row["check_id"], row["anchor_sentence"])


def _recording(connection: sqlite3.Connection, row: sqlite3.Row, folder: Path) -> Recording | None:
    if row["recording"] is None:
        return None
    marks = connection.execute("SELECT at_s FROM marks WHERE take_id = ? ORDER BY at_s", (row["id"],))
    return Recording(
        path=folder / row["recording"],
        sample_rate_hz=row["sample_rate_hz"],
        duration_s=row["duration_s"],
        started_at=datetime.fromisoformat(row["started_at"]),
        marks_s=tuple(mark for (mark,) in marks),
        dropped_samples=row["dropped_samples"],
    )
