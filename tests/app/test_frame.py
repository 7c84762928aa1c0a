"""The frame around the screens: navigation, appearance, notices, the settings' keeper."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from failprep.app.appearance import Appearance
from failprep.app.navigation import Navigation
from failprep.app.notices import Notices
from failprep.app.settings_keeper import SettingsKeeper
from failprep.domain import Cancelled, UserError
from failprep.settings import Folders, Settings


def test_going_somewhere_and_back(qtbot: QtBot) -> None:
    navigation = Navigation()
    with qtbot.waitSignal(navigation.screen_changed):
        navigation.open("history")
    navigation.open("review")
    navigation.back()
    assert navigation.screen == "history"
    with qtbot.assertNotEmitted(navigation.screen_changed):
        navigation.open("history")
    with pytest.raises(ValueError, match="stories"):
        navigation.open("stories")


@pytest.mark.parametrize(("choice", "dark"), [("dark", True), ("light", False), ("system", True)])
def test_the_choice_decides_and_an_unknown_system_is_dark(
    qapp: QGuiApplication, choice: str, dark: bool
) -> None:
    appearance = Appearance(qapp)
    appearance.choose(choice)  # type: ignore[arg-type]
    assert appearance.dark is dark
    appearance.choose("system")


def test_the_systems_scheme_is_followed_while_running(qapp: QGuiApplication, qtbot: QtBot) -> None:
    appearance = Appearance(qapp)
    with qtbot.waitSignal(appearance.changed):
        qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)


def test_text_grows(qapp: QGuiApplication) -> None:
    appearance = Appearance(qapp, text_scale=1.0)
    usual = appearance.text_scale
    appearance.scale_text(1.5)
    assert appearance.text_scale == pytest.approx(1.5 * usual)


def test_a_user_error_is_told_in_its_own_words() -> None:
    notices = Notices()
    notices.show_error(UserError("The disk is full.", "Free some space."))
    assert (notices.message, notices.way_out, notices.kind) == (
        "The disk is full.",
        "Free some space.",
        "trouble",
    )
    assert notices.report == ""
    notices.dismiss()
    assert notices.message == ""


def test_a_bug_gives_a_report_to_copy_and_a_log(
    caplog: pytest.LogCaptureFixture, qapp: QGuiApplication, tmp_path: Path
) -> None:
    notices = Notices(tmp_path)
    try:
        dict[str, str]()["nothing"]
    except KeyError as error:
        notices.show_error(error)
    assert "KeyError: 'nothing'" in notices.report
    assert "test_frame.py" in notices.report
    assert str(tmp_path) in notices.way_out
    assert "KeyError" in caplog.text
    notices.copy_report()
    assert QGuiApplication.clipboard().text() == notices.report


def test_a_cancelled_job_is_no_news() -> None:
    notices = Notices()
    notices.show_error(Cancelled())
    assert notices.message == ""


def test_news_is_not_trouble() -> None:
    notices = Notices()
    notices.tell("Exported.", "It is in your Documents.")
    assert (notices.message, notices.kind) == ("Exported.", "news")


def test_a_change_is_saved_and_told_once(folders: Folders, qtbot: QtBot) -> None:
    keeper = SettingsKeeper(folders, Settings())
    with qtbot.waitSignal(keeper.changed):
        keeper.change(interviewer="warm")
    assert Settings.load(folders).interviewer == "warm"
    with qtbot.assertNotEmitted(keeper.changed):
        keeper.change(interviewer="warm")


def test_a_change_that_does_not_fit_changes_nothing(folders: Folders, qtbot: QtBot) -> None:
    keeper = SettingsKeeper(folders, Settings())
    with qtbot.assertNotEmitted(keeper.changed), pytest.raises(UserError):
        keeper.change(interviewer="rude")
    assert keeper.value == Settings()
