"""The SQLite file: opening it safely, upgrading it, and handing out connections.

Connections are pooled rather than tied to threads: each piece of work borrows one that nobody else has, and
there are never more than were needed at once, however many threads come and go.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from failprep.domain import UserError
from failprep.store import migrations

_BUSY_TIMEOUT_S = 10.0
_BUSY_PAUSE_S = 0.02


class Database:
    """The database at ``path``, opened, checked and upgraded. Usable from any thread.

    Raises:
        UserError: The folder cannot be written, or the file is damaged, newer than this version or not ours.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        with self._worded():
            connection = self._open()
            try:
                self._upgrade(connection)
                self._write_ahead(connection)
            except BaseException:
                connection.close()
                raise
            self._idle.append(connection)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Borrow a connection to read with: one consistent view of the data for the whole block."""
        with self._worded(), self._borrowed() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Borrow a connection to write with: the block is one transaction, kept whole or not at all.

        Raises:
            UserError: The disk is full, or another program holds the database.
        """
        with self._worded(), self._borrowed() as connection, _transaction(connection):
            yield connection

    def forget(self) -> None:
        """Push what was deleted out of the search index and the write-ahead log as well."""
        with self.write() as connection:
            connection.execute("INSERT INTO take_search(take_search) VALUES ('optimize')")
        with self._worded(), self._borrowed() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file. Connections still at work close when their work is done."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self._closed:
                raise RuntimeError("the store is closed")
            connection = self._idle.pop() if self._idle else None
        if connection is None:
            connection = self._open()
        try:
            yield connection
        finally:
            with self._lock:
                keep = not self._closed
                if keep:
                    self._idle.append(connection)
            if not keep:
                connection.close()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
        )
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")  # deleted means overwritten with zeros
        except BaseException:
            connection.close()
            raise
        return connection

    def _write_ahead(self, connection: sqlite3.Connection) -> None:
        """Readers do not wait for the writer. SQLite does not wait to change to that: it is tried again."""
        until = time.monotonic() + _BUSY_TIMEOUT_S
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
            time.sleep(_BUSY_PAUSE_S)

    def _upgrade(self, connection: sqlite3.Connection) -> None:
        """Bring the file to this version's schema; a file that is newer or not ours stays untouched."""
        if self._is_current(connection):
            return
        # One writer: of two programs that open an old file at once, the second finds the work done. All steps
        # are one transaction, so that one that fails leaves the file as it was.
        with _transaction(connection):
            if self._is_current(connection):
                return
            taken = migrations.applied(connection)
            if taken:
                self._copy(taken[-1])
            migrations.apply(connection)

    def _is_current(self, connection: sqlite3.Connection) -> bool:
        taken = migrations.applied(connection)
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if tables and (taken is None or application != migrations.APPLICATION_ID):
            raise UserError(
                f"The file {self.path} was not made by failprep.",
                "Choose another data folder, or move it away.",
            )
        known = list(migrations.STEPS)
        if version > len(known) or not set(taken or ()) <= set(known):
            raise UserError(
                f"Your practice history in {self.path} was made by a newer version of failprep.",
                "Update failprep to open it, or choose another data folder.",
            )
        return taken == known

    def _copy(self, last_step: str) -> None:
        """Keep the file as it is beside itself, once per schema."""
        copy = self.path.with_name(f"{self.path.stem}.before-upgrade-from-{last_step}{self.path.suffix}")
        if copy.exists():
            return
        unfinished = copy.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        unfinished.replace(copy)

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """Turn what SQLite says about the disk and the file into words; let the rest through as bugs."""
        try:
            yield
        except sqlite3.Error as error:
            code = _code(error)
            folder = self.path.parent
            if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise UserError(
                    f"Your practice history in {self.path} is damaged and cannot be read.",
                    "Move that file somewhere safe and start again, or put back a copy of it. "
                    f"Your recordings in {folder / 'recordings'} are not touched.",
                ) from error
            if code == sqlite3.SQLITE_FULL:
                raise UserError(
                    f"There is no room left on the disk with {folder}, so this was not saved.",
                    "Free some space and try again. What was saved before is safe.",
                ) from error
            if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise UserError(
                    "Another program is writing to your practice history.",
                    "Close it, or wait a moment and try again.",
                ) from error
            if code in {
                sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR,
            }:  # fmt: skip
                raise _not_writable(folder) from error
            raise


def prepare_folder(folder: Path) -> None:
    """Make ``folder`` and its ``recordings``. Raises UserError when that is not possible."""
    try:
        (folder / "recordings").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_writable(folder) from error


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back by itself
            connection.execute("ROLLBACK")
        raise


def _not_writable(folder: Path) -> UserError:
    return UserError(
        f"failprep cannot save in {folder}.", "Check that you may write there, or choose another data folder."
    )


def _code(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where Python's own module complains."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
