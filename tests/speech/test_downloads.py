"""Downloads against a real HTTP server on this computer: progress, resume, cancel, hash, all or nothing."""

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from failprep.domain import Cancelled, UserError
from failprep.speech import models
from failprep.speech.manifest import MODELS, ModelFile, ModelInfo

CONTENT = {"config.json": b'{"a": 1}', "model.bin": bytes(range(256)) * 2000}
INFO = ModelInfo(
    "toy",
    "For tests.",
    tuple(ModelFile(name, len(body), hashlib.sha256(body).hexdigest()) for name, body in CONTENT.items()),
    "https://example.org/toy",
)
TOTAL = sum(len(body) for body in CONTENT.values())


@dataclass
class Server:
    """What it gives out, how it misbehaves, and what it was asked for."""

    address: str = ""
    content: dict[str, bytes] = field(default_factory=lambda: dict(CONTENT))
    stop_after: int | None = None
    ranges: bool = True
    status: int = 200
    asked: list[tuple[str, str | None]] = field(default_factory=list)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setitem(MODELS, "toy", INFO)
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name, wanted = self.path.rsplit("/", 1)[-1], self.headers.get("Range")
            state.asked.append((name, wanted))
            if state.status != 200:
                self.send_error(state.status)
                return
            body, status = state.content[name], 200
            if wanted and state.ranges:
                body, status = body[int(wanted.removeprefix("bytes=").rstrip("-")) :], 206
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body if state.stop_after is None else body[: state.stop_after])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.address = f"http://127.0.0.1:{listening.server_address[1]}/toy"
    yield state
    listening.shutdown()
    listening.server_close()
    thread.join()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_brings_a_whole_verified_model_and_tells_how_far_it_is(server: Server, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    model = models.download("toy", tmp_path, lambda *far: told.append(far), source=server.address)
    assert names(model.folder) == ["config.json", "model.bin"]
    assert models.find("toy", cache=tmp_path) == model
    assert told[-1] == (TOTAL, TOTAL)
    assert [far for far, _ in told] == sorted(far for far, _ in told)
    assert len(told) > 4


def test_goes_on_where_it_was_cancelled(server: Server, tmp_path: Path) -> None:
    so_far: list[int] = []
    with pytest.raises(Cancelled):
        models.download(
            "toy",
            tmp_path,
            lambda far, _: so_far.append(far),
            lambda: bool(so_far) and so_far[-1] > 200_000,
            source=server.address,
        )
    folder = tmp_path / "models" / "toy"
    held = (folder / "model.bin.partial").stat().st_size
    assert 150_000 < held < len(CONTENT["model.bin"])
    assert not (folder / "model.bin").exists()
    with pytest.raises(UserError):
        models.find("toy", cache=tmp_path)
    server.asked.clear()
    models.download("toy", tmp_path, source=server.address)
    assert server.asked == [("model.bin", f"bytes={held}-")]
    assert (folder / "model.bin").read_bytes() == CONTENT["model.bin"]


def test_a_broken_connection_keeps_what_came_and_the_next_attempt_goes_on(
    server: Server, tmp_path: Path
) -> None:
    server.stop_after = 100_000
    with pytest.raises(UserError, match="interrupted") as caught:
        models.download("toy", tmp_path, source=server.address)
    assert "goes on where it stopped" in caught.value.way_out
    server.stop_after = None
    models.download("toy", tmp_path, source=server.address)
    assert server.asked[-1] == ("model.bin", "bytes=100000-")


def test_a_server_without_ranges_starts_over(server: Server, tmp_path: Path) -> None:
    server.stop_after = 100_000
    with pytest.raises(UserError):
        models.download("toy", tmp_path, source=server.address)
    server.stop_after, server.ranges = None, False
    model = models.download("toy", tmp_path, source=server.address)
    assert (model.folder / "model.bin").read_bytes() == CONTENT["model.bin"]


def test_wrong_bytes_never_become_a_model(server: Server, tmp_path: Path) -> None:
    server.content["model.bin"] = bytes(len(CONTENT["model.bin"]))
    with pytest.raises(UserError, match=r"is not the model\.bin"):
        models.download("toy", tmp_path, source=server.address)
    assert names(tmp_path / "models" / "toy") == ["config.json"]


def test_more_bytes_than_the_model_has_never_become_a_model(server: Server, tmp_path: Path) -> None:
    server.content["model.bin"] += b"and more"
    with pytest.raises(UserError, match=r"is not the model\.bin"):
        models.download("toy", tmp_path, source=server.address)


def test_a_server_that_refuses_is_told(server: Server, tmp_path: Path) -> None:
    server.status = 503
    with pytest.raises(UserError, match="503"):
        models.download("toy", tmp_path, source=server.address)


def test_no_server_is_an_interrupted_connection(server: Server, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="interrupted"):
        models.download("toy", tmp_path, source="http://127.0.0.1:9/toy")


def test_a_folder_that_cannot_be_written_is_told(server: Server, tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where a folder should be")
    with pytest.raises(UserError, match="cannot be written"):
        models.download("toy", tmp_path, source=server.address)


def test_a_finished_model_is_not_fetched_again(server: Server, tmp_path: Path) -> None:
    models.download("toy", tmp_path, source=server.address)
    server.asked.clear()
    models.download("toy", tmp_path, source=server.address)
    assert server.asked == []


def test_plain_http_to_elsewhere_is_refused(server: Server, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="https only"):
        models.download("toy", tmp_path, source="http://example.org/toy")
