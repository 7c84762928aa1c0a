"""The database's schema, as the steps that lead to it.

A step that was released is never edited: what changes later is a new step at the end. Each step and the
record of it are one transaction (sqlite-utils keeps the record in ``_sqlite_migrations``). sqlite-utils takes
a tenth of a second to import, so it is loaded only where a step is to be taken.
"""

import sqlite3
from collections.abc import Iterable

SET = "failprep"
#: SQLite's ``application_id`` of our files ("fail"), so that somebody else's database is left alone.
APPLICATION_ID = 0x6661696C

_FIRST = (
    # The pointers to the newest transcript and to the newest assessment *of that transcript* make a listing
    # one plain join, and keep evidence from pointing into a text it was not taken from.
    """CREATE TABLE takes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        prompt_id TEXT NOT NULL, prompt TEXT NOT NULL, theme TEXT NOT NULL DEFAULT '',
        started_at TEXT NOT NULL, duration_s REAL NOT NULL, target_s REAL,
        recording TEXT, sample_rate_hz INTEGER, dropped_samples INTEGER NOT NULL DEFAULT 0,
        title TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', self_rating INTEGER,
        reply_to INTEGER REFERENCES takes(id) ON DELETE SET NULL,
        reply_question TEXT NOT NULL DEFAULT '', reply_check TEXT NOT NULL DEFAULT '',
        transcript_id INTEGER REFERENCES transcripts(id) ON DELETE SET NULL,
        assessment_id INTEGER REFERENCES assessments(id) ON DELETE SET NULL)""",
    "CREATE INDEX takes_by_time ON takes(started_at DESC, id DESC)",
    "CREATE INDEX takes_by_prompt ON takes(prompt_id)",
    "CREATE INDEX takes_by_reply ON takes(reply_to)",
    """CREATE TABLE marks (
        take_id INTEGER NOT NULL REFERENCES takes(id) ON DELETE CASCADE,
        at_s REAL NOT NULL)""",
    "CREATE INDEX marks_by_take ON marks(take_id)",
    """CREATE TABLE transcripts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        take_id INTEGER NOT NULL REFERENCES takes(id) ON DELETE CASCADE,
        made_at TEXT NOT NULL, model TEXT, language TEXT NOT NULL,
        word_count INTEGER NOT NULL, words_per_minute REAL, filler_count INTEGER, text TEXT NOT NULL,
        words TEXT NOT NULL, sentences TEXT NOT NULL, delivery TEXT)""",
    "CREATE INDEX transcripts_by_take ON transcripts(take_id)",
    """CREATE TABLE assessments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        take_id INTEGER NOT NULL REFERENCES takes(id) ON DELETE CASCADE,
        transcript_id INTEGER NOT NULL REFERENCES transcripts(id) ON DELETE CASCADE,
        made_at TEXT NOT NULL, coach TEXT NOT NULL, tier TEXT, fallback TEXT, rubric_version INTEGER NOT NULL,
        headline TEXT NOT NULL, total INTEGER NOT NULL,
        real_failure INTEGER, ownership INTEGER, root_cause INTEGER,
        behaviour_change INTEGER, self_awareness INTEGER, tone INTEGER,
        next_step TEXT NOT NULL, criteria TEXT NOT NULL, flagged_sentences TEXT NOT NULL)""",
    "CREATE INDEX assessments_by_take ON assessments(take_id)",
    "CREATE INDEX assessments_by_transcript ON assessments(transcript_id)",
    # The same checks as in assessments.criteria, one a row: for statistics and for Datasette.
    """CREATE TABLE check_results (
        assessment_id INTEGER NOT NULL REFERENCES assessments(id) ON DELETE CASCADE,
        criterion TEXT NOT NULL, check_id TEXT NOT NULL, met INTEGER, uncertain INTEGER NOT NULL,
        evidence TEXT NOT NULL,
        PRIMARY KEY (assessment_id, check_id))""",
    """CREATE TABLE follow_ups (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        take_id INTEGER NOT NULL REFERENCES takes(id) ON DELETE CASCADE,
        assessment_id INTEGER NOT NULL REFERENCES assessments(id) ON DELETE CASCADE,
        position INTEGER NOT NULL, question TEXT NOT NULL, criterion TEXT NOT NULL, check_id TEXT NOT NULL,
        anchor_sentence INTEGER,
        answered_by INTEGER REFERENCES takes(id) ON DELETE SET NULL, dismissed_at TEXT,
        state TEXT GENERATED ALWAYS AS (CASE WHEN answered_by IS NOT NULL THEN 'answered'
            WHEN dismissed_at IS NOT NULL THEN 'dismissed' ELSE 'open' END) VIRTUAL)""",
    "CREATE INDEX follow_ups_by_take ON follow_ups(take_id)",
    "CREATE INDEX follow_ups_by_assessment ON follow_ups(assessment_id)",
    "CREATE INDEX follow_ups_by_reply ON follow_ups(answered_by)",
    # Files whose row is gone: noted in the row's own transaction, removed after it, so that a crash between
    # the two leaves neither a row without its file nor a file that nobody knows.
    "CREATE TABLE removals (path TEXT PRIMARY KEY)",
)

