"""The coach station as the Coach section sees it: one door to servers, keys and the built-in model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from failprep import settings as keys
from failprep.app.language_models import IsCancelled, KeyPlace, ListedModel, Spending
from failprep.app.models_view import ModelInfo
from failprep.coach.providers import BUILT_IN, PROVIDERS, Endpoint, key_name
from failprep.domain import UserError
from failprep.settings import Folders, Settings

if TYPE_CHECKING:
    from failprep.store import Store


class Estimator(Protocol):
    """The pipeline, as far as a language model goes."""

    def estimate(self, take_id: int, settings: Settings | None = None) -> Spending:
        """What assessing this take would cost at most."""

    def try_model(self, cancelled: IsCancelled) -> str:
        """Ask the chosen model for one word, and say how that went."""


@dataclass(frozen=True, slots=True)
class FetchableModels:
    """See ``models_view.Models``."""

    folders: Folders
    settings: Callable[[], Settings]

    def known(self) -> Sequence[ModelInfo]:
        """All of them."""
        from failprep.coach.local_models import LOCAL_MODELS

        return tuple(LOCAL_MODELS.values())

    def installed(self, _: str | None) -> frozenset[str]:
        """The names of those that are here."""
        from failprep.coach import local_models

        return local_models.installed(self.folders.cache)

    def download(self, name: str, report: Callable[[int, int], None], cancelled: IsCancelled) -> None:
        """Fetch one into the cache."""
        from failprep.coach import local_models

        local_models.download(name, self.folders.cache, self.settings(), report, cancelled)


@dataclass(frozen=True, slots=True)
class ModelServers:
    """See ``language_models.LanguageModels``."""

    folders: Folders
    practice: Estimator
    store: "Store"
    settings: Callable[[], Settings]

    def models(self, settings: Settings, cancelled: IsCancelled) -> Sequence[ListedModel]:
        """The models of the chosen server."""
        from failprep.coach import connection

        return connection.models(settings, cancelled)

    def try_out(self, cancelled: IsCancelled) -> str:
        """One word from the chosen model."""
        return self.practice.try_model(cancelled)

    def tier(self, settings: Settings) -> str:
        """How far the chosen model is trusted so far."""
        from failprep.coach import connection, providers, tiers

        folder = connection.answers_folder(self.folders)
        try:
            if settings.provider == BUILT_IN:
                found = _at_rest(settings)
                known = providers.parameters_of(found.model) or tiers.Standing.load(found, folder)
                return tiers.tier(found, folder) if known else ""  # it tells its size once it runs
            return tiers.tier(connection.find(settings)(lambda: False), folder)
        except UserError:  # not set up: the test of the connection says what is missing
            return ""

    def key_place(self, settings: Settings) -> KeyPlace:
        """Where the key for the chosen address is."""
        name = key_name(settings)
        if keys.environment_secret(name):
            return "environment"
        return "keyring" if keys.secret(name) else ""

    def keep_key(self, settings: Settings, key: str | None) -> None:
        """Put the key into the keyring, or take it out."""
        if key and not settings.base_url and PROVIDERS[settings.provider].base_url is None:
            raise UserError("A key is kept for one address.", "Give the address first, then the key.")
        keys.keep_secret(key_name(settings), key)

    def why_not_built_in(self) -> str:
        """Why the built-in model cannot be used here."""
        from failprep.coach import local_server

        if local_server.available():
            return ""
        return f"It needs a part that is not installed. {local_server.HOW_TO_INSTALL}"

    @property
    def fetchable(self) -> "FetchableModels":
        """The models that can be fetched for the built-in server."""
        return FetchableModels(self.folders, self.settings)

    def path_of(self, name: str) -> Path:
        """Where one of them lies once it is here."""
        from failprep.coach import local_models

        return local_models.path_of(name, self.folders.cache)

    def check_file(self, path: str) -> None:
        """Look at a model file."""
        from failprep.coach import local_server

        local_server.checked(path)

    def estimate(self, settings: Settings) -> Spending | None:
        """What the newest take would cost."""
        newest = self.store.takes(limit=1)
        if not newest or newest[0].total is None:
            return None
        try:
            return self.practice.estimate(newest[0].id, settings)
        except UserError:  # nothing is set up yet, or the take is gone: no figure, no trouble
            return None


def _at_rest(settings: Settings) -> Endpoint:
    """The built-in model, as it is known by while it does not run. Raises UserError without a file."""
    from failprep.coach import local_server

    path = Path(settings.local_model_file or "").expanduser()
    return Endpoint("", path.stem, 0.0, provider=BUILT_IN, file=local_server.fingerprint(path))
