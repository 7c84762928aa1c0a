"""The language-model coach: the same form as the offline coach's, filled in by a model that can only point.

Whatever happens on the way, there is a result: where the model fails, the offline coach's, with a word and a
line that say why.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from failprep.coach import guard, next_step, phrasing, prompting, tiers, votes
from failprep.coach.asking import ANSWER_TOKENS, CHARACTERS_A_TOKEN, Asking, Question, Spending, Step, swayed
from failprep.coach.cache import Cache
from failprep.coach.client import IsCancelled, run
from failprep.coach.offline import OfflineCoach
from failprep.coach.providers import Endpoint, NetworkOff
from failprep.coach.rubric import Verdict, grade, headline
from failprep.coach.tiers import Tier
from failprep.coach.trouble import FALLBACKS, STEPPED_IN, Trouble
from failprep.domain import (
    AVOIDED,
    RUBRIC,
    Assessment,
    Cancelled,
    Criterion,
    FollowUp,
    Reading,
    Transcript,
    UserError,
)

if TYPE_CHECKING:
    from failprep.library import Theme

#: Where the model is reached: found when it is needed, since a built-in model has to start first.
FindEndpoint = Callable[[IsCancelled], Endpoint]

#: An answer that shows nothing, and one that shows a whole criterion. A model that finds half or more in the
#: first says yes to everything; one that finds nothing in the second cannot read.
_NOTHING = {
    1: "Well, it was a difficult year for the whole department, as I am sure you can imagine.",
    2: "There was an initiative that did not quite land the way people had hoped.",
    3: "These things happen everywhere, and one always learns something from them.",
    4: "In general I would say that communication is the key to everything.",
}
_SOMETHING = {
    1: "I sent the wrong dose sheet to the ward because I assumed it was the new one, and did not look.",
    2: "Since then I read every sheet aloud to a second nurse before it leaves my desk.",
    3: "I have done that on every shift for eleven months, and it has caught two wrong sheets.",
    4: "The whole ward does it now.",
}
_CONTROLS: tuple[Question, ...] = (
    ("ownership", _NOTHING, "", 0),
    ("behaviour_change", _NOTHING, "", 0),
    ("behaviour_change", _SOMETHING, "", 0),
)
_NOTHING_MOST = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the coach came to.

    Attributes:
        assessment: The result; its ``fallback`` is a key of ``trouble.FALLBACKS`` where the model failed.
        offline: What the offline coach says, to be shown beside it.
        line: One clear line where the model failed, else "".
        steps: What was tried and did not work on the way, a line each.
        spent: What it cost.
    """

    assessment: Assessment
    offline: Assessment
    line: str = ""
    steps: tuple[str, ...] = ()
    spent: Spending = field(default_factory=Spending)

    @property
    def disagreements(self) -> tuple[str, ...]:
        """The checks on which the two coaches differ."""
        return tuple(
            check.id
            for criterion in self.assessment.criteria
            for check in criterion.checks
            if check.met is not self.offline.check(check.id).met
        )


def _quiet(_: Step) -> None:
    """Report to nobody."""


def _never() -> bool:
    """Never cancelled."""
    return False


