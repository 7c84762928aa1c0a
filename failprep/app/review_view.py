"""The review screen: one take, what was said, what was heard in it, and what to do next."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.asked import Asked
from failprep.app.delivery_view import DeliveryView
from failprep.app.follow_ups_view import FollowUpsView
from failprep.app.guess_view import GuessView
from failprep.app.jobs import Jobs, Latest
from failprep.app.opened_take import OpenedTake
from failprep.app.player_view import AudioPlayer, PlayerView
from failprep.app.properties import qproperty
from failprep.app.reply_view import ReplyView
from failprep.app.review_work import Reviewer, ReviewWork, StepRow
from failprep.app.rows import Rows
from failprep.app.rubric_view import RubricView
from failprep.app.settings_keeper import SettingsKeeper
from failprep.app.shape_view import Peaks, ShapeView
from failprep.app.spoken_question import SpokenQuestion
from failprep.app.take_header import TakeHeader
from failprep.app.theme_words import most_telling, theme_of
from failprep.app.transcript_view import TranscriptView
from failprep.coach.providers import BUILT_IN
from failprep.domain import Prompt, Take, Transcript
from failprep.library import Library
from failprep.settings import Settings
from failprep.store import Store

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class ReviewView(QObject):
    """Shows one take at a time: ``open`` shows a kept one, ``work_on`` also reviews it.

    Args:
        reviewer: The pipeline.
        store: Where takes are kept.
        library: The rubric's wording.
        player: The audio station's one player.
        jobs: For everything that takes time.
        peaks: ``audio.files.peaks``: a file as so many peaks (0 to 1).
        keeper: The settings: whether to guess first, which coach and interviewer.
        spoken: Asks follow-up questions aloud.
        now: The clock, for "today".
        parent: The Qt parent.
    """

    changed = Signal()
    stage_changed = Signal()
    another_shown = Signal()  #: a take that was not shown before: its review begins at the top
    retake_requested = Signal(object)  #: the ``Asked`` to answer once more
    answer_requested = Signal(object)  #: the ``Asked`` follow-up to answer aloud
    back_requested = Signal()  #: return to where the user came from
    take_changed = Signal(int)  #: something about this take was saved
    told = Signal(str, str)  #: good news for the banner: what happened, and where

    def __init__(
        self,
        reviewer: Reviewer,
        store: Store,
        library: Library,
        player: AudioPlayer,
        jobs: Jobs,
        *,
        peaks: Peaks,
        keeper: SettingsKeeper,
        spoken: SpokenQuestion,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._library, self._jobs, self._keeper = store, library, jobs, keeper
        self._take: Take | None = None
        self._wanted = 0  # the take asked for last
        self._opening = Latest(jobs)  # also of one take: a look from before its review is out of date
        self._header = TakeHeader(store, now, self)
        self._player = PlayerView(player, jobs, self)
        self._shape = ShapeView(peaks, jobs, self)
        self._transcript = TranscriptView(self)
        self._rubric = RubricView(store, reviewer, jobs, self)
        self._guess = GuessView(store, lambda: keeper.value.guess_first, self)
        self._delivery = DeliveryView(self)
        self._follow_ups = FollowUpsView(reviewer, spoken, keeper, jobs, self)
        self._reply = ReplyView(reviewer, jobs, self)
        self._steps = Rows(StepRow, self)
        self._work = ReviewWork(reviewer, jobs, self)
        self._connect()

    def _connect(self) -> None:
        self._player.moved.connect(self._follow)
        self._player.playing_changed.connect(self._follow)
        self._player.playing_changed.connect(self._share_loudspeaker)
        self._transcript.word_chosen.connect(self._player.play_from)
        self._rubric.lit_changed.connect(self._light)
        self._rubric.evidence_chosen.connect(self.hear_sentence)
        self._guess.changed.connect(self._light)
        self._reply.changed.connect(self._light)
        self._follow_ups.answer_requested.connect(self.answer_requested)
        self._follow_ups.reply_requested.connect(self.open)
        self._follow_ups.again_requested.connect(self._ask_again)
        self._follow_ups.spoke.connect(self._player.lend)
        self._reply.first_requested.connect(self.open)
        self._keeper.changed.connect(self.stage_changed)
        for part in (self._header, self._guess, self._player, self._rubric):
            part.failed.connect(self._jobs.failed)
        self._header.saved.connect(self.take_changed)
        self._guess.guessed.connect(self.take_changed)
        self._work.progressed.connect(self._on_progressed)
        self._work.reviewed.connect(self._on_reviewed)
        self._work.stopped.connect(self._on_stopped)

    # Parts of the screen

    @qproperty(TakeHeader)
    def header(self) -> TakeHeader:
        """Which take this is."""
        return self._header

    @qproperty(PlayerView)
    def player(self) -> PlayerView:
        """The player."""
        return self._player

    @qproperty(ShapeView)
    def shape(self) -> ShapeView:
        """The waveform and the parts of the answer."""
        return self._shape

    @qproperty(TranscriptView)
    def transcript(self) -> TranscriptView:
        """What was said."""
        return self._transcript

    @qproperty(RubricView)
    def rubric(self) -> RubricView:
        """What was heard in it."""
        return self._rubric

    @qproperty(GuessView)
    def guess(self) -> GuessView:
        """The user's own guess."""
        return self._guess

    @qproperty(DeliveryView)
    def delivery(self) -> DeliveryView:
        """How it was said."""
        return self._delivery

    @qproperty(FollowUpsView)
    def follow_ups(self) -> FollowUpsView:
        """What they would ask next."""
        return self._follow_ups

    @qproperty(ReplyView)
    def reply(self) -> ReplyView:
        """What this take did for the check it was asked for, if it is a reply."""
        return self._reply

    @qproperty(Rows)
    def steps(self) -> Rows:
        """The steps of the review that is under way."""
        return self._steps

    @property
    def work(self) -> ReviewWork:
        """The reviews under way, of whichever takes."""
        return self._work

    # What QML reads

    @qproperty(str, notify=stage_changed)
    def stage(self) -> str:
        """``empty``, ``working``, ``failed``, ``waiting`` (kept, not reviewed) or ``done``.

        A take that is reviewed again stays ``done``: its result is shown until there is another.
        """
        if self._take is None:
            return "empty"
        if self._take.assessment is not None:
            return "done"
        if self._work.steps(self._take.id):
            return "working"
        return "failed" if self._work.failure(self._take.id) else "waiting"

    @qproperty(str, notify=stage_changed)
    def failure(self) -> str:
        """Why the review failed, and what to do about it; empty when it did not."""
        error = self._work.failure(self._take.id) if self._take else None
        return str(error) if error else ""

    @qproperty(bool, notify=stage_changed)
    def again(self) -> bool:
        """Whether a take with a result is being reviewed again."""
        return self.stage == "done" and bool(self._work.steps(self._take.id if self._take else 0))

    @qproperty(str, notify=stage_changed)
    def other_coach(self) -> str:
        """The coach that did not judge this take: ``the offline coach``; empty when none is set up."""
        settings = self._keeper.value
        if self._take is None or self._take.assessment is None:
            return ""
        if self._take.assessment.coach != "offline":
            return "the offline coach"
        built_in = settings.provider == BUILT_IN
        ready = settings.local_model_file if built_in else settings.llm_model
        return "" if not ready else "the built-in model" if built_in else ready

    @qproperty(bool, notify=changed)
    def has_audio(self) -> bool:
        """Whether the recording is still there."""
        return self._take is not None and self._take.recording is not None

    @qproperty(str, notify=changed)
    def next_step(self) -> str:
        """The one thing for the next take; a reply, or a few words, have none of their own."""
        take = self._take
        if take is None or take.assessment is None or take.reply_to is not None:
            return ""
        return "" if take.transcript is not None and take.transcript.too_short else take.assessment.next_step

    # What QML and other screens call

    @Slot(int)
    def open(self, take_id: int) -> None:
        """Show a kept take."""
        self._wanted = take_id
        self._player.stop()
        self._opening.start(
            lambda _: OpenedTake.load(self._store, take_id), on_done=self._set, on_failed=self._not_opened
        )

    def work_on(self, take_id: int, heard: Transcript | None = None) -> None:
        """Show a take that was just kept, and review it. ``heard`` are its words if known already."""
        self._guess.expect(take_id)
        self._work.start(take_id, heard)
        self.open(take_id)

    @Slot()
    def review_again(self) -> None:
        """Review the take that is shown, from its audio: after a failure, or when it never was."""
        if self._take is not None:
            self._work.start(self._take.id)

    @Slot()
    def assess_again(self) -> None:
        """Have the take that is shown judged again from its words, by the coach the user chose."""
        self._reassess(self._keeper.value)

    @Slot()
    def assess_by_other(self) -> None:
        """Have it judged by the coach that did not judge it, this once."""
        if self._take is not None and self._take.assessment is not None:
            other = "llm" if self._take.assessment.coach == "offline" else "offline"
            self._reassess(self._keeper.value.changed(coach=other))

    @Slot()
    def cancel(self) -> None:
        """Stop the review that is under way. The take stays."""
        if self._take is not None:
            self._work.cancel(self._take.id)

    @Slot()
    def retake(self) -> None:
        """Answer the same prompt once more."""
        take = self._take
        if take is not None:
            self.retake_requested.emit(
                Asked(_prompt(take), take.target_s, take.reply_to, take.reply_question, take.reply_check)
            )

    @Slot(int)
    def hear_sentence(self, sentence: int) -> None:
        """Show a sentence and, if there is audio, play exactly it."""
        self._transcript.reveal(sentence)
        said = self._take.transcript.sentences if self._take and self._take.transcript else ()
        for candidate in said:
            if candidate.id == sentence and candidate.start_s is not None and candidate.end_s is not None:
                self._player.play_range(candidate.start_s, candidate.end_s)

    @Slot(QUrl)
    def export(self, folder: QUrl) -> None:
        """Put the take, to read and to hear, into this folder."""
        if self._take is None:
            return
        take_id, target = self._take.id, Path(folder.toLocalFile())
        words = theme_of(self._library, self._take).titles
        self._jobs.start(
            lambda _: self._store.export(target, take_id=take_id, titles=words),
            on_done=lambda place: self.told.emit("Exported.", f"It is in {place}."),
        )

    @Slot()
    def leave(self) -> None:
        """Another screen is shown, or the window closes: be quiet, and save what was typed."""
        self._player.stop()
        self._follow_ups.hush()
        self._transcript.follow(0.0, playing=False)
        self._header.save()

    @Slot(int)
    def refresh(self, take_id: int) -> None:
        """Something about this take was changed elsewhere (renamed, its audio deleted)."""
        if take_id == self._wanted:
            self.open(take_id)

    @Slot(int)
    def forget(self, take_id: int) -> None:
        """This take was deleted."""
        self._work.cancel(take_id)
        if take_id == self._wanted:
            self._wanted = 0
            self._opening.drop()
        if self._take is not None and self._take.id == take_id:
            self._set(None)

    # Inside

    @Slot()
    def _ask_again(self) -> None:
        """Another manner changes the questions, not the verdicts and not who judged."""
        if self._take is not None:
            self._work.ask_again(self._take.id, self._keeper.value)

    def _reassess(self, settings: Settings) -> None:
        if self._take is not None:
            self._work.reassess(self._take.id, settings)

    def _set(self, opened: OpenedTake | None) -> None:
        take = opened.take if opened else None
        another = take is None or self._take is None or take.id != self._take.id
        had_audio = self.has_audio
        self._take = take
        theme = theme_of(self._library, take) if take else None
        self._header.show_take(take, opened.attempt if opened else 0)
        if another or had_audio != self.has_audio:
            self._player.load(take.recording if take else None, take.duration_s if take else 0.0)
        self._shape.show_take(take, theme)
        self._transcript.show_take(take)
        self._delivery.show_delivery(take.delivery if take else None)
        self._guess.show_take(take)
        self._rubric.show_take(
            take,
            theme,
            first_open=most_telling(take) if take else "",
            yours=opened.yours if opened else None,
            whys=opened.whys if opened else None,
        )
        if opened is not None:
            self._follow_ups.show_take(take, theme, opened.still_open, opened.replies)
        else:
            self._follow_ups.show_take(None, None)
        self._reply.show_take(take, theme)
        self._steps.show(self._work.steps(take.id) if take else ())
        self.changed.emit()
        self.stage_changed.emit()
        if another:
            self.another_shown.emit()

    @Slot()
    def _follow(self) -> None:
        self._transcript.follow(self._player.position_s, self._player.playing)

    @Slot()
    def _share_loudspeaker(self) -> None:
        if self._player.playing:
            self._follow_ups.give_way()

    @Slot()
    def _light(self) -> None:
        """Evidence is part of the result: it stays dark while the user is still asked for a guess."""
        lit = self._reply.evidence if self._reply.alone else self._rubric.lit_sentences
        self._transcript.light(() if self._guess.asking else lit)

    @Slot(int)
    def _on_progressed(self, take_id: int) -> None:
        if self._take is not None and take_id == self._take.id:
            self._steps.show(self._work.steps(take_id))
            self.stage_changed.emit()

    @Slot(int)
    def _on_stopped(self, take_id: int) -> None:
        """A result that is there already stays; why there is no other one is told in the banner."""
        self._on_progressed(take_id)
        failure = self._work.failure(take_id)
        if failure is not None and self.stage == "done":
            self._jobs.failed.emit(failure)

    @Slot(object)
    def _on_reviewed(self, take: Take) -> None:
        self._follow_ups.forget_outcomes()
        self.take_changed.emit(take.id)
        if take.id == self._wanted:
            self.open(take.id)

    def _not_opened(self, error: Exception) -> None:
        self._set(None)
        self._jobs.failed.emit(error)


def _prompt(take: Take) -> Prompt:
    return Prompt(take.prompt_id, take.prompt, theme=take.theme)
