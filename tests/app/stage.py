"""The review and history screens over a real store, with a silent player and a pipeline to steer."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from failprep.app.history_view import HistoryView
from failprep.app.jobs import Jobs
from failprep.app.review_view import ReviewView
from failprep.app.settings_keeper import SettingsKeeper
from failprep.app.spoken_question import SpokenQuestion
from failprep.domain import Assessment, Cancelled, Prompt, Take, TakeSummary, Transcript
from failprep.library import Library
from failprep.practice import Progress, ReplyCheck
from failprep.settings import Folders, Settings
from failprep.store import Filters, Store
from tests.app.made_up import NOW
from tests.app.window import PATIENCE_S

View = TypeVar("View", bound=QObject)
_ALIVE: list[QObject] = []


def alive(view: View) -> View:
    """Keep a view model until the jobs have ended, as the window does.

    A job's callback may belong to a part of a view model, and does not keep the whole alive.
    """
    _ALIVE.append(view)
    return view


def let_views_go() -> None:
    """The jobs have ended."""
    _ALIVE.clear()


class SilentPlayer:
    """Notes what it is told, once it is done; a test moves ``position_s`` itself."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []
        self.state = "stopped"
        self.position_s = 0.0
        self.refuses: Exception | None = None
        self.broken: str | None = None

    def play(self, path: Path, start_s: float = 0.0, end_s: float | None = None, speed: float = 1.0) -> None:
        if self.refuses:
            raise self.refuses
        self.state, self.position_s = "playing", start_s
        self.calls.append(
            ("play", path.name, round(start_s, 2), None if end_s is None else round(end_s, 2), speed)
        )

    def pause(self) -> None:
        self.state = "paused"
        self.calls.append(("pause",))

    def resume(self) -> None:
        self.state = "playing"
        self.calls.append(("resume",))

    def stop(self) -> None:
        self.state = "stopped"
        self.calls.append(("stop",))

    def trouble(self) -> str | None:
        return self.broken


@dataclass
class QuietVoice:
    """Says nothing, into a file that is not there."""

    path: Path
    said: list[str] = field(default_factory=list)

    def speak(self, text: str) -> Path:
        self.said.append(text)
        return self.path


class SlowPlayer(SilentPlayer):
    """A loudspeaker that takes until ``open_now`` is set to open."""

    def __init__(self) -> None:
        super().__init__()
        self.open_now = threading.Event()

    def play(self, path: Path, start_s: float = 0.0, end_s: float | None = None, speed: float = 1.0) -> None:
        assert self.open_now.wait(PATIENCE_S)
        super().play(path, start_s, end_s, speed)


