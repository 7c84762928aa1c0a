"""Writing rows. Every function works inside the caller's transaction."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime

from failprep.domain import RUBRIC, Assessment, Delivery, FollowUp, Prompt, Provenance, Recording, Transcript
from failprep.store.reading import require
from failprep.store.search import instant
from failprep.store.values import clean, to_json


def now() -> str:
    """This moment as it is stored."""
    return instant(datetime.now(UTC))


def insert(connection: sqlite3.Connection, table: str, **columns: object) -> int:
    """Insert a row and return its id. Table and column names come from the code, never from outside."""
    names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
    cursor = connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608 - fixed names, values are parameters
        tuple(columns.values()),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def add_take(
    connection: sqlite3.Connection,
    prompt: Prompt,
    recording: Recording | None,
    path: str | None,
    *,
    target_s: float | None,
    reply_to: int | None,
    reply_question: str,
    reply_check: str,
) -> int:
    """Insert a take with its marks, and link the follow-up it answers."""
    if reply_to is not None:
        require(connection, reply_to)
    take_id = insert(
        connection,
        "takes",
        prompt_id=clean(prompt.id),
        prompt=clean(prompt.text),
        theme=prompt.theme,
        started_at=instant(recording.started_at) if recording else now(),
        duration_s=recording.duration_s if recording else 0.0,
        target_s=target_s,
        recording=path,
        sample_rate_hz=recording.sample_rate_hz if recording else None,
        dropped_samples=recording.dropped_samples if recording else 0,
        reply_to=reply_to,
        reply_question=clean(reply_question),
        reply_check=reply_check,
    )
    for mark in recording.marks_s if recording else ():
        insert(connection, "marks", take_id=take_id, at_s=mark)
    if reply_to is not None:
        connection.execute(
            "UPDATE follow_ups SET answered_by = ?1 WHERE id = (SELECT id FROM follow_ups "
            "WHERE take_id = ?2 AND (question = ?3 OR (check_id = ?4 AND state = 'open')) "
            "ORDER BY question = ?3 DESC, id DESC LIMIT 1)",
            (take_id, reply_to, clean(reply_question), reply_check),
        )
    return take_id


def add_transcript(
    connection: sqlite3.Connection, take_id: int, transcript: Transcript, delivery: Delivery | None
) -> None:
    """Add a version of what was said and make it the newest; it is not assessed yet."""
    version = insert(
        connection,
        "transcripts",
        take_id=take_id,
        made_at=now(),
        model=transcript.model,
        language=transcript.language,
        word_count=transcript.word_count,
        words_per_minute=delivery.words_per_minute if delivery else None,
        filler_count=len(delivery.fillers) if delivery else None,
        text=transcript.text,
        words=to_json(transcript.words),
        sentences=to_json(transcript.sentences),
        delivery=to_json(delivery) if delivery else None,
    )
    connection.execute(
        "UPDATE takes SET transcript_id = ?, assessment_id = NULL WHERE id = ?", (version, take_id)
    )


def add_assessment(
    connection: sqlite3.Connection,
    take_id: int,
    transcript_id: int,
    assessment: Assessment,
    follow_ups: Sequence[FollowUp],
    *,
    provenance: Provenance,
) -> None:
    """Add a version of the assessment, its checks one a row and its questions, and make it the newest."""
    levels = {criterion.id: criterion.level for criterion in assessment.criteria}
    version = insert(
        connection,
        "assessments",
        take_id=take_id,
        transcript_id=transcript_id,
        made_at=now(),
        coach=assessment.coach,
        tier=assessment.tier,
        fallback=assessment.fallback,
        fallback_line=clean(provenance.line),
        tokens=provenance.tokens,
        model=assessment.model,
        rubric_version=assessment.rubric_version,
        headline=assessment.headline,
        total=assessment.total,
        next_step=assessment.next_step,
        criteria=to_json(assessment.criteria),
        flagged_sentences=to_json(assessment.flagged_sentences),
        **{criterion: levels.get(criterion) for criterion in RUBRIC},
    )
    for criterion in assessment.criteria:
        for check in criterion.checks:
            insert(
                connection,
                "check_results",
                assessment_id=version,
                criterion=criterion.id,
                check_id=check.id,
                met=check.met,
                uncertain=check.uncertain,
                evidence=to_json(check.evidence),
            )
    for position, follow_up in enumerate(follow_ups):
        answered_by, dismissed_at = connection.execute(
            "SELECT max(answered_by), max(dismissed_at) FROM follow_ups WHERE take_id = ? AND question = ?",
            (take_id, follow_up.question),
        ).fetchone()
        insert(
            connection,
            "follow_ups",
            take_id=take_id,
            assessment_id=version,
            position=position,
            question=follow_up.question,
            criterion=follow_up.criterion,
            check_id=follow_up.check,
            anchor_sentence=follow_up.anchor_sentence,
            answered_by=answered_by,
            dismissed_at=dismissed_at,
        )
    connection.execute("UPDATE takes SET assessment_id = ? WHERE id = ?", (version, take_id))
