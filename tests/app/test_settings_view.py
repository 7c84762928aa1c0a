"""The Settings screen's state."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from failprep.app.jobs import Jobs
from failprep.app.models_view import ModelRow
from failprep.app.settings_keeper import SettingsKeeper
from failprep.app.settings_view import SettingsView
from failprep.domain import UserError
from failprep.settings import Folders, Settings
from tests.app.held import Held
from tests.app.practice_stage import PracticeStage


@pytest.fixture
def view(stage: PracticeStage, qapp: QGuiApplication) -> SettingsView:
    return stage.settings(qapp)


def row(view: SettingsView, name: str) -> ModelRow:
    found: ModelRow = next(row for row in view.models.rows.rows if row.name == name)
    return found


def test_every_choice_and_toggle_saves_itself(view: SettingsView, stage: PracticeStage) -> None:
    view.interviewer.choose(0)
    view.looks.choose(view.looks.names.index("Light"))
    view.text_size.choose(view.text_size.names.index("130%"))
    view.keep_recordings.choose(view.keep_recordings.names.index("For 90 days"))
    for toggle in (view.guess_first, view.speak_questions, view.live_transcript):
        toggle.turn(False)
    view.network.turn(True)
    stored = Settings.load(stage.folders)
    assert stored == stage.keeper.value
    assert (stored.interviewer, stored.appearance, stored.text_scale) == ("warm", "light", 1.3)
    assert stored.keep_recordings_days == 90
    assert {stored.guess_first, stored.speak_questions, stored.live_transcript} == {False}
    assert view.network_allowed
    stage.keeper.change(appearance="system")


def test_appearance_follows_at_once(view: SettingsView, stage: PracticeStage, qapp: QGuiApplication) -> None:
    seen = []
    for look in ("Light", "Dark", "Like the system"):
        view.looks.choose(view.looks.names.index(look))
        seen.append(view._appearance.dark)
    assert seen == [False, True, True]


def test_text_grows_in_steps_and_stops_at_the_ends(view: SettingsView, stage: PracticeStage) -> None:
    view._appearance.grow_text(1)
    assert stage.keeper.value.text_scale == 1.15
    for _ in range(20):
        view._appearance.grow_text(1)
    assert stage.keeper.value.text_scale == 2.0
    view._appearance.grow_text(0)
    assert stage.keeper.value.text_scale == 1.0
    for _ in range(20):
        view._appearance.grow_text(-1)
    assert stage.keeper.value.text_scale == 0.8


def test_which_models_are_here(view: SettingsView, qtbot: QtBot) -> None:
    assert row(view, "base").presence == "looking"
    view.models.look()
    qtbot.waitUntil(lambda: row(view, "base").presence == "here")
    assert row(view, "base").chosen
    assert row(view, "small.en").presence == "missing"
    assert row(view, "small.en").size == "486 MB"


def test_choosing_a_model(view: SettingsView, stage: PracticeStage) -> None:
    view.models.choose("tiny.en")
    assert stage.keeper.value.speech_model == "tiny.en"
    assert row(view, "tiny.en").chosen
    assert not row(view, "base").chosen


def test_nothing_is_downloaded_while_the_network_is_off(view: SettingsView, stage: PracticeStage) -> None:
    view.models.download("small.en")
    assert stage.jobs.running == 0
    assert view.models.fetching == ""


def test_a_download_tells_how_far_it_is(view: SettingsView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.keeper.change(network_allowed=True)
    view.models.download("small.en")
    qtbot.waitUntil(lambda: row(view, "small.en").fraction == 0.3)
    assert row(view, "small.en").presence == "fetching"
    stage.models.go.set()
    qtbot.waitUntil(lambda: row(view, "small.en").presence == "here")
    assert view.models.fetching == ""


def test_a_model_that_came_while_it_looked_is_here(
    held_jobs: Jobs,
    held: Held,
    keeper: SettingsKeeper,
    folders: Folders,
    qapp: QGuiApplication,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = PracticeStage(held_jobs, keeper, folders)
    keeper.change(network_allowed=True)
    view = stage.settings(qapp)
    stage.models.go.set()
    seen = iter((frozenset({"base"}), frozenset({"base", "small.en"})))
    monkeypatch.setattr(stage.models, "installed", lambda _: next(seen))
    view.models.look()
    view.models.download("small.en")
    held.work(-1)
    held.work()
    held.deliver()  # what the look had seen comes after the model did
    assert row(view, "small.en").presence == "here"
    held.run_all()
    assert row(view, "small.en").presence == "here"


def test_a_download_can_be_stopped(view: SettingsView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.keeper.change(network_allowed=True)
    view.models.download("small.en")
    view.models.cancel()
    qtbot.waitUntil(lambda: row(view, "small.en").presence == "missing")


def test_a_download_that_fails_is_told(view: SettingsView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.keeper.change(network_allowed=True)
    stage.models.breaks = UserError("The network went away.", "Try again.")
    stage.models.go.set()
    with qtbot.waitSignal(stage.jobs.failed):
        view.models.download("small.en")
    assert row(view, "small.en").presence == "missing"


def test_another_data_folder_from_the_next_start(
    view: SettingsView, stage: PracticeStage, tmp_path: Path
) -> None:
    assert view.data_folder == str(stage.folders.data)
    assert view.next_data_folder == ""
    view.choose_data_folder(QUrl.fromLocalFile(str(tmp_path)))
    assert (view.next_data_folder, view.has_own_data_folder) == (str(tmp_path), True)
    view.use_standard_data_folder()
    assert view.next_data_folder == ""


def test_a_folder_that_cannot_be_written_is_refused(
    view: SettingsView, stage: PracticeStage, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="Nothing can be saved"):
        view.choose_data_folder(QUrl.fromLocalFile(str(tmp_path / "nowhere")))
    assert stage.keeper.value.data_folder is None


def test_the_microphone_listens_while_settings_are_in_front(
    view: SettingsView, stage: PracticeStage, qtbot: QtBot
) -> None:
    view.show(True)
    qtbot.waitUntil(lambda: stage.recorder.state == "listening")
    view.show(False)
    qtbot.waitUntil(lambda: stage.recorder.state == "closed")


def test_keys_are_listed(view: SettingsView) -> None:
    rows = view.shortcuts.rows
    assert rows[0].keys == "Space"
    assert all(row.keys and row.does for row in rows)
    assert len({(row.keys, row.does) for row in rows}) == len(rows)


def test_cases_go_into_a_new_file(
    view: SettingsView, stage: PracticeStage, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(view.cases.told) as told:
        view.cases.export(QUrl.fromLocalFile(str(tmp_path)))
    (target,) = stage.cases.targets
    assert target == tmp_path / "failprep cases 2025-11-25 18.42.00.jsonl"
    assert told.args == ["3 cases exported.", f"In {target}."]


def test_no_cases_is_told(view: SettingsView, stage: PracticeStage, qtbot: QtBot, tmp_path: Path) -> None:
    stage.cases.refuses = UserError("You have not overruled a check yet.", "In a review, open a menu.")
    with qtbot.waitSignal(stage.jobs.failed):
        view.cases.export(QUrl.fromLocalFile(str(tmp_path)))
