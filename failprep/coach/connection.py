"""Setting up a language model: what a server offers, whether it answers, and the coach that uses it."""

import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from failprep.coach import tiers
from failprep.coach.client import Client, IsCancelled, ModelInfo, run
from failprep.coach.llm import FindEndpoint, LlmCoach
from failprep.coach.providers import BUILT_IN, Endpoint, endpoint
from failprep.coach.sizes import sized
from failprep.coach.tiers import Tier
from failprep.coach.trouble import WAYS_OUT, Trouble
from failprep.domain import UserError
from failprep.settings import Folders, Settings

if TYPE_CHECKING:
    from failprep.coach.local_server import LocalModel
    from failprep.library import Theme

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Connection:
    """What a test of the connection found. ``seconds`` is how long one short answer took."""

    model: str
    seconds: float
    is_local: bool
    tier: Tier


def _never() -> bool:
    return False


def models(settings: Settings, cancelled: IsCancelled = _never) -> tuple[ModelInfo, ...]:
    """The models that the chosen server offers.

    Raises:
        UserError: The server is not set up or does not answer as one.
        Cancelled: The user asked to stop.
    """
    return _told(endpoint(settings, model_needed=False), Client.models, cancelled)


def try_out(
    settings: Settings,
    folders: Folders,
    local: "LocalModel | None" = None,
    cancelled: IsCancelled = _never,
) -> Connection:
    """Ask the chosen model for one short answer. Raises as ``models`` does."""
    found = find(settings, local)(cancelled)
    began = time.monotonic()
    _told(found, _hello, cancelled)
    return Connection(
        found.model, time.monotonic() - began, found.is_local, tiers.tier(found, answers_folder(folders))
    )


def find(settings: Settings, local: "LocalModel | None" = None) -> FindEndpoint:
    """How to reach the chosen model, to be called when it is needed.

    Args:
        settings: What the user chose.
        local: Serves the built-in model; only needed for that one.
    """

    def reach(cancelled: IsCancelled) -> Endpoint:
        if settings.provider != BUILT_IN:
            return sized(endpoint(settings), cancelled)
        if local is None:
            raise UserError("The built-in model is not available here.", "Choose another model in Settings.")
        return local.endpoint(settings.local_model_file, settings.llm_timeout_s, cancelled)

    return reach


def coach(
    theme: "Theme", settings: Settings, folders: Folders, local: "LocalModel | None" = None
) -> LlmCoach:
    """The language-model coach the user chose. Nothing is reached before it is asked."""
    return LlmCoach(theme, find(settings, local), cache=answers_folder(folders), votes=settings.llm_votes)


def answers_folder(folders: Folders) -> Path:
    """Where the models' answers and standings are kept."""
    return folders.cache / "coach"


def _told(
    endpoint: Endpoint, ask: Callable[[Client], Coroutine[object, object, T]], cancelled: IsCancelled
) -> T:
    async def work() -> T:
        async with Client(endpoint) as client:
            return await ask(client)

    try:
        return run(work(), cancelled)
    except Trouble as trouble:
        raise UserError(trouble.line, WAYS_OUT.get(trouble.word, "")) from trouble


async def _hello(client: Client) -> None:
    await client.complete([{"role": "user", "content": "Answer with the one word: ready"}])
