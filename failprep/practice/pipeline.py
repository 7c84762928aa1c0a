"""``Practice``: recordings and written answers in, reviews out."""

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from failprep.domain import (
    Assessment,
    Cancelled,
    Delivery,
    FollowUp,
    Prompt,
    Reading,
    Recording,
    Span,
    Take,
    Transcript,
    UserError,
)
from failprep.library import Library, Theme
from failprep.practice.models import Models
from failprep.practice.steps import (
    Heard,
    IsCancelled,
    LiveTimes,
    Progress,
    Report,
    Review,
    never,
    quiet,
)
from failprep.settings import Folders, Settings

if TYPE_CHECKING:
    from failprep.reading.reader import Reader
    from failprep.speech.whisper import SpeechEngine
    from failprep.store import Store


class Practice:
    """Takes in, reviews out. Safe to use from any thread; one review at a time.

    Args:
        folders: Where files live.
        settings: What the user chose; see ``use``.
        library: Themes, prompts and the rubric's wording.
        store: Where takes are kept. Without one, answers can be reviewed but not kept.
    """

    def __init__(
        self, folders: Folders, settings: Settings, library: Library, store: "Store | None" = None
    ) -> None:
        self._folders = folders
        self._settings = settings
        self._library = library
        self._store = store
        self._models = Models(folders, settings)
        self._working = threading.Lock()  # one review at a time: two would only slow each other down

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the speech engine's process."""
        self._models.close()

    def use(self, settings: Settings) -> None:
        """Follow changed settings."""
        self._settings = settings
        self._models.use(settings)

    def warm_up(self) -> None:
        """Load the models, so that the first take does not wait. Raises UserError if one is missing."""
        self._models.warm_up()

    def engine(self) -> "SpeechEngine":
        """The speech engine for the chosen model. Raises UserError when the model is missing or damaged."""
        return self._models.engine()

    def reader(self) -> "Reader":
        """The reader that says what each sentence shows."""
        return self._models.reader()

    # One answer

    def transcribe(self, audio: Path, report: Report = quiet, cancelled: IsCancelled = never) -> Heard:
        """The words and sentences of a recording.

        Raises:
            UserError: It is not audio, nobody speaks in it, or the speech model is missing.
            Cancelled: The user asked to stop.
        """
        with self._working:
            return self._hear(audio, report, cancelled)

    def transcribe_live(
        self,
        audio: Path,
        *,
        real_time: bool = False,
        report: Report = quiet,
        cancelled: IsCancelled = never,
    ) -> Heard:
        """As ``transcribe``, through the path that decodes while somebody speaks.

        Args:
            audio: A finished recording.
            real_time: Feed it at the pace of speech; otherwise as fast as the decoder keeps up.
            report: Called with the progress.
            cancelled: Asked often; True stops the work at once.
        """
        from failprep.reading import sentences
        from failprep.speech.replay import replay

        with self._working:
            voiced, duration_s = self._voices(audio, report)
            played = replay(
                self.engine(),
                audio,
                real_time=real_time,
                report=lambda done: report(Progress("transcribing", done)),
                cancelled=cancelled,
            )
            _need_words(played.transcript)
            transcript = sentences.cut(played.transcript, voiced)
        ends = (
            sentence.end_s if sentence.end_s is not None else duration_s for sentence in transcript.sentences
        )
        times = LiveTimes(tuple(played.final_at_s(end) for end in ends), played.tail_compute_s)
        return Heard(transcript, voiced, duration_s, played.compute_s, times)

    def analyse(
        self, audio: Path, prompt: Prompt, report: Report = quiet, cancelled: IsCancelled = never
    ) -> Review:
        """Review a recording without keeping it. Raises as ``transcribe`` does."""
        with self._working:
            heard = self._hear(audio, report, cancelled)
            delivery, reading = self._measure(heard, report)
            assessment, follow_ups = self._judge(heard.transcript, reading, prompt, report, cancelled)
        return Review(heard.transcript, delivery, assessment, follow_ups)

    def assess(
        self, answer: str, prompt: Prompt, report: Report = quiet, cancelled: IsCancelled = never
    ) -> Review:
        """Review a written answer. Raises UserError when there is nothing to read."""
        from failprep.reading import sentences

        transcript = sentences.written(answer)
        if not transcript.sentences:
            raise UserError("There is no answer to read.", "Write at least one sentence.")
        with self._working:
            report(Progress("reading"))
            reading = self.reader().read(transcript)
            assessment, follow_ups = self._judge(transcript, reading, prompt, report, cancelled)
        return Review(transcript, None, assessment, follow_ups)

    # Kept takes

    def keep(
        self,
        recording: Recording,
        prompt: Prompt,
        *,
        target_s: float | None = None,
        reply_to: int | None = None,
        reply_question: str = "",
        reply_check: str = "",
    ) -> int:
        """Save a take before anything is made of it, and return its id."""
        return self._kept().add_take(
            prompt,
            recording,
            target_s=target_s,
            reply_to=reply_to,
            reply_question=reply_question,
            reply_check=reply_check,
        )

    def keep_reviewed(self, recording: Recording, prompt: Prompt, review: Review) -> int:
        """Save a take together with the review that was made of it, and return its id."""
        take_id = self.keep(recording, prompt)
        if review.delivery is not None:
            self._kept().save_transcript(take_id, review.transcript, review.delivery)
        self._kept().save_assessment(take_id, review.assessment, review.follow_ups)
        return take_id

    def review(
        self,
        take_id: int,
        report: Report = quiet,
        cancelled: IsCancelled = never,
        *,
        heard: Transcript | None = None,
    ) -> Take:
        """Transcribe, measure and assess a kept take; each step is saved as it is done.

        Args:
            take_id: The take, kept before.
            report: Called with each step's progress, from the calling thread.
            cancelled: Asked often; True stops the work at once.
            heard: The final words where they were already decoded while the user spoke.

        Raises:
            UserError: Its audio was deleted, nobody speaks in it, or the speech model is missing.
            Cancelled: The user asked to stop; the take stays as it was.
        """
        store = self._kept()
        take = store.take(take_id)
        if take.recording is None:
            raise UserError("The audio of this take was deleted.", "Its transcript can still be read.")
        with self._working:
            words = self._hear(take.recording.path, report, cancelled, heard)
            delivery, reading = self._measure(words, report)
            store.save_transcript(take_id, words.transcript, delivery)
            prompt = Prompt(take.prompt_id, take.prompt, theme=take.theme)
            assessment, follow_ups = self._judge(words.transcript, reading, prompt, report, cancelled)
            store.save_assessment(take_id, assessment, follow_ups)
        return store.take(take_id)

    def reassess(self, take_id: int, report: Report = quiet, cancelled: IsCancelled = never) -> Take:
        """Assess a kept take again from its transcript, as a new version."""
        store = self._kept()
        take = store.take(take_id)
        if take.transcript is None:
            return self.review(take_id, report, cancelled)
        with self._working:
            report(Progress("reading"))
            reading = self.reader().read(take.transcript)
            prompt = Prompt(take.prompt_id, take.prompt, theme=take.theme)
            assessment, follow_ups = self._judge(take.transcript, reading, prompt, report, cancelled)
            store.save_assessment(take_id, assessment, follow_ups)
        return store.take(take_id)

    # Steps

    def _kept(self) -> "Store":
        if self._store is None:
            raise UserError("Takes are not kept here.", "Choose a data folder that can be written.")
        return self._store

    def _theme(self, prompt: Prompt) -> Theme:
        return self._library.theme(prompt.theme or None)

    def _hear(
        self, audio: Path, report: Report, cancelled: IsCancelled, words: Transcript | None = None
    ) -> Heard:
        from failprep.reading import sentences

        voiced, duration_s = self._voices(audio, report)
        compute_s = 0.0
        if words is None:
            engine = self.engine()
            engine.wait_until_ready()
            began = time.perf_counter()
            words = engine.transcribe(
                audio, report=lambda done: report(Progress("transcribing", done)), cancelled=cancelled
            )
            compute_s = time.perf_counter() - began
        _need_words(words)
        _stop_if(cancelled)
        return Heard(sentences.cut(words, voiced), voiced, duration_s, compute_s)

    def _voices(self, audio: Path, report: Report) -> tuple[tuple[Span, ...], float]:
        from failprep.audio import files
        from failprep.speech import pauses

        _, duration_s = files.probe(audio)
        report(Progress("listening"))
        voiced = pauses.voice_activity(audio)
        if not voiced:
            raise UserError(
                "No voice was heard in this recording.", "Check the microphone in Settings and try once more."
            )
        return voiced, duration_s

    def _measure(self, heard: Heard, report: Report) -> tuple[Delivery, Reading]:
        from failprep.reading import delivery

        report(Progress("reading"))
        reading = self.reader().read(heard.transcript)
        return delivery.measure(heard.transcript, heard.voiced, heard.duration_s, reading), reading

    def _judge(
        self, transcript: Transcript, reading: Reading, prompt: Prompt, report: Report, cancelled: IsCancelled
    ) -> tuple[Assessment, tuple[FollowUp, ...]]:
        from failprep.coach import follow_ups
        from failprep.coach.offline import OfflineCoach

        _stop_if(cancelled)
        theme = self._theme(prompt)
        report(Progress("assessing"))
        assessment = OfflineCoach(theme).assess(transcript, reading)
        report(Progress("asking"))
        questions = follow_ups.ask(
            transcript, reading, assessment, theme, interviewer=self._settings.interviewer
        )
        _stop_if(cancelled)
        return assessment, questions


def _need_words(transcript: Transcript) -> None:
    if not transcript.words:
        raise UserError(
            "No words could be made out in this recording.", "Come closer to the microphone and try again."
        )


def _stop_if(cancelled: IsCancelled) -> None:
    if cancelled():
        raise Cancelled
