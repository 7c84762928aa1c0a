"""What every test gets: its own home folder, so that no test touches the user's files."""

from pathlib import Path

import pytest

from failprep.settings import Folders


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
