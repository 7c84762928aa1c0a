"""``Practice``: recordings and written answers in, reviews out."""

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

from failprep.domain import (
    Assessment,
    Cancelled,
    Delivery,
    Prompt,
    Reading,
    Recording,
    Span,
    Take,
    Transcript,
    UserError,
)
from failprep.library import Library
from failprep.locks import in_turn
from failprep.practice.judging import Judging
from failprep.practice.models import Models
from failprep.practice.steps import (
    Heard,
    IsCancelled,
    Judged,
    LiveTimes,
    Progress,
    ReplyCheck,
    Report,
    Review,
    never,
    quiet,
)
from failprep.settings import Folders, Settings

if TYPE_CHECKING:
    from failprep.coach.asking import Spending
    from failprep.coach.judge_check import JudgeCheck
    from failprep.reading.reader import Reader
    from failprep.speech.calibration import Calibration
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
        self._store = store
        self._models = Models(folders, settings)
        self._judging = Judging(folders, settings, library, self._models)
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
        self._models.use(settings)
        self._judging.settings = settings

    def warm_up(self) -> None:
        """Load the models, so that the first take does not wait. Raises UserError if one is missing."""
        self._models.warm_up()

    def engine(self) -> "SpeechEngine":
        """The speech engine for the chosen model. Raises UserError when the model is missing or damaged."""
        return self._models.engine()

    def calibrate(self, cancelled: IsCancelled = never) -> "Calibration":
        """Which installed speech model keeps up on this computer. Raises UserError when there is none."""
        return self._models.calibrate(cancelled)

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
        with in_turn(self._working, cancelled):
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

        with in_turn(self._working, cancelled):
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
        with in_turn(self._working, cancelled):
            heard = self._hear(audio, report, cancelled)
            delivery, reading = self._measure(audio, heard, report)
            judged = self._judging.judge(heard.transcript, reading, prompt, report, cancelled)
        return Review(heard.transcript, delivery, judged.assessment, judged.follow_ups, judged.provenance)

    def assess(
        self, answer: str, prompt: Prompt, report: Report = quiet, cancelled: IsCancelled = never
    ) -> Review:
        """Review a written answer. Raises UserError when there is nothing to read."""
        from failprep.reading import sentences

        transcript = sentences.written(answer)
        if not transcript.sentences:
            raise UserError("There is no answer to read.", "Write at least one sentence.")
        with in_turn(self._working, cancelled):
            report(Progress("reading"))
            reading = self.reader().read(transcript)
            judged = self._judging.judge(transcript, reading, prompt, report, cancelled)
        return Review(transcript, None, judged.assessment, judged.follow_ups, judged.provenance)

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
        self._kept().save_assessment(take_id, review.assessment, review.follow_ups, review.provenance)
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
        with in_turn(self._working, cancelled):
            words = self._hear(take.recording.path, report, cancelled, heard)
            delivery, reading = self._measure(take.recording.path, words, report)
            store.save_transcript(take_id, words.transcript, delivery)
            judged = self._judging.judge(words.transcript, reading, _prompt(take), report, cancelled)
            store.save_assessment(take_id, judged.assessment, judged.follow_ups, judged.provenance)
        return store.take(take_id)

    def reassess(
        self,
        take_id: int,
        report: Report = quiet,
        cancelled: IsCancelled = never,
        *,
        settings: Settings | None = None,
    ) -> Take:
        """Assess a kept take again from its transcript, as a new version.

        Args:
            take_id: The take.
            report: Called with each step's progress, from the calling thread.
            cancelled: Asked often; True stops the work at once.
            settings: Another coach or interviewer, this once; else those the user chose.
        """
        store = self._kept()
        take = store.take(take_id)
        if take.transcript is None:
            return self.review(take_id, report, cancelled)
        with in_turn(self._working, cancelled):
            report(Progress("reading"))
            reading = self.reader().read(take.transcript)
            judged = self._judging.judge(
                take.transcript, reading, _prompt(take), report, cancelled, settings=settings
            )
            store.save_assessment(take_id, judged.assessment, judged.follow_ups, judged.provenance)
        return store.take(take_id)

    def ask_again(
        self,
        take_id: int,
        report: Report = quiet,
        cancelled: IsCancelled = never,
        *,
        settings: Settings | None = None,
    ) -> Take:
        """Ask a judged take's follow-up questions anew, as a new version; its verdicts and coach stay.

        Args:
            take_id: The take.
            report: Called with each step's progress, from the calling thread.
            cancelled: Asked often; True stops the work at once.
            settings: Another interviewer, this once; else the one the user chose.
        """
        store = self._kept()
        take = store.take(take_id)
        if take.transcript is None or take.assessment is None:
            return self.reassess(take_id, report, cancelled, settings=settings)
        with in_turn(self._working, cancelled):
            report(Progress("reading"))
            reading = self.reader().read(take.transcript)
            judged = self._judging.ask(
                Judged(take.assessment, (), take.provenance),
                take.transcript,
                reading,
                _prompt(take),
                report=report,
                cancelled=cancelled,
                settings=settings,
            )
            store.save_assessment(take_id, judged.assessment, judged.follow_ups, judged.provenance)
        return store.take(take_id)

    # The coach

    def compare(self, take_id: int) -> Assessment:
        """What the offline coach says of a kept take. Raises UserError when it has no transcript."""
        take, transcript = self._transcribed(take_id)
        return self._judging.compare(transcript, _prompt(take))

    def estimate(self, take_id: int, settings: Settings | None = None) -> "Spending":
        """What assessing a kept take with the chosen language model will cost at most, in tokens."""
        take, transcript = self._transcribed(take_id)
        return self._judging.estimate(transcript, _prompt(take), settings)

    def reply_check(self, take_id: int) -> ReplyCheck | None:
        """Whether this take closes the check it was asked for; None if it is no reply to a follow-up."""
        take, reply = self._transcribed(take_id)
        if take.reply_to is None or not take.reply_check:
            return None
        first, answer = self._transcribed(take.reply_to)
        return self._judging.reply_check(answer, reply, take.reply_check, _prompt(first))

    def judge_check(self, report: Report = quiet, cancelled: IsCancelled = never) -> "JudgeCheck":
        """Run the chosen coach over the bundled reference answers. Raises UserError and Cancelled."""
        return self._judging.judge_check(report, cancelled)

    def try_model(self, cancelled: IsCancelled = never) -> str:
        """Ask the chosen language model for one word, and say how that went. Raises UserError."""
        return self._judging.try_model(cancelled)

    def _transcribed(self, take_id: int) -> tuple[Take, Transcript]:
        take = self._kept().take(take_id)
        if take.transcript is None:
            raise UserError("This take has no transcript yet.", "Let it be transcribed first.")
        return take, take.transcript

    # Steps

    def _kept(self) -> "Store":
        if self._store is None:
            raise UserError("Takes are not kept here.", "Choose a data folder that can be written.")
        return self._store

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

    def _measure(self, audio: Path, heard: Heard, report: Report) -> tuple[Delivery, Reading]:
        from failprep.reading import delivery
        from failprep.speech.hesitations import hesitations

        report(Progress("reading"))
        reading = self.reader().read(heard.transcript)
        sounds = hesitations(audio)
        return delivery.measure(heard.transcript, heard.voiced, heard.duration_s, reading, sounds), reading


def _prompt(take: Take) -> Prompt:
    return Prompt(take.prompt_id, take.prompt, theme=take.theme)


def _need_words(transcript: Transcript) -> None:
    if not transcript.words:
        raise UserError(
            "No words could be made out in this recording.", "Come closer to the microphone and try again."
        )


def _stop_if(cancelled: IsCancelled) -> None:
    if cancelled():
        raise Cancelled
