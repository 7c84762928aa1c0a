"""The Practice and Settings screens over a recorder, a voice and a library that a test steers."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from failprep.app.appearance import Appearance
from failprep.app.cases_view import CasesView
from failprep.app.coach_view import CoachView
from failprep.app.jobs import Jobs
from failprep.app.judge_check_view import JudgeCheckView
from failprep.app.microphone_view import MicrophoneView
from failprep.app.model_speed_view import ModelSpeedView
from failprep.app.open_questions_view import OpenQuestionsView
from failprep.app.parts_bar import PartsBar
from failprep.app.practice_view import PracticeView
from failprep.app.prompts_view import PromptsView
from failprep.app.rescue_view import RescueView
from failprep.app.settings_keeper import SettingsKeeper
from failprep.app.settings_view import SettingsView
from failprep.app.speech_models_view import SpeechModelsView
from failprep.audio.recovery import Unfinished
from failprep.domain import (
    Cancelled,
    FollowUp,
    LiveText,
    OpenQuestion,
    Prompt,
    Recording,
    Take,
    Transcript,
    UserError,
    Word,
)
from failprep.library import Library
from failprep.practice.live_parts import ToldPart
from failprep.settings import Folders
from failprep.speech.calibration import Calibration, Speed
from failprep.speech.models import SpeechModel
from tests.app.coach_stage import FakeJudge, FakeServers
from tests.app.made_up import clinic_take
from tests.app.stage import SilentPlayer, alive, hilly
from tests.app.window import PATIENCE_S

STARTED = datetime(2025, 11, 25, 18, 42, tzinfo=UTC)


@dataclass(frozen=True)
class FakeDevice:
    name: str
    host: str = "ALSA"

    @property
    def id(self) -> str:
        return f"{self.name}, {self.host}"


@dataclass(frozen=True)
class FakeLevel:
    rms_db: float = -24.0
    peak_db: float = -14.0
    clipping: bool = False
    advice: str = "Good level"


@dataclass
class FakeRecorder:
    """Does what it is told at once; a test sets what it hears."""

    folder: Path
    state: str = "closed"
    found: list[FakeDevice] = field(
        default_factory=lambda: [FakeDevice("MacBook Pro Microphone"), FakeDevice("Yeti")]
    )
    heard: FakeLevel = FakeLevel()
    wrong: str | None = None
    refuses: Exception | None = None
    calls: list[str] = field(default_factory=list)
    device: str | None = None
    elapsed_s: float = 0.0
    path: Path | None = None
    sample_rate_hz: int = 48_000
    peaks: tuple[float, ...] = ()
    loses: Exception | None = None

    def listen(self, device: str | None = None) -> None:
        self.calls.append("listen")
        if self.refuses:
            raise self.refuses
        if self.state == "closed":
            self.state = "listening"
        self.device = device

    def close(self) -> None:
        self.calls.append("close")
        self.state = "closed"

    def microphones(self) -> Sequence[FakeDevice]:
        return tuple(self.found)

    def level(self) -> FakeLevel:
        return self.heard

    def trouble(self) -> str | None:
        return self.wrong

    def start(self) -> None:
        self.calls.append("start")
        if self.state == "closed":
            raise UserError("No microphone is open.", "Choose one, then try again.")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.path = self.folder / "take.wav"
        self.state = "recording"

    def pause(self) -> None:
        self.state = "paused"

    def resume(self) -> None:
        self.state = "recording"

    def mark(self) -> float:
        return self.elapsed_s

    def stop(self) -> Recording:
        self.calls.append("stop")
        self.state = "listening"
        if self.loses:
            raise self.loses
        assert self.path is not None
        path, self.path = self.path.with_suffix(".flac"), None
        return Recording(path, self.sample_rate_hz, self.elapsed_s, STARTED)

    def discard(self) -> None:
        self.calls.append("discard")
        self.path, self.state = None, "listening"

    def waveform(self, since: int = 0) -> tuple[float, ...]:
        return self.peaks[since:]


@dataclass
class FakeVoice:
    spoken: list[str] = field(default_factory=list)
    go: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.go.set()

    def speak(self, text: str) -> Path:
        assert self.go.wait(PATIENCE_S)
        self.spoken.append(text)
        return Path("spoken.wav")


@dataclass
class FakeRescue:
    left: list[Unfinished] = field(default_factory=list)
    breaks: Exception | None = None

    def unfinished(self) -> Sequence[Unfinished]:
        if self.breaks:
            raise self.breaks
        return tuple(self.left)

    def recover(self, take: Unfinished) -> Recording:
        self.left.remove(take)
        return Recording(
            take.path.with_suffix(".flac"), take.sample_rate_hz, take.duration_s, take.started_at
        )

    def throw_away(self, take: Unfinished) -> None:
        self.left.remove(take)


@dataclass
class Kept:
    """A take as it was handed to the pipeline."""

    recording: Recording
    prompt: Prompt
    target_s: float | None
    reply_to: int | None
    reply_question: str
    reply_check: str


@dataclass
class FakeKeeper:
    kept: list[Kept] = field(default_factory=list)

    def keep(
        self,
        recording: Recording,
        prompt: Prompt,
        *,
        target_s: float | None = None,
        reply_to: int | None = None,
        reply_question: str = "",
        reply_check: str = "",
    ) -> int:
        self.kept.append(Kept(recording, prompt, target_s, reply_to, reply_question, reply_check))
        return len(self.kept)


def evenly_said(text: str, until_s: float) -> tuple[Word, ...]:
    """Words that follow each other without a pause until then, as long as they are written."""
    words: list[Word] = []
    said = 0
    for word in text.split():
        start_s = until_s * said / len(text)
        said += len(word) + 1
        words.append(Word(word, start_s, min(until_s, until_s * said / len(text)), 0.9))
    return tuple(words)


@dataclass
class FakeLiveText:
    words: tuple[str, str] = ("", "")
    followed: list[Path] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    expected: Path | None = None

    @property
    def ends(self) -> list[str]:
        return [call for call in self.calls if call != "begin"]

    def expect(self, path: Path) -> None:
        self.expected = path

    def begin(self, path: Path) -> None:
        if path != self.expected:
            return
        self.calls.append("begin")
        self.followed.append(path)

    def text(self) -> LiveText:
        return LiveText(*self.words, evenly_said(" ".join(filter(None, self.words)), 10.0))

    def finish(self, path: Path) -> Transcript | None:
        self.calls.append("finish")
        return Transcript(" ".join(self.words))

    def abandon(self) -> None:
        self.expected = None
        self.calls.append("abandon")


@dataclass
class FakePartsReader:
    """Cuts at full stops; a sentence's first word tells its part. It waits until it may go."""

    texts: list[str] = field(default_factory=list)
    go: threading.Event = field(default_factory=threading.Event)
    breaks: Exception | None = None

    def __post_init__(self) -> None:
        self.go.set()

    def read(self, text: str) -> tuple[ToldPart, ...]:
        assert self.go.wait(PATIENCE_S)
        if self.breaks:
            raise self.breaks
        self.texts.append(text)
        found, start = [], 0
        for sentence in text.split(". "):
            word = sentence.split()[0].lower()
            found.append(ToldPart(PART_OF.get(word, "setup"), start, start + len(sentence)))
            start += len(sentence) + 2
        return tuple(found)


