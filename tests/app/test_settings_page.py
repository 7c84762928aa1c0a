"""The Settings page: whole, dark and light, small and large; every control by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.app.looks import troubles
from tests.app.practice_stage import PracticeStage
from tests.app.window import click, item, lay_out, nameless, page_window

PAGE = "SettingsPage.qml"
CONTROLS = {
    *(
        "microphoneDevice",
        "testMicrophone",
        "interviewer",
        "thinkTime",
        "target",
        "guessFirst",
        "speakQuestions",
    ),
    *("downloadModel-small.en", "appearance", "textSize", "openDataFolder", "changeDataFolder"),
    *("coach", "judgeCheckRun", "keepRecordings", "exportCases", "network", "openLogFolder"),
}


@pytest.mark.parametrize(("width", "height", "dark"), [(1280, 820, True), (1024, 700, False)])
def test_it_is_shown_whole_from_top_to_bottom(
    stage: PracticeStage, qapp: QGuiApplication, qtbot: QtBot, width: int, height: int, dark: bool
) -> None:
    with page_window(stage.settings(qapp), PAGE, width=width, height=height, dark=dark) as window:
        scroll = item(window, "settingsScroll")
        for share in (0.0, 0.5, 1.0):
            scroll.setProperty("contentY", share * (scroll.property("contentHeight") - scroll.height()))
            qtbot.waitUntil(lambda: troubles(window) == [])
            assert not window.grabWindow().isNull()
        assert nameless(window) == []


@pytest.mark.parametrize("text_scale", [1.3, 2.0])
def test_larger_text_stays_whole(
    stage: PracticeStage, qapp: QGuiApplication, qtbot: QtBot, text_scale: float
) -> None:
    with page_window(stage.settings(qapp), PAGE, text_scale=text_scale) as window:
        qtbot.waitUntil(lambda: troubles(window) == [])


def test_tab_reaches_everything_and_scrolls_to_it(
    stage: PracticeStage, qapp: QGuiApplication, qtbot: QtBot
) -> None:
    stage.keeper.change(network_allowed=True)
    view = stage.settings(qapp)
    with page_window(view, PAGE, width=1024, height=700) as window:
        ready(window, qtbot)
        view.models.look()
        qtbot.waitUntil(lambda: stage.jobs.running == 0)
        lay_out(window)  # with the models that were found
        reached = set()
        for _ in range(35):
            QTest.keyClick(window, Qt.Key.Key_Tab)
            focused = window.activeFocusItem()
            reached.add(focused.objectName())
            assert in_sight(focused, window), focused.objectName()
        assert reached >= CONTROLS


def test_a_switch_and_a_box_by_keyboard(stage: PracticeStage, qapp: QGuiApplication, qtbot: QtBot) -> None:
    with page_window(stage.settings(qapp), PAGE) as window:
        ready(window, qtbot)
        item(window, "guessFirst").forceActiveFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(window, Qt.Key.Key_Space)
        assert stage.keeper.value.guess_first is False
        QTest.keyClick(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: stage.keeper.value.guess_first is True)
        item(window, "interviewer").forceActiveFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(window, Qt.Key.Key_Space)
        QTest.keyClick(window, Qt.Key.Key_Down)
        QTest.keyClick(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: stage.keeper.value.interviewer == "sceptic")


def test_controls_follow_a_change_made_elsewhere(
    stage: PracticeStage, qapp: QGuiApplication, qtbot: QtBot
) -> None:
    with page_window(stage.settings(qapp), PAGE) as window:
        ready(window, qtbot)
        item(window, "guessFirst").forceActiveFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(window, Qt.Key.Key_Space)  # used once: the binding must have survived it
        stage.keeper.change(guess_first=True, interviewer="warm")
        assert item(window, "guessFirst").property("checked") is True
        assert item(window, "interviewer").property("displayText") == "Warm"


def test_a_model_is_used_with_a_click_and_not_downloaded_without_the_network(
    stage: PracticeStage, qapp: QGuiApplication, qtbot: QtBot
) -> None:
    stage.models.here.add("tiny.en")
    view = stage.settings(qapp)
    with page_window(view, PAGE, height=1400) as window:
        ready(window, qtbot)
        qtbot.waitUntil(lambda: item(window, "useModel-tiny.en").isVisible())
        assert not item(window, "downloadModel-small.en").isEnabled()
        click(window, item(window, "useModel-tiny.en"))
        assert stage.keeper.value.speech_model == "tiny.en"


def test_a_model_is_not_downloaded_before_there_is_what_serves_it(
    stage: PracticeStage, qapp: QGuiApplication, qtbot: QtBot
) -> None:
    stage.keeper.change(coach="llm", provider="builtin", network_allowed=True)
    stage.servers.not_built_in = "It needs a part that is not installed."
    view = stage.settings(qapp)
    with page_window(view, PAGE, height=1400) as window:
        ready(window, qtbot)
        qtbot.waitUntil(lambda: view.coach.why_not_built_in != "")
        qtbot.waitUntil(lambda: not item(window, "downloadModel-qwen3-4b").isEnabled())
        stage.servers.not_built_in = ""
        view.coach.look()
        qtbot.waitUntil(lambda: item(window, "downloadModel-qwen3-4b").isEnabled())


def ready(window: QQuickWindow, qtbot: QtBot) -> None:
    """Wait until the page has the keyboard."""
    qtbot.waitUntil(lambda: window.activeFocusItem() is not None)


def in_sight(found: QQuickItem, window: QQuickWindow) -> bool:
    """Whether all of an item is in the window."""
    top = found.mapToScene(found.boundingRect().topLeft()).y()
    return 0 <= top <= window.height() - min(found.height(), window.height())


MODEL_CONTROLS = {
    *("coach", "provider", "serverAddress", "serverKey", "listModels", "modelName", "testConnection"),
    *("votes", "timeout", "judgeCheckRun"),
}


def test_tab_reaches_everything_about_a_language_model(
    stage: PracticeStage, qapp: QGuiApplication, qtbot: QtBot
) -> None:
    stage.keeper.change(coach="llm")
    with page_window(stage.settings(qapp), PAGE, width=1024, height=700) as window:
        ready(window, qtbot)
        qtbot.waitUntil(lambda: stage.jobs.running == 0)
        lay_out(window)
        item(window, "coach").forceActiveFocus(Qt.FocusReason.TabFocusReason)
        reached = {"coach"}
        for _ in range(len(MODEL_CONTROLS)):
            QTest.keyClick(window, Qt.Key.Key_Tab)
            reached.add(window.activeFocusItem().objectName())
            assert in_sight(window.activeFocusItem(), window)
        assert reached >= MODEL_CONTROLS
        assert nameless(window) == []


def test_a_key_typed_is_kept_and_gone_from_the_screen(
    stage: PracticeStage, qapp: QGuiApplication, qtbot: QtBot
) -> None:
    stage.keeper.change(coach="llm", provider="openai")
    view = stage.settings(qapp)
    with page_window(view, PAGE) as window:
        ready(window, qtbot)
        field = item(window, "serverKey")
        field.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        for letter in "secret":
            QTest.keyClick(window, Qt.Key(ord(letter.upper())))
        QTest.keyClick(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: view.coach.key.there)
        assert stage.servers.keyring == {"openai": "secret"}
        assert field.property("text") == ""
        assert not field.isVisible()
        click(window, item(window, "forgetKey"))
        qtbot.waitUntil(lambda: not view.coach.key.there)
        assert stage.servers.keyring == {}


@pytest.mark.parametrize(("width", "height", "dark"), [(1280, 820, True), (1024, 700, False)])
@pytest.mark.parametrize("provider", ["openai", "builtin"])
def test_the_coach_and_its_judge_check_are_shown_whole(
    stage: PracticeStage,
    qapp: QGuiApplication,
    qtbot: QtBot,
    *,
    provider: str,
    width: int,
    height: int,
    dark: bool,
) -> None:
    stage.keeper.change(coach="llm", provider=provider)
    stage.judge.go.set()
    view = stage.settings(qapp)
    with page_window(view, PAGE, width=width, height=height, dark=dark) as window:
        ready(window, qtbot)
        item(window, "judgeCheckRun").forceActiveFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(window, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: view.coach.judge_check.rows.count == 7)
        qtbot.waitUntil(lambda: troubles(window) == [])


PROBLEM = (
    "In /home/somebody/.local/share/failprep/themes/bakery/prompts.toml, “prompts[3].text” is missing. "
    "Add it, as in the packaged themes."
)


@pytest.mark.parametrize(("width", "height", "dark"), [(1280, 820, True), (1024, 700, False)])
def test_a_theme_of_ones_own_that_was_left_out_is_told_with_file_and_key(
    stage: PracticeStage, qapp: QGuiApplication, qtbot: QtBot, width: int, height: int, dark: bool
) -> None:
    view = stage.settings(qapp, (PROBLEM,))
    with page_window(view, PAGE, width=width, height=height, dark=dark) as window:
        row = item(window, "themesLeftOut")
        assert row.isVisible()
        assert row.property("label") == "1 theme of your own was left out"
        assert row.property("about") == PROBLEM
        item(window, "openThemesFolder").forceActiveFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(lambda: troubles(window) == [])
        assert nameless(window) == []


def test_where_all_themes_are_whole_nothing_is_said(
    stage: PracticeStage, qapp: QGuiApplication, qtbot: QtBot
) -> None:
    with page_window(stage.settings(qapp), PAGE) as window:
        qtbot.waitUntil(lambda: stage.jobs.running == 0)
        assert not item(window, "themesLeftOut").isVisible()
