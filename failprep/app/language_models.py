"""What the Coach section needs of the coach station: lists, tests, keys, the built-in model, spending."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, Protocol
from urllib.parse import urlsplit

from failprep.app.models_view import Models
from failprep.coach.providers import BUILT_IN, PROVIDERS, is_loopback
from failprep.settings import Settings

IsCancelled = Callable[[], bool]
KeyPlace = Literal["", "environment", "keyring"]  #: where a key was found


class ListedModel(Protocol):
    """A model that a server offers."""

    @property
    def id(self) -> str:
        """What the server calls it."""


class Spending(Protocol):
    """Tokens, estimated or as a server counted them."""

    @property
    def requests(self) -> int:
        """How many questions."""

    @property
    def prompt_tokens(self) -> int:
        """Tokens sent."""

    @property
    def completion_tokens(self) -> int:
        """Tokens that came back."""


class LanguageModels(Protocol):
    """The coach station's ways to a language model. Every method may take a moment."""

    def models(self, settings: Settings, cancelled: IsCancelled) -> Sequence[ListedModel]:
        """The models of the chosen server. Raises UserError when it does not answer as one."""

    def try_out(self, cancelled: IsCancelled) -> str:
        """Ask the chosen model for one word, and say how that went. Raises UserError when none comes."""

    def tier(self, settings: Settings) -> str:
        """How far the chosen model is trusted so far; empty while nobody can know."""

    def key_place(self, settings: Settings) -> KeyPlace:
        """Where the key for the chosen address is; empty where there is none."""

    def keep_key(self, settings: Settings, key: str | None) -> None:
        """Put the key for the chosen address into the system's keyring, or take it out.

        Raises:
            UserError: There is no keyring, it refuses, or no address is chosen.
        """

    def why_not_built_in(self) -> str:
        """Why the built-in model cannot be used here; empty when it can."""

    @property
    def fetchable(self) -> Models:
        """The models that can be fetched for the built-in server."""

    def path_of(self, name: str) -> Path:
        """Where one of them lies once it is here."""

    def check_file(self, path: str) -> None:
        """Look at a model file. Raises UserError when it cannot be served."""

    def estimate(self, settings: Settings) -> Spending | None:
        """What the newest take would cost at most with the chosen model; None while there is none."""


def host_of(settings: Settings) -> str:
    """The host of the chosen server; empty for this computer itself, or where there is no address."""
    provider = PROVIDERS.get(settings.provider)
    url = settings.base_url or (provider.base_url if provider else None)
    if not url or settings.provider == BUILT_IN:
        return ""
    try:
        return "" if is_loopback(url) else urlsplit(url).hostname or ""
    except ValueError:
        return ""


def goes_to(settings: Settings) -> str:
    """The host that transcripts are sent to; empty while nothing leaves this computer."""
    return host_of(settings) if settings.coach == "llm" and settings.network_allowed else ""


def spending_line(spending: Spending | None) -> str:
    """What a take costs: ``about 9,400 tokens in 15 questions``; empty where nothing is known."""
    if spending is None or not spending.requests:
        return ""
    tokens = spending.prompt_tokens + spending.completion_tokens
    rounded = round(tokens, -2) or tokens
    return f"about {rounded:,} tokens in {spending.requests} questions"
