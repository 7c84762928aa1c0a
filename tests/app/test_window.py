"""The whole window over real and made-up stations: start, keys, troubles, the end."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from failprep.app.main import Window, _looks
from failprep.app.screens import Screens
from failprep.app.stations import Stations
from failprep.audio.player import Player
from failprep.audio.recorder import Recorder
from failprep.domain import Prompt, Recording, Take, UserError
from failprep.library import Library
from failprep.practice import Practice
from failprep.practice.steps import never
from failprep.settings import Folders, Settings
from failprep.speech.calibration import Calibration
from failprep.speech.voice import Voice
from failprep.store import Store
from tests.app.looks import troubles
from tests.app.made_up import NOW, clinic_take
from tests.app.practice_stage import FakeCalibrates, FakeRecorder, FakeVoice
from tests.app.stage import SilentPlayer, SteeredReviewer, keep
from tests.app.window import PATIENCE_S, click, come_up, item, nameless

KEYS = {Qt.Key.Key_2: "historyPage", Qt.Key.Key_3: "settingsPage", Qt.Key.Key_1: "practicePage"}


class QuietPlayer(SilentPlayer):
    """A player that can be closed."""

    def close(self) -> None:
        self.state = "stopped"


class FakePractice(SteeredReviewer):
    """Keeps takes for real, reviews when it is told to."""

    def keep(self, recording: Recording, prompt: Prompt, **how: object) -> int:
        recording.path.parent.mkdir(parents=True, exist_ok=True)
        recording.path.write_bytes(b"sound")
        return self.store.add_take(prompt, recording, **how)  # type: ignore[arg-type]

    warmed: int = 0
    measured: FakeCalibrates = FakeCalibrates()
    used: tuple[Settings, ...] = ()
    overtaken: threading.Event | None = None

    def warm_up(self) -> None:
        self.warmed += 1

    def calibrate(self, cancelled: Callable[[], bool] = never) -> Calibration:
        return self.measured.calibrate(cancelled)

    def use(self, settings: Settings) -> None:
        if self.overtaken is not None and settings.interviewer == "warm":
            self.overtaken.wait(0.2)
        elif self.overtaken is not None:
            self.overtaken.set()
        self.used = (*self.used, settings)

    def close(self) -> None:
        pass


class Cast:
    """The stations of one window."""

    def __init__(self) -> None:
        self.recorder = FakeRecorder(Path())
        self.built = 0
        self.refuses: Exception | None = None
        self.practice: FakePractice | None = None
        self.measured = FakeCalibrates()

    def build(self, folders: Folders, settings: Settings) -> Stations:
        self.built += 1
        if self.refuses:
            raise self.refuses
        store = Store(folders.data)
        self.recorder.folder = store.recordings
        self.practice = FakePractice(store)
        self.practice.measured = self.measured
        return Stations(
            Library.load(folders.data / "themes"),
            store,
            cast(Practice, self.practice),
            cast(Recorder, self.recorder),
            cast(Recorder, FakeRecorder(folders.cache)),
            cast(Player, QuietPlayer()),
            cast(Voice, FakeVoice()),
        )


@contextmanager
def opened(
    app: QGuiApplication, folders: Folders, build: Callable[[Folders, Settings], Stations]
) -> Iterator[tuple[Window, QQuickWindow]]:
    """A window on the screen; closed in order at the end."""
    window = Window(app, folders, build)
    root = window.root
    assert root is not None
    try:
        come_up(root)
        yield window, root
    finally:
        window.close()


def test_the_frame_comes_before_the_stations(qapp: QGuiApplication, folders: Folders, qtbot: QtBot) -> None:
    gate, stations = threading.Event(), Cast()

    def slow(folders: Folders, settings: Settings) -> Stations:
        assert gate.wait(PATIENCE_S)
        return stations.build(folders, settings)

    with opened(qapp, folders, slow) as (window, root):
        assert item(root, "sidebarPractice").isVisible()
        assert window.screens is None
        gate.set()
        qtbot.waitUntil(lambda: item_or_none(root, "practicePage"))
        assert troubles(root) == []


def test_closing_while_it_starts_ends_in_order(qapp: QGuiApplication, folders: Folders, qtbot: QtBot) -> None:
    gate, begun, stations = threading.Event(), threading.Event(), Cast()

    def slow(folders: Folders, settings: Settings) -> Stations:
        begun.set()
        assert gate.wait(PATIENCE_S)
        return stations.build(folders, settings)

    with opened(qapp, folders, slow) as (window, _):
        qtbot.waitUntil(begun.is_set)
        later = threading.Timer(0.05, gate.set)  # they are ready while the window waits for them to end
        later.start()
    later.join()
    assert stations.built == 1
    assert window.screens is None


def item_or_none(root: QQuickWindow, name: str) -> bool:
    try:
        return item(root, name).isVisible()
    except AssertionError:
        return False


def test_keys_go_to_every_screen(qapp: QGuiApplication, folders: Folders, qtbot: QtBot) -> None:
    with opened(qapp, folders, Cast().build) as (window, root):
        qtbot.waitUntil(lambda: item_or_none(root, "practicePage"))
        for key, page in KEYS.items():
            QTest.keyClick(root, key, Qt.KeyboardModifier.ControlModifier)
            qtbot.waitUntil(partial(item_or_none, root, page))
            qtbot.waitUntil(lambda: window.jobs.running == 0)
            qtbot.waitUntil(lambda: troubles(root) == [])
            assert nameless(root) == []


def test_text_grows_with_the_keys(qapp: QGuiApplication, folders: Folders, qtbot: QtBot) -> None:
    with opened(qapp, folders, Cast().build) as (_, root):
        qtbot.waitUntil(lambda: item_or_none(root, "practicePage"))
        before = item(root, "promptText").height()
        QTest.keyClick(root, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: item(root, "promptText").height() > before)
        QTest.keyClick(root, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: item(root, "promptText").height() == before)


def test_a_take_is_recorded_kept_and_opened(qapp: QGuiApplication, folders: Folders, qtbot: QtBot) -> None:
    stations = Cast()
    with opened(qapp, folders, stations.build) as (window, root):
        qtbot.waitUntil(lambda: item_or_none(root, "practicePage"))
        qtbot.waitUntil(lambda: item(root, "practicePage").hasActiveFocus())
        QTest.keyClick(root, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: item_or_none(root, "stopButton"))
        stations.recorder.elapsed_s = 60.0
        QTest.keyClick(root, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: item_or_none(root, "reviewPage"))
        assert window.navigation.screen == "review"
        assert stations.practice is not None
        takes = stations.practice.store.takes()
        assert [take.duration_s for take in takes] == [60.0]
        qtbot.waitUntil(lambda: stations.practice is not None and stations.practice.heard == [None])


def at_rest(qtbot: QtBot, window: Window, root: QQuickWindow, stations: Cast) -> tuple[FakePractice, Screens]:
    """The window once it has come up and nothing runs any more: who practises, and the screens."""
    qtbot.waitUntil(lambda: item_or_none(root, "practicePage"))
    qtbot.waitUntil(lambda: window.jobs.running == 0)
    assert stations.practice is not None
    assert window.screens is not None
    return stations.practice, window.screens


def test_settings_reach_the_stations_and_another_model_is_warmed_up(
    qapp: QGuiApplication, folders: Folders, qtbot: QtBot
) -> None:
    stations = Cast()
    with opened(qapp, folders, stations.build) as (window, root):
        practice, screens = at_rest(qtbot, window, root, stations)
        assert practice.warmed == 1
        before = len(practice.used)
        screens.settings.interviewer.choose(0)
        qtbot.waitUntil(lambda: window.jobs.running == 0)
        assert ([settings.interviewer for settings in practice.used[before:]], practice.warmed) == (
            ["warm"],
            1,
        )
        screens.settings.models.choose("tiny.en")
        qtbot.waitUntil(lambda: practice.warmed == 2)
        screens.settings.network.turn(True)
        assert not window.navigation.offline


def test_trouble_at_the_start_has_a_way_out(qapp: QGuiApplication, folders: Folders, qtbot: QtBot) -> None:
    stations = Cast()
    stations.refuses = UserError("The takes in this folder are from a newer failprep.", "Update failprep.")
    with opened(qapp, folders, stations.build) as (window, root):
        qtbot.waitUntil(lambda: window.starting.trouble != "")
        qtbot.waitUntil(lambda: item_or_none(root, "startAgain"))
        assert troubles(root) == []
        stations.refuses = None
        click(root, item(root, "startAgain"))
        qtbot.waitUntil(lambda: item_or_none(root, "practicePage"))
        assert stations.built == 2


def test_a_bug_at_the_start_is_told_with_a_report(
    qapp: QGuiApplication, folders: Folders, qtbot: QtBot
) -> None:
    stations = Cast()
    stations.refuses = RuntimeError("a bug")
    with opened(qapp, folders, stations.build) as (window, root):
        qtbot.waitUntil(lambda: "RuntimeError: a bug" in window.notices.report)
        qtbot.waitUntil(lambda: item_or_none(root, "copyReport"))
        item(root, "dismissBanner").forceActiveFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(root, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not item(root, "banner").isVisible())


def test_damaged_settings_are_told_and_can_be_mended(
    qapp: QGuiApplication, folders: Folders, qtbot: QtBot
) -> None:
    folders.config.mkdir(parents=True)
    path = folders.config / "settings.json"
    path.write_text("{ not json")
    with opened(qapp, folders, Cast().build) as (window, root):
        qtbot.waitUntil(lambda: str(path) in window.starting.trouble)
        path.write_text("{}")
        qtbot.waitUntil(lambda: item_or_none(root, "startAgain"))
        click(root, item(root, "startAgain"))
        qtbot.waitUntil(lambda: item_or_none(root, "practicePage"))


def test_closing_during_a_take_leaves_it_to_be_offered(
    qapp: QGuiApplication, folders: Folders, qtbot: QtBot
) -> None:
    stations = Cast()
    with opened(qapp, folders, stations.build) as (_, root):
        qtbot.waitUntil(lambda: item_or_none(root, "practicePage"))
        qtbot.waitUntil(lambda: item(root, "practicePage").hasActiveFocus())
        QTest.keyClick(root, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: stations.recorder.state == "recording")
    assert stations.recorder.calls[-1] == "close"
    assert "stop" not in stations.recorder.calls
    assert list(stations.recorder.folder.glob("*.question"))


def test_of_two_quick_changes_of_the_settings_the_later_one_holds(
    qapp: QGuiApplication, folders: Folders, qtbot: QtBot
) -> None:
    stations = Cast()
    with opened(qapp, folders, stations.build) as (window, root):
        practice, screens = at_rest(qtbot, window, root, stations)
        practice.overtaken = threading.Event()
        interviewer = screens.settings.interviewer
        interviewer.choose(interviewer.names.index("Warm"))
        interviewer.choose(interviewer.names.index("Sceptic"))
        qtbot.waitUntil(lambda: window.jobs.running == 0)
        assert practice.used[-1].interviewer == "sceptic"


def test_closing_waits_for_a_running_review(qapp: QGuiApplication, folders: Folders, qtbot: QtBot) -> None:
    stations = Cast()
    with opened(qapp, folders, stations.build) as (window, root):
        qtbot.waitUntil(lambda: item_or_none(root, "practicePage"))
        assert window.screens is not None
        assert stations.practice is not None
        recording = Recording(stations.recorder.folder / "x.flac", 48_000, 5.0, NOW.astimezone())
        take_id = stations.practice.keep(recording, Prompt("p", "Why?"))
        window.screens.review.work_on(take_id)
        qtbot.waitUntil(lambda: stations.practice is not None and bool(stations.practice.heard))
    take: Take = Store(folders.data).take(take_id)
    assert take.assessment is None


@pytest.mark.parametrize(
    ("stored", "looks"),
    [
        (None, ("system", 1.0)),
        ("{ not json", ("system", 1.0)),
        ("[]", ("system", 1.0)),
        (json.dumps({"appearance": "light", "text_scale": 1.3}), ("light", 1.3)),
        (json.dumps({"appearance": "pink", "text_scale": 90}), ("system", 2.0)),
        (json.dumps({"text_scale": "large"}), ("system", 1.0)),
    ],
)
def test_the_first_frame_has_the_users_looks(
    folders: Folders, stored: str | None, looks: tuple[str, float]
) -> None:
    if stored is not None:
        folders.config.mkdir(parents=True)
        (folders.config / "settings.json").write_text(stored)
    assert _looks(folders) == looks


def test_the_sidebar_says_where_a_transcript_goes_this_once(
    qapp: QGuiApplication, folders: Folders, qtbot: QtBot
) -> None:
    Settings(provider="openai", network_allowed=True).save(folders)
    stations = Cast()
    with opened(qapp, folders, stations.build) as (window, root):
        practice, screens = at_rest(qtbot, window, root, stations)
        usual = "Only for what you ask for in Settings."
        assert item(root, "offlineDetail").property("text") == usual
        take_id = keep(practice.store, clinic_take())
        practice.outcome = clinic_take()
        screens.review.work.reassess(take_id, Settings(coach="llm", provider="openai", network_allowed=True))
        assert item(root, "offlineDetail").property("text") == "Your transcript goes to api.openai.com."
        practice.go.set()
        qtbot.waitUntil(lambda: item(root, "offlineDetail").property("text") == usual)


def test_the_sidebar_says_where_a_transcript_goes(
    qapp: QGuiApplication, folders: Folders, qtbot: QtBot
) -> None:
    Settings(coach="llm", provider="openai", network_allowed=True).save(folders)
    with opened(qapp, folders, Cast().build) as (window, root):
        qtbot.waitUntil(lambda: item_or_none(root, "practicePage"))
        assert item(root, "offlineDetail").property("text") == "Your transcript goes to api.openai.com."
        assert window.screens is not None
        window.screens.settings.network.turn(False)
        assert item(root, "offlineDetail").property("text") == "Nothing leaves this computer."
        assert troubles(root) == []


def test_a_slow_computer_is_told_which_model_it_uses(
    qapp: QGuiApplication, folders: Folders, qtbot: QtBot
) -> None:
    stations = Cast()
    stations.measured.shares = {"base": 0.9, "tiny.en": 0.3}
    with opened(qapp, folders, stations.build) as (window, root):
        qtbot.waitUntil(lambda: "“tiny.en”" in window.notices.message)
        assert window.notices.kind == "news"
        assert Settings.load(folders).speech_model == "tiny.en"
        qtbot.waitUntil(lambda: window.jobs.running == 0)
        assert troubles(root) == []


def test_measuring_the_models_makes_room_for_a_take_and_its_review(
    qapp: QGuiApplication, folders: Folders, qtbot: QtBot
) -> None:
    stations = Cast()
    stations.measured.go.clear()
    with opened(qapp, folders, stations.build) as (window, _):
        qtbot.waitUntil(lambda: stations.measured.began == 1)
        assert window.screens is not None
        assert stations.practice is not None
        practice, review = window.screens.practice, window.screens.review
        practice.toggle()
        qtbot.waitUntil(lambda: practice.state == "recording")
        qtbot.waitUntil(lambda: window.jobs.running == 0)
        practice.stop()
        qtbot.waitUntil(lambda: review.stage == "working")
        stations.measured.go.set()
        assert not Settings.load(folders).speech_model_chosen
        stations.practice.outcome = UserError("No voice was heard in this recording.", "Check it.")
        stations.practice.go.set()
        qtbot.waitUntil(lambda: Settings.load(folders).speech_model_chosen)
        qtbot.waitUntil(lambda: window.jobs.running == 0)


def test_closing_does_not_wait_for_the_models_to_be_measured(
    qapp: QGuiApplication, folders: Folders, qtbot: QtBot
) -> None:
    stations = Cast()
    stations.measured.go.clear()  # it would go on for ever
    with opened(qapp, folders, stations.build):
        qtbot.waitUntil(lambda: stations.measured.began == 1)
    assert not Settings.load(folders).speech_model_chosen


def test_a_broken_theme_of_ones_own_is_told_in_settings(
    qapp: QGuiApplication, folders: Folders, qtbot: QtBot
) -> None:
    theme = folders.data / "themes" / "bakery"
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_text('title = ""\n', encoding="utf-8")
    with opened(qapp, folders, Cast().build) as (_, root):
        qtbot.waitUntil(lambda: item_or_none(root, "practicePage"))
        QTest.keyClick(root, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: item_or_none(root, "themesLeftOut"))
        told = item(root, "themesLeftOut").property("about")
        assert str(theme / "theme.toml") in told
        assert "“title”" in told
