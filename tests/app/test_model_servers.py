"""The door to servers and keys, over the real coach station."""

from pathlib import Path
from typing import cast

import keyring
import pytest

from failprep.app.model_servers import Estimator, ModelServers
from failprep.coach.local_server import fingerprint
from failprep.coach.providers import Endpoint
from failprep.coach.tiers import Standing
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


def test_the_built_in_models_trust_is_known_while_it_does_not_run(
    servers: ModelServers, folders: Folders, tmp_path: Path
) -> None:
    path = tmp_path / "mini.gguf"
    chosen = Settings(coach="llm", provider="builtin", local_model_file=str(path))
    assert servers.tier(chosen) == servers.tier(chosen.changed(local_model_file=None)) == ""
    path.write_bytes(b"GGUF and so on")
    assert servers.tier(chosen) == ""  # its name does not say how large it is
    ran = Endpoint("http://127.0.0.1:9/v1", "mini", 60.0, provider="builtin", file=fingerprint(path))
    Standing(24, 540, 576, 260, 276, 150, 168).save(ran, folders.cache / "coach")
    assert servers.tier(chosen) == "full"
    small = path.rename(tmp_path / "tiny-1b.gguf")
    assert servers.tier(chosen.changed(local_model_file=str(small))) == "labels"
