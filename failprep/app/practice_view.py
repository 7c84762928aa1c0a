"""The Practice screen: from a question to a kept take."""

import logging
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.asked import Asked
from failprep.app.choice import Choice, interviewer_choice, target_choice, think_time_choice
from failprep.app.jobs import Jobs, Work
from failprep.app.microphone_view import MicrophoneView
from failprep.app.open_questions_view import OpenQuestionsView
from failprep.app.parts_bar import PartsBar
from failprep.app.ports import LiveWords, TakeKeeper, TakeRecorder
from failprep.app.prompts_view import PromptsView
from failprep.app.properties import qproperty
from failprep.app.rescue_view import RescueView
from failprep.app.running_take import CountTakes, RunningTake
from failprep.app.settings_keeper import SettingsKeeper
from failprep.app.wording import clock
from failprep.domain import Transcript, UserError

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

log = logging.getLogger(__name__)

_TICK_MS = 50


@QmlElement
class PracticeView(QObject):
    """Goes ready → (thinking) → recording ⇄ paused → saving → ready. It never stops by itself.

    ``take_kept`` carries the saved take's id and its words, a ``Transcript`` where they are known by then.
    """

    state_changed = Signal()
    moved = Signal()
    take_kept = Signal(int, object)

    def __init__(
        self,
        *,
        recorder: TakeRecorder,
        practice: TakeKeeper,
        microphone: MicrophoneView,
        prompts: PromptsView,
        rescue: RescueView,
        keeper: SettingsKeeper,
        jobs: Jobs,
        parts: PartsBar,
        count_takes: CountTakes,
        open_questions: OpenQuestionsView,
        live_text: LiveWords | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._recorder, self._practice = recorder, practice
        self._microphone, self._prompts, self._rescue = microphone, prompts, rescue
        self._keeper, self._jobs = keeper, jobs
        self._state = "ready"
        self._starting = self._shown = self._asking_to_discard = False
        self._open_questions = open_questions
        open_questions.answer_requested.connect(self.answer)
        self._think_left_s = 0.0
        self._take = RunningTake(
            recorder=recorder,
            keeper=keeper,
            jobs=jobs,
            live_text=live_text,
            parts=parts,
            count_takes=count_takes,
            parent=self,
        )
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._think_time = think_time_choice(keeper, self)
        self._target = target_choice(keeper, self)
        self._interviewer = interviewer_choice(keeper, self)

    # What QML reads

    @qproperty(MicrophoneView)
    def microphone(self) -> MicrophoneView:
        """The microphone."""
        return self._microphone

    @qproperty(PromptsView)
    def prompts(self) -> PromptsView:
        """The question."""
        return self._prompts

    @qproperty(RescueView)
    def rescue(self) -> RescueView:
        """A take that was cut off."""
        return self._rescue

    @qproperty(OpenQuestionsView)
    def open_questions(self) -> OpenQuestionsView:
        """What they asked and nobody answered yet."""
        return self._open_questions

    @qproperty(str, notify=state_changed)
    def state(self) -> str:
        """``ready``, ``thinking``, ``recording``, ``paused`` or ``saving``."""
        return self._state

    @qproperty(bool, notify=state_changed)
    def live(self) -> bool:
        """Whether a take is under way."""
        return self._state in {"recording", "paused"}

    @qproperty(bool, notify=state_changed)
    def asking_to_discard(self) -> bool:
        """Whether the user is being asked if the take shall be thrown away."""
        return self._asking_to_discard

    @qproperty(str, notify=moved)
    def think_left(self) -> str:
        """The think time that is left, ``0:24``."""
        return clock(self._think_left_s + 0.95)

    @qproperty(float, notify=moved)
    def think_fraction(self) -> float:
        """The share of the think time that is left, 1 to 0."""
        whole = self._keeper.value.think_time_s
        return self._think_left_s / whole if whole else 0.0

    @qproperty(RunningTake)
    def take(self) -> RunningTake:
        """The take under way."""
        return self._take

    @qproperty(Choice)
    def think_time(self) -> Choice:
        """How long to think before the recording starts."""
        return self._think_time

    @qproperty(Choice)
    def target(self) -> Choice:
        """How long the answer should be."""
        return self._target

    @qproperty(Choice)
    def interviewer(self) -> Choice:
        """Who asks."""
        return self._interviewer

    # What QML calls

    @Slot(bool)
    def show(self, shown: bool) -> None:
        """Tell whether the screen is in front: the microphone is open only then, or during a take."""
        self._shown = shown
        if shown:
            self._microphone.open("practice")
            if self._state != "saving":  # the take that is being kept is not lost
                self._rescue.look()
            self._open_questions.look()
        elif not self._starting and not self.live:
            self.cancel()
            self._prompts.hush()
            self._microphone.close("practice")

    @Slot()
    def toggle(self) -> None:
        """The one big key: start, start now, stop."""
        if self._state == "ready" and self._keeper.value.think_time_s:
            self._think()
        elif self._state in {"ready", "thinking"}:
            self._begin()
        elif self.live:
            self.stop()

    @Slot()
    def toggle_pause(self) -> None:
        """Hold, or go on."""
        if self._state == "recording":
            self._recorder.pause()
            self._set_state("paused")
        elif self._state == "paused":
            self._jobs.start(lambda _: self._recorder.resume(), on_done=lambda _: self._resumed())

    @Slot()
    def mark(self) -> None:
        """Mark this moment of the take."""
        if self.live:
            self._take.mark()

    @Slot()
    def cancel(self) -> None:
        """Leave the think time; during a take, hold and ask whether to throw it away."""
        if self._state == "thinking":
            self._set_state("ready")
        elif self.live and not self._asking_to_discard:
            self._recorder.pause()
            self._asking_to_discard = True
            self._set_state("paused")

    @Slot(bool)
    def discard(self, really: bool) -> None:
        """Answer that question; a take that is kept stays paused."""
        if not self._asking_to_discard:
            return
        self._asking_to_discard = False
        if not really:
            self.state_changed.emit()
            return
        path = self._recorder.path
        self._recorder.discard()
        if path is not None:
            Asked.forget(path)
        self._take.let_go()
        self._set_state("ready")

    @Slot()
    def stop(self) -> None:
        """End the take and keep it."""
        if not self.live:
            return
        self._asking_to_discard = False
        self._set_state("saving")
        self._take.end()
        asked, path = self._prompts.asked, self._recorder.path
        target_s = self._keeper.value.target_time_s

        def keep(_: Work) -> tuple[int, Transcript | None]:
            recording = self._recorder.stop()
            take_id = self._practice.keep(
                recording,
                asked.prompt,
                target_s=target_s,
                reply_to=asked.reply_to,
                reply_question=asked.reply_question,
                reply_check=asked.reply_check,
            )
            if path is not None:
                Asked.forget(path)
            return take_id, self._take.finish(recording.path)

        self._jobs.start(keep, on_done=self._kept, on_failed=self._not_kept)

    # For the composition root

    @Slot(object)
    def answer(self, asked: Asked) -> None:
        """Ask this next; a follow-up is spoken. A running take is not touched."""
        if self._state not in {"ready", "thinking"}:
            return
        self.cancel()
        self._prompts.ask(asked)
        if asked.reply_to is not None and self._keeper.value.speak_questions:
            self._prompts.hear()

    def close(self) -> None:
        """Let go of a running take; it stays on disk, to be offered at the next start."""
        self._timer.stop()
        self._take.close()

    # Inside

    def _think(self) -> None:
        self._think_left_s = self._keeper.value.think_time_s
        self._set_state("thinking")
        self.moved.emit()
        self._timer.start()

    def _begin(self) -> None:
        if not self._starting:
            self._starting = True
            self._prompts.hush()
            self._microphone.when_open(self._start_take, self._not_started)

    def _start_take(self) -> None:
        self._starting = False
        try:
            self._recorder.start()
        except UserError as error:
            self._not_started()
            self._jobs.failed.emit(error)
            return
        if self._recorder.path is not None:
            self._note_question(self._recorder.path)
        self._take.begin(self._recorder.path, self._prompts.asked)
        self._set_state("recording")
        self._timer.start()

    def _not_started(self) -> None:
        self._starting = False
        self._come_to_rest()

    def _resumed(self) -> None:
        if self._state != "paused" or self._recorder.state != "recording":
            return
        if self._asking_to_discard:  # asked while the microphone was still on its way back
            self._recorder.pause()
        else:
            self._set_state("recording")

    def _note_question(self, path: Path) -> None:
        asked = replace(self._prompts.asked, target_s=self._keeper.value.target_time_s)
        try:
            asked.keep_beside(path)
        except OSError as error:  # the take matters more; the recorder tells of a full disk
            log.warning("a rescued take would not know its question: %s", error)

    def _kept(self, kept: tuple[int, Transcript | None]) -> None:
        self._come_to_rest()
        self.take_kept.emit(*kept)

    def _not_kept(self, error: Exception) -> None:
        self._take.let_go()
        self._come_to_rest()
        self._rescue.look()
        self._jobs.failed.emit(error)

    def _come_to_rest(self) -> None:
        self._set_state("ready")
        if not self._shown:
            self._microphone.close("practice")

    @Slot()
    def _tick(self) -> None:
        if self._state == "thinking":
            self._think_left_s -= _TICK_MS / 1000
            self.moved.emit()
            if self._think_left_s <= 0:
                self._timer.stop()
                self._begin()
        elif self.live:
            self._take.tick()

    def _set_state(self, state: str) -> None:
        self._state = state
        if state in {"ready", "saving"}:
            self._timer.stop()
        self.state_changed.emit()
