import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from failprep.app.asked import Asked
from failprep.app.jobs import Jobs
from failprep.app.review_view import ReviewView
from failprep.app.settings_keeper import SettingsKeeper
from failprep.domain import Provenance, Take, UserError
from failprep.settings import Folders, Settings
from failprep.store import Store
from tests.app.held import Held
from tests.app.made_up import CLINIC_CHECKS, assessed, clinic_take, few_words, fresh_take
from tests.app.stage import SilentPlayer, SlowStore, SteeredReviewer, keep, know, review_screen
from tests.app.window import PATIENCE_S


@pytest.fixture
def player() -> SilentPlayer:
    return SilentPlayer()


@pytest.fixture
def reviewer(store: Store) -> SteeredReviewer:
    return SteeredReviewer(store)


@pytest.fixture
def view(store: Store, jobs: Jobs, player: SilentPlayer, reviewer: SteeredReviewer) -> ReviewView:
    return review_screen(store, jobs, player=player, reviewer=reviewer, guess_first=True)


def opened(qtbot: QtBot, view: ReviewView, take_id: int) -> ReviewView:
    with qtbot.waitSignal(view.changed):
        view.open(take_id)
    return view


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


# Follow-ups: hearing them, what answers did, other interviewers; reviewing again


def replied(store: Store, take_id: int, row: int = 1) -> int:
    question = clinic_take().follow_ups[row]
    return keep(
        store,
        replace(
            clinic_take(), reply_to=take_id, reply_question=question.question, reply_check=question.check
        ),
    )


def test_a_question_that_was_set_aside_says_so(qtbot: QtBot, view: ReviewView, store: Store) -> None:
    take_id = keep(store, clinic_take())
    store.dismiss(store.open_questions()[0].id)
    opened(qtbot, view, take_id)
    row = view.follow_ups.rows.rows[0]
    assert (row.about, row.answered) == ("self-awareness · from 1:11 · set aside", False)


@pytest.mark.parametrize(
    ("met", "outcome"), [(True, "heard now"), (False, "still open"), (None, "still open")]
)
def test_the_parent_shows_what_an_answer_did(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer, met: bool | None, outcome: str
) -> None:
    take_id = keep(store, clinic_take())
    reply = replied(store, take_id)
    reviewer.closes = replace(reviewer.closes, met=met)
    opened(qtbot, view, take_id)
    qtbot.waitUntil(lambda: view.follow_ups.rows.rows[1].outcome != "")
    row = view.follow_ups.rows.rows[1]
    assert row.outcome == f"“Shows how that led to the outcome”: {outcome}."
    assert (row.reply, row.closed) == (reply, met is True)
    assert view.follow_ups.rows.rows[0].reply == 0
    view.follow_ups.open_reply(1)
    qtbot.waitUntil(lambda: view.reply.shown)


