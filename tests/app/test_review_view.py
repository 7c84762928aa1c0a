from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from failprep.app.asked import Asked
from failprep.app.jobs import Jobs
from failprep.app.review_view import ReviewView
from failprep.domain import UserError
from failprep.settings import Folders
from failprep.store import Store
from tests.app.held import Held
from tests.app.made_up import CLINIC_CHECKS, assessed, clinic_take, fresh_take
from tests.app.stage import SilentPlayer, SlowStore, SteeredReviewer, keep, know, opened, review_screen


@pytest.fixture
def view(store: Store, jobs: Jobs, player: SilentPlayer, reviewer: SteeredReviewer) -> ReviewView:
    return review_screen(store, jobs, player=player, reviewer=reviewer, guess_first=True)


def test_a_kept_take_is_shown_with_everything(qtbot: QtBot, view: ReviewView, store: Store) -> None:
    for days in (3, 1):
        keep(store, clinic_take(), clinic_take().started_at - timedelta(days=days))
    keep(store, replace(clinic_take(), prompt_id="other", prompt="Another question?"))
    opened(qtbot, view, keep(store, clinic_take()))
    assert view.stage == "done"
    assert view.header.facts == "Take 3  ·  #4  ·  today 18:42  ·  1:29"
    assert view.header.title == "Clinic weekend"
    assert view.transcript.text.startswith("So last spring I was running")
    assert view.rubric.total == 19
    assert view.next_step.startswith("Say where it could still catch you")
    assert view.delivery.line.startswith("142 wpm · 3 fillers · 2 long pauses")
    assert not view.guess.asking  # it was seen before
    assert view.guess.line == "we heard 19 of 24"
    qtbot.waitUntil(lambda: view.shape.bars.count == 260)
    assert [share.title for share in view.shape.legend.rows][:2] == ["Setup", "What went wrong"]


def test_what_they_would_ask_first_is_opened_first(qtbot: QtBot, view: ReviewView, store: Store) -> None:
    opened(qtbot, view, keep(store, clinic_take()))
    assert [row.criterion_id for row in view.rubric.criteria.rows if row.open] == ["self_awareness"]


def test_a_word_and_a_piece_of_evidence_play_their_own_seconds(
    qtbot: QtBot, view: ReviewView, store: Store, player: SilentPlayer
) -> None:
    take = clinic_take()
    assert take.transcript is not None
    opened(qtbot, view, keep(store, take))
    view.transcript.choose(view.transcript.text.index("forty"))
    word = next(word for word in take.transcript.words if word.text == "forty")
    qtbot.waitUntil(lambda: bool(player.calls))
    assert player.calls[-1][2:4] == (word.start_s, None)
    view.rubric.choose(6)
    qtbot.waitUntil(lambda: player.calls[-1][3] is not None)
    sentence = take.transcript.sentences[5]
    assert player.calls[-1][2:4] == (round(sentence.start_s or 0, 2), round(sentence.end_s or 0, 2))


def test_follow_ups_say_what_they_probe_and_which_were_answered(
    qtbot: QtBot, view: ReviewView, store: Store
) -> None:
    take_id = keep(store, clinic_take())
    question = clinic_take().follow_ups[1]
    keep(
        store,
        replace(
            clinic_take(), reply_to=take_id, reply_question=question.question, reply_check=question.check
        ),
    )
    opened(qtbot, view, take_id)
    assert [row.answered for row in view.follow_ups.rows.rows] == [False, True, False]
    assert view.follow_ups.rows.rows[0].about == "self-awareness · from 1:11"
    assert view.follow_ups.rows.rows[1].about == "root cause · from 0:39"


def test_answering_and_retaking_say_what_is_asked(qtbot: QtBot, view: ReviewView, store: Store) -> None:
    take_id = keep(store, clinic_take())
    opened(qtbot, view, take_id)
    with qtbot.waitSignal(view.answer_requested) as answer:
        view.follow_ups.answer(1)
    asked = answer.args[0]
    assert isinstance(asked, Asked)
    assert (asked.reply_to, asked.reply_check) == (take_id, "mechanism")
    assert asked.question == clinic_take().follow_ups[1].question
    with qtbot.waitSignal(view.retake_requested) as retake:
        view.retake()
    assert retake.args[0].question == clinic_take().prompt
    assert retake.args[0].reply_to is None