class SlowStore(Store):
    """Answers for one search and one take only once ``answer_now`` is set."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.slow_search, self.slow_take = "zebra", 0
        self.answer_now = threading.Event()

    def takes(
        self,
        search: str = "",
        filters: Filters = Filters(),  # noqa: B008 - frozen, and as in the store
        *,
        limit: int | None = None,
        offset: int = 0,
    ) -> tuple[TakeSummary, ...]:
        assert search != self.slow_search or self.answer_now.wait(PATIENCE_S)
        return super().takes(search, filters, limit=limit, offset=offset)

    def take(self, take_id: int) -> Take:
        assert take_id != self.slow_take or self.answer_now.wait(PATIENCE_S)
        return super().take(take_id)


@dataclass
class SteeredReviewer:
    """A pipeline that waits for the test: it reports, then does what ``outcome`` says once ``go`` is set."""

    store: Store
    outcome: Take | Exception | None = None
    reports: tuple[Progress, ...] = (Progress("listening"), Progress("transcribing", 0.4))
    go: threading.Event = field(default_factory=threading.Event)
    heard: list[Transcript | None] = field(default_factory=list)
    asked_for: list[Settings] = field(default_factory=list)
    asked_as: list[str] = field(default_factory=list)
    offline: Assessment | None = None
    closes: ReplyCheck = field(
        default_factory=lambda: ReplyCheck("", met=True, uncertain=False, evidence=(1,))
    )

    def review(
        self,
        take_id: int,
        report: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        heard: Transcript | None = None,
    ) -> Take:
        self.heard.append(heard)
        for progress in self.reports:
            report(progress)
        while not self.go.wait(0.01):
            if cancelled():
                raise Cancelled
        if isinstance(self.outcome, Exception):
            raise self.outcome
        assert self.outcome is not None
        know(self.store, take_id, self.outcome)
        return self.store.take(take_id)

    def reassess(
        self,
        take_id: int,
        report: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        settings: Settings | None = None,
    ) -> Take:
        assert settings is not None
        self.asked_for.append(settings)
        report(Progress("assessing", 0.5, "Ownership"))
        while not self.go.wait(0.01):
            if cancelled():
                raise Cancelled
        if isinstance(self.outcome, Exception):
            raise self.outcome
        assert self.outcome is not None
        assert self.outcome.assessment is not None
        self.store.save_assessment(take_id, self.outcome.assessment, self.outcome.follow_ups)
        return self.store.take(take_id)

    def ask_again(
        self,
        take_id: int,
        report: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        *,
        settings: Settings | None = None,
    ) -> Take:
        assert settings is not None
        self.asked_as.append(settings.interviewer)
        report(Progress("asking"))
        assert self.go.wait(PATIENCE_S)
        assert isinstance(self.outcome, Take)
        kept = self.store.take(take_id)
        assert kept.assessment is not None
        self.store.save_assessment(take_id, kept.assessment, self.outcome.follow_ups)
        return self.store.take(take_id)

    def compare(self, take_id: int) -> Assessment:
        assert self.offline is not None
        return self.offline

    def reply_check(self, take_id: int) -> ReplyCheck | None:
        take = self.store.take(take_id)
        return replace(self.closes, check=take.reply_check) if take.reply_to else None


def keep(store: Store, take: Take, started_at: datetime | None = None) -> int:
    """Put a made-up take, and all that is known about it, into the store; returns its id there."""
    recording = None
    if take.recording is not None:
        path = store.recordings / f"{len(list(store.recordings.iterdir()))}-{take.recording.path.name}"
        path.write_bytes(b"sound")
        began = (started_at or take.started_at).astimezone()
        recording = replace(take.recording, path=path, started_at=began)
    take_id = store.add_take(
        Prompt(take.prompt_id, take.prompt, theme=take.theme),
        recording,
        reply_to=take.reply_to,
        reply_question=take.reply_question,
        reply_check=take.reply_check,
    )
    know(store, take_id, take)
    return take_id


def know(store: Store, take_id: int, take: Take) -> None:
    """Save what a made-up take says about itself."""
    if take.transcript is not None:
        store.save_transcript(take_id, take.transcript, take.delivery)
    if take.assessment is not None:
        store.save_assessment(take_id, take.assessment, take.follow_ups, take.provenance)
    if take.title:
        store.rename(take_id, take.title)
    if take.note:
        store.set_note(take_id, take.note)
    if take.self_rating is not None:
        store.set_self_rating(take_id, take.self_rating)


def hilly(path: Path, count: int) -> tuple[float, ...]:
    """Peaks that look like speech."""
    return tuple(
        abs(math.sin(n * 1.7) * math.sin(n * 0.31)) * (0.35 + 0.3 * math.sin(n * 0.07) ** 2) + 0.03
        for n in range(count)
    )


def review_screen(
    store: Store,
    jobs: Jobs,
    *,
    player: SilentPlayer | None = None,
    reviewer: SteeredReviewer | None = None,
    guess_first: bool = False,
    keeper: SettingsKeeper | None = None,
) -> ReviewView:
    """The review screen's view model, at the made-up time."""
    sound = player or SilentPlayer()
    return alive(
        ReviewView(
            reviewer or SteeredReviewer(store),
            store,
            Library.load(),
            sound,
            jobs,
            peaks=hilly,
            keeper=keeper or SettingsKeeper(Folders.standard(), Settings(guess_first=guess_first)),
            spoken=SpokenQuestion(QuietVoice(store.folder / "spoken.wav"), sound, jobs),
            now=NOW.astimezone,
        )
    )


def history_screen(store: Store, jobs: Jobs, *, player: SilentPlayer | None = None) -> HistoryView:
    """The history screen's view model, at the made-up time."""
    return alive(HistoryView(store, Library.load(), player or SilentPlayer(), jobs, now=NOW.astimezone))


def opened(qtbot: QtBot, view: ReviewView, take_id: int) -> ReviewView:
    """The review screen, once it shows this take."""
    with qtbot.waitSignal(view.changed):
        view.open(take_id)
    return view
