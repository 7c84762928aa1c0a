from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from failprep.app import take_rows
from failprep.app.history_view import HistoryView
from failprep.app.jobs import Jobs
from failprep.domain import TakeSummary, UserError
from failprep.settings import Folders
from failprep.store import Store
from tests.app.held import Held
from tests.app.made_up import NOW, clinic_take, fresh_take, summaries
from tests.app.stage import SilentPlayer, SlowStore, history_screen, keep


@pytest.fixture
def view(store: Store, jobs: Jobs, player: SilentPlayer) -> HistoryView:
    return history_screen(store, jobs, player=player)


def listed(qtbot: QtBot, view: HistoryView) -> list[int]:
    with qtbot.waitSignal(view.listed):
        view.refresh()
    return shown(view)


def shown(view: HistoryView) -> list[int]:
    return [row.take_id for row in view.takes.rows]


def test_takes_are_listed_newest_first_in_words(qtbot: QtBot, view: HistoryView, store: Store) -> None:
    older = keep(store, fresh_take(), NOW - timedelta(days=6))
    newer = keep(store, clinic_take())
    assert view.state == "loading"
    assert listed(qtbot, view) == [newer, older]
    first, second = view.takes.rows
    assert (first.when, first.title, first.total, first.length) == (
        "Today 18:42",
        "Clinic weekend",
        "19",
        "1:29",
    )
    assert first.levels == (4, 4, 3, 3, 2, 3)
    assert (second.when, second.total, second.levels) == ("19 Nov", "", ())
    assert "not reviewed" in second.spoken
    assert (first.number, second.number) == (f"#{newer}", f"#{older}")  # as the command line calls them
    assert first.spoken.endswith(f"number {newer}.")


def test_nothing_yet_and_nothing_found_are_two_things(qtbot: QtBot, view: HistoryView, store: Store) -> None:
    listed(qtbot, view)
    assert view.state == "empty"
    keep(store, clinic_take())
    listed(qtbot, view)
    assert view.state == "listed"
    with qtbot.waitSignal(view.listed):
        view.search_for("zebra")
    assert view.state == "nothing_found"
    with qtbot.waitSignal(view.listed):
        view.show_all()
    assert view.state == "listed"
    assert view.search == ""


def test_a_word_that_was_said_finds_its_take_and_shows_it(
    qtbot: QtBot, view: HistoryView, store: Store
) -> None:
    keep(store, fresh_take())
    found = keep(store, clinic_take())
    with qtbot.waitSignal(view.listed):
        view.search_for("patients turned")
    assert shown(view) == [found]
    assert "<b>patients</b> <b>turned</b>" in view.takes.rows[0].snippet


def test_what_was_said_is_never_markup() -> None:
    assert take_rows.styled("a <img src=x> & \x02hit\x03") == "a &lt;img src=x&gt; &amp; <b>hit</b>"


def test_an_answer_that_comes_after_a_newer_one_is_dropped(
    qtbot: QtBot, folders: Folders, jobs: Jobs
) -> None:
    with SlowStore(folders.data) as store:
        view = history_screen(store, jobs)
        take_id = keep(store, clinic_take())
        view.search_for("zebra")
        view.refresh()
        with qtbot.waitSignal(view.listed):
            view.search_for("patients")
        assert shown(view) == [take_id]
        store.answer_now.set()
        qtbot.waitUntil(lambda: jobs.running == 0)
        assert shown(view) == [take_id]


def test_filters_narrow_the_list_and_say_so(qtbot: QtBot, view: HistoryView, store: Store) -> None:
    keep(store, clinic_take(), NOW - timedelta(days=20))
    recent = keep(store, clinic_take())
    with qtbot.waitSignal(view.listed):
        view.choose_filter("days:7")
    assert shown(view) == [recent]
    assert view.filter_title == "The last 7 days"
    assert [row.filter_id for row in view.filters.rows if row.chosen] == ["days:7"]
    with qtbot.waitSignal(view.listed):
        view.choose_filter("weak:self_awareness")  # level 2 is not weak
    assert view.state == "nothing_found"


def test_opening_asks_for_the_review(qtbot: QtBot, view: HistoryView) -> None:
    with qtbot.waitSignal(view.open_requested) as asked:
        view.open(7)
    assert asked.args == [7]


