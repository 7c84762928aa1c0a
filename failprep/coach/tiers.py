"""How far a language model is trusted, and what the judge check found out about it.

``full``: its verdicts stand. ``checks``: a check is met only where the offline coach says so as well.
``labels``: the offline coach decides; where the model sees a check otherwise, that is marked as uncertain.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Self

from failprep.coach import prompting
from failprep.coach.cache import Cache
from failprep.coach.providers import Endpoint, is_small

Tier = Literal["full", "checks", "labels"]
TIERS: dict[Tier, str] = {
    "full": "Its verdicts stand.",
    "checks": "A check counts only where the offline coach agrees.",
    "labels": "The offline coach decides; what the model sees otherwise is marked as uncertain.",
}
#: Shares of reference checks: agreeing on all of them, and on those that are not met.
_FULL, _FULL_UNMET = 0.85, 0.85
_CHECKS, _CHECKS_UNMET = 0.75, 0.65


@dataclass(frozen=True, slots=True)
class Standing:
    """What a judge check found: agreeing checks and all checks, of every kind, of unmet ones, in traps."""

    answers: int
    agreed: int
    checks: int
    unmet_agreed: int
    unmet: int
    trap_agreed: int
    trap_checks: int

    @property
    def tier(self) -> Tier:
        """The tier these figures allow."""
        agreement = self.agreed / max(1, self.checks)
        unmet = self.unmet_agreed / max(1, self.unmet)
        if agreement >= _FULL and unmet >= _FULL_UNMET:
            return "full"
        return "checks" if agreement >= _CHECKS and unmet >= _CHECKS_UNMET else "labels"

    @classmethod
    def load(cls, endpoint: Endpoint, cache: Path | None) -> Self | None:
        """What was found out about this model, or None."""
        text = Cache(cache).get(_key(endpoint))
        try:
            return cls(**json.loads(text)) if text else None
        except (ValueError, TypeError):
            return None

    def save(self, endpoint: Endpoint, cache: Path | None) -> None:
        """Keep this for the model."""
        Cache(cache).put(_key(endpoint), json.dumps(asdict(self)))


def tier(endpoint: Endpoint, cache: Path | None) -> Tier:
    """How far this model is trusted: a small one never with verdicts, an unproven one never alone."""
    if is_small(endpoint):
        return "labels"
    found = Standing.load(endpoint, cache)
    return found.tier if found else "checks"


def _key(endpoint: Endpoint) -> str:
    return Cache.key("judge", prompting.VERSION, endpoint.provider, endpoint.where, endpoint.model)
