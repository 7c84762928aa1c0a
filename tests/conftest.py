"""What every test gets: its own home folder, so that no test touches the user's files."""

from pathlib import Path

import pytest
from hypothesis import settings

from failprep.settings import Folders

# How long an example takes says more about the computer than about the code.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh ``FAILPREP_HOME`` for this test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("FAILPREP_HOME", str(folder))
    return folder


@pytest.fixture
def folders(home: Path) -> Folders:
    """Where files live in this test."""
    return Folders.standard()
