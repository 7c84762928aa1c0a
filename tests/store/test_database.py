import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from failprep.domain import Provenance, UserError
from failprep.store import Store, migrations

from .conftest import DELIVERY, PROMPT, SAID, assessed, record, transcript

FIRST_SCHEMA = Path(__file__).parent / "data" / "first-schema.sqlite3"


def _place(folder: Path, content: bytes) -> Path:
    folder.mkdir()
    path = folder / "failprep.sqlite3"
    path.write_bytes(content)
    return path


def test_a_history_of_the_first_schema_is_upgraded_and_kept(tmp_path: Path) -> None:
    before = FIRST_SCHEMA.read_bytes()
    _place(tmp_path / "data", before)
    with Store(tmp_path / "data") as store:
        (row,) = store.takes("rehearsal")
        take = store.take(row.id)
        assert take.transcript == SAID
        assert take.assessment is not None
        assert take.provenance == Provenance()  # nobody kept it then
        assert len(store.open_questions()) == 2
        store.correct(row.id, "mechanism", True)
    (copy,) = (tmp_path / "data").glob("*before-upgrade*")
    with closing(sqlite3.connect(copy)) as old:
        assert migrations.applied(old) == ["001_takes"]
        assert old.execute("SELECT count(*) FROM takes").fetchone() == (1,)
    with closing(sqlite3.connect(tmp_path / "data" / "failprep.sqlite3")) as new:
        assert migrations.applied(new) == list(migrations.STEPS)


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _place(tmp_path / "data", FIRST_SCHEMA.read_bytes())
    broken = {**migrations.STEPS, "999_broken": ("CREATE TABLE half (x)", "CREATE NONSENSE")}
    monkeypatch.setattr(migrations, "STEPS", broken)
    with pytest.raises(sqlite3.OperationalError, match="NONSENSE"):
        Store(tmp_path / "data")
    with closing(sqlite3.connect(path)) as connection:
        assert migrations.applied(connection) == ["001_takes"]
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert not tables & {"half", "take_search", "corrections"}


def test_two_that_open_an_old_file_at_once(tmp_path: Path) -> None:
    _place(tmp_path / "data", FIRST_SCHEMA.read_bytes())
    barrier = threading.Barrier(4)
    found: list[int] = []

    def open_it() -> None:
        barrier.wait()
        with Store(tmp_path / "data") as store:
            found.append(len(store.takes("rehearsal")))

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1, 1, 1]


def test_who_opens_while_another_writes_waits_for_it(tmp_path: Path) -> None:
    Store(tmp_path / "data").close()
    path = tmp_path / "data" / "failprep.sqlite3"
    found: list[int] = []

    def open_it() -> None:
        with Store(tmp_path / "data") as store:
            found.append(len(store.takes("rehearsal")))

    thread = threading.Thread(target=open_it)
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("PRAGMA journal_mode = DELETE")  # as an old version left it
        other.execute("BEGIN IMMEDIATE")
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
        other.execute("ROLLBACK")
        thread.join()
    assert found == [0]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_newer_file_is_refused_untouched(tmp_path: Path) -> None:
    Store(tmp_path / "data").close()
    path = tmp_path / "data" / "failprep.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('failprep', '9', '')"
        )
    before = path.read_bytes()
    with pytest.raises(UserError, match="newer version") as refused:
        Store(tmp_path / "data")
    assert "Update failprep" in refused.value.way_out
    assert path.read_bytes() == before


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with closing(sqlite3.connect(tmp_path / "data" / "failprep.sqlite3")) as connection, connection:
        connection.execute("CREATE TABLE takes (film TEXT)")
    with pytest.raises(UserError, match="not made by failprep"):
        Store(tmp_path / "data")


@pytest.mark.parametrize("content", [b"not a database at all " * 400, FIRST_SCHEMA.read_bytes()[:5000]])
def test_a_damaged_file_is_named_with_a_way_out(tmp_path: Path, content: bytes) -> None:
    path = _place(tmp_path / "data", content)
    with pytest.raises(UserError) as damaged:
        Store(tmp_path / "data")
    assert str(path) in damaged.value.message
    assert "recordings" in damaged.value.way_out
    assert path.read_bytes() == content


def test_damage_found_later(tmp_path: Path) -> None:
    with Store(tmp_path / "data") as store:
        for _ in range(60):
            assessed(store)
        path = store.path
    content = bytearray(path.read_bytes())
    content[3 * 4096 :] = b"\xa5" * (len(content) - 3 * 4096)
    path.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        _read_all(tmp_path / "data")


def _read_all(folder: Path) -> None:
    with Store(folder) as store:
        for row in store.takes():
            store.take(row.id)


@pytest.mark.parametrize("place", ["a-file/data", "/proc/data", "/proc/1/data"])
def test_a_folder_that_cannot_be_written(tmp_path: Path, place: str) -> None:
    (tmp_path / "a-file").write_text("a file")
    with pytest.raises(UserError, match="cannot save") as refused:
        Store(tmp_path / place)
    assert "data folder" in refused.value.way_out


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "data" / "failprep.sqlite3").mkdir(parents=True)
    with pytest.raises(UserError, match="cannot save"):
        Store(tmp_path / "data")


def test_a_full_disk_changes_nothing(store: Store) -> None:
    take_id = store.add_take(PROMPT, record(store))
    with store._database._borrowed() as connection:  # SQLite's own limit gives SQLite's own error
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone()
    long = transcript(*["I skipped the rehearsal of the migration."] * 300)
    with pytest.raises(UserError, match="no room left"):
        store.save_transcript(take_id, long, DELIVERY)
    assert store.transcripts(take_id) == ()
    assert store.take(take_id).recording is not None
    with store._database._borrowed() as connection:
        connection.execute("PRAGMA max_page_count = 1000000").fetchone()
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    store.save_transcript(take_id, SAID, DELIVERY)
    assert store.take(take_id).transcript == SAID


def test_a_transaction_that_breaks_off_is_undone(store: Store) -> None:
    def break_off() -> None:
        with store._database.write() as connection:
            connection.execute("INSERT INTO removals VALUES ('x')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    with store._database.read() as connection:
        assert connection.execute("SELECT count(*) FROM removals").fetchone()[0] == 0


def test_the_evidence_is_one_row_a_check_for_other_programs(store: Store) -> None:
    assessed(store)
    with closing(sqlite3.connect(store.path)) as other:
        rows = other.execute(
            "SELECT check_id, avg(met), sum(uncertain) FROM check_results GROUP BY check_id ORDER BY check_id"
        ).fetchall()
        states = other.execute("SELECT question, state FROM follow_ups").fetchall()
    assert len(rows) == 24
    assert ("specific_event", 1.0, 0) in rows
    assert ("mechanism", None, 1) in rows
    assert {state for _, state in states} == {"open"}
