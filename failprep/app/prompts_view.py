"""The question to be answered next: which one, another one, heard aloud."""

import random
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.asked import Asked
from failprep.app.jobs import Jobs
from failprep.app.ports import Questions, Sound, Theme, Voice
from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.app.spoken_question import SpokenQuestion
from failprep.domain import Prompt

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A prompt in the list. ``heading`` is the family's title on the first row of a family."""

    prompt_id: str
    text: str
    heading: str
    level: str


@QmlElement
class PromptsView(QObject):
    """Holds what is asked now. A follow-up question takes the place of a prompt until it is answered."""

    changed = Signal()
    hearing_changed = Signal()
    search_changed = Signal()

    def __init__(
        self,
        *,
        theme: Theme,
        questions: Questions,
        voice: Voice,
        sound: Sound,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._questions = theme, questions
        self._spoken = SpokenQuestion(voice, sound, jobs, self)
        self._spoken.changed.connect(self.hearing_changed)
        self._titles = {family.id: family.title for family in theme.families}
        self._asked = Asked(theme.prompts[0])
        self._unseen: list[Prompt] = []
        self._search = ""
        self._found = Rows(PromptRow, self)
        self.find("")

    # What QML reads

    @qproperty(str, notify=changed)
    def text(self) -> str:
        """The question."""
        return self._asked.question

    @qproperty(str, notify=changed)
    def listens_for(self) -> str:
        """What they listen for, in a sentence; empty for a follow-up and for a question of one's own."""
        listens_for = self._asked.prompt.listens_for.rstrip(".") if self._asked.reply_to is None else ""
        return f"They listen for: {listens_for}." if listens_for else ""

    @qproperty(str, notify=changed)
    def where(self) -> str:
        """``Learning from failure · prompt 3 of 42``, or what a follow-up belongs to."""
        if self._asked.reply_to is not None:
            return f"Follow-up to “{self._asked.prompt.text}”"
        ids = [prompt.id for prompt in self._theme.prompts]
        if self._asked.prompt.id in ids:
            return f"{self._theme.title}  ·  prompt {ids.index(self._asked.prompt.id) + 1} of {len(ids)}"
        return f"{self._theme.title}  ·  your own question"

    @qproperty(bool, notify=changed)
    def follow_up(self) -> bool:
        """Whether this is a follow-up question."""
        return self._asked.reply_to is not None

    @qproperty(str, notify=changed)
    def prompt_id(self) -> str:
        """The prompt's id."""
        return self._asked.prompt.id

    @qproperty(Rows)
    def found(self) -> Rows:
        """The prompts that fit the search, by family."""
        return self._found

    @qproperty(str, notify=search_changed)
    def own(self) -> str:
        """What was typed, when it can be asked as a question of the user's own; else empty."""
        return self._search if len(self._search.split()) > 2 else ""

    @qproperty(str, notify=hearing_changed)
    def hearing(self) -> str:
        """``preparing`` or ``playing`` while the question is asked aloud, else empty."""
        return self._spoken.phase

    # What QML calls

    @Slot()
    def shuffle(self) -> None:
        """Another prompt; all come once before one comes again."""
        if not self._unseen:
            self._unseen = [prompt for prompt in self._theme.prompts if prompt.id != self._asked.prompt.id]
            random.shuffle(self._unseen)
        if self._unseen:
            self.ask(Asked(self._unseen.pop()))

    @Slot(str)
    def choose(self, prompt: str) -> None:
        """Ask the prompt with this id, or this very text."""
        self.ask(Asked(self._questions.prompt(prompt)))

    @Slot(str)
    def find(self, text: str) -> None:
        """Show the prompts in which every typed word occurs."""
        self._search = " ".join(text.split())
        words = self._search.casefold().split()
        rows, heading = [], ""
        for prompt in sorted(self._theme.prompts, key=lambda prompt: list(self._titles).index(prompt.family)):
            title = self._titles[prompt.family]
            if all(word in f"{prompt.text} {title} {prompt.level}".casefold() for word in words):
                rows.append(
                    PromptRow(prompt.id, prompt.text, title if title != heading else "", prompt.level)
                )
                heading = title
        self._found.show(rows)
        self.search_changed.emit()

    @Slot(result=int)
    def place(self) -> int:
        """Where among the prompts found the one asked now stands; the first where it is not among them."""
        ids = [row.prompt_id for row in self._found.rows]
        return ids.index(self.prompt_id) if self.prompt_id in ids else 0

    @Slot()
    def hear(self) -> None:
        """Have the question asked aloud; or stop, while it is."""
        self._spoken.hear(self._asked.question)

    @Slot()
    def hush(self) -> None:
        """Stop the voice."""
        self._spoken.hush()

    # For the other view models

    @property
    def asked(self) -> Asked:
        """What is asked now."""
        return self._asked

    def ask(self, asked: Asked) -> None:
        """Ask this."""
        self.hush()
        self._asked = asked
        self.changed.emit()
