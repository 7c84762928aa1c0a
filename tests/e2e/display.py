"""Runs one play of the end-to-end tests on an X display of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tools.microphone import VirtualMic

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def display(size: str) -> Iterator[str]:
    """The name of a fresh X display with one screen of this size."""
    missing = [program for program in ("Xvfb", "xdotool", "import") if not shutil.which(program)]
    if missing:
        reason = f"needs Debian's xvfb, xdotool and imagemagick ({', '.join(missing)} not found)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()  # comes once the display takes connections
        try:
            yield f":{number}"
        finally:
            server.terminate()


def play(name: str, *arguments: Path, mic: VirtualMic, size: str = "1280x820", ends_with: int = 0) -> str:
    """Run ``tests.e2e.<name>`` in a process of its own and return what it printed.

    Fails when it ends otherwise than with ``ends_with``, or when Qt or QML complained.
    """
    with display(size) as shown:
        done = subprocess.run(
            [sys.executable, "-m", f"tests.e2e.{name}", *map(str, arguments)],
            cwd=ROOT,
            env={
                **mic.env,
                "FAILPREP_HOME": os.environ["FAILPREP_HOME"],
                "DISPLAY": shown,
                "QT_QPA_PLATFORM": "xcb",
                "QT_QUICK_BACKEND": "software",
            },
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )
    assert done.returncode == ends_with, done.stderr + done.stdout
    assert "qml" not in done.stderr.lower(), done.stderr
    return done.stdout
