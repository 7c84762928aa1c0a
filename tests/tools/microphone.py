"""A private PulseAudio whose speaker feeds its microphone, for tests.

Import the fixtures you need into your own ``conftest.py``::

    from tests.tools.microphone import server, virtual_mic  # noqa: F401

``virtual_mic`` gives PortAudio *in this process* the virtual microphone for one test. For a child process
use ``server`` (one for the whole run) and start it with ``env=server.env``. Where PulseAudio is not
installed such tests are skipped, but fail under ``CI=true``: there nothing may be left out.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from failprep.audio import devices

_SCRIPT = Path(__file__).with_name("virtual-mic")
_SAY_ENV = "import json, os, sys; print(json.dumps(dict(os.environ)), flush=True); sys.stdin.read()"


@dataclass(frozen=True)
class VirtualMic:
    """A running sound server; ``env`` is a whole environment that leads to it."""

    env: dict[str, str]

    def play(self, path: Path) -> "subprocess.Popen[bytes]":
        """Speak a WAV file into the microphone; returns at once."""
        return subprocess.Popen(["paplay", str(path)], env=self.env)

    def room(self) -> None:
        """Let there be the faint hum of a room (-70 dBFS) from now on, where there would be exact zeros.

        Exact zeros are what a muted microphone gives, and the recorder says so.
        """
        hum = ["pactl", "load-module", "module-sine", "sink=speaker", "frequency=120"]
        subprocess.run(hum, env=self.env, check=True, stdout=subprocess.DEVNULL)
        inputs = ["pactl", "list", "short", "sink-inputs"]
        newest = subprocess.run(inputs, env=self.env, check=True, capture_output=True, text=True)
        number = newest.stdout.splitlines()[-1].split()[0]
        subprocess.run(["pactl", "set-sink-input-volume", number, "-70dB"], env=self.env, check=True)

    def mute(self, muted: bool = True) -> None:
        """Mute the microphone: it then gives exact zeros."""
        subprocess.run(["pactl", "set-source-mute", "mic", str(int(muted))], env=self.env, check=True)

    def kill(self) -> None:
        """Take the whole sound server away, as if the sound system had crashed."""
        os.kill(int(self.env["VIRTUAL_MIC_PID"]), signal.SIGKILL)


@contextmanager
def running() -> Iterator[VirtualMic]:
    """A sound server of one's own, for a test that breaks it."""
    missing = [name for name in ("pulseaudio", "pactl", "paplay") if not shutil.which(name)]
    if missing:
        reason = f"needs Debian's pulseaudio and pulseaudio-utils ({', '.join(missing)} not found)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    command = [str(_SCRIPT), sys.executable, "-c", _SAY_ENV]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as script:
        assert script.stdin
        assert script.stdout
        env = json.loads(script.stdout.readline())
        # Somebody who always listens keeps the server quick: else the first block of a stream is up to 2 s
        # late.
        listener = ["parec", "--device=mic", "--latency-msec=20"]
        with subprocess.Popen(listener, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            try:
                yield VirtualMic(env)
            finally:
                script.stdin.close()  # the script ends, the server with it, and the listener then


@contextmanager
def heard_here(mic: VirtualMic) -> Iterator[VirtualMic]:
    """Let PortAudio in this process use ``mic``."""
    changed = {key: value for key, value in mic.env.items() if os.environ.get(key) != value}
    before = {key: os.environ.get(key) for key in changed}
    os.environ.update(changed)
    try:
        assert devices.refresh(), "a stream is still open"
        yield mic
    finally:
        for key, value in before.items():
            if value is None:
                del os.environ[key]
            else:
                os.environ[key] = value
        devices.refresh()


@pytest.fixture(scope="session")
def server() -> Iterator[VirtualMic]:
    """One sound server for the whole run."""
    with running() as mic:
        yield mic


@pytest.fixture
def virtual_mic(server: VirtualMic) -> Iterator[VirtualMic]:
    """The virtual microphone in this process, unmuted."""
    with heard_here(server) as mic:
        mic.mute(False)
        yield mic


@pytest.fixture
def breakable_mic() -> Iterator[VirtualMic]:
    """As ``virtual_mic``, with a server of its own that the test may kill."""
    with running() as mic, heard_here(mic):
        yield mic
