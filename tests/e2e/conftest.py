"""What the end-to-end tests share: a quiet room with a microphone, a spoken answer, a place for pictures."""

import os
from pathlib import Path

import pytest

from tests.e2e.answer import ANSWER
from tests.e2e.display import ROOT
from tests.tools.microphone import VirtualMic, server
from tests.tools.say import say

__all__ = ["server"]


@pytest.fixture(scope="session")
def room(server: VirtualMic) -> VirtualMic:
    """A microphone in a quiet room."""
    server.room()
    return server


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where the screenshots go: the folder that ``FAILPREP_PICTURES`` names, or one under ``build/``."""
    folder = Path(os.environ.get("FAILPREP_PICTURES", ROOT / "build" / "pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The spoken answer, about a minute long."""
    path = tmp_path_factory.mktemp("spoken") / "answer.wav"
    spoken = say(path, ANSWER)
    assert 45 <= spoken.seconds <= 90
    return path