def test_a_fresh_take_is_worked_on_and_its_result_covered_until_the_user_has_guessed(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    take_id = keep(store, fresh_take())
    view.work_on(take_id)
    qtbot.waitUntil(lambda: [step.phase for step in view.steps.rows[:3]] == ["done", "now", "later"])
    assert view.stage == "working"
    assert view.steps.rows[1].fraction == 0.4
    assert view.guess.asking
    reviewer.outcome = clinic_take()
    with qtbot.waitSignal(view.take_changed):
        reviewer.go.set()
    qtbot.waitUntil(lambda: view.stage == "done")
    assert view.guess.asking
    assert view.guess.line == ""
    with qtbot.waitSignal(view.guess.changed):
        view.guess.guess(15)
    assert view.guess.line == "you guessed 15 of 24 · we heard 19"
    assert store.take(take_id).self_rating == 15


def test_a_skipped_guess_is_not_asked_again(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    take_id, other = keep(store, fresh_take()), keep(store, clinic_take())
    reviewer.outcome = clinic_take()
    reviewer.go.set()
    view.work_on(take_id)
    qtbot.waitUntil(lambda: view.stage == "done")
    view.guess.skip()
    opened(qtbot, view, other)
    opened(qtbot, view, take_id)
    assert not view.guess.asking
    assert store.take(take_id).self_rating is None


def test_nobody_is_asked_who_does_not_want_to_be(qtbot: QtBot, store: Store, jobs: Jobs) -> None:
    reviewer = SteeredReviewer(store, outcome=clinic_take())
    reviewer.go.set()
    view = review_screen(store, jobs, reviewer=reviewer, guess_first=False)
    view.work_on(keep(store, fresh_take()))
    qtbot.waitUntil(lambda: view.stage == "done")
    assert not view.guess.asking


def test_cancelling_keeps_the_take_and_offers_to_review_it_later(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    take_id = keep(store, fresh_take())
    view.work_on(take_id)
    qtbot.waitUntil(lambda: view.stage == "working")
    view.cancel()
    qtbot.waitUntil(lambda: view.stage == "waiting")
    assert view.steps.rows == ()
    reviewer.outcome = clinic_take()
    reviewer.go.set()
    view.review_again()
    qtbot.waitUntil(lambda: view.stage == "done")


def test_a_failure_is_one_sentence_and_a_way_on(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    reviewer.outcome = UserError("No voice was heard in this recording.", "Check the microphone.")
    reviewer.go.set()
    view.work_on(keep(store, fresh_take()))
    qtbot.waitUntil(lambda: view.stage == "failed")
    assert view.failure == "No voice was heard in this recording. Check the microphone."
    reviewer.outcome = clinic_take()
    view.review_again()
    qtbot.waitUntil(lambda: view.stage == "done")
    assert view.failure == ""


def test_a_bug_is_told_kindly_and_reported(
    qtbot: QtBot, view: ReviewView, store: Store, jobs: Jobs, reviewer: SteeredReviewer
) -> None:
    reviewer.outcome = ZeroDivisionError()
    reviewer.go.set()
    with qtbot.waitSignal(jobs.failed) as failed:
        view.work_on(keep(store, fresh_take()))
    assert isinstance(failed.args[0], ZeroDivisionError)
    qtbot.waitUntil(lambda: view.stage == "failed")
    assert "on failprep's side" in view.failure
    assert "log says more, and Settings opens it" in view.failure


def test_a_review_goes_on_while_another_take_is_shown(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    working, other = keep(store, fresh_take()), keep(store, clinic_take())
    reviewer.outcome = replace(
        clinic_take(), assessment=assessed(CLINIC_CHECKS | {"mechanism": (True, False, (8,))})
    )
    view.work_on(working)
    qtbot.waitUntil(lambda: view.stage == "working")
    opened(qtbot, view, other)
    assert view.stage == "done"
    with qtbot.waitSignal(view.take_changed):
        reviewer.go.set()
    assert view.rubric.total == 19
    opened(qtbot, view, working)
    assert view.rubric.total == 20


def test_words_known_already_are_handed_on(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    heard = clinic_take().transcript
    reviewer.outcome = clinic_take()
    reviewer.go.set()
    view.work_on(keep(store, fresh_take()), heard)
    qtbot.waitUntil(lambda: view.stage == "done")
    assert reviewer.heard == [heard]


def test_title_and_note_are_saved_when_the_user_moves_on(
    qtbot: QtBot, view: ReviewView, store: Store
) -> None:
    first, second = keep(store, clinic_take()), keep(store, clinic_take())
    opened(qtbot, view, first)
    view.header.rename("Three clinics")
    view.header.write_note("Say the risk that is left.")
    opened(qtbot, view, second)
    kept = store.take(first)
    assert (kept.title, kept.note) == ("Three clinics", "Say the risk that is left.")
    assert view.header.title == "Clinic weekend"


def test_a_note_is_saved_by_itself_a_moment_later(qtbot: QtBot, view: ReviewView, store: Store) -> None:
    take_id = keep(store, clinic_take())
    opened(qtbot, view, take_id)
    with qtbot.waitSignal(view.take_changed) as changed:
        view.header.write_note("Slower.")
    assert changed.args == [take_id]
    assert store.take(take_id).note == "Slower."


def test_a_review_without_its_audio_stays_readable(
    qtbot: QtBot, view: ReviewView, store: Store, player: SilentPlayer
) -> None:
    take_id = keep(store, clinic_take())
    opened(qtbot, view, take_id)
    store.delete(take_id, audio_only=True)
    with qtbot.waitSignal(view.changed):
        view.refresh(take_id)
    assert view.stage == "done"
    assert not view.has_audio
    assert not view.player.available
    assert view.shape.bars.rows == ()
    assert view.transcript.text
    view.rubric.choose(6)
    assert ("play",) not in {call[:1] for call in player.calls}


def test_a_take_that_loads_late_does_not_push_away_a_newer_one(
    qtbot: QtBot, folders: Folders, jobs: Jobs
) -> None:
    with SlowStore(folders.data) as store:
        view = review_screen(store, jobs)
        late, newer = keep(store, clinic_take()), keep(store, replace(clinic_take(), title="Newer"))
        store.slow_take = late
        view.open(late)
        opened(qtbot, view, newer)
        store.answer_now.set()
        qtbot.waitUntil(lambda: jobs.running == 0)
        assert view.header.title == "Newer"


def on_the_way_to_newer(held_jobs: Jobs, held: Held, store: Store) -> tuple[ReviewView, int]:
    """A review that is left for a take called "Newer", still being read; and the number of the one left."""
    view = review_screen(store, held_jobs)
    left, newer = keep(store, clinic_take()), keep(store, replace(clinic_take(), title="Newer"))
    view.open(left)
    held.run_all()
    view.open(newer)
    return view, left


def test_a_change_to_the_take_that_is_left_does_not_bring_it_back(
    held_jobs: Jobs, held: Held, store: Store
) -> None:
    view, left = on_the_way_to_newer(held_jobs, held, store)
    view.refresh(left)  # its new title was saved only now
    held.run_all()
    assert view.header.title == "Newer"


def test_the_end_of_the_take_that_is_left_does_not_keep_the_next_one_away(
    held_jobs: Jobs, held: Held, store: Store
) -> None:
    view, left = on_the_way_to_newer(held_jobs, held, store)
    view.forget(left)
    held.run_all()
    assert view.header.title == "Newer"


def test_a_take_that_is_deleted_while_it_is_opened_is_no_trouble(
    held_jobs: Jobs, held: Held, store: Store, qtbot: QtBot
) -> None:
    view = review_screen(store, held_jobs)
    take_id = keep(store, clinic_take())
    view.open(take_id)
    store.delete(take_id)
    view.forget(take_id)
    with qtbot.assertNotEmitted(held_jobs.failed):
        held.run_all()
    assert view.stage == "empty"


def test_a_take_that_is_gone_is_told(qtbot: QtBot, view: ReviewView, jobs: Jobs) -> None:
    with qtbot.waitSignal(jobs.failed) as failed:
        view.open(404)
    assert isinstance(failed.args[0], UserError)
    assert view.stage == "empty"


def test_a_deleted_take_leaves_the_screen(qtbot: QtBot, view: ReviewView, store: Store) -> None:
    take_id = keep(store, clinic_take())
    opened(qtbot, view, take_id)
    view.forget(take_id)
    assert view.stage == "empty"
    assert view.transcript.text == ""


def test_exporting_says_where_it_went(qtbot: QtBot, view: ReviewView, store: Store, tmp_path: Path) -> None:
    opened(qtbot, view, keep(store, clinic_take()))
    with qtbot.waitSignal(view.told) as told:
        view.export(QUrl.fromLocalFile(str(tmp_path / "out")))
    (folder,) = (tmp_path / "out").iterdir()
    assert str(folder) in told.args[1]
    assert "Clinic weekend" in (folder / "answer.md").read_text(encoding="utf-8")


def test_assessing_again_elsewhere_shows_after_a_refresh(
    qtbot: QtBot, view: ReviewView, store: Store
) -> None:
    take_id = keep(store, clinic_take())
    opened(qtbot, view, take_id)
    know(
        store,
        take_id,
        replace(clinic_take(), assessment=assessed(CLINIC_CHECKS | {"mechanism": (True, False, (8,))})),
    )
    with qtbot.waitSignal(view.changed):
        view.refresh(take_id)
    assert view.rubric.total == 20