PART_OF = {"then": "failure", "because": "cause", "now": "change", "since": "since", "well": "other"}
PART_TITLES = {
    "setup": "Setup",
    "failure": "What went wrong",
    "cause": "Why",
    "change": "Change",
    "since": "Since",
    "other": "Other",
}


@dataclass
class FakeOpenQuestions:
    """Questions that nobody answered, by two takes."""

    asked: list[OpenQuestion] = field(default_factory=list)

    def ask(self, *questions: str, take: int = 7, days_ago: int = 0) -> None:
        for question in questions:
            self.asked.append(
                OpenQuestion(
                    len(self.asked) + 1,
                    take,
                    "wrong_decision",
                    "Walk me through a decision that turned out to be wrong.",
                    STARTED - timedelta(days=days_ago),
                    FollowUp(question, "root_cause", "mechanism", None),
                )
            )

    def open_questions(self, limit: int | None = None) -> Sequence[OpenQuestion]:
        return tuple(self.asked)

    def take(self, take_id: int) -> Take:
        return replace(clinic_take(take_id), theme="failure")

    def dismiss(self, question_id: int) -> None:
        self.asked = [question for question in self.asked if question.id != question_id]


@dataclass
class FakeCases:
    """Notes where cases were exported to."""

    targets: list[Path] = field(default_factory=list)
    refuses: Exception | None = None

    def export_cases(self, target: Path) -> int:
        if self.refuses:
            raise self.refuses
        self.targets.append(target)
        return 3