def test_a_reply_says_what_it_did_and_leads_back(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    take_id = keep(store, clinic_take())
    reply = replied(store, take_id)
    reviewer.closes = replace(reviewer.closes, met=False)
    opened(qtbot, view, reply)
    qtbot.waitUntil(lambda: view.reply.line != "")
    assert view.reply.line == "“Shows how that led to the outcome”: still open."
    assert (view.reply.met, view.reply.advice != "") == (False, True)
    assert view.next_step == ""
    view.reply.open_first()
    qtbot.waitUntil(lambda: not view.reply.shown)
    assert view.next_step != ""
    assert view.reply.line == ""


def test_what_an_answer_did_before_it_was_judged_again_is_forgotten(
    held_jobs: Jobs, held: Held, store: Store, reviewer: SteeredReviewer
) -> None:
    view = review_screen(store, held_jobs, reviewer=reviewer)
    take_id = keep(store, clinic_take())
    replied(store, take_id)
    view.open(take_id)
    while not view.follow_ups.rows.rows:
        held.run()
    held.work(-1)  # what the answer did has been read
    view.follow_ups.forget_outcomes()
    reviewer.closes = replace(reviewer.closes, met=False)
    held.run_all()
    view.open(take_id)
    held.run_all()
    assert view.follow_ups.rows.rows[1].outcome.endswith("still open.")


def test_of_two_looks_at_what_a_reply_did_the_later_one_counts(
    held_jobs: Jobs, held: Held, store: Store, reviewer: SteeredReviewer
) -> None:
    view = review_screen(store, held_jobs, reviewer=reviewer)
    reply = replied(store, keep(store, clinic_take()))
    view.open(reply)
    while not view.reply.shown:
        held.run()
    looks = held.count
    view.open(reply)
    held.run(-1)
    reviewer.closes = replace(reviewer.closes, met=False)
    while held.count > looks:
        held.run(-1)
    assert view.reply.line.endswith("still open.")
    reviewer.closes = replace(reviewer.closes, met=True)  # as it was before
    held.run_all()
    assert view.reply.line.endswith("still open.")


def test_a_reply_that_cannot_be_read_says_so(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    reviewer.closes = replace(reviewer.closes, met=None)
    opened(qtbot, view, replied(store, keep(store, clinic_take())))
    qtbot.waitUntil(lambda: view.reply.line == "Whether that closes it cannot be told from your words.")


def test_a_question_is_heard_and_stopped(
    qtbot: QtBot, view: ReviewView, store: Store, player: SilentPlayer
) -> None:
    opened(qtbot, view, keep(store, clinic_take()))
    view.follow_ups.hear(0)
    assert view.follow_ups.hearing == clinic_take().follow_ups[0].question
    qtbot.waitUntil(lambda: player.calls[-1:] == [("play", "spoken.wav", 0.0, None, 1.0)])
    view.follow_ups.hear(0)
    assert view.follow_ups.hearing == ""
    qtbot.waitUntil(lambda: player.calls[-1] == ("stop",))


def test_the_recording_takes_the_loudspeaker_from_the_voice_and_back(
    qtbot: QtBot, view: ReviewView, store: Store, player: SilentPlayer
) -> None:
    opened(qtbot, view, keep(store, clinic_take()))
    view.follow_ups.hear(0)
    qtbot.waitUntil(lambda: player.state == "playing")
    view.player.toggle()
    assert view.follow_ups.hearing == ""
    qtbot.waitUntil(lambda: player.calls[-1][1:2] == ("0-clinic.flac",))
    view.follow_ups.hear(1)
    assert not view.player.playing
    qtbot.waitUntil(lambda: player.calls[-1][1:2] == ("spoken.wav",))


def test_another_interviewer_asks_again_without_a_new_take(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    take_id = keep(store, clinic_take())
    opened(qtbot, view, take_id)
    assert view.follow_ups.interviewer.text == "Neutral"
    view.follow_ups.ask_as(2)
    assert view.again
    qtbot.waitUntil(lambda: bool(reviewer.asked_for))  # the job is under way
    assert (view.stage, reviewer.asked_for[0].interviewer) == ("done", "sceptic")
    sharper = replace(clinic_take().follow_ups[0], question="Really? When did you last feel that pull?")
    reviewer.outcome = replace(clinic_take(), follow_ups=(sharper,))
    reviewer.go.set()
    qtbot.waitUntil(lambda: not view.again and view.follow_ups.rows.count == 1)
    assert view.follow_ups.rows.rows[0].question == sharper.question
    assert len(store.assessments(take_id)) == 2


def test_assessing_by_the_other_coach_this_once(
    qtbot: QtBot, store: Store, jobs: Jobs, reviewer: SteeredReviewer, folders: Folders
) -> None:
    keeper = SettingsKeeper(folders, Settings(guess_first=False))
    view = review_screen(store, jobs, reviewer=reviewer, keeper=keeper)
    opened(qtbot, view, keep(store, clinic_take()))
    assert view.other_coach == ""
    keeper.change(llm_model="llama3.1:8b")
    assert view.other_coach == "llama3.1:8b"
    by_model = clinic_take()
    assert by_model.assessment is not None
    reviewer.outcome = replace(by_model, assessment=replace(by_model.assessment, coach="llm"))
    reviewer.go.set()
    view.assess_by_other()
    qtbot.waitUntil(lambda: view.other_coach == "the offline coach")
    assert [settings.coach for settings in reviewer.asked_for] == ["llm"]
    assert keeper.value.coach == "offline"
    assert view.rubric.can_compare


def test_assessing_again_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    opened(qtbot, view, keep(store, clinic_take()))
    view.assess_again()
    qtbot.waitUntil(lambda: any(step.note == "Ownership" for step in view.steps.rows))
    (now,) = (step for step in view.steps.rows if step.phase == "now")
    assert (now.fraction, view.again, view.stage) == (0.5, True, "done")
    view.cancel()
    qtbot.waitUntil(lambda: not view.again)
    assert view.rubric.total == 19


def test_what_goes_wrong_while_reviewing_again_is_told_and_the_result_stays(
    qtbot: QtBot, view: ReviewView, store: Store, jobs: Jobs, reviewer: SteeredReviewer
) -> None:
    opened(qtbot, view, keep(store, clinic_take()))
    reviewer.outcome = UserError("The speech model is missing.", "Get it in Settings.")
    reviewer.go.set()
    with qtbot.waitSignal(jobs.failed) as failed:
        view.review_again()
    assert failed.args[0] is reviewer.outcome
    assert (view.stage, view.again) == ("done", False)


def test_what_the_user_saw_differently_is_there_when_the_take_is_opened_again(
    qtbot: QtBot, view: ReviewView, store: Store
) -> None:
    take_id = keep(store, clinic_take())
    opened(qtbot, view, take_id)
    view.rubric.overrule("mechanism", True)
    take = clinic_take()
    assert take.assessment is not None
    store.save_assessment(take_id, take.assessment, take.follow_ups)  # another version about the same words
    opened(qtbot, view, keep(store, clinic_take()))
    assert view.rubric.your_line == ""
    opened(qtbot, view, take_id)
    assert view.rubric.your_line.startswith("You see 1 check differently")
    assert take.transcript is not None
    store.save_transcript(take_id, take.transcript, take.delivery)  # other words: nothing was said of them
    store.save_assessment(take_id, take.assessment, take.follow_ups)
    opened(qtbot, view, take_id)
    assert view.rubric.your_line == ""


def test_a_reply_lights_what_meets_its_check_until_the_whole_rubric_is_wanted(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    reviewer.closes = replace(reviewer.closes, evidence=(4,))
    opened(qtbot, view, replied(store, keep(store, clinic_take())))
    qtbot.waitUntil(lambda: view.transcript._lit == (4,))
    view.reply.show_whole(True)
    assert not view.reply.alone
    assert view.transcript._lit == (11,)  # what its first open criterion rests on


def test_no_guess_is_asked_for_a_reply(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    first = keep(store, clinic_take())
    reply = keep(store, replace(fresh_take(), reply_to=first, reply_check="mechanism"))
    reviewer.outcome = clinic_take()
    reviewer.go.set()
    view.work_on(reply)
    qtbot.waitUntil(lambda: view.stage == "done")
    assert not view.guess.asking


def test_what_a_model_cost_is_told_whenever_its_take_is_opened(
    qtbot: QtBot, view: ReviewView, store: Store
) -> None:
    take = clinic_take()
    assert take.assessment is not None
    by_model = replace(take.assessment, coach="llm", model="gpt")
    opened(qtbot, view, keep(store, replace(take, assessment=by_model, provenance=Provenance("", 4210))))
    assert view.rubric.coach_line == "Judged by gpt. It used 4,210 tokens."
    why = "The language model is on holiday."
    stepped_in = replace(take.assessment, fallback="busy")
    opened(qtbot, view, keep(store, replace(take, assessment=stepped_in, provenance=Provenance(why, 0))))
    assert view.rubric.fallback_line == f"{why} This is the offline coach's result."


def test_a_few_words_get_no_verdict(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    """Nothing looks as if 0 of 24 had been earned."""
    reviewer.outcome = few_words()
    reviewer.go.set()
    with qtbot.waitSignal(view.take_changed):
        view.work_on(keep(store, fresh_take()))
    qtbot.waitUntil(lambda: view.stage == "done")
    assert not view.guess.asking  # there is no total to guess
    assert view.guess.line == ""
    assert view.rubric.headline == "Too short to judge"
    assert view.rubric.headline_text.startswith("The answer has only 13 words, ")
    assert (view.rubric.criteria.rows, view.rubric.lit_sentences, view.next_step) == ((), (), "")
    assert (view.rubric.coach_line, view.rubric.your_line, view.rubric.can_compare) == ("", "", False)
    assert view.follow_ups.rows.count == 3
    opened(qtbot, view, keep(store, clinic_take()))
    assert view.rubric.headline == "You changed, and it shows"
    assert view.rubric.criteria.count == 6


class SlowOnce(Store):
    """A store whose first look at a take is held up after it was taken."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.looked, self.go = threading.Event(), threading.Event()

    def take(self, take_id: int) -> Take:
        found = super().take(take_id)
        if not self.looked.is_set():
            self.looked.set()
            assert self.go.wait(PATIENCE_S)
        return found


def test_a_slow_look_from_before_the_review_does_not_hide_it(
    qtbot: QtBot, folders: Folders, jobs: Jobs, player: SilentPlayer
) -> None:
    with SlowOnce(folders.data) as store:
        view = review_screen(store, jobs, player=player, reviewer=SteeredReviewer(store))
        kept = keep(store, fresh_take())
        view.open(kept)
        qtbot.waitUntil(store.looked.is_set)
        know(store, kept, clinic_take())
        opened(qtbot, view, kept)
        assert view.stage == "done"
        store.go.set()
        qtbot.waitUntil(lambda: jobs.running == 0)
        assert view.stage == "done"
