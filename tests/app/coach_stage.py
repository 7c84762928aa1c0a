"""The Coach section over servers, a keyring and a judge that a test steers."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path

from failprep.app.language_models import KeyPlace
from failprep.coach.asking import Spending
from failprep.coach.client import ModelInfo
from failprep.coach.judge_check import Agreement, JudgeCheck
from failprep.coach.local_models import LOCAL_MODELS, LocalModelInfo
from failprep.coach.providers import key_name
from failprep.domain import RUBRIC, Cancelled
from failprep.practice import Progress
from failprep.settings import Settings

IsCancelled = Callable[[], bool]


@dataclass
class FakeFetchable:
    """Two models of the real list; a download is done at once, or as ``breaks`` says."""

    here: set[str] = field(default_factory=set)
    breaks: Exception | None = None

    def known(self) -> Sequence[LocalModelInfo]:
        return tuple(LOCAL_MODELS.values())

    def installed(self, _: str | None) -> frozenset[str]:
        return frozenset(self.here)

    def download(self, name: str, report: Callable[[int, int], None], _: IsCancelled) -> None:
        report(1, 2)
        if self.breaks:
            raise self.breaks
        self.here.add(name)


@dataclass
class FakeServers:
    """Answers once ``go`` is set, or as ``breaks`` says."""

    names: tuple[str, ...] = ("llama3.1:8b", "qwen2.5:14b")
    says: str = "“llama3.1:8b” answers on this computer, in 1.2 s"
    breaks: Exception | None = None
    keyring: dict[str, str] = field(default_factory=dict)
    environment: set[str] = field(default_factory=set)
    refuses_keys: Exception | None = None
    refuses_files: Exception | None = None
    not_built_in: str = ""
    spending: Spending | None = None
    known_tier: str = ""
    asked: list[Settings] = field(default_factory=list)
    go: threading.Event = field(default_factory=threading.Event)
    shelf: FakeFetchable = field(default_factory=FakeFetchable)

    def models(self, settings: Settings, cancelled: IsCancelled) -> Sequence[ModelInfo]:
        self.asked.append(settings)
        self._wait(cancelled)
        return [ModelInfo(name) for name in self.names]

    def try_out(self, cancelled: IsCancelled) -> str:
        self._wait(cancelled)
        return self.says

    def tier(self, settings: Settings) -> str:
        return self.known_tier

    def key_place(self, settings: Settings) -> KeyPlace:
        if key_name(settings) in self.environment:
            return "environment"
        return "keyring" if key_name(settings) in self.keyring else ""

    def keep_key(self, settings: Settings, key: str | None) -> None:
        if self.refuses_keys:
            raise self.refuses_keys
        if key:
            self.keyring[key_name(settings)] = key
        else:
            self.keyring.pop(key_name(settings), None)

    @property
    def fetchable(self) -> FakeFetchable:
        return self.shelf

    def path_of(self, name: str) -> Path:
        return Path("/models") / f"{name}.gguf"

    def why_not_built_in(self) -> str:
        return self.not_built_in

    def check_file(self, path: str) -> None:
        if self.refuses_files:
            raise self.refuses_files

    def estimate(self, settings: Settings) -> Spending | None:
        if self.spending is None:
            return None
        return Spending(*(settings.llm_votes * n for n in astuple(self.spending)))

    def _wait(self, cancelled: IsCancelled) -> None:
        while not self.go.wait(0.01):
            if cancelled():
                raise Cancelled
        if self.breaks:
            raise self.breaks


def found(tier: str | None = None, coach: str = "offline", trouble: str = "") -> JudgeCheck:
    """A judge check's result: 24 answers, four checks of each criterion."""
    agreed = (92, 88, 79, 85, 70, 90)
    return JudgeCheck(
        coach=coach,
        answers=24,
        criteria={name: Agreement(n, 96) for name, n in zip(RUBRIC, agreed, strict=True)},
        traps=Agreement(150, 168),
        met=Agreement(264, 300),
        unmet=Agreement(240, 276),
        tier=tier,  # type: ignore[arg-type]
        trouble=trouble,
    )


@dataclass
class FakeJudge:
    """Reports a quarter, then gives ``result`` once ``go`` is set."""

    result: JudgeCheck | Exception = field(default_factory=found)
    go: threading.Event = field(default_factory=threading.Event)

    def judge_check(self, report: Callable[[Progress], None], cancelled: IsCancelled) -> JudgeCheck:
        report(Progress("assessing", 0.25))
        while not self.go.wait(0.01):
            if cancelled():
                raise Cancelled
        if isinstance(self.result, Exception):
            raise self.result
        return self.result
