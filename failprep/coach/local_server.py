"""The built-in language model: llama.cpp in a child process, reached over loopback like any other server.

A crash or a full memory there costs nothing here. The port is a free one and the key is random, so no other
program can use it; the child ends when its parent does.
"""

import hashlib
import json
import os
import queue
import secrets
import subprocess
import sys
import threading
import time
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Self

from failprep.coach.client import IsCancelled
from failprep.coach.providers import BUILT_IN, Endpoint
from failprep.coach.sizes import sized
from failprep.domain import Cancelled, UserError
from failprep.locks import in_turn

#: Into the very Python that runs failprep, however that was installed.
HOW_TO_INSTALL = f'Install it with: "{sys.executable}" -m pip install "xllamacpp>=2026.10"'
_LOOK_EVERY_S = 0.05
_START_S = 120.0  # a large file from a slow disk
_CONTEXT_TOKENS = 8192
_GGUF = b"GGUF"
_PIECES, _PIECE_BYTES = 16, 65_536


class LocalModel:
    """Serves one GGUF file at a time. Usable from any thread.

    Args:
        start_s: How long loading may take, in seconds.
    """

    def __init__(self, *, start_s: float = _START_S) -> None:
        self._start_s = start_s
        self._lock = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._serving: Endpoint | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id; None when there is none."""
        return self._child.pid if self._child else None

    def endpoint(self, model_file: str | None, timeout_s: float, cancelled: IsCancelled) -> Endpoint:
        """Where the model is served, started first where it is not yet.

        Raises:
            UserError: There is no such file, it is no model, or the extra is not installed.
            Cancelled: The user asked to stop while it loaded.
        """
        path = checked(model_file)
        file = fingerprint(path)
        with in_turn(self._lock, cancelled):
            running = self._child is not None and self._child.poll() is None
            if not running or self._serving is None or self._serving.file != file:
                self._stop()
                started = replace(self._start(path, timeout_s, cancelled), file=file)
                self._serving = sized(started, cancelled)
            return replace(self._serving, model=path.stem, timeout_s=timeout_s)

    def close(self) -> None:
        """End the child. Safe to call twice."""
        with self._lock:
            self._stop()

    def _start(self, path: Path, timeout_s: float, cancelled: IsCancelled) -> Endpoint:
        key = secrets.token_urlsafe(32)
        child = subprocess.Popen(
            [sys.executable, "-m", "failprep.coach.local_server"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self._child = child
        assert child.stdin is not None
        assert child.stdout is not None
        lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=_read_lines, args=(child.stdout, lines), daemon=True).start()
        asked = {"model": str(path), "key": key, "threads": max(1, (os.cpu_count() or 2) - 1)}
        try:
            # Not on the command line, where others could read it.
            child.stdin.write(json.dumps(asked) + "\n")
            child.stdin.flush()
            said = self._wait(lines, cancelled)
        except BrokenPipeError:
            said = {}
        except BaseException:
            self._stop()
            raise
        address = said.get("address")
        if not isinstance(address, str):
            self._stop()
            raise UserError(
                f"The model in {path.name} could not be loaded.",
                "It may be damaged, or too large for the memory; choose another in Settings.",
            )
        return Endpoint(f"{address}/v1", path.stem, timeout_s, key, BUILT_IN)

    def _wait(self, lines: "queue.SimpleQueue[str]", cancelled: IsCancelled) -> dict[str, object]:
        deadline = time.monotonic() + self._start_s
        while time.monotonic() < deadline:
            if cancelled():
                raise Cancelled
            try:
                line = lines.get(timeout=_LOOK_EVERY_S)
            except queue.Empty:
                continue
            if not line:  # the child has ended
                return {}
            if line.startswith("{"):
                said: dict[str, object] = json.loads(line)
                return said
        return {}

    def _stop(self) -> None:
        child, self._child, self._serving = self._child, None, None
        if child is None:
            return
        child.kill()  # it has nothing to lose
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None and not stream.closed:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue


def available() -> bool:
    """Whether the extra that holds llama.cpp is installed."""
    return find_spec("xllamacpp") is not None


def checked(model_file: str | None) -> Path:
    """The model file, looked at. Raises UserError where it cannot be served."""
    if not available():
        raise UserError(
            "The built-in model needs a part of failprep that is not installed.",
            HOW_TO_INSTALL,
        )
    if not model_file:
        raise UserError(
            "No model file is chosen.",
            "Choose a GGUF file in Settings, or fetch a model there or with: failprep language-model",
        )
    path = Path(model_file).expanduser().absolute()
    try:
        with path.open("rb") as file:
            is_model = file.read(len(_GGUF)) == _GGUF
    except OSError as error:
        raise _unreadable(path) from error
    if not is_model:
        raise UserError(f"{path.name} is not a GGUF model.", "Choose another file in Settings.")
    return path


def fingerprint(path: Path) -> str:
    """What tells this file from any other, whatever their names: its size, and pieces from all over it.

    Raises:
        UserError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            digest = hashlib.sha256(str(size).encode())
            for piece in range(_PIECES + 1):
                file.seek(max(0, size - _PIECE_BYTES) * piece // _PIECES)
                digest.update(file.read(_PIECE_BYTES))
    except OSError as error:
        raise _unreadable(path) from error
    return digest.hexdigest()


def _unreadable(path: Path) -> UserError:
    return UserError(f"The model file {path} cannot be read.", "Choose another in Settings.")


def _read_lines(stream: IO[str], lines: "queue.SimpleQueue[str]") -> None:
    try:
        for line in stream:
            lines.put(line.strip() or " ")
    except ValueError:  # closed while reading: the parent has given up on it
        pass
    lines.put("")


def _serve() -> None:
    """In the child: load what the parent names, say where, and stay until the parent lets go."""
    import xllamacpp

    asked = json.loads(sys.stdin.readline())
    params = xllamacpp.CommonParams()
    params.model.path = asked["model"]
    params.port = 0
    params.api_keys = [asked["key"]]
    params.n_ctx = _CONTEXT_TOKENS
    params.n_parallel = 1
    params.cpuparams.n_threads = asked["threads"]
    params.cpuparams_batch.n_threads = asked["threads"]
    server = xllamacpp.Server(params)
    said = {"address": server.listening_address}
    sys.stdout.write(f"\n{json.dumps(said)}\n")
    sys.stdout.flush()
    sys.stdin.read()  # ends when the parent does, however it ends
    os._exit(0)


if __name__ == "__main__":
    _serve()
