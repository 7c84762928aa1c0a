"""The store: takes, and every version of what is known about them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from failprep.domain import (
    CRITERION_OF,
    Assessment,
    Delivery,
    FollowUp,
    OpenQuestion,
    Prompt,
    Provenance,
    Recording,
    Take,
    TakeSummary,
    Transcript,
)
from failprep.store import cases, export, reading, saving
from failprep.store.database import Database, prepare_folder
from failprep.store.reading import AssessmentVersion, Correction, TranscriptVersion
from failprep.store.search import Filters, Search, instant, summaries
from failprep.store.values import clean

_EVERYTHING = Filters()
_UNTOLD = Provenance()


class Store:
    """The takes in one data folder: ``failprep.sqlite3`` and ``recordings/``. Usable from any thread.

    Every method that names a take raises UserError when there is none with this id; every method that writes
    raises UserError, with nothing changed, when the disk is full or another program holds the database.

    Args:
        folder: The data folder; made if it is missing.

    Raises:
        UserError: The folder cannot be written, or its database is damaged, too new for this version, or
            not ours.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        prepare_folder(self.folder)
        self._database = Database(self.folder / "failprep.sqlite3")
        self._remove_files()  # what a crash left over

    @property
    def recordings(self) -> Path:
        """Where recordings belong: what is added must lie in here."""
        return self.folder / "recordings"

    @property
    def path(self) -> Path:
        """The database file."""
        return self._database.path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database. Safe to call twice."""
        self._database.close()

    # Saving

    def add_take(
        self,
        prompt: Prompt,
        recording: Recording | None,
        *,
        target_s: float | None = None,
        reply_to: int | None = None,
        reply_question: str = "",
        reply_check: str = "",
    ) -> int:
        """Save a take before anything is made of it, and return its id.

        A reply also answers the follow-up it names: the one of take ``reply_to`` with this question, else the
        open one that probes this check.

        Args:
            prompt: What was asked.
            recording: The recording, inside this data folder; None for a written answer.
            target_s: The length aimed for.
            reply_to: The take whose follow-up this answers.
            reply_question: That follow-up, in words.
            reply_check: The check it probes.

        Raises:
            ValueError: The recording lies outside the data folder.
        """
        path = self._relative(recording.path) if recording else None
        with self._database.write() as connection:
            return saving.add_take(
                connection,
                prompt,
                recording,
                path,
                target_s=target_s,
                reply_to=reply_to,
                reply_question=reply_question,
                reply_check=reply_check,
            )

    def replace_recording(self, take_id: int, recording: Recording) -> None:
        """Point a take to another file of the same recording (FLAC for WAV); the old file goes.

        Raises:
            ValueError: The recording lies outside the data folder.
        """
        new = self._relative(recording.path)
        with self._database.write() as connection:
            old = reading.require(connection, take_id)["recording"]
            connection.execute(
                "UPDATE takes SET recording = ?, sample_rate_hz = ?, duration_s = ? WHERE id = ?",
                (new, recording.sample_rate_hz, recording.duration_s, take_id),
            )
            if old is not None and old != new:
                connection.execute("INSERT OR IGNORE INTO removals VALUES (?)", (old,))
        self._remove_files()

    def save_transcript(self, take_id: int, transcript: Transcript, delivery: Delivery | None) -> None:
        """Add a version of what was said. Until it is assessed, the take has no assessment."""
        with self._database.write() as connection:
            reading.require(connection, take_id)
            saving.add_transcript(connection, take_id, transcript, delivery)

    def save_assessment(
        self,
        take_id: int,
        assessment: Assessment,
        follow_ups: Sequence[FollowUp],
        provenance: Provenance = _UNTOLD,
    ) -> None:
        """Add a version of the assessment of the newest transcript, with its questions and how it came about.

        A question that an earlier version of this take asked in the same words keeps its answer.

        Raises:
            ValueError: The take has no transcript that could have been assessed.
        """
        with self._database.write() as connection:
            transcript_id = reading.require(connection, take_id)["transcript_id"]
            if transcript_id is None:
                raise ValueError(f"take {take_id} has no transcript")
            saving.add_assessment(
                connection, take_id, transcript_id, assessment, follow_ups, provenance=provenance
            )

    def rename(self, take_id: int, title: str) -> None:
        """Give a take a title of the user's own; empty takes it away."""
        self._set(take_id, "title", clean(title).strip())

    def set_note(self, take_id: int, note: str) -> None:
        """Keep the user's note on a take."""
        self._set(take_id, "note", clean(note))

    def set_self_rating(self, take_id: int, rating: int | None) -> None:
        """Keep the user's own guess of the total, 0 to 24. Raises ValueError for another number."""
        if rating is not None and not 0 <= rating <= 24:
            raise ValueError(f"no rating of {rating}")
        self._set(take_id, "self_rating", rating)

    def correct(self, take_id: int, check: str, met: bool, note: str = "") -> None:
        """Overrule a check of the newest assessment. The coach's verdict is kept beside it.

        Raises:
            ValueError: The take is not assessed, or there is no such check.
        """
        if check not in CRITERION_OF:
            raise ValueError(f"no check {check!r}")
        with self._database.write() as connection:
            version = reading.require(connection, take_id)["assessment_id"]
            if version is None:
                raise ValueError(f"take {take_id} is not assessed")
            connection.execute(
                "INSERT OR REPLACE INTO corrections "
                "(take_id, assessment_id, made_at, check_id, was, met, note) VALUES (?1, ?2, ?3, ?4, "
                "(SELECT met FROM check_results WHERE assessment_id = ?2 AND check_id = ?4), ?5, ?6)",
                (take_id, version, saving.now(), check, met, clean(note)),
            )

    def explain(self, take_id: int, check: str, why: str) -> None:
        """Keep why the user sees this check differently, where they overruled it."""
        with self._database.write() as connection:
            reading.require(connection, take_id)
            connection.execute(
                "UPDATE corrections SET note = ? WHERE take_id = ? AND check_id = ?",
                (clean(why).strip(), take_id, check),
            )

    def take_back(self, take_id: int, check: str) -> None:
        """Forget what the user said about this check, in all versions of the assessment."""
        with self._database.write() as connection:
            reading.require(connection, take_id)
            connection.execute("DELETE FROM corrections WHERE take_id = ? AND check_id = ?", (take_id, check))

    def dismiss(self, question_id: int) -> None:
        """Do not ask this open question again."""
        with self._database.write() as connection:
            connection.execute(
                "UPDATE follow_ups SET dismissed_at = ? WHERE id = ?", (saving.now(), question_id)
            )

    # Reading

    def take(self, take_id: int) -> Take:
        """A take with the newest version of everything known about it."""
        with self._database.read() as connection:
            return reading.take(connection, take_id, self.folder)

    def takes(
        self, search: str = "", filters: Filters = _EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> tuple[TakeSummary, ...]:
        """The history, newest first.

        Args:
            search: What the user typed: words that must all occur in the newest transcript, the prompt, the
                title or the note. Hits stand between ``HIT_START`` and ``HIT_END`` in ``snippet``.
            filters: Which takes to list.
            limit: At most this many.
            offset: Leave out this many first.
        """
        wanted = Search.parse(search) if search.strip() else None
        if wanted is not None and not wanted.expression():
            return ()
        with self._database.read() as connection:
            rows = connection.execute(*summaries(wanted, filters, limit, offset))
            return tuple(reading.summary(row, wanted) for row in rows)

    def attempt(self, take: Take) -> int:
        """The how many-th take of its question this is, from 1 on; answers to follow-ups do not count."""
        with self._database.read() as connection:
            return reading.attempt(connection, take)

    def known_recordings(self) -> frozenset[Path]:
        """The recordings that a take has, and those that are still to be removed."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT recording FROM takes WHERE recording IS NOT NULL UNION SELECT path FROM removals"
            )
            return frozenset(self.folder / path for (path,) in rows)

    def transcripts(self, take_id: int) -> tuple[TranscriptVersion, ...]:
        """Every version of what was said, oldest first."""
        with self._database.read() as connection:
            reading.require(connection, take_id)
            return reading.transcripts(connection, "take_id = ?", take_id)

    def assessments(self, take_id: int) -> tuple[AssessmentVersion, ...]:
        """Every version of the assessment, oldest first."""
        with self._database.read() as connection:
            reading.require(connection, take_id)
            return reading.assessments(connection, "take_id = ?", take_id)

    def corrections(self, take_id: int) -> tuple[Correction, ...]:
        """The checks the user overruled, of all versions, oldest first."""
        with self._database.read() as connection:
            reading.require(connection, take_id)
            return reading.corrections(connection, take_id)

    def replies(self, take_id: int) -> tuple[int, ...]:
        """The takes that answer a follow-up of this one, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT id FROM takes WHERE reply_to = ? ORDER BY id", (take_id,))
            return tuple(reply for (reply,) in rows)

    def open_questions(self, limit: int | None = None) -> tuple[OpenQuestion, ...]:
        """Follow-up questions of newest assessments that nobody answered or dismissed, oldest take first.

        What a reply left open is not asked: it answered one question and is no whole answer by itself.
        """
        with self._database.read() as connection:
            return reading.open_questions(connection, limit)

    # Taking out

    def delete(self, take_id: int, *, audio_only: bool = False) -> None:
        """Delete a take, or only its audio. In the database, what was deleted is overwritten.

        Replies to it stay, as takes of their own; a follow-up that this take answered is open again.
        """
        with self._database.write() as connection:
            path = reading.require(connection, take_id)["recording"]
            if path is not None:
                connection.execute("INSERT OR IGNORE INTO removals VALUES (?)", (path,))
            if audio_only:
                connection.execute("UPDATE takes SET recording = NULL WHERE id = ?", (take_id,))
            else:
                connection.execute("DELETE FROM takes WHERE id = ?", (take_id,))
        self._remove_files()
        if not audio_only:
            self._database.forget()

    def prune_recordings(self, older_than_days: int) -> int:
        """Delete the audio of takes begun more than this many days ago; the words stay. Returns how many."""
        before = instant(datetime.now(UTC) - timedelta(days=older_than_days))
        old = "FROM takes WHERE recording IS NOT NULL AND started_at < ?"
        with self._database.write() as connection:
            connection.execute(f"INSERT OR IGNORE INTO removals SELECT recording {old}", (before,))
            count = connection.execute(
                "UPDATE takes SET recording = NULL WHERE recording IS NOT NULL AND started_at < ?", (before,)
            ).rowcount
        self._remove_files()
        return count

    def export(
        self, target: Path, *, take_id: int | None = None, titles: Mapping[str, str] | None = None
    ) -> Path:
        """Write one take, or all, as Markdown, JSON, subtitles and audio. Nothing is overwritten.

        Args:
            target: A folder to write into, made if missing; or a zip file's name that is not taken.
            take_id: Only this take.
            titles: Words for the ids of criteria, checks and headlines.

        Returns:
            The new folder in ``target``, or the zip file.

        Raises:
            UserError: The target is taken or cannot be written.
        """
        if take_id is not None:
            return export.write(target, [(self.take(take_id), self.corrections(take_id))], titles or {})
        rows = self.takes()
        takes = ((self.take(row.id), self.corrections(row.id)) for row in rows)
        return export.write(target, takes, titles or {}, listing=rows)

    def export_cases(self, target: Path) -> int:
        """Write every check the user overruled as a case, one line of JSON each, oldest take first.

        Args:
            target: A file that is not there yet.

        Returns:
            How many lines were written.

        Raises:
            UserError: Nothing was overruled yet, or the file is there already or cannot be written.
        """
        found = (
            cases.Overruled(row, overruled, self.transcripts(row.id), self.assessments(row.id))
            for row in reversed(self.takes())
            if (overruled := self.corrections(row.id))
        )
        return cases.write(target, found)

    # Inside

    def _set(self, take_id: int, column: str, value: object) -> None:
        with self._database.write() as connection:
            reading.require(connection, take_id)
            connection.execute(f"UPDATE takes SET {column} = ? WHERE id = ?", (value, take_id))  # noqa: S608 - a fixed name

    def _relative(self, path: Path) -> str:
        return path.absolute().relative_to(self.folder).as_posix()

    def _remove_files(self) -> None:
        """Remove the files whose rows are gone, with what was cached beside them under their name."""
        with self._database.read() as connection:
            paths = [path for (path,) in connection.execute("SELECT path FROM removals")]
        done = [(path,) for path in paths if _removed(self.folder / path)]
        if done:
            with self._database.write() as connection:
                connection.executemany("DELETE FROM removals WHERE path = ?", done)


def _removed(path: Path) -> bool:
    """Remove the file and what is called like it with one more ending; False to try again another day."""
    try:
        if path.parent.is_dir():
            for beside in path.parent.iterdir():
                if beside.name.startswith(f"{path.name}."):
                    beside.unlink()
        path.unlink(missing_ok=True)
    except OSError:  # still open in a player, on some systems
        return False
    return True
