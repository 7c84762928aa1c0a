"""The Practice screen's state, from a question to a kept take."""

import pytest
from pytestqt.qtbot import QtBot

from failprep.app.asked import Asked
from failprep.app.jobs import Jobs
from failprep.app.running_take import WAVE_SLOTS
from failprep.app.settings_keeper import SettingsKeeper
from failprep.domain import Prompt, Transcript, UserError
from failprep.settings import Folders
from tests.app.held import Held
from tests.app.practice_stage import FakeLiveText, PracticeStage


@pytest.fixture
def live_stage(stage: PracticeStage) -> PracticeStage:
    """The same, with words that appear while they are spoken."""
    live = FakeLiveText()
    return PracticeStage(stage.jobs, stage.keeper, stage.folders, live_text=live)


def record(stage: PracticeStage, qtbot: QtBot, seconds: float = 60.0) -> None:
    """Press Space, and speak for so long."""
    stage.view.show(True)
    stage.view.toggle()
    qtbot.waitUntil(lambda: stage.view.state == "recording")
    stage.speak(seconds)
    qtbot.waitUntil(lambda: bool(stage.view.take.wave))


def test_a_take_is_kept_under_its_question_and_told(stage: PracticeStage, qtbot: QtBot) -> None:
    question = stage.prompts.asked.prompt
    record(stage, qtbot, 67)
    assert stage.view.take.elapsed == "1:07"
    with qtbot.waitSignal(stage.view.take_kept) as kept:
        stage.view.toggle()
        assert stage.view.state == "saving"
    assert kept.args == [1, None]
    (take,) = stage.practice.kept
    assert (take.prompt, take.target_s, take.reply_to) == (question, 120.0, None)
    assert take.recording.duration_s == 67
    assert stage.view.state == "ready"
    assert not list(stage.recorder.folder.glob("*.question"))