class LlmCoach:
    """Fills in the rubric with a language model.

    Args:
        theme: Where the wording for the next step comes from.
        find: Gives the server and model, or raises UserError where they are not set up.
        cache: The folder for answers; None asks anew every time.
        votes: How often each criterion is asked, at least once.
        tier: How far the model is trusted; None goes by its size and its judge check.
    """

    name = "llm"

    def __init__(
        self,
        theme: "Theme",
        find: FindEndpoint,
        *,
        cache: Path | None = None,
        votes: int = 1,
        tier: Tier | None = None,
    ) -> None:
        self._theme = theme
        self._find = find
        self._folder = cache
        self._cache = Cache(cache)
        self._votes = max(1, votes)
        self._tier = tier
        self._offline = OfflineCoach(theme)

    def assess(
        self,
        transcript: Transcript,
        reading: Reading,
        prompt: str = "",
        *,
        report: Callable[[Step], None] = _quiet,
        cancelled: IsCancelled = _never,
    ) -> Outcome:
        """The rubric for this answer, by the model or, where it fails, by the offline coach.

        Raises:
            Cancelled: The user asked to stop.
        """
        offline = self._offline.assess(transcript, reading)
        try:
            endpoint = self._find(cancelled)
        except UserError as error:
            word = "network_off" if isinstance(error, NetworkOff) else "setup"
            return Outcome(replace(offline, fallback=word), offline, str(error))
        asking = Asking(endpoint, self._cache, report)
        line = ""
        try:
            assessment = run(self._assess(asking, transcript, reading, prompt, offline=offline), cancelled)
        except Trouble as trouble:
            line = f"{trouble.line} {STEPPED_IN}"
            assessment = replace(offline, fallback=trouble.word)
        except Cancelled:
            raise
        except Exception:  # whatever a server sends, there is a result
            logging.getLogger(__name__).exception("the language-model coach failed")
            line = f"{FALLBACKS['broken']} {STEPPED_IN}"
            assessment = replace(offline, fallback="broken")
        return Outcome(assessment, offline, line, asking.steps, asking.spent)

    def phrase(
        self,
        questions: Sequence[FollowUp],
        transcript: Transcript,
        *,
        interviewer: str = "neutral",
        cancelled: IsCancelled = _never,
    ) -> phrasing.Worded:
        """The follow-up questions in the model's words, each only where code finds nothing wrong with it.

        Raises:
            Cancelled: The user asked to stop.
        """
        try:
            endpoint = self._find(cancelled)
            return run(phrasing.phrase(endpoint, questions, transcript, interviewer), cancelled)
        except (UserError, Trouble) as error:
            return phrasing.Worded(tuple(questions), phrasing.unworded(str(error)))

    def estimate(self, transcript: Transcript, reading: Reading, prompt: str = "") -> Spending:
        """What assessing this answer will cost at most, in tokens; answers that are kept already are free."""
        plan = self._plan(transcript, guard.withheld(transcript, reading), prompt)
        requests = [prompting.messages(*question) for question in (*_CONTROLS, *plan)]
        characters = sum(len(message["content"]) for request in requests for message in request)
        return Spending(len(requests), round(characters / CHARACTERS_A_TOKEN), len(requests) * ANSWER_TOKENS)

    # One run

    async def _assess(
        self,
        asking: Asking,
        transcript: Transcript,
        reading: Reading,
        prompt: str,
        *,
        offline: Assessment,
    ) -> Assessment:
        tier = self._tier or tiers.tier(asking.endpoint, self._folder)
        apart = guard.withheld(transcript, reading)
        plan = self._plan(transcript, apart, prompt)
        asking.expect(len(_CONTROLS) + len(plan))
        async with asking:
            await _control(asking)
            answers = await asking.all(plan)
        verdicts: dict[str, list[prompting.Found]] = {}
        violations: dict[str, prompting.Found] = {}
        for (criterion, seen, _, _), answer in zip(plan, answers, strict=True):
            for check in RUBRIC[criterion]:
                if seen.keys() <= apart.keys():
                    violations[check] = answer[check]
                else:
                    verdicts.setdefault(check, []).append(answer[check])
        criteria = self._criteria(tier, verdicts, violations, offline)
        draft = Assessment(
            coach=self.name,
            headline=headline(criteria),
            total=sum(criterion.level for criterion in criteria),
            criteria=criteria,
            next_step="",
            tier=tier,
            flagged_sentences=offline.flagged_sentences,
            model=asking.endpoint.model,
        )
        return replace(draft, next_step=next_step.choose(transcript, reading, draft, self._theme))

    def _plan(self, transcript: Transcript, apart: Mapping[int, str], prompt: str) -> list[Question]:
        """The questions to the model.

        What else is in sentences that may be meant for the grader is seen apart, and only where it could do
        harm: it can violate an avoided check, and nothing it says can add to what the others show.
        """
        seen = {s.id: s.text for s in transcript.sentences if s.id not in apart}
        others = {number: story for number, story in apart.items() if story}
        plan: list[Question] = []
        for criterion, checks in RUBRIC.items():
            if seen:
                plan += [(criterion, seen, prompt, vote) for vote in range(self._votes)]
            if others and AVOIDED & set(checks):
                plan.append((criterion, others, prompt, 0))
        return plan

    def _criteria(
        self,
        tier: Tier,
        verdicts: Mapping[str, Sequence[prompting.Found]],
        violations: Mapping[str, prompting.Found],
        offline: Assessment,
    ) -> tuple[Criterion, ...]:
        if tier == "labels":
            return votes.with_labels(offline, verdicts)
        decided: dict[str, Verdict] = {}
        for check, found in verdicts.items():
            verdict = votes.combine(check, found)
            if check in AVOIDED and check in violations:
                verdict = votes.add_violations(verdict, violations[check])
            if tier == "checks":
                verdict = votes.with_offline_veto(verdict, offline.check(check))
            decided[check] = verdict
        return grade(decided)


async def _control(asking: Asking) -> None:
    """Make sure that the model can say no, and yes. Raises Trouble."""
    credited = {1: 0, 2: 0}
    for question in _CONTROLS:
        answer = await asking.one(question)
        if swayed(answer):
            raise Trouble("credulous")
        credited[1 if question[1] is _NOTHING else 2] += sum(
            found.said == "yes" or found.unfounded for check, found in answer.items() if check not in AVOIDED
        )
    if credited[1] > _NOTHING_MOST:
        raise Trouble("credulous")
    if not credited[2]:
        raise Trouble("blind")
