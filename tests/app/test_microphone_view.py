"""The microphone on a screen: choosing, levels in words, trouble with a way out, the test."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from failprep.app.jobs import Jobs
from failprep.app.settings_keeper import SettingsKeeper
from failprep.domain import UserError
from failprep.settings import Folders
from tests.app.held import Held
from tests.app.practice_stage import FakeDevice, FakeLevel, PracticeStage


def opened(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.microphone.open()
    qtbot.waitUntil(lambda: stage.recorder.state == "listening" and not stage.microphone.opening)


def test_it_names_the_microphone_and_the_choices(stage: PracticeStage, qtbot: QtBot) -> None:
    opened(stage, qtbot)
    assert stage.microphone.name == "MacBook Pro Microphone"
    assert stage.microphone.names == [
        "System default (MacBook Pro Microphone)",
        "MacBook Pro Microphone",
        "Yeti",
    ]
    assert stage.microphone.choice == 0


def test_choosing_another_one_listens_to_it_and_is_remembered(stage: PracticeStage, qtbot: QtBot) -> None:
    opened(stage, qtbot)
    stage.microphone.choose(2)
    qtbot.waitUntil(lambda: stage.recorder.device == "Yeti, ALSA")
    assert stage.keeper.value.microphone == "Yeti, ALSA"
    assert (stage.microphone.name, stage.microphone.choice) == ("Yeti", 2)
    stage.microphone.choose(0)
    qtbot.waitUntil(lambda: stage.recorder.device is None)


def test_a_microphone_that_is_not_connected_is_told_and_another_can_be_chosen(
    stage: PracticeStage, qtbot: QtBot
) -> None:
    stage.keeper.change(microphone="Old Headset, ALSA")
    stage.recorder.refuses = UserError("The microphone “Old Headset” is not connected.", "Connect it.")
    stage.microphone.open()
    qtbot.waitUntil(lambda: "not connected" in stage.microphone.trouble)
    assert (stage.microphone.name, stage.microphone.choice) == ("Old Headset", -1)
    assert "Yeti" in stage.microphone.names
    stage.recorder.refuses = None
    stage.microphone.choose(stage.microphone.names.index("Yeti"))
    qtbot.waitUntil(lambda: stage.microphone.trouble == "")


def test_plugging_one_in_is_seen(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.recorder.found = []
    stage.recorder.refuses = UserError("No microphone was found.", "Connect one.")
    stage.microphone.open()
    qtbot.waitUntil(lambda: stage.microphone.name == "No microphone found")
    stage.recorder.found, stage.recorder.refuses = [FakeDevice("Headset")], None
    stage.microphone.refresh()
    qtbot.waitUntil(lambda: stage.microphone.name == "Headset")
    qtbot.waitUntil(lambda: stage.microphone.trouble == "")


@pytest.mark.parametrize(
    ("level", "mood"),
    [
        (FakeLevel(), "good"),
        (FakeLevel(advice="A little quiet, come closer"), "quiet"),
        (FakeLevel(clipping=True, advice="Too loud, move back a little"), "warning"),
    ],
)
def test_the_level_is_told_in_words(stage: PracticeStage, qtbot: QtBot, level: FakeLevel, mood: str) -> None:
    stage.recorder.heard = level
    opened(stage, qtbot)
    qtbot.waitUntil(lambda: stage.microphone.advice == level.advice)
    assert stage.microphone.mood == mood
    assert stage.microphone.level == pytest.approx(0.6)
    assert stage.microphone.peak == pytest.approx(1 - 14 / 60)


def test_the_bar_sinks_gently(stage: PracticeStage, qtbot: QtBot) -> None:
    opened(stage, qtbot)
    qtbot.waitUntil(lambda: stage.microphone.level == pytest.approx(0.6))
    seen: list[float] = []
    stage.microphone.moved.connect(lambda: seen.append(stage.microphone.level))
    stage.recorder.heard = FakeLevel(-100.0, -100.0, advice="Say a few words to see your level")
    qtbot.waitUntil(lambda: bool(seen) and seen[-1] == 0)
    assert len({round(level, 3) for level in seen}) > 5


def test_trouble_of_an_open_microphone_is_told_within_a_second(stage: PracticeStage, qtbot: QtBot) -> None:
    opened(stage, qtbot)
    (look,) = (timer for timer in stage.microphone.findChildren(QTimer) if timer.isActive())
    assert look.interval() <= 1000
    for wrong in ("The microphone is muted. Turn it on.", None):  # told at the very next look
        with qtbot.waitSignal(look.timeout):
            stage.recorder.wrong = wrong
        assert stage.microphone.trouble == (wrong or "")


def test_a_bug_while_opening_is_not_hidden(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.recorder.refuses = RuntimeError("a bug")
    with qtbot.waitSignal(stage.jobs.failed):
        stage.microphone.open()
    assert not stage.microphone.opening


def test_the_test_records_three_seconds_and_plays_them(stage: PracticeStage, qtbot: QtBot) -> None:
    opened(stage, qtbot)
    stage.microphone.run_test()
    qtbot.waitUntil(lambda: stage.tester.state == "recording")
    assert stage.microphone.test == "recording"
    assert stage.recorder.state == "closed"
    qtbot.waitUntil(lambda: stage.microphone.test == "playing")
    assert ("play", "take.flac", 0.0, None, 1.0) in stage.player.calls
    assert stage.tester.state == "closed"
    stage.player.state = "stopped"
    qtbot.waitUntil(lambda: stage.microphone.test == "" and stage.recorder.state == "listening")


def test_a_test_that_fails_says_so_and_listens_again(stage: PracticeStage, qtbot: QtBot) -> None:
    opened(stage, qtbot)
    stage.tester.refuses = UserError("The microphone cannot be opened.", "Close other programs.")
    with qtbot.waitSignal(stage.jobs.failed):
        stage.microphone.run_test()
    assert stage.microphone.test == ""
    qtbot.waitUntil(lambda: stage.recorder.state == "listening")


@pytest.fixture
def held_stage(held_jobs: Jobs, keeper: SettingsKeeper, folders: Folders) -> PracticeStage:
    """The Practice screen, whose jobs run in the order the test says."""
    return PracticeStage(held_jobs, keeper, folders)


def test_a_take_that_begins_ends_the_test(held_stage: PracticeStage, held: Held) -> None:
    held_stage.view.show(True)
    held.run_all()
    held_stage.microphone.run_test()
    held_stage.view.toggle()  # before the test has the microphone
    held.run_all()
    assert held_stage.view.state == held_stage.recorder.state == "recording"
    assert (held_stage.microphone.test, held_stage.tester.state) == ("", "closed")
    held_stage.view.stop()
    held.run_all()
    held_stage.microphone.run_test()
    held.run_all()
    assert held_stage.tester.state == "recording"
    held_stage.view.toggle()  # in the middle of the test
    held.run_all()
    assert held_stage.view.state == held_stage.recorder.state == "recording"
    assert (held_stage.microphone.test, held_stage.tester.state) == ("", "closed")
    assert "play" not in [call[0] for call in held_stage.player.calls]


def test_a_test_is_not_heard_on_another_screen(held_stage: PracticeStage, held: Held) -> None:
    held_stage.view.show(True)
    held.run_all()
    held_stage.microphone.run_test()
    held.run_all()
    held_stage.view.show(False)
    held.run_all()
    assert (held_stage.microphone.test, held_stage.tester.state) == ("", "closed")
    assert not [timer for timer in held_stage.microphone.findChildren(QTimer) if timer.isActive()]


def test_a_take_does_not_begin_with_a_microphone_that_is_being_changed(
    held_stage: PracticeStage, held: Held
) -> None:
    held_stage.view.show(True)
    held.run_all()
    held_stage.microphone.choose(2)
    held_stage.view.toggle()
    assert held_stage.recorder.state == "listening"
    held.run_all()
    assert (held_stage.recorder.state, held_stage.recorder.device) == ("recording", "Yeti, ALSA")


def test_it_stays_open_from_screen_to_screen(
    held_stage: PracticeStage, held: Held, qapp: QGuiApplication
) -> None:
    settings = held_stage.settings(qapp)
    screens = (held_stage.view, settings)
    screens[0].show(True)
    for come, go in (screens[::-1], screens):  # the next one may come before the last one goes
        come.show(True)
        go.show(False)
        held.run_all()
        assert held_stage.recorder.state == "listening"
    screens[0].show(False)
    held.run_all()
    assert held_stage.recorder.state == "closed"


def test_a_start_that_is_left_in_time_is_none_and_the_next_one_works(
    held_stage: PracticeStage, held: Held
) -> None:
    held_stage.view.toggle()
    held_stage.microphone.close()
    held.run_all()
    assert (held_stage.view.state, held_stage.recorder.state) == ("ready", "closed")
    held_stage.view.toggle()
    held.run_all()
    assert held_stage.view.state == "recording"
