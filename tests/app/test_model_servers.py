"""The door to servers and keys, over the real coach station."""

from typing import cast

import keyring
import pytest

from failprep.app.model_servers import Estimator, ModelServers
from failprep.domain import UserError
from failprep.settings import Folders, Settings
from failprep.store import Store
from tests.test_settings import MemoryKeyring

AWAY = Settings(provider="custom", base_url="https://models.example/v1")


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    return backend


@pytest.fixture
def servers(folders: Folders, kept: MemoryKeyring) -> ModelServers:
    """Keys and standings need neither the pipeline nor takes."""
    return ModelServers(folders, cast("Estimator", None), cast("Store", None), Settings)


def test_a_key_is_kept_for_one_address(servers: ModelServers, kept: MemoryKeyring) -> None:
    servers.keep_key(AWAY, "sk-away")
    assert list(kept.kept) == [("failprep", "custom@models.example:443")]
    assert servers.key_place(AWAY) == "keyring"
    assert servers.key_place(AWAY.changed(base_url="https://models.example:8443/v1")) == ""
    servers.keep_key(AWAY, None)
    assert (servers.key_place(AWAY), kept.kept) == ("", {})


def test_a_key_without_an_address_is_not_kept(servers: ModelServers, kept: MemoryKeyring) -> None:
    with pytest.raises(UserError, match="address first"):
        servers.keep_key(Settings(provider="custom"), "sk-nowhere")
    assert kept.kept == {}


def test_where_a_key_comes_from_is_told(servers: ModelServers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAILPREP_CUSTOM_MODELS_EXAMPLE_443_KEY", "sk-env")
    assert servers.key_place(AWAY) == "environment"
