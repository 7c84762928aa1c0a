"""Follow-ups: hearing them, what answers did, other interviewers; and reviewing again."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from failprep.app.jobs import Jobs
from failprep.app.review_view import ReviewView
from failprep.app.settings_keeper import SettingsKeeper
from failprep.domain import Provenance, Take, UserError
from failprep.settings import Folders, Settings
from failprep.store import Store
from tests.app.held import Held
from tests.app.made_up import clinic_take, few_words, fresh_take
from tests.app.stage import SilentPlayer, SteeredReviewer, keep, know, opened, review_screen
from tests.app.window import PATIENCE_S


@pytest.fixture
def view(store: Store, jobs: Jobs, player: SilentPlayer, reviewer: SteeredReviewer) -> ReviewView:
    return review_screen(store, jobs, player=player, reviewer=reviewer, guess_first=True)


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
    qtbot.waitUntil(lambda: bool(reviewer.asked_as))  # the job is under way
    assert (view.stage, reviewer.asked_as, reviewer.asked_for) == ("done", ["sceptic"], [])  # nobody judges
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
