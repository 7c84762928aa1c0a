"""``failprep history``: takes, and recordings that became none."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from failprep.settings import Folders
from failprep.store import HIT_END, HIT_START, Store
from tests.app.made_up import clinic_take
from tests.app.stage import keep
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


@pytest.fixture
def kept() -> int:
    """A take, and an answer to its first follow-up question; returns the take's number."""
    with Store(Folders.standard().data) as store:
        take = clinic_take()
        first = keep(store, take)
        asked = take.follow_ups[0]
        reply = replace(take, reply_to=first, reply_question=asked.question, reply_check=asked.check)
        keep(store, replace(reply, title=""))
        return first


def test_what_was_found_is_printed_without_the_marks_of_the_store(failprep: Failprep, kept: int) -> None:
    run = failprep("history", "search", "weekend")
    assert "weekend" in run.out
    assert not {HIT_START, HIT_END} & set(run.out)
    found = json.loads(failprep("history", "search", "weekend", "--json").out)
    assert any("weekend" in row["snippet"] for row in found)
    assert not any({HIT_START, HIT_END} & set(row["snippet"]) for row in found)


def test_a_reply_is_listed_under_its_own_question_without_a_total(failprep: Failprep, kept: int) -> None:
    reply, first = json.loads(failprep("history", "list", "--json").out)
    assert (first["id"], first["reply_question"]) == (kept, "")
    assert (reply["reply_to"], reply["reply_question"]) == (kept, clinic_take().follow_ups[0].question)
    listed = failprep("history", "list").out
    assert "follow-up" in listed
    assert listed.count("/24") == 1


def test_an_export_names_the_checks_as_the_window_does(failprep: Failprep, kept: int, tmp_path: Path) -> None:
    assert failprep("history", "export", tmp_path, "--take", kept).status == 0
    (answer,) = tmp_path.rglob("answer.md")
    text = answer.read_text(encoding="utf-8")
    assert "Tells one particular time: yes" in text
    assert "Specific event" not in text
