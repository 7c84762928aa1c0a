"""The first run takes the speech model that keeps up, says so, and later leaves the user's choice alone."""

import pytest
from pytestqt.qtbot import QtBot

from failprep.app.jobs import Jobs
from failprep.app.model_speed_view import ModelSpeedView
from failprep.app.settings_keeper import SettingsKeeper
from failprep.domain import UserError
from failprep.settings import Folders, Settings
from tests.app.practice_stage import FakeCalibrates


@pytest.fixture
def practice() -> FakeCalibrates:
    return FakeCalibrates()


@pytest.fixture
def view(practice: FakeCalibrates, keeper: SettingsKeeper, jobs: Jobs) -> ModelSpeedView:
    return ModelSpeedView(practice, keeper, jobs)


def measured(qtbot: QtBot, view: ModelSpeedView) -> list[str]:
    """Measure; what was told because it fell back."""
    told: list[str] = []
    view.fell_back.connect(told.append)
    with qtbot.waitSignal(view.changed):
        view.measure()
    return told


def test_a_computer_that_keeps_up_says_so_and_nothing_more(
    qtbot: QtBot, view: ModelSpeedView, keeper: SettingsKeeper
) -> None:
    assert view.note == ""
    assert measured(qtbot, view) == []
    assert view.note == "“base” is the best speech model that keeps up with you on this computer."
    assert keeper.value.speech_model == "base"
    assert keeper.value.speech_model_chosen


def test_a_slow_computer_falls_back_and_tells(
    qtbot: QtBot, view: ModelSpeedView, keeper: SettingsKeeper, practice: FakeCalibrates, folders: Folders
) -> None:
    practice.shares = {"base": 0.8, "tiny.en": 0.3}
    told = measured(qtbot, view)
    assert keeper.value.speech_model == "tiny.en"
    assert Settings.load(folders).speech_model == "tiny.en"
    assert told == [view.note]
    assert "“base” would fall behind" in view.note


def test_a_heavier_model_that_is_too_slow_is_no_news(
    qtbot: QtBot, view: ModelSpeedView, practice: FakeCalibrates
) -> None:
    practice.shares = {"small.en": 0.9, "base": 0.3}
    assert measured(qtbot, view) == []
    assert "“small.en” would fall behind" in view.note


def test_what_the_user_chose_stays(
    qtbot: QtBot, view: ModelSpeedView, keeper: SettingsKeeper, practice: FakeCalibrates
) -> None:
    keeper.change(speech_model="base", speech_model_chosen=True)
    practice.shares = {"base": 0.8, "tiny.en": 0.3}
    assert measured(qtbot, view) == []
    assert keeper.value.speech_model == "base"
    assert "tiny.en" in view.note


def test_without_a_model_nothing_is_measured_and_nothing_told(
    qtbot: QtBot, view: ModelSpeedView, keeper: SettingsKeeper, practice: FakeCalibrates, jobs: Jobs
) -> None:
    practice.missing = UserError("No speech model is on this computer.", "Download one.")
    view.measure()
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert view.note == ""
    assert not keeper.value.speech_model_chosen


def test_a_take_is_made_room_for_and_then_it_is_measured_from_its_start(
    qtbot: QtBot, view: ModelSpeedView, practice: FakeCalibrates, keeper: SettingsKeeper, jobs: Jobs
) -> None:
    practice.go.clear()
    view.measure()
    qtbot.waitUntil(lambda: practice.began == 1)
    view.make_room(busy=True)
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert view.note == ""
    assert keeper.value == Settings()
    practice.go.set()
    with qtbot.waitSignal(view.changed):
        view.make_room(busy=False)
    assert practice.began == 2
    assert keeper.value.speech_model_chosen
    qtbot.waitUntil(lambda: jobs.running == 0)
    view.make_room(busy=True)
    view.make_room(busy=False)
    assert jobs.running == 0  # it is known now


def test_beside_a_take_it_does_not_begin(
    qtbot: QtBot, view: ModelSpeedView, practice: FakeCalibrates, jobs: Jobs
) -> None:
    view.make_room(busy=True)
    view.measure()
    assert jobs.running == 0
    with qtbot.waitSignal(view.changed):
        view.make_room(busy=False)
    assert practice.began == 1


def test_closing_ends_it_and_the_next_start_measures(
    qtbot: QtBot, view: ModelSpeedView, practice: FakeCalibrates, keeper: SettingsKeeper, jobs: Jobs
) -> None:
    practice.go.clear()
    view.measure()
    qtbot.waitUntil(lambda: practice.began == 1)
    view.close()
    jobs.close()  # waits for it: would never return had it not been told to stop
    view.make_room(busy=False)
    assert practice.began == 1
    assert not keeper.value.speech_model_chosen
