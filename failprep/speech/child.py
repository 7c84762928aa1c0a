"""The parent's end of the speech engine's child process."""

import json
import logging
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO

log = logging.getLogger(__name__)

_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",  # loading never touches the network
    # glibc gives large blocks back at once, so the memory stays flat over windows of changing length.
    "MALLOC_MMAP_THRESHOLD_": "1000000",
    # oneDNN keeps what it prepared for each shape it met, and every chunk has a length of its own.
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "8",
}
_WINDOWS_FLAGS = 0x00004000 | 0x08000000  # below normal priority, no console
_PATIENCE_S = 2.0  # for a child that was told to end


class Child:
    """A running worker. Answers arrive in ``answers``; None there means that the child has ended."""

    def __init__(self, folder: Path, threads: int) -> None:
        self.answers: queue.SimpleQueue[Mapping[str, object] | None] = queue.SimpleQueue()
        self.ready = threading.Event()
        self._process: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "failprep.speech.worker", str(folder), str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | _ENVIRONMENT,
            creationflags=_WINDOWS_FLAGS if os.name == "nt" else 0,
        )
        assert self._process.stdout
        assert self._process.stderr
        self._threads = [
            threading.Thread(target=self._listen, args=(self._process.stdout,), name="speech-answers"),
            threading.Thread(target=self._log, args=(self._process.stderr,), name="speech-log"),
        ]
        for thread in self._threads:
            thread.daemon = True
            thread.start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        code: int | None = self._process.poll()
        return code is None

    def send(self, request: Mapping[str, object]) -> None:
        """Hand over a request; a child that is gone says so in ``answers``."""
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:  # broken pipe: the end of its answers follows
            log.info("the speech process is gone")

    def end(self, *, at_once: bool = False) -> None:
        """End the process and give back its pipes and threads."""
        if at_once:
            self._process.kill()
        assert self._process.stdin
        try:
            self._process.stdin.close()
        except OSError:
            log.info("the speech process was gone already")
        try:
            self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdout, self._process.stderr):
            assert pipe
            pipe.close()

    def _listen(self, pipe: IO[bytes]) -> None:
        for line in pipe:
            answer: Mapping[str, object] = json.loads(line)
            if "ready" in answer:
                self.ready.set()
            else:
                self.answers.put(answer)
        self.ready.clear()
        self.answers.put(None)

    def _log(self, pipe: IO[bytes]) -> None:
        for line in pipe:
            log.info("%s", line.decode(errors="replace").rstrip())
