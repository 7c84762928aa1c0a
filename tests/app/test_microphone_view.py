"""The microphone on a screen: choosing, levels in words, trouble with a way out, the test."""

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from failprep.domain import UserError
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