def test_the_microphone_is_open_only_while_the_screen_is_in_front(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.view.show(True)
    qtbot.waitUntil(lambda: stage.recorder.state == "listening")
    stage.view.show(False)
    qtbot.waitUntil(lambda: stage.recorder.state == "closed")


def test_a_running_take_goes_on_behind_another_screen(stage: PracticeStage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    stage.view.show(False)
    assert stage.view.state == "recording"
    with qtbot.waitSignal(stage.view.take_kept):
        stage.view.stop()
    qtbot.waitUntil(lambda: stage.recorder.state == "closed")


def test_space_opens_the_microphone_when_it_is_still_closed(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.view.toggle()
    stage.view.toggle()  # impatient: it must not start and stop
    qtbot.waitUntil(lambda: stage.view.state == "recording")
    assert stage.recorder.calls.count("start") == 1


def test_without_a_microphone_nothing_starts_and_it_says_why(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.recorder.refuses = UserError("No microphone was found.", "Connect one, then try again.")
    stage.view.show(True)
    stage.view.toggle()
    qtbot.waitUntil(
        lambda: stage.microphone.trouble == "No microphone was found. Connect one, then try again."
    )
    qtbot.waitUntil(lambda: stage.jobs.running == 0)  # the start that was asked for has failed, too
    assert stage.view.state == "ready"
    stage.recorder.refuses = None
    stage.microphone.refresh()
    qtbot.waitUntil(lambda: stage.microphone.trouble == "")
    stage.view.toggle()
    qtbot.waitUntil(lambda: stage.view.state == "recording")


def test_think_time_counts_down_and_then_records(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.keeper.change(think_time_s=0.3)
    stage.view.show(True)
    stage.view.toggle()
    assert (stage.view.state, stage.view.think_left) == ("thinking", "0:01")
    qtbot.waitUntil(lambda: stage.view.think_fraction < 0.9)
    qtbot.waitUntil(lambda: stage.view.state == "recording")


def test_think_time_can_be_cut_short_or_left(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.keeper.change(think_time_s=60)
    stage.view.show(True)
    stage.view.toggle()
    stage.view.cancel()
    assert stage.view.state == "ready"
    stage.view.toggle()
    stage.view.toggle()
    qtbot.waitUntil(lambda: stage.view.state == "recording")


def test_pausing_and_marking(stage: PracticeStage, qtbot: QtBot) -> None:
    record(stage, qtbot, 10)
    stage.view.mark()
    stage.speak(5)
    stage.view.mark()
    assert stage.view.take.marks == [10, 15]
    stage.view.toggle_pause()
    assert (stage.view.state, stage.recorder.state) == ("paused", "paused")
    stage.view.toggle_pause()
    qtbot.waitUntil(lambda: stage.view.state == "recording")


def test_it_never_stops_by_itself(stage: PracticeStage, qtbot: QtBot) -> None:
    record(stage, qtbot, 500)
    qtbot.waitUntil(lambda: stage.view.take.fraction > 4)
    assert stage.view.state == "recording"


def test_throwing_away_asks_first(stage: PracticeStage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    stage.view.cancel()
    assert stage.view.asking_to_discard
    assert stage.view.state == "paused"
    stage.view.discard(False)
    assert "discard" not in stage.recorder.calls
    assert stage.view.state == "paused"
    stage.view.cancel()
    stage.view.discard(True)
    assert "discard" in stage.recorder.calls
    assert stage.view.state == "ready"
    assert not stage.practice.kept
    assert not list(stage.recorder.folder.glob("*.question"))


def test_while_it_asks_whether_to_throw_away_nothing_is_recorded(
    held_jobs: Jobs, held: Held, keeper: SettingsKeeper, folders: Folders
) -> None:
    """Even when the take was just being gone on with."""
    stage = PracticeStage(held_jobs, keeper, folders)
    stage.view.toggle()
    held.run_all()
    stage.view.toggle_pause()
    stage.view.toggle_pause()
    stage.view.cancel()
    held.run_all()
    assert stage.view.asking_to_discard
    assert stage.view.state == stage.recorder.state == "paused"


def test_a_take_that_cannot_be_finished_behind_another_screen_leaves_the_microphone_closed(
    stage: PracticeStage, qtbot: QtBot
) -> None:
    record(stage, qtbot)
    stage.view.show(False)
    stage.recorder.loses = UserError("The take cannot be finished now.", "What was recorded is kept.")
    with qtbot.waitSignal(stage.jobs.failed):
        stage.view.stop()
    qtbot.waitUntil(lambda: stage.recorder.state == "closed")


def test_a_take_that_cannot_be_finished_is_offered_again(stage: PracticeStage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    stage.recorder.loses = UserError("The take cannot be finished now.", "What was recorded is kept.")
    with qtbot.waitSignal(stage.jobs.failed):
        stage.view.stop()
    assert stage.view.state == "ready"
    assert list(stage.recorder.folder.glob("*.question"))  # it still knows its question


def test_the_wave_shows_the_last_seconds(stage: PracticeStage, qtbot: QtBot) -> None:
    record(stage, qtbot, 5)
    assert len(stage.view.take.wave) == 100
    stage.speak(60)
    qtbot.waitUntil(lambda: len(stage.view.take.wave) == WAVE_SLOTS)
    last = stage.recorder.peaks[-1]
    qtbot.waitUntil(lambda: stage.view.take.wave[-1] == pytest.approx(last**0.6))


def test_words_appear_while_they_are_spoken(live_stage: PracticeStage, qtbot: QtBot) -> None:
    live = live_stage.live_text
    assert live is not None
    assert live_stage.view.take.shows_words
    record(live_stage, qtbot)
    qtbot.waitUntil(lambda: live.followed == [live_stage.recorder.path])
    live.words = ("So last spring", "I was")
    qtbot.waitUntil(lambda: live_stage.view.take.tentative_words == "I was")
    assert live_stage.view.take.final_words == "So last spring"
    with qtbot.waitSignal(live_stage.view.take_kept) as kept:
        live_stage.view.stop()
    assert kept.args == [1, Transcript("So last spring I was")]
    assert live.ends == ["finish"]


def test_a_take_that_is_thrown_away_is_let_go(live_stage: PracticeStage, qtbot: QtBot) -> None:
    record(live_stage, qtbot)
    live_stage.view.cancel()
    live_stage.view.discard(True)
    live = live_stage.live_text
    assert live is not None
    qtbot.waitUntil(lambda: live.ends == ["abandon"])


def test_a_take_that_follows_one_thrown_away_keeps_its_words_and_its_name(
    held_jobs: Jobs, held: Held, keeper: SettingsKeeper, folders: Folders
) -> None:
    live = FakeLiveText()
    stage = PracticeStage(held_jobs, keeper, folders, live_text=live)
    stage.view.show(True)
    held.run_all()
    stage.view.toggle()  # counts the takes before, and follows the words
    stage.view.cancel()
    stage.view.discard(True)
    stage.view.answer(Asked(stage.prompts.asked.prompt, None, 7, "Why then?", "mechanism"))
    stage.view.toggle()
    assert stage.view.state == "recording"
    held.run_all(-1)
    assert live.calls[-1] == "begin"
    assert stage.view.take.name == "Answer to a follow-up"


def test_words_can_be_hidden(live_stage: PracticeStage, qtbot: QtBot) -> None:
    live = live_stage.live_text
    assert live is not None
    live_stage.view.take.show_words(False)
    assert not live_stage.view.take.shows_words
    record(live_stage, qtbot)
    assert not live.followed
    live_stage.view.take.show_words(True)  # in the middle of the take, and again
    live_stage.view.take.show_words(True)
    qtbot.waitUntil(lambda: live.followed == [live_stage.recorder.path])
    qtbot.waitUntil(lambda: live_stage.jobs.running == 0)
    assert len(live.followed) == 1


def test_without_a_live_source_there_are_no_words(stage: PracticeStage) -> None:
    assert not stage.view.take.shows_words
    assert not stage.view.take.can_show_words


def test_a_follow_up_is_asked_aloud_and_kept_as_a_reply(stage: PracticeStage, qtbot: QtBot) -> None:
    asked = Asked(
        Prompt("p", "Tell me about a time you failed."), None, 7, "Admitting what, exactly?", "mechanism"
    )
    stage.view.answer(asked)
    qtbot.waitUntil(lambda: stage.voice.spoken == ["Admitting what, exactly?"])
    qtbot.waitUntil(lambda: stage.prompts.hearing == "playing")
    assert stage.prompts.text == "Admitting what, exactly?"
    assert stage.prompts.listens_for == ""
    assert "Tell me about a time you failed." in stage.prompts.where
    record(stage, qtbot)
    assert stage.prompts.hearing == ""
    with qtbot.waitSignal(stage.view.take_kept):
        stage.view.stop()
    (take,) = stage.practice.kept
    assert (take.reply_to, take.reply_question, take.reply_check) == (
        7,
        "Admitting what, exactly?",
        "mechanism",
    )


def test_a_running_take_is_not_disturbed_by_another_question(stage: PracticeStage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    before = stage.prompts.asked
    stage.view.answer(Asked(Prompt("p", "Another one?")))
    assert stage.prompts.asked == before


def test_choices_are_settings(stage: PracticeStage) -> None:
    view = stage.view
    assert (view.target.text, view.think_time.text, view.interviewer.text) == ("2:00", "Off", "Neutral")
    view.target.choose(view.target.names.index("3:00"))
    view.think_time.choose(view.think_time.names.index("0:30"))
    view.interviewer.choose(view.interviewer.names.index("Sceptic"))
    settings = stage.keeper.value
    assert (settings.target_time_s, settings.think_time_s, settings.interviewer) == (180, 30, "sceptic")
    stage.keeper.change(target_time_s=100.0)
    assert (view.target.place, view.target.text) == (-1, "1:40")


def test_the_take_has_a_number_and_an_answer_to_a_follow_up_has_none(
    stage: PracticeStage, qtbot: QtBot
) -> None:
    record(stage, qtbot)
    qtbot.waitUntil(lambda: stage.view.take.name == "Take 4 of this question")
    with qtbot.waitSignal(stage.view.take_kept):
        stage.view.stop()
    stage.view.answer(Asked(stage.prompts.asked.prompt, None, 7, "Why then?", "mechanism"))
    stage.view.toggle()
    qtbot.waitUntil(lambda: stage.view.state == "recording")
    assert stage.view.take.name == "Answer to a follow-up"
