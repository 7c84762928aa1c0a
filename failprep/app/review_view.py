"""The review screen: one take, what was said, what was heard in it, and what to do next."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app import follow_up_rows
from failprep.app.asked import Asked
from failprep.app.delivery_view import DeliveryView
from failprep.app.guess_view import GuessView
from failprep.app.jobs import Jobs
from failprep.app.player_view import AudioPlayer, PlayerView
from failprep.app.properties import qproperty
from failprep.app.review_work import Reviewer, ReviewWork, StepRow
from failprep.app.rows import Rows
from failprep.app.rubric_view import RubricView
from failprep.app.shape_view import Peaks, ShapeView
from failprep.app.take_header import TakeHeader
from failprep.app.transcript_view import TranscriptView
from failprep.domain import FollowUp, Prompt, Take, Transcript
from failprep.library import Library, Theme
from failprep.store import Filters, Store

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class _Opened:
    """A take and what the store knows around it."""

    take: Take
    number: int  # it is the how many-th take of its prompt
    still_open: Collection[FollowUp]


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
        guess_first: Whether the user wants to rate a fresh take before the result is shown.
        now: The clock, for "today".
        parent: The Qt parent.
    """

    changed = Signal()
    stage_changed = Signal()
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
        guess_first: Callable[[], bool],
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._library, self._jobs = store, library, jobs
        self._take: Take | None = None
        self._wanted = 0  # the take asked for last: what arrives for another one comes too late
        self._header = TakeHeader(store, now, self)
        self._player = PlayerView(player, jobs, self)
        self._shape = ShapeView(peaks, jobs, self)
        self._transcript = TranscriptView(self)
        self._rubric = RubricView(self)
        self._guess = GuessView(store, guess_first, self)
        self._delivery = DeliveryView(self)
        self._follow_ups = Rows(follow_up_rows.FollowUpRow, self)
        self._steps = Rows(StepRow, self)
        self._work = ReviewWork(reviewer, jobs, self)
        self._connect()

    def _connect(self) -> None:
        self._player.moved.connect(self._follow)
        self._player.playing_changed.connect(self._follow)
        self._transcript.word_chosen.connect(self._player.play_from)
        self._rubric.lit_changed.connect(self._light)
        self._rubric.evidence_chosen.connect(self.hear_sentence)
        self._guess.changed.connect(self._light)
        for part in (self._header, self._guess, self._player):
            part.failed.connect(self._jobs.failed)
        self._header.saved.connect(self.take_changed)
        self._guess.guessed.connect(self.take_changed)
        self._work.progressed.connect(self._on_progressed)
        self._work.reviewed.connect(self._on_reviewed)
        self._work.stopped.connect(self._on_progressed)

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

    @qproperty(Rows)
    def follow_ups(self) -> Rows:
        """What they would ask next."""
        return self._follow_ups

    @qproperty(Rows)
    def steps(self) -> Rows:
        """The steps of the review that is under way."""
        return self._steps

    # What QML reads

    @qproperty(str, notify=stage_changed)
    def stage(self) -> str:
        """``empty``, ``working``, ``failed``, ``waiting`` (kept, not reviewed) or ``done``."""
        if self._take is None:
            return "empty"
        if self._work.steps(self._take.id):
            return "working"
        if self._take.assessment is not None:
            return "done"
        return "failed" if self._work.failure(self._take.id) else "waiting"

    @qproperty(str, notify=stage_changed)
    def failure(self) -> str:
        """Why the review failed, and what to do about it; empty when it did not."""
        error = self._work.failure(self._take.id) if self._take else None
        return str(error) if error else ""

    @qproperty(bool, notify=changed)
    def has_audio(self) -> bool:
        """Whether the recording is still there."""
        return self._take is not None and self._take.recording is not None

    @qproperty(str, notify=changed)
    def next_step(self) -> str:
        """The one thing for the next take."""
        return self._take.assessment.next_step if self._take and self._take.assessment else ""

    # What QML and other screens call

    @Slot(int)
    def open(self, take_id: int) -> None:
        """Show a kept take."""
        self._wanted = take_id
        self._player.stop()

        def load() -> _Opened:
            take = self._store.take(take_id)
            siblings = self._store.takes(filters=Filters(prompt_id=take.prompt_id))
            earlier = [s for s in siblings if s.prompt == take.prompt and s.started_at <= take.started_at]
            still_open = [q.follow_up for q in self._store.open_questions() if q.take == take_id]
            return _Opened(take, len(earlier), still_open)

        self._jobs.start(lambda _: load(), on_done=self._show, on_failed=self._not_opened)

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
    def answer(self, row: int) -> None:
        """Answer a follow-up question aloud."""
        if self._take is not None:
            follow_up = self._take.follow_ups[row]
            self.answer_requested.emit(
                Asked(_prompt(self._take), None, self._take.id, follow_up.question, follow_up.check)
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
        titles = self._titles()
        self._jobs.start(
            lambda _: self._store.export(target, take_id=take_id, titles=titles),
            on_done=lambda place: self.told.emit("Exported.", f"It is in {place}."),
        )

    @Slot()
    def leave(self) -> None:
        """Another screen is shown, or the window closes: be quiet, and save what was typed."""
        self._player.stop()
        self._transcript.follow(0.0, playing=False)
        self._header.save()

    @Slot(int)
    def refresh(self, take_id: int) -> None:
        """Something about this take was changed elsewhere (renamed, its audio deleted)."""
        if self._take is not None and self._take.id == take_id:
            self.open(take_id)

    @Slot(int)
    def forget(self, take_id: int) -> None:
        """This take was deleted."""
        self._work.cancel(take_id)
        if self._take is not None and self._take.id == take_id:
            self._wanted = 0
            self._set(None)

    # Inside

    def _titles(self) -> dict[str, str]:
        """Criterion and check ids → what the user calls them."""
        theme = self._theme(self._take)
        if theme is None:
            return {}
        criteria = {criterion.id: criterion.title for criterion in theme.criteria.values()}
        checks = {c.id: c.title for criterion in theme.criteria.values() for c in criterion.checks.values()}
        headlines = {headline: wording.title for headline, wording in theme.headlines.items()}
        return criteria | checks | headlines

    def _theme(self, take: Take | None) -> Theme | None:
        """The take's theme, or the first one where a theme of the user's own is gone."""
        if take is None:
            return None
        known = {theme.id for theme in self._library.themes}
        return self._library.theme(take.theme if take.theme in known else None)

    def _show(self, opened: _Opened) -> None:
        if opened.take.id == self._wanted:
            self._set(opened)

    def _set(self, opened: _Opened | None) -> None:
        take = opened.take if opened else None
        another = take is None or self._take is None or take.id != self._take.id
        had_audio = self.has_audio
        self._take = take
        theme = self._theme(take)
        self._header.show_take(take, opened.number if opened else 0)
        if another or had_audio != self.has_audio:
            self._player.load(take.recording if take else None, take.duration_s if take else 0.0)
        self._shape.show_take(take, theme)
        self._transcript.show_take(take)
        self._delivery.show_delivery(take.delivery if take else None)
        self._guess.show_take(take)
        self._rubric.show_take(take, theme, first_open=_most_telling(take))
        asked = follow_up_rows.rows(take, theme, opened.still_open) if opened and take and theme else []
        self._follow_ups.show(asked)
        self._steps.show(self._work.steps(take.id) if take else ())
        self.changed.emit()
        self.stage_changed.emit()

    @Slot()
    def _follow(self) -> None:
        self._transcript.follow(self._player.position_s, self._player.playing)

    @Slot()
    def _light(self) -> None:
        """Evidence is part of the result: it stays dark while the user is still asked for a guess."""
        self._transcript.light(() if self._guess.asking else self._rubric.lit_sentences)

    @Slot(int)
    def _on_progressed(self, take_id: int) -> None:
        if self._take is not None and take_id == self._take.id:
            self._steps.show(self._work.steps(take_id))
            self.stage_changed.emit()

    @Slot(object)
    def _on_reviewed(self, take: Take) -> None:
        self.take_changed.emit(take.id)
        if take.id == self._wanted:
            self.open(take.id)

    def _not_opened(self, error: Exception) -> None:
        self._set(None)
        self._jobs.failed.emit(error)


def _prompt(take: Take) -> Prompt:
    return Prompt(take.prompt_id, take.prompt, theme=take.theme)


def _most_telling(take: Take | None) -> str:
    """The criterion to open first: what they would ask about first, else the weakest."""
    if take is None or take.assessment is None:
        return ""
    if take.follow_ups:
        return take.follow_ups[0].criterion
    return min(take.assessment.criteria, key=lambda criterion: criterion.level).id
