"""Can this coach be trusted? It runs over answers whose checks are known, and the agreement is counted.

The reference labels are careful readings by the rubric, not expert judgement.
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from failprep.coach.client import IsCancelled
from failprep.coach.connection import answers_folder, find
from failprep.coach.llm import LlmCoach
from failprep.coach.offline import OfflineCoach
from failprep.coach.rubric import Verdict, grade
from failprep.coach.tiers import Standing, Tier, tier
from failprep.coach.trouble import STEPPED_IN
from failprep.domain import (
    AVOIDED,
    CHECKS,
    CRITERION_OF,
    RUBRIC,
    Assessment,
    Cancelled,
    Reading,
    Sentence,
    Transcript,
    UserError,
)
from failprep.resources import resource
from failprep.settings import Folders, Settings

if TYPE_CHECKING:
    from failprep.coach.local_server import LocalModel
    from failprep.library import Theme

Read = Callable[[Transcript], Reading]
Report = Callable[[float, int], None]  # answers done (of the present one, a part), and of how many
Follow = Callable[[float], None]  # how far one answer is, 0 to 1
_FILES = ("strong", "traps", "middling", "weak")


@dataclass(frozen=True, slots=True)
class Reference:
    """An answer with the checks that it meets, gates applied. A trap fools a judge who goes by words."""

    id: str
    prompt: str
    transcript: Transcript
    met: frozenset[str]
    trap: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two readings are of one mind."""

    agreed: int = 0
    of: int = 0

    def __add__(self, other: "Agreement") -> "Agreement":
        return Agreement(self.agreed + other.agreed, self.of + other.of)


@dataclass(frozen=True, slots=True)
class JudgeCheck:
    """What the check found.

    Attributes:
        coach: ``offline``, or the model's name.
        answers: How many answers were judged.
        criteria: Criterion id → agreement on its checks.
        traps: Agreement on the traps alone.
        met: Agreement on the checks that the reference has as met; ``unmet`` on those it has not.
        tier: What this allows a language model; None for the offline coach, or where the check broke off.
        trouble: Why it broke off, in one line; empty where it did not.
    """

    coach: str
    answers: int
    criteria: dict[str, Agreement]
    traps: Agreement
    met: Agreement
    unmet: Agreement
    tier: Tier | None = None
    trouble: str = ""

    @property
    def total(self) -> Agreement:
        """Agreement on all checks."""
        return self.met + self.unmet

    @property
    def line(self) -> str:
        """The result in a few words."""
        return self.trouble or f"{self.total.agreed} of {self.total.of} checks as our reference"


def _never() -> bool:
    return False


def _quiet(_: float, __: int) -> None:
    """Report to nobody."""


def check_offline(
    theme: "Theme",
    read: Read,
    *,
    most: int | None = None,
    report: Report = _quiet,
    cancelled: IsCancelled = _never,
) -> JudgeCheck:
    """The offline coach against the reference answers.

    Args:
        theme: The theme it coaches for.
        read: Reads a transcript, as before any assessment.
        most: Only this many answers, of all kinds in turn.
        report: Called after each answer, and while a model is at one.
        cancelled: Asked before each.

    Raises:
        Cancelled: The user asked to stop.
    """
    coach = OfflineCoach(theme)

    def assess(reference: Reference, _: Follow) -> tuple[Assessment, str]:
        return coach.assess(reference.transcript, read(reference.transcript)), ""

    return _run("offline", assess, references()[:most], report, cancelled)