_SEARCH = (
    "CREATE VIRTUAL TABLE take_search USING fts5("
    "prompt, title, note, transcript, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
    """INSERT INTO take_search(rowid, prompt, title, note, transcript)
        SELECT takes.id, takes.prompt, takes.title, takes.note, coalesce(transcripts.text, '')
        FROM takes LEFT JOIN transcripts ON transcripts.id = takes.transcript_id""",
    """CREATE TRIGGER take_search_insert AFTER INSERT ON takes BEGIN
        INSERT INTO take_search(rowid, prompt, title, note, transcript)
        VALUES (new.id, new.prompt, new.title, new.note, ''); END""",
    """CREATE TRIGGER take_search_update AFTER UPDATE OF prompt, title, note, transcript_id ON takes BEGIN
        UPDATE take_search SET prompt = new.prompt, title = new.title, note = new.note,
        transcript = coalesce((SELECT text FROM transcripts WHERE id = new.transcript_id), '')
        WHERE rowid = new.id; END""",
    """CREATE TRIGGER take_search_delete AFTER DELETE ON takes BEGIN
        DELETE FROM take_search WHERE rowid = old.id; END""",
)

_CORRECTIONS = (
    # Where the user overruled a check. The coach's own verdict stays as it was.
    """CREATE TABLE corrections (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        take_id INTEGER NOT NULL REFERENCES takes(id) ON DELETE CASCADE,
        assessment_id INTEGER NOT NULL REFERENCES assessments(id) ON DELETE CASCADE,
        made_at TEXT NOT NULL, check_id TEXT NOT NULL, was INTEGER, met INTEGER NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        UNIQUE (assessment_id, check_id))""",
    "CREATE INDEX corrections_by_take ON corrections(take_id)",
)

STEPS: dict[str, tuple[str, ...]] = {
    "001_takes": _FIRST,
    "002_search": _SEARCH,
    "003_corrections": _CORRECTIONS,
    "004_model": ("ALTER TABLE assessments ADD COLUMN model TEXT",),
    # How it came about: why another coach stepped in, in the line that was told, and what a model cost.
    "005_provenance": (
        "ALTER TABLE assessments ADD COLUMN fallback_line TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE assessments ADD COLUMN tokens INTEGER",
    ),
}


def applied(connection: sqlite3.Connection) -> list[str] | None:
    """The names of the steps taken so far, in their order; None for an empty or foreign database."""
    (found,) = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = '_sqlite_migrations'"
    ).fetchone()
    if not found:
        return None
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (SET,)
    ).fetchall()
    return [name for (name,) in rows]


def apply(connection: sqlite3.Connection, *, stop_before: str | None = None) -> None:
    """Take the steps that are missing, inside the caller's transaction: all of them or none."""
    from sqlite_utils import Database, Migrations

    migrations = Migrations(SET)

    def register(name: str, statements: Iterable[str]) -> None:
        @migrations(name=name)
        def step(db: Database) -> None:
            for statement in statements:
                db.execute(statement)

    for name, statements in STEPS.items():
        register(name, statements)
    migrations.apply(Database(connection), stop_before=stop_before)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    # Said twice: other tools look at the number, not at our table.
    taken = applied(connection) or []
    connection.execute(f"PRAGMA user_version = {len(taken)}")