def test_a_take_is_heard_in_the_list(
    qtbot: QtBot, view: HistoryView, store: Store, player: SilentPlayer
) -> None:
    first, second = keep(store, clinic_take()), keep(store, clinic_take())
    view.toggle_play(first)
    qtbot.waitUntil(lambda: view.playing_id == first)
    view.toggle_play(second)
    qtbot.waitUntil(lambda: view.playing_id == second)
    qtbot.waitUntil(lambda: player.calls[-1][0] == "play" and str(player.calls[-1][1]).startswith("1-"))
    view.toggle_play(second)
    assert view.playing_id == 0
    qtbot.waitUntil(lambda: player.calls[-1] == ("pause",))
    view.leave()
    qtbot.waitUntil(lambda: player.calls[-1] == ("stop",))


def test_a_take_that_is_still_being_read_is_not_mistaken_for_the_one_before(
    held_jobs: Jobs, held: Held, store: Store, player: SilentPlayer
) -> None:
    view = history_screen(store, held_jobs, player=player)
    first, second = keep(store, clinic_take()), keep(store, clinic_take())
    view.toggle_play(first)
    held.run_all()
    view.toggle_play(second)
    view.toggle_play(second)  # impatient
    assert view.playing_id == 0
    held.run_all()
    assert view.playing_id == second
    played = [str(call[1])[:2] for call in player.calls if call[0] == "play"]
    assert played == ["0-", "1-"]


def test_what_was_still_being_read_when_the_user_left_is_not_heard(
    held_jobs: Jobs, held: Held, store: Store, player: SilentPlayer
) -> None:
    view = history_screen(store, held_jobs, player=player)
    take_id = keep(store, clinic_take())
    view.toggle_play(take_id)
    view.leave()
    held.run_all()
    assert player.calls == []
    view.toggle_play(take_id)
    held.run_all()
    assert view.playing_id == take_id


def test_a_recording_that_was_deleted_meanwhile_is_told(
    qtbot: QtBot, view: HistoryView, store: Store, jobs: Jobs
) -> None:
    take_id = keep(store, clinic_take())
    store.delete(take_id, audio_only=True)
    with qtbot.waitSignal(jobs.failed) as failed:
        view.toggle_play(take_id)
    assert isinstance(failed.args[0], UserError)


def test_naming_a_take_shows_at_once(qtbot: QtBot, view: HistoryView, store: Store) -> None:
    take_id = keep(store, clinic_take())
    listed(qtbot, view)
    with qtbot.waitSignals([view.listed, view.take_changed]):
        view.describe(take_id, "Three clinics", "Again, slower.")
    assert (view.takes.rows[0].title, view.takes.rows[0].note) == ("Three clinics", "Again, slower.")


def test_deleting_the_audio_alone_keeps_the_review(qtbot: QtBot, view: HistoryView, store: Store) -> None:
    take_id = keep(store, clinic_take())
    recording = store.take(take_id).recording
    assert recording is not None
    with qtbot.waitSignals([view.listed, view.take_changed]):
        view.delete(take_id, True)
    assert not view.takes.rows[0].has_audio
    assert view.takes.rows[0].total == "19"
    assert not recording.path.exists()


def test_deleting_everything_leaves_nothing(
    qtbot: QtBot, view: HistoryView, store: Store, player: SilentPlayer
) -> None:
    take_id = keep(store, clinic_take())
    view.toggle_play(take_id)
    qtbot.waitUntil(lambda: view.playing_id == take_id)
    with qtbot.waitSignal(view.take_deleted) as deleted:
        view.delete(take_id, False)
    assert deleted.args == [take_id]
    assert view.playing_id == 0
    qtbot.waitUntil(lambda: view.state == "empty")
    assert list(store.recordings.iterdir()) == []


def test_a_row_of_a_bare_take_says_so() -> None:
    bare = TakeSummary(1, "own", "Why?", NOW, 0.0, has_audio=False)
    row = take_rows.row(bare, NOW)
    assert (row.length, row.total, row.unrated, row.levels) == ("", "", "not reviewed", ())


def test_a_row_of_a_few_words_shows_no_total() -> None:
    few = replace(summaries(1)[0], words=14, total=0, levels=(0,) * 6)
    row = take_rows.row(few, NOW)
    assert (row.total, row.unrated, row.levels) == ("", "too short", ())
    assert "too short" in row.spoken
    assert take_rows.row(replace(few, words=15), NOW).total == "0"


def test_summaries_with_titles_name_them_for_a_screen_reader() -> None:
    row = take_rows.row(replace(summaries(1)[0], title="Clinic weekend"), NOW)
    assert "“Clinic weekend”" in row.spoken
    assert "17 of 24" in row.spoken
