"""Where a model is reached, with which key, and what is told when it is not."""

import logging

import keyring
import pytest

from failprep.coach import connection
from failprep.coach.providers import PROVIDERS, Endpoint, endpoint, is_loopback, is_small, parameters_of
from failprep.domain import UserError
from failprep.settings import Folders, Settings
from tests.coach.scripted import Response, chat, serve


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setattr(keyring, "get_password", lambda service, username: None)


@pytest.mark.parametrize("provider", ["ollama", "lmstudio", "llamacpp"])
def test_servers_on_this_computer_need_no_network_and_no_key(provider: str) -> None:
    found = endpoint(Settings(provider=provider, llm_model="m"))
    assert found.base_url == PROVIDERS[provider].base_url
    assert (found.is_local, found.key, found.timeout_s) == (True, None, 60.0)


def test_another_computer_needs_the_network_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAILPREP_OPENAI_KEY", "sk-test")
    with pytest.raises(UserError, match="network is switched off"):
        endpoint(Settings(provider="openai", llm_model="m"))
    found = endpoint(Settings(provider="openai", llm_model="m", network_allowed=True))
    assert found.key == "sk-test"
    assert "sk-test" not in repr(found)


def test_a_missing_key_says_where_to_put_it() -> None:
    with pytest.raises(UserError, match="FAILPREP_OPENAI_KEY"):
        endpoint(Settings(provider="openai", llm_model="m", network_allowed=True))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "ftp://x/v1",
        "http://",
        "http://[::1/v1",
        "http://x:99999/v1",
        "http://x/\tv1",
        "http://a b/v1",
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(UserError, match="address"):
        endpoint(Settings(provider="custom", base_url=url, llm_model="m", network_allowed=True))


def test_what_is_not_chosen() -> None:
    with pytest.raises(UserError, match="No language model"):
        endpoint(Settings(provider="ollama"))
    with pytest.raises(UserError, match="no provider"):
        endpoint(Settings(provider="skynet", llm_model="m"))


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://127.0.0.1:1/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://127.8.8.8/v1", True),
        ("http://0.0.0.0:8080/v1", True),
        ("http://[::]:8080/v1", True),
        ("http://localhost.example.com/v1", False),
        ("http://192.168.1.4/v1", False),
        ("https://api.openai.com/v1", False),
        ("http://127.0.0.1@example.com/v1", False),
    ],
)
def test_loopback(url: str, loopback: bool) -> None:
    assert is_loopback(url) is loopback


@pytest.mark.parametrize(
    ("model", "small"),
    [
        ("llama3.2:3b", True),
        ("SmolLM2-135M-Instruct.Q4_1", True),
        ("qwen2.5-1.5b-instruct", True),
        ("Qwen3-4B-Instruct-2507-Q4_K_M", False),
        ("qwen3:30b-a3b", False),
        ("llama-3.1-8b", False),
        ("gpt-5-mini", False),
        ("llama3.2", True),
        ("llama3.2:latest", True),
        ("llama3.2-vision", False),
        ("tinyllama", True),
        ("smollm2", True),
        ("mistral-7b-v0.3", False),
    ],
)
def test_small_models_are_known_by_name(model: str, small: bool) -> None:
    assert is_small(Endpoint("http://127.0.0.1/v1", model, 1.0)) is small


def test_size_as_the_server_tells_it_counts_first() -> None:
    assert parameters_of("mystery") is None
    assert is_small(Endpoint("http://127.0.0.1/v1", "mystery", 1.0, parameters=500_000_000))
    assert not is_small(Endpoint("http://127.0.0.1/v1", "mystery", 1.0))


def test_models_are_listed_and_the_connection_tried(
    folders: Folders, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kept(_: str, name: str) -> str | None:
        return "sk-hidden-42" if name.startswith("custom@127.0.0.1:") else None

    monkeypatch.setattr(keyring, "get_password", kept)
    caplog.set_level(logging.INFO)
    with serve(lambda _: chat("ready")) as server:
        settings = Settings(provider="custom", base_url=server.url, llm_model="judge-70b")
        found = connection.models(settings)
        tried = connection.try_out(settings, folders)
        assert server.keys == ["Bearer sk-hidden-42"]
    assert [(model.id, model.parameters) for model in found] == [("judge-70b", None), ("tiny", 135_000_000)]
    assert (tried.model, tried.is_local, tried.tier) == ("judge-70b", True, "checks")
    assert "sk-hidden-42" not in caplog.text
    with pytest.raises(UserError, match="could not be reached") as gone:
        connection.models(settings)
    assert "running" in gone.value.way_out
    with serve(lambda _: Response("", 401)) as server, pytest.raises(UserError, match="key") as refused:
        connection.try_out(settings.changed(base_url=server.url), folders)
    assert refused.value.way_out == "Check the key in Settings."


@pytest.mark.parametrize(
    ("model", "tier"),
    [("assistant", "labels"), ("assistant:latest", "labels"), ("tiny", "labels"), ("judge-70b", "checks")],
)
def test_a_server_tells_how_large_a_model_is(model: str, tier: str, folders: Folders) -> None:
    with serve(lambda _: chat("ready")) as server:
        server.tags = {"assistant:latest": "3.2B", "judge-70b": "70.6B"}
        settings = Settings(provider="custom", base_url=server.url, llm_model=model)
        assert connection.try_out(settings, folders).tier == tier


def test_the_built_in_model_needs_its_server(folders: Folders) -> None:
    with pytest.raises(UserError, match="not available here"):
        connection.try_out(Settings(provider="builtin"), folders)
