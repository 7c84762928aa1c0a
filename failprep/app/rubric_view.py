"""The rubric on the review screen: the headline, six criteria, each opening to its four checks."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.app.wording import clock
from failprep.domain import Assessment, Check, Criterion, Take, Transcript
from failprep.library import CheckText, Theme

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

Result = Literal["met", "not_met", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check. ``evidence`` holds the sentences to hear: ``{sentence, label, text}`` each."""

    check_id: str
    title: str
    result: Result
    verdict: str  # in words, for a screen reader
    uncertain: bool
    advice: str  # what meeting it sounds like, where it is not met
    evidence: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion with its checks; ``level`` is 0 to 4."""

    criterion_id: str
    title: str
    question: str
    level: int
    level_title: str
    open: bool
    checks: Rows


@QmlElement
class RubricView(QObject):
    """What was heard, and which sentences to light for what is open or pointed at."""

    changed = Signal()
    lit_changed = Signal()
    evidence_chosen = Signal(int)  #: the sentence to hear

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self._theme: Theme | None = None
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
        return (
            self._theme.headlines[self._assessment.headline].title if self._theme and self._assessment else ""
        )

    @qproperty(str, notify=changed)
    def headline_text(self) -> str:
        """What is said first, in a sentence or two."""
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
    def coach_line(self) -> str:
        """Who assessed this, and why another one did than was asked for."""
        if self._assessment is None:
            return ""
        who = "Offline coach" if self._assessment.coach == "offline" else f"Coach: {self._assessment.coach}"
        return f"{who} · asked instead: {self._assessment.fallback}" if self._assessment.fallback else who

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

    def show_take(self, take: Take | None, theme: Theme | None, *, first_open: str = "") -> None:
        """Show this take's assessment, with the criterion opened that matters most."""
        self._assessment, self._theme, self._pointed = take.assessment if take else None, theme, ""
        self._open = {first_open} if first_open else set()
        transcript = take.transcript if take else None
        if self._assessment and theme:
            for criterion in self._assessment.criteria:
                rows = self._checks.setdefault(criterion.id, Rows(CheckRow, self))
                texts = theme.criteria[criterion.id].checks
                rows.show([_check_row(c, texts[c.id], theme, transcript) for c in criterion.checks])
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        criteria = self._assessment.criteria if self._assessment else ()
        self._criteria.show([self._criterion_row(criterion) for criterion in criteria])
        self.lit_changed.emit()

    def _criterion_row(self, criterion: Criterion) -> CriterionRow:
        assert self._theme is not None
        text = self._theme.criteria[criterion.id]
        return CriterionRow(
            criterion.id,
            text.title,
            text.question,
            criterion.level,
            self._theme.words.levels[criterion.level].title,
            criterion.id in self._open,
            self._checks[criterion.id],
        )


def _check_row(check: Check, text: CheckText, theme: Theme, transcript: Transcript | None) -> CheckRow:
    result: Result = "cannot_tell" if check.met is None else "met" if check.met else "not_met"
    sentences = {s.id: s for s in transcript.sentences} if transcript else {}
    chips = tuple(
        {
            "sentence": s.id,
            "label": f"line {s.id}" if s.start_s is None else clock(s.start_s),
            "text": s.text,
        }
        for s in (sentences[number] for number in check.evidence if number in sentences)
    )
    return CheckRow(
        check_id=check.id,
        title=text.title,
        result=result,
        verdict=theme.words.verdicts[result].title,
        uncertain=check.uncertain,
        advice="" if check.met else text.meets,
        evidence=chips,
    )
