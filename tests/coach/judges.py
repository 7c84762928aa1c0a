"""A coach whose language model is the scripted server, and what that judge goes by."""

import json
from collections.abc import Callable
from pathlib import Path

from failprep.coach.llm import LlmCoach
from failprep.coach.providers import Endpoint
from failprep.library import Theme
from tests.coach.scripted import Body, Response, Scripted, criterion_of, verdicts

#: What the scripted judge goes by in ``STORY``: the same sentences as ``SHOWN``, by a word each.
WORDS = {
    "specific_event": "ran payroll",
    "harm_stated": "Sixty people",
    "harm_sized": "Sixty people",
    "own_action": "copied April",
    "own_judgement": "chose time",
    "plain_admission": "got that wrong",
}
KEY = "sk-very-secret-0123456789"
Script = Callable[[Body], Response]


def coach(theme: Theme, server: Scripted, cache: Path | None = None, **values: object) -> LlmCoach:
    """A coach that trusts the scripted server; for the values see ``LlmCoach`` and ``Endpoint``."""
    endpoint = Endpoint(server.url, "judge-70b", float(str(values.pop("timeout_s", 20.0))), KEY)
    return LlmCoach(theme, lambda _: endpoint, cache=cache, tier="full", **values)  # type: ignore[arg-type]


def everything(body: Body, evidence: list[object]) -> str:
    """An answer that says yes to everything, with this evidence."""
    answer = json.loads(verdicts(criterion_of(body), {}))
    for found in answer.values():
        if found["verdict"] == "not_shown":
            found |= {"verdict": "shown", "evidence": evidence}
    return json.dumps(answer)
