"""The rubric on the review screen: the headline, six criteria, each opening to its four checks."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Jobs
from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.app.rubric_rows import (
    CheckRow,
    CriterionRow,
    Opinions,
    check_row,
    criterion_row,
    seen_otherwise,
)
from failprep.app.wording import counted
from failprep.coach import too_short
from failprep.coach.trust_words import judged_by, stepped_in
from failprep.domain import CRITERION_OF, Assessment, Take, Transcript, UserError
from failprep.library import Theme
from failprep.store import Store

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


class Comparer(Protocol):
    """The pipeline, as far as the other coach goes."""

    def compare(self, take_id: int) -> Assessment:
        """What the offline coach says of a take."""


@QmlElement
class RubricView(QObject):
    """What was heard, what the user sees differently, and which sentences to light."""

    changed = Signal()
    lit_changed = Signal()
    evidence_chosen = Signal(int)  #: the sentence to hear
    failed = Signal(object)  #: why a correction could not be saved, or no comparison be made

    def __init__(self, store: Store, comparer: Comparer, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._comparer, self._jobs = store, comparer, jobs
        self._take: Take | None = None
        self._assessment: Assessment | None = None
        self._short: Transcript | None = None  # what was said, where it is too short for a verdict
        self._theme: Theme | None = None
        self._yours: dict[str, bool] = {}
        self._whys: dict[str, str] = {}
        self._other: Assessment | None = None
        self._comparing = False
        self._criteria = Rows(CriterionRow, self)
        self._checks: dict[str, Rows] = {}
        self._open: set[str] = set()
        self._pointed = ""

    # What QML reads

    @qproperty(Rows)
    def criteria(self) -> Rows:
        """The six criteria."""
        return self._criteria

    @qproperty(str, notify=changed)
    def headline(self) -> str:
        """What is said first, in a few words."""
        if self._short is not None:
            return too_short.TITLE
        return (
            self._theme.headlines[self._assessment.headline].title if self._theme and self._assessment else ""
        )

    @qproperty(str, notify=changed)
    def headline_text(self) -> str:
        """What is said first, in a sentence or two."""
        if self._short is not None:
            return too_short.explain(self._short)
        return (
            self._theme.headlines[self._assessment.headline].text if self._theme and self._assessment else ""
        )

    @qproperty(str, notify=changed)
    def headline_id(self) -> str:
        """Which headline it is, for its colour."""
        return self._assessment.headline if self._assessment else ""

    @qproperty(int, notify=changed)
    def total(self) -> int:
        """How many of the 24 checks are met."""
        return self._assessment.total if self._assessment else 0

    @qproperty(str, notify=changed)
    def your_line(self) -> str:
        """What the total would be by the user's own verdicts; empty where they agree."""
        if self._assessment is None or not self._differing():
            return ""
        total = Opinions(self._yours).total(self._assessment)
        seen = counted(len(self._differing()), "check")
        return f"You see {seen} differently: {total} of {len(CRITERION_OF)} by your own reading."

    @qproperty(str, notify=changed)
    def coach_line(self) -> str:
        """Who judged, and how far that is trusted."""
        take = self._take
        return judged_by(self._assessment, take.provenance) if take and self._assessment else ""

    @qproperty(str, notify=changed)
    def fallback_line(self) -> str:
        """Why another coach judged than was asked for; empty when none did."""
        take = self._take
        return stepped_in(self._assessment, take.provenance) if take and self._assessment else ""

    @qproperty(bool, notify=changed)
    def can_compare(self) -> bool:
        """Whether a language model judged, so that the offline coach may disagree."""
        return self._assessment is not None and self._assessment.coach == "llm"

    @qproperty(bool, notify=changed)
    def comparing(self) -> bool:
        """Whether the offline coach's verdicts stand beside the model's."""
        return self._comparing

    @qproperty(str, notify=changed)
    def compare_line(self) -> str:
        """On how many checks the two differ; empty unless both are shown."""
        if self._assessment is None or self._other is None or not self._comparing:
            return ""
        checks = [check for criterion in self._assessment.criteria for check in criterion.checks]
        differ = sum(self._other.check(check.id).met is not check.met for check in checks)
        if self._assessment.tier == "labels" and not differ:
            against = counted(sum(seen_otherwise(check, self._other) for check in checks), "check")
            return f"The offline coach decided. The model speaks against it on {against} it was sure of."
        if not differ:
            return "Both coaches agree on every check."
        return f"The offline coach differs on {counted(differ, 'check')}: {self._other.total} in all."

    # What QML calls

    @Slot(str)
    def toggle(self, criterion_id: str) -> None:
        """Open a criterion to its checks, or close it."""
        self._open ^= {criterion_id}
        self._show()

    @Slot(str)
    def point_at(self, check_id: str) -> None:
        """The pointer or the focus is on this check: light its sentences alone. Empty ends it."""
        if check_id != self._pointed:
            self._pointed = check_id
            self.lit_changed.emit()

    @Slot(int)
    def choose(self, sentence: int) -> None:
        """An evidence chip was pressed."""
        self.evidence_chosen.emit(sentence)

    @Slot(str, bool)
    def overrule(self, check_id: str, met: bool) -> None:
        """The user sees this check differently. The coach's verdict stays beside it."""
        if self._take is None:
            return
        try:
            self._store.correct(self._take.id, check_id, met, self._whys.get(check_id, ""))
        except UserError as error:
            self.failed.emit(error)
            return
        self._yours[check_id] = met
        self._show()

    @Slot(str, str)
    def explain(self, check_id: str, why: str) -> None:
        """Why the user sees it differently: kept with the correction, and exported with it."""
        if self._take is None or check_id not in self._yours or why.strip() == self._whys.get(check_id, ""):
            return
        try:
            self._store.explain(self._take.id, check_id, why)
        except UserError as error:
            self.failed.emit(error)
            return
        self._whys[check_id] = why.strip()
        self._show()

    @Slot(str)
    def agree(self, check_id: str) -> None:
        """The user takes that back."""
        if self._take is None:
            return
        try:
            self._store.take_back(self._take.id, check_id)
        except UserError as error:
            self.failed.emit(error)
            return
        self._yours.pop(check_id, None)
        self._whys.pop(check_id, None)
        self._show()

    @Slot(bool)
    def compare(self, wanted: bool) -> None:
        """Put the offline coach's verdicts beside the model's, or take them away."""
        self._comparing = wanted and self.can_compare
        self._show()
        if self._comparing and self._other is None and self._take is not None:
            take = self._take
            self._jobs.start(
                lambda _: self._comparer.compare(take.id), on_done=lambda other: self._compared(take, other)
            )

    # What the review asks and tells

    @property
    def lit_sentences(self) -> tuple[int, ...]:
        """The sentences to light: of the check pointed at, else of what is open, else of everything."""
        if self._assessment is None:
            return ()
        if self._pointed:
            return self._assessment.check(self._pointed).evidence
        open_ones = [c for c in self._assessment.criteria if c.id in self._open] or self._assessment.criteria
        return tuple({sentence for c in open_ones for check in c.checks for sentence in check.evidence})

    def show_take(
        self,
        take: Take | None,
        theme: Theme | None,
        *,
        first_open: str = "",
        yours: Mapping[str, bool] | None = None,
        whys: Mapping[str, str] | None = None,
    ) -> None:
        """Show this take's assessment, with the criterion opened that matters most; none of a few words."""
        if take is None or self._take is None or take.assessment != self._take.assessment:
            self._other, self._comparing = None, False
        self._take, self._theme, self._pointed = take, theme, ""
        said = take.transcript if take and take.assessment else None
        self._short = said if said is not None and said.too_short else None
        self._assessment = take.assessment if take and self._short is None else None
        self._yours = dict(yours or {})
        self._whys = dict(whys or {})
        self._open = {first_open} if first_open else set()
        self._show()

    # Inside

    def _compared(self, take: Take, other: Assessment) -> None:
        if self._take is not None and self._take.assessment == take.assessment:
            self._other = other
            self._show()

    def _differing(self) -> dict[str, bool]:
        """The user's own verdicts that are not the coach's."""
        assessment = self._assessment
        if assessment is None:
            return {}
        return {check: met for check, met in self._yours.items() if assessment.check(check).met is not met}

    def _show(self) -> None:
        assessment, theme = self._assessment, self._theme
        opinions = Opinions(self._differing(), self._other if self._comparing else None, self._whys)
        if assessment and theme:
            transcript: Transcript | None = self._take.transcript if self._take else None
            for criterion in assessment.criteria:
                rows = self._checks.setdefault(criterion.id, Rows(CheckRow, self))
                rows.show([check_row(c, assessment, theme, transcript, opinions) for c in criterion.checks])
            self._criteria.show(
                [
                    criterion_row(c, theme, self._checks[c.id], opinions, is_open=c.id in self._open)
                    for c in assessment.criteria
                ]
            )
        else:
            self._criteria.show([])
        self.changed.emit()
        self.lit_changed.emit()
