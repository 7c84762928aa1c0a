"""``failprep language-model``: the list, and how fetching ends without a network."""

import hashlib
import json
import re

import pytest

from failprep.coach.local_models import LOCAL_MODELS, LocalModelInfo, ModelFile
from failprep.settings import Folders, Settings
from tests.cli.conftest import Failprep
from tests.speech.test_downloads import Server, server  # noqa: F401 - the fixture


def test_the_list_names_size_and_licence(failprep: Failprep) -> None:
    run = failprep("language-model")
    assert run.status == 0
    assert re.search(r"^qwen3-4b +2\.5 GB +\S", run.out, re.MULTILINE)
    rows = json.loads(failprep("language-model", "--json").out)
    assert {(row["name"], row["licence"], row["here"]) for row in rows} == {
        ("qwen3-4b", "Apache-2.0", False),
        ("phi-4-mini", "MIT", False),
    }


def test_with_the_network_off_it_says_how_to_go_on(failprep: Failprep) -> None:
    run = failprep("language-model", "qwen3-4b")
    assert (run.status, run.out) == (2, "")
    assert "network is switched off" in run.err
    assert "GGUF file" in run.err


def test_an_unknown_model_is_named_with_those_there_are(failprep: Failprep) -> None:
    run = failprep("language-model", "gpt-9")
    assert run.status == 2
    assert "phi-4-mini, qwen3-4b" in run.err


def test_doctor_says_how_to_get_a_model_for_the_built_in_server(failprep: Failprep) -> None:
    Settings(coach="llm", provider="builtin").save(Folders.standard())
    findings = json.loads(failprep("doctor", "--json").out)["findings"]
    (coach,) = [finding for finding in findings if finding["name"] == "coach"]
    assert not coach["works"]
    assert "failprep language-model" in coach["mend"]


def test_a_fetched_model_is_what_the_built_in_server_uses(
    failprep: Failprep,
    server: Server,  # noqa: F811 - the fixture
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = b"GGUF and more"
    file = ModelFile("toy-4b.gguf", len(body), hashlib.sha256(body).hexdigest())
    monkeypatch.setitem(LOCAL_MODELS, "toy", LocalModelInfo("toy", "For tests.", file, server.address, "MIT"))
    server.content["toy-4b.gguf"] = body
    Settings(network_allowed=True).save(Folders.standard())
    rows = json.loads(failprep("language-model", "toy", "--json").out)
    assert [row["chosen"] for row in rows if row["here"]] == [True]
    assert (Settings.load(Folders.standard()).local_model_file or "").endswith("toy-4b.gguf")
