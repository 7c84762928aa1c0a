"""The Practice page: every state loads, dark and light, small and large; all of it works by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from failprep.app.asked import Asked
from failprep.audio.recovery import Unfinished
from failprep.domain import Prompt, UserError
from tests.app.looks import troubles
from tests.app.practice_stage import STARTED, FakeLiveText, PracticeStage
from tests.app.window import click, item, items, lay_out, nameless, page_window

PAGE = "PracticePage.qml"
SIZES = pytest.mark.parametrize(("width", "height", "dark"), [(1280, 820, True), (1024, 700, False)])
STATES = (
    "ready",
    "thinking",
    "recording",
    "over",
    "paused",
    "discarding",
    "troubled",
    "rescue",
    "no microphone",
)


def bring_to(stage: PracticeStage, state: str, qtbot: QtBot) -> None:
    """Bring the view model into this state."""
    view = stage.view
    if state == "no microphone":
        stage.recorder.refuses = UserError("No microphone was found.", "Connect one, then try again.")
    if state == "rescue":
        stage.rescue.left.append(Unfinished(Path("take.wav"), 48_000, 72.0, STARTED))
        view.rescue.look()
        qtbot.waitUntil(lambda: view.rescue.offered)
    if state == "thinking":
        stage.keeper.change(think_time_s=60)
        view.toggle()
    if state in {"recording", "over", "paused", "discarding", "troubled"}:
        view.toggle()
        qtbot.waitUntil(lambda: view.state == "recording")
        stage.speak(250 if state == "over" else 67)
        view.mark()
        stage.recorder.wrong = (
            "The microphone is gone. Connect it again, then go on." if state == "troubled" else None
        )
        qtbot.waitUntil(lambda: view.take.fraction > 0)
    if state == "paused":
        view.toggle_pause()
    if state == "discarding":
        view.cancel()


@SIZES
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_shown_whole(
    stage: PracticeStage, qtbot: QtBot, state: str, width: int, height: int, dark: bool
) -> None:
    stage.prompts.choose(max(stage.prompts.found.rows, key=lambda row: len(row.text)).prompt_id)
    with page_window(stage.view, PAGE, width=width, height=height, dark=dark) as window:
        bring_to(stage, state, qtbot)
        qtbot.waitUntil(lambda: troubles(window) == [])
        assert nameless(window) == []
        assert not window.grabWindow().isNull()


def test_in_a_small_window_nothing_pushes_the_record_button_out(stage: PracticeStage, qtbot: QtBot) -> None:
    """A take to rescue and an open question take their room; the button stays in sight."""
    stage.open.ask("You said you missed the date. What do you do differently now that I could watch?")
    with page_window(stage.view, PAGE, width=1024, height=700) as window:
        ready(window, qtbot)
        bring_to(stage, "rescue", qtbot)
        qtbot.waitUntil(lambda: item(window, "openQuestionCard").isVisible())
        lay_out(window)
        scroll = item(window, "questionScroll")
        assert scroll.property("contentHeight") <= scroll.height()


@pytest.mark.parametrize("state", ["ready", "over", "troubled", "rescue"])
@pytest.mark.parametrize("text_scale", [1.3, 2.0])
def test_larger_text_stays_whole(stage: PracticeStage, qtbot: QtBot, state: str, text_scale: float) -> None:
    with page_window(stage.view, PAGE, text_scale=text_scale) as window:
        bring_to(stage, state, qtbot)
        qtbot.waitUntil(lambda: troubles(window) == [])


def test_with_words_while_speaking(stage: PracticeStage, qtbot: QtBot) -> None:
    live = FakeLiveText(("So <b>last</b> spring & after " * 80, "and I think"))
    stage = PracticeStage(stage.jobs, stage.keeper, stage.folders, live_text=live)
    with page_window(stage.view, PAGE, width=1024, height=700) as window:
        bring_to(stage, "recording", qtbot)
        words = item(window, "liveWords")
        qtbot.waitUntil(lambda: "and I think" in words.property("text"))
        assert "&lt;b>last" in words.property("text")  # what was said is never markup
        last_line = words.mapToScene(words.boundingRect().bottomLeft()).y()
        qtbot.waitUntil(lambda: words.mapToScene(words.boundingRect().bottomLeft()).y() <= window.height())
        assert last_line > 0


@SIZES
def test_the_part_being_told_is_under_the_waveform(
    stage: PracticeStage, qtbot: QtBot, width: int, height: int, dark: bool
) -> None:
    live = FakeLiveText(("We had three clinics. Then it broke down. Because I was", "in a hurry"))
    stage = PracticeStage(stage.jobs, stage.keeper, stage.folders, live_text=live)
    with page_window(stage.view, PAGE, width=width, height=height, dark=dark) as window:
        bring_to(stage, "recording", qtbot)
        qtbot.waitUntil(lambda: item(window, "partTimes").isVisible())
        qtbot.waitUntil(
            lambda: item(window, "recordingState").property("text") == "Take 4 of this question  ·  Recording"
        )
        lay_out(window)
        widths = [stretch.width() for stretch in items(window, "stretch")]
        track = item(window, "partsTrack").width()
        assert len(widths) == 3
        assert sum(widths) == pytest.approx(67 / 120 * track, abs=10)
        qtbot.waitUntil(lambda: troubles(window) == [])
        assert not item(window, "targetTick").isVisible()
        stage.speak(100)
        qtbot.waitUntil(lambda: item(window, "targetTick").isVisible())
        assert item(window, "targetTick").x() == pytest.approx(120 / 167 * track, abs=3)
        stage.view.take.show_words(False)
        assert not item(window, "partTimes").isVisible()
        assert items(window, "stretch") == []


@pytest.mark.parametrize("text_scale", [1.3, 2.0])
def test_larger_live_words_stay_whole(stage: PracticeStage, qtbot: QtBot, text_scale: float) -> None:
    live = FakeLiveText(("We had three clinics. Then it broke down. Because I was", "in a hurry"))
    stage = PracticeStage(stage.jobs, stage.keeper, stage.folders, live_text=live)
    with page_window(stage.view, PAGE, text_scale=text_scale) as window:
        bring_to(stage, "recording", qtbot)
        qtbot.waitUntil(lambda: item(window, "partTimes").isVisible())
        qtbot.waitUntil(lambda: troubles(window) == [])
        words, stop = item(window, "wordsCard"), item(window, "stopButton")
        assert words.mapToScene(words.boundingRect().bottomLeft()).y() < stop.mapToScene(QPointF(0, 0)).y()
        assert stop.mapToScene(QPointF(0, stop.height())).y() < window.height()


def test_space_starts_and_stops_and_the_letters_work(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        QTest.keyClick(window, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: stage.view.state == "recording")
        stage.speak(10)
        QTest.keyClick(window, Qt.Key.Key_M)
        assert stage.view.take.marks == [10]
        QTest.keyClick(window, Qt.Key.Key_P)
        qtbot.waitUntil(lambda: stage.view.state == "paused")
        QTest.keyClick(window, Qt.Key.Key_P)
        qtbot.waitUntil(lambda: stage.view.state == "recording")
        with qtbot.waitSignal(stage.view.take_kept):
            QTest.keyClick(window, Qt.Key.Key_Space)


def test_holding_space_starts_once(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        QTest.keyPress(window, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: stage.view.state == "recording")
        QTest.keyRelease(window, Qt.Key.Key_Space)
        assert stage.view.state == "recording"


def test_escape_asks_and_a_second_escape_keeps_the_take(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        bring_to(stage, "recording", qtbot)
        QTest.keyClick(window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: item(window, "discardDialogNo").hasActiveFocus())
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert not stage.view.asking_to_discard
        assert stage.view.state == "paused"
        QTest.keyClick(window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: item(window, "discardDialogNo").hasActiveFocus())
        QTest.keyClick(window, Qt.Key.Key_Tab)
        QTest.keyClick(window, Qt.Key.Key_Space)
        assert stage.view.state == "ready"
        assert "discard" in stage.recorder.calls


def test_space_works_again_after_a_dialog(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        bring_to(stage, "discarding", qtbot)
        qtbot.waitUntil(lambda: item(window, "discardDialogNo").hasActiveFocus())
        QTest.keyClick(window, Qt.Key.Key_Space)
        assert not stage.view.asking_to_discard
        qtbot.waitUntil(lambda: item(window, "practicePage").hasActiveFocus())
        with qtbot.waitSignal(stage.view.take_kept):
            QTest.keyClick(window, Qt.Key.Key_Space)


def test_a_click_on_a_button_leaves_space_to_the_recording(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        before = stage.prompts.prompt_id
        click(window, item(window, "shuffle"))
        assert stage.prompts.prompt_id != before
        QTest.keyClick(window, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: stage.view.state == "recording")


def test_space_stops_wherever_the_keyboard_is(stage: PracticeStage, qtbot: QtBot) -> None:
    bring_to(stage, "recording", qtbot)
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        item(window, "pauseButton").forceActiveFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(window, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: stage.view.state in {"saving", "ready"})


def test_space_starts_after_the_picker_was_opened_from_a_button(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        item(window, "shuffle").forceActiveFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: item(window, "promptSearch").hasActiveFocus())
        QTest.keyClick(window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: item(window, "practicePage").hasActiveFocus())
        QTest.keyClick(window, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: stage.view.state == "recording")


def test_choosing_a_question_by_keyboard(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        search = item(window, "promptSearch")
        qtbot.waitUntil(search.hasActiveFocus)
        type_in(window, "decision")
        assert 0 < stage.prompts.found.count < 20
        wanted = stage.prompts.found.rows[1].prompt_id
        QTest.keyClick(window, Qt.Key.Key_Down)
        QTest.keyClick(window, Qt.Key.Key_Down)
        QTest.keyClick(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: stage.prompts.prompt_id == wanted)
        qtbot.waitUntil(lambda: item(window, "practicePage").hasActiveFocus())
        QTest.keyClick(window, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: stage.view.state == "recording")


def test_the_picker_opens_at_the_question_that_is_asked(stage: PracticeStage, qtbot: QtBot) -> None:
    """However the question was changed since it was last open."""
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        rows = stage.prompts.found.rows
        for asked in (rows[40], rows[7]):
            stage.prompts.choose(asked.prompt_id)
            QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
            qtbot.waitUntil(item(window, "promptSearch").hasActiveFocus)
            questions = item(window, "promptList")
            assert rows[questions.property("currentIndex")] == asked
            current = questions.property("currentItem")
            top = current.mapToItem(questions, QPointF(0, 0)).y()
            assert 0 <= top <= questions.height() - current.height()
            QTest.keyClick(window, Qt.Key.Key_Escape)
            qtbot.waitUntil(lambda: item(window, "practicePage").hasActiveFocus())
        stage.view.answer(Asked(Prompt("own", "My own question?")))
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(item(window, "promptSearch").hasActiveFocus)
        assert questions.property("currentIndex") == 0


def test_a_search_without_a_hit_leads_to_a_question_of_ones_own(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(item(window, "promptSearch").hasActiveFocus)
        type_in(window, "zebra")
        nothing = item(window, "nothingAsked")
        qtbot.waitUntil(nothing.isVisible)
        assert "A few more, and you can ask your own." in nothing.property("text")
        type_in(window, " at work")
        qtbot.waitUntil(lambda: "Enter asks yours." in nothing.property("text"))
        QTest.keyClick(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: stage.prompts.text == "zebra at work")


def test_a_search_begins_at_its_first_hit(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        stage.prompts.choose(stage.prompts.found.rows[40].prompt_id)
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(item(window, "promptSearch").hasActiveFocus)
        type_in(window, "decision")
        wanted = stage.prompts.found.rows[0].prompt_id
        QTest.keyClick(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: stage.prompts.prompt_id == wanted)


def test_asking_a_question_of_ones_own(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(item(window, "promptSearch").hasActiveFocus)
        type_in(window, "why qqq then")
        QTest.keyClick(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: stage.prompts.text == "why qqq then")


def test_chips_open_their_choices(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        item(window, "target").forceActiveFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(window, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: item(window, "target").property("open") is True)
        QTest.keyClick(window, Qt.Key.Key_Down)
        QTest.keyClick(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: stage.keeper.value.target_time_s == 60)


def test_hearing_it_asked(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        QTest.keyClick(window, Qt.Key.Key_H)
        qtbot.waitUntil(lambda: stage.prompts.hearing == "playing")
        assert item(window, "hearIt").property("text") == "Stop"


def test_a_cut_off_take_is_kept_with_a_click(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        bring_to(stage, "rescue", qtbot)
        with qtbot.waitSignal(stage.rescue_view.take_kept):
            click(window, item(window, "keepRescued"))


def test_tab_reaches_every_control(stage: PracticeStage, qtbot: QtBot) -> None:
    with page_window(stage.view, PAGE) as window:
        ready(window, qtbot)
        reached = set()
        for _ in range(20):
            QTest.keyClick(window, Qt.Key.Key_Tab)
            focused = window.activeFocusItem()
            reached.add(focused.objectName())
            assert focused.property("visualFocus") is not False
        wanted = {"shuffle", "choosePrompt", "hearIt", "thinkTime", "target", "interviewer", "recordButton"}
        assert wanted | {"microphoneDevice", "testMicrophone"} <= reached


def ready(window: QQuickWindow, qtbot: QtBot) -> None:
    """Wait until the page has the keyboard."""
    qtbot.waitUntil(lambda: item(window, "practicePage").hasActiveFocus())


def type_in(window: QQuickWindow, text: str) -> None:
    """Type letters and spaces."""
    for letter in text:
        QTest.keyClick(window, Qt.Key(ord(letter.upper())))


@pytest.mark.parametrize(("width", "height"), [(1280, 820), (1024, 700), (900, 640)])
def test_an_unanswered_question_is_offered_and_answered_by_keyboard(
    stage: PracticeStage, qtbot: QtBot, width: int, height: int
) -> None:
    stage.open.ask("You said a slower plan “felt like admitting something”. Admitting what, exactly?", "Why?")
    with page_window(stage.view, PAGE, width=width, height=height) as window:
        ready(window, qtbot)
        qtbot.waitUntil(lambda: item(window, "openQuestionCard").isVisible())
        qtbot.waitUntil(lambda: troubles(window) == [])
        assert nameless(window) == []
        click(window, item(window, "anotherOpen"))
        assert item(window, "openQuestion").property("text") == "Why?"
        answer = item(window, "answerOpen")
        answer.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(window, Qt.Key.Key_Return)
        assert stage.prompts.text == "Why?"
        assert not item(window, "openQuestionCard").isVisible()
        stage.prompts.hush()