def check_model(
    theme: "Theme",
    read: Read,
    settings: Settings,
    folders: Folders,
    *,
    local: "LocalModel | None" = None,
    most: int | None = None,
    report: Report = _quiet,
    cancelled: IsCancelled = _never,
) -> JudgeCheck:
    """The chosen language model against the reference answers; the result decides its tier from now on.

    Its verdicts are taken as they are, without the offline coach's veto. The first answer that ends in a
    fallback ends the check. For the arguments see ``check_offline`` and ``connection.find``.

    Raises:
        UserError: No model is set up.
        Cancelled: The user asked to stop; nothing is kept.
    """
    endpoint = find(settings, local)(cancelled)
    folder = answers_folder(folders)
    coach = LlmCoach(theme, lambda _: endpoint, cache=folder, votes=settings.llm_votes, tier="full")

    def assess(reference: Reference, follow: Follow) -> tuple[Assessment, str]:
        outcome = coach.assess(
            reference.transcript,
            read(reference.transcript),
            reference.prompt,
            report=lambda step: follow(step.fraction),
            cancelled=cancelled,
        )
        # a check that broke off has no result by anybody
        return outcome.assessment, outcome.line.removesuffix(STEPPED_IN).rstrip()

    found = _run(endpoint.model, assess, references()[:most], report, cancelled)
    if found.trouble:
        return found
    standing = Standing(
        answers=found.answers,
        agreed=found.total.agreed,
        checks=found.total.of,
        unmet_agreed=found.unmet.agreed,
        unmet=found.unmet.of,
        trap_agreed=found.traps.agreed,
        trap_checks=found.traps.of,
    )
    standing.save(endpoint, folder)
    return JudgeCheck(
        found.coach,
        found.answers,
        found.criteria,
        found.traps,
        found.met,
        found.unmet,
        tier(endpoint, folder),
    )


def _run(
    name: str,
    assess: Callable[[Reference, Follow], tuple[Assessment, str]],
    answers: Sequence[Reference],
    report: Report,
    cancelled: IsCancelled,
) -> JudgeCheck:
    criteria = dict.fromkeys(RUBRIC, Agreement())
    traps = met = unmet = Agreement()
    trouble = ""
    done = 0
    for reference in answers:
        if cancelled():
            raise Cancelled
        assessment, trouble = assess(reference, partial(_part, report, done, len(answers)))
        if trouble:
            break
        for check in CHECKS:
            expected = check in reference.met
            one = Agreement(int((assessment.check(check).met is True) == expected), 1)
            criteria[CRITERION_OF[check]] += one
            traps += one if reference.trap else Agreement()
            met, unmet = (met + one, unmet) if expected else (met, unmet + one)
        done += 1
        report(done, len(answers))
    return JudgeCheck(name, done, criteria, traps, met, unmet, None, trouble)


def _part(report: Report, done: int, total: int, fraction: float) -> None:
    report(done + fraction, total)


@lru_cache(maxsize=1)
def references() -> tuple[Reference, ...]:
    """The bundled answers, of all kinds in turn, so that the first few are a fair sample.

    Raises:
        UserError: One of their files is damaged.
    """
    kinds = [list(_read(f"content/failure/reference/{name}.toml")) for name in _FILES]
    turns = max(len(kind) for kind in kinds)
    return tuple(kind[turn] for turn in range(turns) for kind in kinds if turn < len(kind))


def _read(name: str) -> list[Reference]:
    path = resource(name)
    try:
        return [_reference(answer) for answer in tomllib.loads(path.read_text(encoding="utf-8"))["answers"]]
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(
            f"The reference answers in {path} cannot be read ({error}).", "Install again."
        ) from error


def _reference(answer: dict[str, object]) -> Reference:
    says, shown, violated = answer["says"], answer["shown"], answer["violated"]
    if not isinstance(says, list) or not isinstance(shown, dict) or not isinstance(violated, dict):
        raise TypeError(str(answer["id"]))
    verdicts: dict[str, Verdict] = {}
    for check in CHECKS:
        found = violated.get(check, []) if check in AVOIDED else shown.get(check, [])
        if not set(found) <= set(range(1, len(says) + 1)):
            raise ValueError(f"{answer['id']}: {check} names a sentence that is not there")
        verdicts[check] = Verdict(bool(found) != (check in AVOIDED), evidence=tuple(found))
    unknown = set(shown) - (set(CHECKS) - AVOIDED) | set(violated) - AVOIDED
    if unknown:
        raise ValueError(f"{answer['id']}: {', '.join(sorted(unknown))}")
    return Reference(
        str(answer["id"]),
        str(answer["prompt"]),
        _transcript([str(sentence) for sentence in says]),
        frozenset(
            check.id for criterion in grade(verdicts) for check in criterion.checks if check.met is True
        ),
        bool(answer.get("trap", False)),
    )


def _transcript(says: Sequence[str]) -> Transcript:
    sentences, start = [], 0
    for number, text in enumerate(says, 1):
        sentences.append(Sentence(number, text, start, start + len(text)))
        start += len(text) + 1
    return Transcript(" ".join(says), sentences=tuple(sentences))
