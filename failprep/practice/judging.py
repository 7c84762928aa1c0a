"""From a transcript to a verdict: the coach the user chose, its questions, and checks on the coach itself."""

from dataclasses import replace
from typing import TYPE_CHECKING

from failprep.domain import (
    Assessment,
    Cancelled,
    Prompt,
    Provenance,
    Reading,
    Sentence,
    Transcript,
    UserError,
)
from failprep.library import Library, Theme
from failprep.practice.models import Models
from failprep.practice.steps import IsCancelled, Judged, Progress, ReplyCheck, Report, never, quiet
from failprep.settings import Folders, Settings

if TYPE_CHECKING:
    from failprep.coach.asking import Spending, Step
    from failprep.coach.judge_check import JudgeCheck
    from failprep.coach.local_server import LocalModel


class Judging:
    """The coaches, for one set of settings at a time. Safe to use from any thread."""

    def __init__(self, folders: Folders, settings: Settings, library: Library, models: Models) -> None:
        self._folders = folders
        self._library = library
        self._models = models
        self.settings = settings

    def judge(
        self,
        transcript: Transcript,
        reading: Reading,
        prompt: Prompt,
        report: Report,
        cancelled: IsCancelled,
        *,
        settings: Settings | None = None,
    ) -> Judged:
        """Hold a transcript against the rubric and ask on, this once by ``settings``. Raises Cancelled."""
        from failprep.coach import connection, trust_words
        from failprep.coach.offline import OfflineCoach

        _stop_if(cancelled)
        settings, theme = settings or self.settings, self.theme(prompt)
        provenance = Provenance()
        report(Progress("assessing"))
        if settings.coach == "offline" or transcript.too_short:
            assessment = OfflineCoach(theme).assess(transcript, reading)
        else:
            coach = connection.coach(theme, settings, self._folders, self._local(settings))

            def follow(step: "Step") -> None:
                title = theme.criteria[step.criterion].title if step.criterion else ""
                report(
                    Progress("assessing", step.fraction, f"{title}, {step.doing}…" if step.doing else title)
                )

            outcome = coach.assess(transcript, reading, prompt.text, report=follow, cancelled=cancelled)
            assessment = outcome.assessment
            line = outcome.line or trust_words.on_the_way(outcome.steps)
            provenance = Provenance(line, outcome.spent.tokens)
        judged = Judged(assessment, (), provenance)
        return self.ask(
            judged, transcript, reading, prompt, report=report, cancelled=cancelled, settings=settings
        )

    def ask(
        self,
        judged: Judged,
        transcript: Transcript,
        reading: Reading,
        prompt: Prompt,
        *,
        report: Report,
        cancelled: IsCancelled,
        settings: Settings | None = None,
    ) -> Judged:
        """What was judged, with the follow-up questions to it. Raises Cancelled.

        A language model words them where one judged, and only while it is the coach in ``settings``.
        """
        from failprep.coach import connection, follow_ups, trust_words

        settings, theme = settings or self.settings, self.theme(prompt)
        assessment, provenance, manner = judged.assessment, judged.provenance, settings.interviewer
        report(Progress("asking"))
        questions = follow_ups.ask(transcript, reading, assessment, theme, interviewer=manner)
        if assessment.coach == "llm":
            kept = trust_words.of_the_verdicts(provenance.line)
            provenance = replace(provenance, line=kept)
            if settings.coach == "llm":
                coach = connection.coach(theme, settings, self._folders, self._local(settings))
                worded = coach.phrase(questions, transcript, interviewer=manner, cancelled=cancelled)
                questions = worded.questions
                line = " ".join(filter(None, (kept, worded.line)))
                provenance = Provenance(line, (provenance.tokens or 0) + worded.spent.tokens)
        _stop_if(cancelled)
        return Judged(assessment, questions, provenance)

    def compare(self, transcript: Transcript, prompt: Prompt) -> Assessment:
        """What the offline coach says of a transcript, to be shown beside a model's verdicts."""
        from failprep.coach.offline import OfflineCoach

        return OfflineCoach(self.theme(prompt)).assess(transcript, self._models.reader().read(transcript))

    def estimate(
        self, transcript: Transcript, prompt: Prompt, settings: Settings | None = None
    ) -> "Spending":
        """What judging a transcript with the chosen language model will cost at most, in tokens."""
        from failprep.coach import connection, phrasing
        from failprep.coach.asking import Spending

        if transcript.too_short:
            return Spending()
        coach = connection.coach(self.theme(prompt), settings or self.settings, self._folders)
        judging = coach.estimate(transcript, self._models.reader().read(transcript), prompt.text)
        return judging + phrasing.estimate(transcript)

    def judge_check(self, report: Report = quiet, cancelled: IsCancelled = never) -> "JudgeCheck":
        """Run the chosen coach over the bundled reference answers.

        Raises:
            UserError: No language model is set up.
            Cancelled: The user asked to stop.
        """
        from failprep.coach import judge_check

        settings, theme, read = self.settings, self._library.theme(), self._models.reader().read

        def follow(done: float, total: int) -> None:
            report(Progress("assessing", done / max(1, total)))

        if settings.coach == "offline":
            return judge_check.check_offline(theme, read, report=follow, cancelled=cancelled)
        return judge_check.check_model(
            theme,
            read,
            settings,
            self._folders,
            local=self._local(settings),
            report=follow,
            cancelled=cancelled,
        )

    def reply_check(self, answer: Transcript, reply: Transcript, check_id: str, prompt: Prompt) -> ReplyCheck:
        """Whether a reply closes the check that its question probed.

        A reply leans on the answer before it ("because I was afraid" needs the failure it explains), so the
        offline coach reads both together; only the reply's own sentences count as evidence.
        """
        together = _joined(answer, reply)
        check = self.compare(together, prompt).check(check_id)
        first = len(answer.sentences)
        evidence = tuple(number - first for number in check.evidence if number > first)
        return ReplyCheck(check_id, check.met, check.uncertain, evidence)

    def theme(self, prompt: Prompt) -> Theme:
        """The theme that a prompt belongs to."""
        return self._library.theme(prompt.theme or None)

    def try_model(self, cancelled: IsCancelled = never) -> str:
        """Ask the chosen language model for one word, and say how that went. Raises UserError."""
        from failprep.coach import connection

        settings = self.settings
        if settings.coach == "offline":
            raise UserError("No language model is chosen.", "Choose one in Settings.")
        found = connection.try_out(settings, self._folders, self._local(settings), cancelled)
        where = "on this computer" if found.is_local else "over the network"
        return f"“{found.model}” answers {where}, in {found.seconds:.1f} s"

    def _local(self, settings: Settings) -> "LocalModel | None":
        return self._models.local() if settings.provider == "builtin" else None


def _joined(answer: Transcript, reply: Transcript) -> Transcript:
    """Two transcripts as one text; the reply's sentences are numbered on."""
    shift = len(answer.text) + 1
    moved = tuple(
        replace(
            s, id=s.id + len(answer.sentences), start_char=s.start_char + shift, end_char=s.end_char + shift
        )
        for s in reply.sentences
    )
    untimed: tuple[Sentence, ...] = tuple(
        replace(s, start_s=None, end_s=None) for s in (*answer.sentences, *moved)
    )
    return Transcript(f"{answer.text} {reply.text}", answer.language, answer.model, (), untimed)


def _stop_if(cancelled: IsCancelled) -> None:
    if cancelled():
        raise Cancelled
