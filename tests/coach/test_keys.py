"""A key goes only to the address it was given for, and to another computer never unencrypted."""

import keyring
import pytest

from failprep.coach import connection
from failprep.coach.providers import endpoint, key_name
from failprep.domain import UserError
from failprep.settings import Settings, keep_secret
from tests.coach.scripted import chat, serve
from tests.test_settings import MemoryKeyring

OPENAI = Settings(provider="openai", llm_model="m", network_allowed=True)


@pytest.fixture(autouse=True)
def _keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setattr(keyring.core, "_keyring_backend", MemoryKeyring())


def test_a_key_given_for_one_server_is_not_sent_to_another() -> None:
    with serve(lambda _: chat("ready")) as one, serve(lambda _: chat("ready")) as other:
        here = Settings(provider="custom", base_url=one.url, llm_model="judge-70b")
        there = here.changed(base_url=other.url)
        keep_secret(key_name(here), "sk-one")
        assert endpoint(here).key == "sk-one"
        assert endpoint(there).key is None
        assert len(connection.models(there)) == 2  # it wants no key, and gets none


def test_a_key_kept_under_the_providers_name_is_for_its_usual_address() -> None:
    keep_secret("openai", "sk-old")
    assert endpoint(OPENAI).key == "sk-old"
    assert endpoint(OPENAI.changed(base_url="https://API.openai.com:443/v1")).key == "sk-old"
    with pytest.raises(UserError, match=r"no key for OpenAI at proxy\.example") as missing:
        endpoint(OPENAI.changed(base_url="https://proxy.example/v1"))
    assert "FAILPREP_OPENAI_PROXY_EXAMPLE_443_KEY" in missing.value.way_out


def test_the_environments_key_is_for_the_usual_address_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-real")
    assert endpoint(OPENAI).key == "sk-real"
    elsewhere = OPENAI.changed(base_url="https://proxy.example/v1")
    with pytest.raises(UserError, match="no key"):
        endpoint(elsewhere)
    monkeypatch.setenv("FAILPREP_OPENAI_PROXY_EXAMPLE_443_KEY", "sk-proxy")
    assert endpoint(elsewhere).key == "sk-proxy"


def test_a_key_does_not_leave_this_computer_unencrypted() -> None:
    away = Settings(
        provider="custom", base_url="http://192.168.1.9:8000/v1", llm_model="m", network_allowed=True
    )
    assert endpoint(away).key is None
    keep_secret(key_name(away), "sk-away")
    with pytest.raises(UserError, match=r"192\.168\.1\.9 unencrypted") as refused:
        endpoint(away)
    assert "https" in refused.value.way_out
    with pytest.raises(UserError, match="unencrypted"):
        endpoint(OPENAI.changed(base_url="HTTP://api.openai.com/v1"))
    local = away.changed(base_url="http://127.0.0.1:8000/v1")
    keep_secret(key_name(local), "sk-local")
    assert endpoint(local).key == "sk-local"
