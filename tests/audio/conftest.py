"""What the audio tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from failprep.audio.recorder import Recorder
from tests.audio.fakes import FakeDevice
from tests.tools.microphone import breakable_mic, server, virtual_mic

__all__ = ["breakable_mic", "server", "virtual_mic"]


@pytest.fixture
def device() -> FakeDevice:
    return FakeDevice()


@pytest.fixture
def takes(tmp_path: Path) -> Path:
    return tmp_path / "takes"


@pytest.fixture
def recorder(takes: Path, device: FakeDevice) -> Iterator[Recorder]:
    """A recorder that listens to the fake microphone."""
    recorder = Recorder(takes, open_stream=device)
    recorder.listen()
    yield recorder
    recorder.close()
