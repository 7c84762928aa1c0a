"""What every window test gets: no display, no leftover threads, and a Qt warning is a failure (pyproject)."""

import gc
import os
import threading
from collections.abc import Iterator
from functools import partialmethod

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from failprep.app.jobs import Jobs
from failprep.app.main import load_fonts
from failprep.app.settings_keeper import SettingsKeeper
from failprep.settings import Folders, Settings
from failprep.store import Store
from tests.app.held import Held
from tests.app.practice_stage import PracticeStage
from tests.app.stage import SilentPlayer, SteeredReviewer, let_views_go
from tests.app.window import PATIENCE_MS


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """The window needs no widgets, and neither do its tests."""
    return QGuiApplication


class PatientBot(QtBot):
    """Waits for what must happen as long as a busy computer may need; what happened ends the wait at once."""

    waitUntil = partialmethod(QtBot.waitUntil, timeout=PATIENCE_MS)  # noqa: N815
    waitSignal = partialmethod(QtBot.waitSignal, timeout=PATIENCE_MS)  # noqa: N815
    waitSignals = partialmethod(QtBot.waitSignals, timeout=PATIENCE_MS)  # noqa: N815


@pytest.fixture
def qtbot(qapp: QGuiApplication, request: pytest.FixtureRequest) -> QtBot:
    """The bot of pytest-qt, with more patience: its five seconds are too few when both cores are busy."""
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: QGuiApplication) -> None:
    """The window's own typeface."""
    load_fonts()


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    """Whatever a test starts, it ends."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    assert not left, f"threads left: {left}"


@pytest.fixture(autouse=True)
def garbage_is_collected_here() -> Iterator[None]:
    """View models in reference cycles die on this thread, when the jobs have ended.

    Left to itself the collector runs on any thread, and a view model that ends on another one crashes Qt.
    In the app they live as long as the window.
    """
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.fixture
def jobs(qtbot: QtBot, no_thread_is_left: None) -> Iterator[Jobs]:
    """Jobs that are closed at the end."""
    jobs = Jobs()
    yield jobs
    jobs.close()
    let_views_go()


@pytest.fixture
def held() -> Held:
    """What ``held_jobs`` were given to do."""
    return Held()


@pytest.fixture
def held_jobs(held: Held, qtbot: QtBot) -> Iterator[Jobs]:
    """Jobs that run one by one, when and in the order the test says."""
    jobs = Jobs(held)
    yield jobs
    jobs.close()
    let_views_go()


@pytest.fixture
def keeper(folders: Folders, qapp: QGuiApplication) -> SettingsKeeper:
    """The settings, as on the first start."""
    return SettingsKeeper(folders, Settings())


@pytest.fixture
def stage(jobs: Jobs, keeper: SettingsKeeper, folders: Folders) -> PracticeStage:
    """The Practice screen's view model with everything it talks to."""
    return PracticeStage(jobs, keeper, folders)


@pytest.fixture
def store(folders: Folders) -> Iterator[Store]:
    """A real store, empty."""
    with Store(folders.data) as store:
        yield store


@pytest.fixture
def player() -> SilentPlayer:
    """A loudspeaker that nobody hears."""
    return SilentPlayer()


@pytest.fixture
def reviewer(store: Store) -> SteeredReviewer:
    """What reviews takes, when and as the test says."""
    return SteeredReviewer(store)