@dataclass
class FakeCalibrates:
    """As if these shares of real time had been measured, from the heaviest model down."""

    shares: dict[str, float] = field(default_factory=lambda: {"base": 0.2})
    missing: Exception | None = None
    go: threading.Event = field(default_factory=threading.Event)
    began: int = 0

    def __post_init__(self) -> None:
        self.go.set()

    def calibrate(self, cancelled: Callable[[], bool]) -> Calibration:
        self.began += 1
        if self.missing:
            raise self.missing
        while not self.go.wait(0.01):
            if cancelled():
                raise Cancelled
        speeds = tuple(Speed(name, share) for name, share in self.shares.items())
        return Calibration(SpeechModel(speeds[-1].model, Path()), speeds)


@dataclass(frozen=True)
class FakeModelInfo:
    name: str
    about: str
    size: int


@dataclass
class FakeModels:
    here: set[str] = field(default_factory=lambda: {"base"})
    go: threading.Event = field(default_factory=threading.Event)
    breaks: Exception | None = None

    def known(self) -> Sequence[FakeModelInfo]:
        return (
            FakeModelInfo(
                "tiny.en", "The smallest and fastest, for slow computers. English only.", 78_000_000
            ),
            FakeModelInfo(
                "base", "The default: good words at a speed any recent laptop reaches.", 148_000_000
            ),
            FakeModelInfo("small.en", "Better words, three times slower. English only.", 486_000_000),
        )

    def installed(self, user_folder: str | None) -> frozenset[str]:
        return frozenset(self.here)

    def download(self, name: str, report: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        report(30, 100)
        while not self.go.wait(0.01):
            if cancelled():
                raise Cancelled
        if self.breaks:
            raise self.breaks
        self.here.add(name)


class PracticeStage:
    """Everything the two screens need, wired as the composition root does it."""

    def __init__(
        self, jobs: Jobs, keeper: SettingsKeeper, folders: Folders, *, live_text: FakeLiveText | None = None
    ) -> None:
        self.jobs, self.keeper, self.folders = jobs, keeper, folders
        self.recorder = FakeRecorder(folders.data / "recordings")
        self.tester = FakeRecorder(folders.cache / "test")
        self.player = SilentPlayer()
        self.voice = FakeVoice()
        self.rescue = FakeRescue()
        self.practice = FakeKeeper()
        self.live_text = live_text
        self.models = FakeModels()
        self.speed = ModelSpeedView(FakeCalibrates(), keeper, jobs)
        self.servers = FakeServers()
        self.judge = FakeJudge()
        self.reads = FakePartsReader()
        self.kept_before = 3
        self.open = FakeOpenQuestions()
        self.cases = FakeCases()
        library = Library.load()
        self.microphone = MicrophoneView(
            recorder=self.recorder, tester=self.tester, sound=self.player, keeper=keeper, jobs=jobs
        )
        self.prompts = alive(
            PromptsView(
                theme=library.theme(), questions=library, voice=self.voice, sound=self.player, jobs=jobs
            )
        )
        self.rescue_view = RescueView(
            rescue=self.rescue, practice=self.practice, jobs=jobs, now=lambda: STARTED.replace(hour=19)
        )
        self.view = alive(
            PracticeView(
                recorder=self.recorder,
                practice=self.practice,
                microphone=self.microphone,
                prompts=self.prompts,
                rescue=self.rescue_view,
                keeper=keeper,
                jobs=jobs,
                live_text=live_text,
                parts=PartsBar(self.reads, PART_TITLES, jobs),
                count_takes=lambda _: self.kept_before,
                open_questions=OpenQuestionsView(self.open, jobs, now=lambda: STARTED.replace(hour=19)),
            )
        )

    def settings(self, app: QGuiApplication, theme_problems: Sequence[str] = ()) -> SettingsView:
        """The Settings screen over the same microphone."""
        return alive(
            SettingsView(
                keeper=self.keeper,
                folders=self.folders,
                appearance=Appearance(app),
                microphone=self.microphone,
                models=SpeechModelsView(self.models, self.speed, self.keeper, self.jobs),
                coach=self.coach(),
                cases=CasesView(self.cases, self.jobs, now=lambda: STARTED),
                theme_problems=theme_problems,
            )
        )

    def coach(self) -> CoachView:
        """The Coach section."""
        criteria = Library.load().theme().criteria
        titles = {criterion: text.title for criterion, text in criteria.items()}
        judge_check = JudgeCheckView(self.judge, titles, self.keeper, self.jobs)
        return alive(CoachView(self.servers, self.keeper, self.jobs, judge_check))

    def speak(self, seconds: float) -> None:
        """Let the recorder hear so many seconds of speech."""
        self.recorder.elapsed_s += seconds
        self.recorder.peaks = hilly(Path(), round(self.recorder.elapsed_s * 20))
