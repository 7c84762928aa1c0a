"""What they would ask next: hear it, answer it, see what the answer did, have it asked by somebody else."""

from collections.abc import Collection, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app import follow_up_rows
from failprep.app.asked import Asked
from failprep.app.choice import Choice, interviewer_choice
from failprep.app.jobs import Jobs, Work
from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.app.settings_keeper import SettingsKeeper
from failprep.app.spoken_question import SpokenQuestion
from failprep.domain import FollowUp, Prompt, Take
from failprep.library import Theme
from failprep.practice import ReplyCheck

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


class ReplyReader(Protocol):
    """The pipeline, as far as replies go."""

    def reply_check(self, take_id: int) -> ReplyCheck | None:
        """Whether this take closes the check it was asked for; None if it is no reply."""


@QmlElement
class FollowUpsView(QObject):
    """The questions of the take that is shown."""

    changed = Signal()
    answer_requested = Signal(object)  #: the ``Asked`` follow-up to answer aloud
    reply_requested = Signal(int)  #: the take to show, an answer to one of the questions
    again_requested = Signal()  #: ask again, in the manner the user chose
    hearing_changed = Signal()
    spoke = Signal()  #: the loudspeaker is used

    def __init__(
        self,
        reader: ReplyReader,
        spoken: SpokenQuestion,
        keeper: SettingsKeeper,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader, self._spoken, self._jobs = reader, spoken, jobs
        self._interviewer = interviewer_choice(keeper, self)
        self._rows = Rows(follow_up_rows.FollowUpRow, self)
        self._take: Take | None = None
        self._theme: Theme | None = None
        self._still_open: Collection[FollowUp] = ()
        self._replies: Sequence[Take] = ()
        self._closed: dict[int, bool] = {}
        spoken.changed.connect(self.hearing_changed)

    @qproperty(Rows)
    def rows(self) -> Rows:
        """The questions, in the order to be asked."""
        return self._rows

    @qproperty(Choice)
    def interviewer(self) -> Choice:
        """Who asks."""
        return self._interviewer

    @qproperty(str, notify=hearing_changed)
    def hearing(self) -> str:
        """The question that is being asked aloud; empty when none is."""
        return self._spoken.text

    @Slot(int)
    def answer(self, row: int) -> None:
        """Answer a question aloud."""
        if self._take is not None:
            self._spoken.hush()
            follow_up = self._take.follow_ups[row]
            prompt = Prompt(self._take.prompt_id, self._take.prompt, theme=self._take.theme)
            self.answer_requested.emit(
                Asked(prompt, None, self._take.id, follow_up.question, follow_up.check)
            )

    @Slot(int)
    def hear(self, row: int) -> None:
        """Ask a question aloud; or stop, while it is asked."""
        self.spoke.emit()
        self._spoken.hear(self._rows.rows[row].question)

    @Slot(int)
    def open_reply(self, row: int) -> None:
        """Show the answer to a question."""
        if self._rows.rows[row].reply:
            self.reply_requested.emit(self._rows.rows[row].reply)

    @Slot(int)
    def ask_as(self, place: int) -> None:
        """Have it asked by this interviewer, and by that one from now on."""
        self._interviewer.choose(place)
        if self._take is not None and self._take.assessment is not None:
            self.again_requested.emit()

    # What the review tells

    def hush(self) -> None:
        """Stop the voice: another screen is shown."""
        self._spoken.hush()

    def give_way(self) -> None:
        """The recording is played: the voice is not heard any more."""
        self._spoken.let_go()

    def forget_outcomes(self) -> None:
        """An answer was heard or judged again: what it did is not known any more."""
        self._closed = {}  # what is still being read belongs to the old ones

    def show_take(
        self,
        take: Take | None,
        theme: Theme | None,
        still_open: Collection[FollowUp] = (),
        replies: Sequence[Take] = (),
    ) -> None:
        """Show the questions of this take, and look into what the answers did."""
        self._take, self._theme = take, theme
        self._still_open, self._replies = still_open, replies
        self._show()
        unknown = [r.id for r in replies if r.id not in self._closed and r.transcript is not None]
        if take is None or not unknown:
            return
        shown, closed = take.id, self._closed

        def read(work: Work) -> dict[int, bool]:
            found = {}
            for reply in unknown:
                work.check()
                check = self._reader.reply_check(reply)
                if check is not None:
                    found[reply] = check.met is True
            return found

        self._jobs.start(read, on_done=lambda found: self._found(shown, closed, found))

    def _found(self, take_id: int, closed: dict[int, bool], found: dict[int, bool]) -> None:
        closed |= found
        if self._take is not None and self._take.id == take_id:
            self._show()

    def _show(self) -> None:
        take, theme = self._take, self._theme
        self._rows.show(
            follow_up_rows.rows(take, theme, self._still_open, self._replies, self._closed)
            if take is not None and theme is not None
            else []
        )
        self.changed.emit()
