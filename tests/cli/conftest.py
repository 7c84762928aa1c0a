"""Runs the real command line in this process."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from failprep.cli.commands import app
from failprep.cli.session import running


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    status: int
    out: str
    err: str


Failprep = Callable[..., Run]


@pytest.fixture
def failprep(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Failprep:
    """``failprep("assess", "-", "--json", stdin="…")``."""

    def run(*arguments: object, stdin: str = "") -> Run:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        capsys.readouterr()
        status = running(lambda: app([str(argument) for argument in arguments], standalone_mode=False))
        captured = capsys.readouterr()
        return Run(status, captured.out, captured.err)

    return run
