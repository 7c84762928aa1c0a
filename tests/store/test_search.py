import time
from datetime import UTC, datetime, timedelta
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from failprep.domain import Prompt, Provenance
from failprep.store import HIT_END, HIT_START, Filters, Store
from failprep.store.search import Search

from .conftest import DELIVERY, FOLLOW_UPS, PROMPT, SAID, assessed, assessment, record, transcript


def test_words_are_found_wherever_they_stand(store: Store) -> None:
    take_id = assessed(store)
    store.rename(take_id, "Clinic weekend")
    store.set_note(take_id, "Ask Zoë about the café")
    for search in (
        "bookings",
        "BOOK",
        "decision",
        "weekend",
        "zoe cafe",
        "clinics lost rehearsal",
        '"lost a day"',
    ):
        assert [row.id for row in store.takes(search)] == [take_id], search
    for search in ("zeppelin", "clinics zeppelin", '"a lost day"', '"los"', "!!!", "-"):
        assert store.takes(search) == (), search
    assert [row.id for row in store.takes("   ")] == [take_id]


def test_the_snippet_marks_the_hit(store: Store) -> None:
    assessed(store)
    (row,) = store.takes("forty")
    assert (
        row.snippet
        == f"…the rehearsal of the migration. {HIT_START}Forty{HIT_END} clinics lost a day of bookings."
    )
    assert store.takes()[0].snippet == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("cafe", "At the [Café] I didn't ask."),
        ("DIDN'T", "At the Café I [didn't] ask."),
        ('"didn t ask"', "At the Café I [didn't ask]."),
        ("a", "[At] the Café I didn't [ask]."),
        ("title", "a [title]"),
    ],
)
def test_snippets_compare_as_the_index_does(typed: str, shown: str) -> None:
    found = Search.parse(typed).snippet(("At the Café I didn't ask.", "a title"))
    assert found.replace(HIT_START, "[").replace(HIT_END, "]") == shown


def test_a_snippet_is_short() -> None:
    words = " ".join(f"w{n}" for n in range(1000))
    found = Search.parse("w500").snippet((words,))
    assert len(found) < 120
    assert found.startswith("…w")
    assert found.endswith("…")


def test_only_the_newest_transcript_is_searched(store: Store) -> None:
    take_id = assessed(store)
    store.save_transcript(take_id, transcript("Fourteen clinics lost a day."), None)
    assert store.takes("forty") == ()
    assert [row.id for row in store.takes("fourteen")] == [take_id]


@given(st.text(max_size=40) | st.text("\"*()-+^:{}[]ANDORNTab \\'\0\ud800", max_size=20))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_a_user_types_is_an_error(store: Store, search: str) -> None:
    store.takes(search)


@pytest.mark.parametrize(
    "search",
    [
        '"',
        '""',
        "a AND",
        "NOT a",
        "NEAR(a b)",
        "prompt:x",
        "a*",
        "^a",
        "{a} : b",
        "a\0b",
        "\ud83d",
        "' OR 1=1",
    ],
)
def test_operators_are_plain_words(store: Store, search: str) -> None:
    assert store.takes(search) == ()


def test_expressions() -> None:
    assert Search.parse('don\'t "lost a day" migr').expression() == '"don\'t"* "migr"* "lost a day"'
    assert Search.parse('half "open quote').expression() == '"half"* "open quote"*'
    assert Search.parse('?! "-"').expression() == ""


def test_filters(store: Store) -> None:
    start = datetime(2025, 1, 1, tzinfo=UTC)
    ids = []
    for day, (prompt, level, headline) in enumerate(
        [("a", 0, "only_said"), ("b", 1, "changed"), ("a", 4, "changed"), ("b", 3, "handed_away")]
    ):
        take_id = store.add_take(
            Prompt(prompt, f"Prompt {prompt}"), record(store, f"{day}.flac", start + timedelta(days=day))
        )
        store.save_transcript(take_id, SAID, DELIVERY)
        store.save_assessment(take_id, assessment(level, headline=headline), FOLLOW_UPS)
        ids.append(take_id)
    bare = store.add_take(PROMPT, record(store, "bare.flac", start + timedelta(days=9)), reply_to=ids[0])
    one, two, three, four = ids

    def found(search: str = "", **filters: str | datetime | bool) -> list[int]:
        return [row.id for row in store.takes(search, Filters(**filters))]  # type: ignore[arg-type]

    assert found() == [bare, four, three, two, one]
    assert found(prompt_id="a") == [three, one]
    assert found(headline="changed") == [three, two]
    assert found(weak_criterion="tone") == [two, one]
    assert found(since=start + timedelta(days=1), until=start + timedelta(days=3)) == [three, two]
    assert found(with_replies=False) == [four, three, two, one]
    assert found("rehearsal", headline="changed", prompt_id="b") == [two]
    assert [row.id for row in store.takes(limit=2, offset=1)] == [four, three]
    summary = store.takes("", Filters(headline="handed_away"))[0]
    assert (summary.levels, summary.total, summary.coach) == ((3,) * 6, 18, "offline")
    assert (summary.words, summary.words_per_minute, summary.fillers) == (14, 141.5, 1)
    assert (store.takes()[0].levels, store.takes()[0].total) == ((), None)


def test_five_thousand_takes_list_at_once(store: Store) -> None:
    """Within 100 ms of this thread's own time, so that what else the machine does is left out."""
    long = transcript(*["I skipped the rehearsal of the migration and forty clinics lost a day."] * 20)
    with store._database.write() as connection:
        from failprep.store import saving

        for number in range(5000):
            take_id = saving.add_take(
                connection,
                PROMPT,
                None,
                f"recordings/{number}.flac",
                target_s=None,
                reply_to=None,
                reply_question="",
                reply_check="",
            )
            if number % 50 == 0:
                saving.add_transcript(connection, take_id, long, DELIVERY)
                (version,) = connection.execute("SELECT max(id) FROM transcripts").fetchone()
                saving.add_assessment(
                    connection, take_id, version, assessment(), FOLLOW_UPS, provenance=Provenance()
                )
    times = []
    for _ in range(5):
        start = time.thread_time()
        assert len(store.takes()) == 5000
        times.append(time.thread_time() - start)
    assert median(times) < 0.1
