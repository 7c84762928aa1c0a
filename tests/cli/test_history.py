"""``failprep history``: takes, and recordings that became none."""

import json

import numpy as np
import pytest
import soundfile as sf

from failprep.settings import Folders
from failprep.store import Store
from tests.cli.conftest import Failprep


@pytest.fixture
def lost() -> None:
    """The process that recorded it was killed after it had stopped and before it was kept."""
    with Store(Folders.standard().data) as store:
        file = store.recordings / "2025-11-25 18-42-05.flac"
        sf.write(file, np.full(8_000, 0.1), 8_000, "PCM_16", format="FLAC")


@pytest.mark.usefixtures("lost")
@pytest.mark.parametrize("arguments", [(), ("list",), ("list", "--json")])
def test_a_recording_that_no_take_has_is_told(failprep: Failprep, arguments: tuple[str, ...]) -> None:
    run = failprep("history", *arguments)
    assert run.status == 0
    told = "A recording of 25 Nov 2025 18:42 is safe and not kept yet. Open the window to keep it.\n"
    assert run.err == told
    if "--json" in arguments:
        assert json.loads(run.out) == []


def test_where_nothing_is_lost_nothing_is_told(failprep: Failprep) -> None:
    run = failprep("history")
    assert (run.status, run.err) == (0, "")
