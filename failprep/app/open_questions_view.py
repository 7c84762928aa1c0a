"""Follow-up questions that nobody answered yet: they come back on the Practice screen."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.asked import Asked
from failprep.app.jobs import Jobs, Latest
from failprep.app.properties import qproperty
from failprep.app.wording import when
from failprep.domain import OpenQuestion, Prompt, Take

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


class Questions(Protocol):
    """The store, as far as open questions go."""

    def open_questions(self, limit: int | None = None) -> Sequence[OpenQuestion]:
        """Those of the newest assessments that nobody answered or set aside, oldest take first."""

    def take(self, take_id: int) -> Take:
        """A take."""

    def dismiss(self, question_id: int) -> None:
        """Do not ask this one again."""


@QmlElement
class OpenQuestionsView(QObject):
    """Offers one of them at a time, those of the newest take first.

    Args:
        store: Where they are kept.
        jobs: For reading them.
        now: The clock, for "today".
        parent: Qt's parent.
    """

    changed = Signal()
    answer_requested = Signal(object)  #: the ``Asked`` to answer

    def __init__(
        self,
        store: Questions,
        jobs: Jobs,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._now = store, now
        self._open: list[OpenQuestion] = []
        self._place = 0
        self._looking = Latest(jobs)

    @qproperty(bool, notify=changed)
    def offered(self) -> bool:
        """Whether there is one."""
        return bool(self._open)

    @qproperty(bool, notify=changed)
    def several(self) -> bool:
        """Whether there is more than one."""
        return len(self._open) > 1

    @qproperty(str, notify=changed)
    def question(self) -> str:
        """The question that is offered."""
        return self._open[self._place].follow_up.question if self._open else ""

    @qproperty(str, notify=changed)
    def about(self) -> str:
        """What it belongs to: ``Still unanswered, from your take of today 18:42 · 1 of 3``."""
        if not self._open:
            return ""
        moment = when(self._open[self._place].started_at, self._now())
        place = f"  ·  {self._place + 1} of {len(self._open)}" if self.several else ""
        return f"Still unanswered, from your take of {moment[0].lower()}{moment[1:]}{place}"

    @Slot()
    def look(self) -> None:
        """See what is open; the one that is offered stays, if it still is."""
        self._looking.start(lambda _: self._store.open_questions(), on_done=self._found)

    @Slot()
    def another(self) -> None:
        """Offer the next one."""
        if self._open:
            self._place = (self._place + 1) % len(self._open)
            self.changed.emit()

    @Slot()
    def answer(self) -> None:
        """Answer the one that is offered."""
        if self._open:
            chosen = self._open[self._place]
            theme = self._store.take(chosen.take).theme
            prompt = Prompt(chosen.prompt_id, chosen.prompt, theme=theme)
            follow_up = chosen.follow_up
            self.answer_requested.emit(Asked(prompt, None, chosen.take, follow_up.question, follow_up.check))

    @Slot()
    def set_aside(self) -> None:
        """Do not offer this one again. Raises UserError when that cannot be saved."""
        if self._open:
            self._store.dismiss(self._open[self._place].id)
            del self._open[self._place]
            self._place = min(self._place, max(0, len(self._open) - 1))
            self.changed.emit()
            self.look()

    def _found(self, questions: Sequence[OpenQuestion]) -> None:
        offered = self._open[self._place].id if self._open else 0
        self._open = sorted(questions, key=lambda question: question.started_at, reverse=True)
        places = [place for place, question in enumerate(self._open) if question.id == offered]
        self._place = places[0] if places else 0
        self.changed.emit()
