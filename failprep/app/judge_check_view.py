"""The judge check: the chosen coach reads answers whose checks are known, and the agreement is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Job, Jobs, Work
from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.app.settings_keeper import SettingsKeeper
from failprep.coach.trust_words import TIER_WORDS
from failprep.domain import UserError
from failprep.practice import Progress
from failprep.settings import Settings

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

_AGREEMENT = "How often the offline coach and our reference are of one mind."
_QUESTIONS = 140  #: a model is asked at least so many each time through


class Agreement(Protocol):
    """How often two readings are of one mind."""

    @property
    def agreed(self) -> int:
        """On so many checks."""

    @property
    def of(self) -> int:
        """Of so many."""


class Found(Protocol):
    """What the check found; see ``coach.judge_check.JudgeCheck``."""

    @property
    def coach(self) -> str:
        """``offline``, or the model's name."""

    @property
    def answers(self) -> int:
        """How many answers were judged."""

    @property
    def criteria(self) -> Mapping[str, Agreement]:
        """Criterion id → agreement on its checks."""

    @property
    def traps(self) -> Agreement:
        """Agreement on answers that only sound good."""

    @property
    def total(self) -> Agreement:
        """Agreement on all checks."""

    @property
    def tier(self) -> str | None:
        """How far the model is trusted from now on."""

    @property
    def trouble(self) -> str:
        """Why it broke off; empty where it did not."""


class Judge(Protocol):
    """Who runs the check."""

    def judge_check(self, report: Callable[[Progress], None], cancelled: Callable[[], bool]) -> Found:
        """Run it with the chosen coach. Raises UserError where none is set up, and Cancelled."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """A criterion, or the traps. ``share`` is 0 to 1."""

    title: str
    line: str
    share: float


@QmlElement
class JudgeCheckView(QObject):
    """Runs the check on demand; a result stays until another coach is chosen.

    Args:
        judge: Runs it.
        titles: Criterion id → title, in the rubric's order.
        keeper: The settings.
        jobs: For the run.
        parent: Qt's parent.
    """

    changed = Signal()

    def __init__(
        self,
        judge: Judge,
        titles: Mapping[str, str],
        keeper: SettingsKeeper,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._judge, self._titles, self._keeper, self._jobs = judge, titles, keeper, jobs
        self._rows = Rows(AgreementRow, self)
        self._found: Found | None = None
        self._tier = ""
        self._trouble = ""
        self._fraction = -1.0
        self._job: Job | None = None
        self._coach = coach_of(keeper.value)
        keeper.changed.connect(self._follow)

    @qproperty(Rows)
    def rows(self) -> Rows:
        """Agreement by criterion, then on the traps; empty before a run."""
        return self._rows

    @qproperty(bool, notify=changed)
    def running(self) -> bool:
        """Whether it runs."""
        return self._job is not None

    @qproperty(float, notify=changed)
    def fraction(self) -> float:
        """How far it is, 0 to 1; below 0 while nobody knows."""
        return self._fraction

    @qproperty(str, notify=changed)
    def line(self) -> str:
        """The result in one sentence; empty before a run."""
        if self._found is None or self._found.trouble:
            return ""
        total = self._found.total
        return f"{total.agreed} of {total.of} checks as our reference"

    @qproperty(str, notify=changed)
    def trouble(self) -> str:
        """Why there is no result, and what to do; empty when all is well."""
        if self._found is not None and self._found.trouble:
            done = self._found.answers
            where = f"after {done} answer{'s' * (done > 1)}" if done else "at the first answer"
            return f"{self._found.trouble} It broke off {where}."
        return self._trouble

    @qproperty(str, notify=changed)
    def tier(self) -> str:
        """How far the chosen coach is trusted, in plain words; empty while nobody knows."""
        return TIER_WORDS.get(self._tier, "") if self._keeper.value.coach == "llm" else ""

    @qproperty(str, notify=changed)
    def about(self) -> str:
        """How far the coach is trusted, and what running the check means; or what its result is."""
        if self._keeper.value.coach == "offline":
            return (
                _AGREEMENT
                if self.line
                else "Reads bundled answers whose checks are known. Takes a few seconds."
            )
        if self.line:
            return self.tier
        so_far = f"{self.tier}\n" if self.tier else ""
        least = _QUESTIONS * max(1, self._keeper.value.llm_votes)
        return so_far + (
            "Reads bundled answers whose checks are known, and decides how far the model is trusted. It is "
            f"asked more than {least} questions: this takes minutes, and tokens where they cost something."
        )

    @Slot()
    def run(self) -> None:
        """Run it with the chosen coach."""
        if self._job is not None:
            return
        self._found, self._trouble, self._fraction = None, "", -1.0
        self._rows.show(())

        coach = self._coach

        def check(work: Work) -> Found:
            return self._judge.judge_check(work.report, work.cancelled)

        def done(found: Found) -> None:
            if coach == self._coach:
                self._show(found)
            self._end()

        self._job = self._jobs.start(
            check,
            on_done=done,
            on_progress=self._advance,
            on_failed=self._failed,
            on_cancelled=self._end,
        )
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Stop it; nothing is kept."""
        if self._job is not None:
            self._job.cancel()

    def tell_tier(self, settings: Settings, tier: str) -> None:
        """This is how far the model of these settings is trusted so far."""
        if coach_of(settings) == self._coach:
            self._tier = tier
            self.changed.emit()

    def _advance(self, progress: Progress) -> None:
        self._fraction = -1.0 if progress.fraction is None else progress.fraction
        self.changed.emit()

    def _show(self, found: Found) -> None:
        self._found = found
        self._tier = found.tier or self._tier
        if not found.trouble:
            kinds = [(self._titles.get(name, name), one) for name, one in found.criteria.items()]
            kinds += [("Answers that only sound good", found.traps)] if found.traps.of else []
            self._rows.show([_row(title, one) for title, one in kinds])

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._trouble = str(error)
        else:
            self._jobs.failed.emit(error)
        self._end()

    def _end(self) -> None:
        self._job = None
        self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        """What was found out about one coach says nothing of another."""
        if coach_of(self._keeper.value) != self._coach:
            self._coach = coach_of(self._keeper.value)
            self.cancel()
            self._found, self._trouble, self._tier = None, "", ""
            self._rows.show(())
        self.changed.emit()


def coach_of(settings: Settings) -> tuple[object, ...]:
    """What makes it another coach."""
    return (
        settings.coach,
        settings.provider,
        settings.base_url,
        settings.llm_model,
        settings.local_model_file,
    )


def _row(title: str, agreement: Agreement) -> AgreementRow:
    share = agreement.agreed / agreement.of if agreement.of else 0.0
    return AgreementRow(title, f"{agreement.agreed} of {agreement.of}", share)
