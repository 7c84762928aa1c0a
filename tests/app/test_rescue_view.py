"""A take that was cut off is offered, kept under its question, or thrown away."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf
from pytestqt.qtbot import QtBot

from failprep.app.asked import Asked
from failprep.app.jobs import Jobs
from failprep.app.rescue_view import RescueView
from failprep.app.settings_keeper import SettingsKeeper
from failprep.audio.recovery import Unfinished
from failprep.domain import Prompt, Recording, UserError
from failprep.library import Library
from failprep.practice import Practice
from failprep.practice.rescue import Rescuer
from failprep.settings import Folders, Settings
from failprep.store import Store, takes
from tests.app.held import Held
from tests.app.practice_stage import STARTED, PracticeStage


@pytest.fixture
def cut_off(stage: PracticeStage, tmp_path: Path) -> Unfinished:
    """A take of 72 seconds that a process left behind, with its question beside it."""
    take = Unfinished(tmp_path / "take.wav", 48_000, 72.0, STARTED)
    Asked(
        Prompt("p1", "Tell me about a bug.", theme="failure"), 90.0, 3, "Why then?", "mechanism"
    ).keep_beside(take.path)
    stage.rescue.left.append(take)
    return take


def test_it_is_offered_with_its_question(stage: PracticeStage, cut_off: Unfinished, qtbot: QtBot) -> None:
    stage.rescue_view.look()
    qtbot.waitUntil(lambda: stage.rescue_view.offered)
    assert stage.rescue_view.title == "A take was cut off today 18:42. 1 minute 12 seconds of it are safe."
    assert stage.rescue_view.question == "Why then?"


def test_keeping_it(stage: PracticeStage, cut_off: Unfinished, qtbot: QtBot) -> None:
    stage.rescue_view.look()
    qtbot.waitUntil(lambda: stage.rescue_view.offered)
    with qtbot.waitSignal(stage.rescue_view.take_kept):
        stage.rescue_view.keep()
        stage.rescue_view.keep()  # twice is once
    (kept,) = stage.practice.kept
    assert (kept.prompt.id, kept.target_s, kept.reply_to, kept.reply_check) == ("p1", 90.0, 3, "mechanism")
    qtbot.waitUntil(lambda: not stage.rescue_view.offered)
    assert Asked.beside(cut_off.path) is None


def test_throwing_it_away(stage: PracticeStage, cut_off: Unfinished, qtbot: QtBot) -> None:
    stage.rescue_view.look()
    qtbot.waitUntil(lambda: stage.rescue_view.offered)
    stage.rescue_view.throw_away()
    qtbot.waitUntil(lambda: not stage.rescue_view.offered)
    assert not stage.practice.kept
    assert not stage.rescue.left


@pytest.fixture
def held_stage(held_jobs: Jobs, keeper: SettingsKeeper, folders: Folders, tmp_path: Path) -> PracticeStage:
    """A cut-off take is offered; jobs run in the order the test says."""
    stage = PracticeStage(held_jobs, keeper, folders)
    stage.rescue.left.append(Unfinished(tmp_path / "take.wav", 48_000, 72.0, STARTED))
    return stage


def test_what_was_seen_before_it_was_decided_does_not_offer_it_again(
    held_stage: PracticeStage, held: Held
) -> None:
    rescue = held_stage.rescue_view
    rescue.look()
    held.run_all()
    rescue.look()  # the screen came to the front
    held.work()
    rescue.keep()
    held.deliver()  # what that look found is out of date
    assert rescue.busy
    rescue.keep()  # impatient
    rescue.look()
    held.run_all()
    assert (rescue.offered, rescue.busy) == (False, False)
    assert len(held_stage.practice.kept) == 1


def test_after_a_look_that_failed_it_can_be_decided_again(held_stage: PracticeStage, held: Held) -> None:
    rescue = held_stage.rescue_view
    rescue.look()
    held.run_all()
    rescue.throw_away()
    held_stage.rescue.breaks = UserError("The folder cannot be read.", "Connect the disk.")
    held.run_all()
    assert (rescue.offered, rescue.busy) == (True, False)
    held_stage.rescue.breaks = None
    rescue.look()
    held.run_all()
    assert not rescue.offered


def test_a_blink_of_a_take_is_not_worth_a_question(
    stage: PracticeStage, tmp_path: Path, qtbot: QtBot
) -> None:
    stage.rescue.left.append(Unfinished(tmp_path / "short.wav", 48_000, 0.2, STARTED))
    stage.rescue_view.look()
    qtbot.waitUntil(lambda: not stage.rescue.left)
    assert not stage.rescue_view.offered


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"prompt": {"nothing": 1}}', '{"prompt": {"id": "a"}}'])
def test_a_damaged_note_is_no_note(tmp_path: Path, text: str) -> None:
    take = tmp_path / "take.wav"
    take.with_suffix(".question").write_text(text)
    assert Asked.beside(take) is None


@dataclass
class Kills:
    """A store whose process was killed after Stop: a final recording, and no take that has it."""

    store: Store
    view: RescueView
    lost: Path


@pytest.fixture
def killed(folders: Folders, jobs: Jobs) -> Iterator[Kills]:
    """The next start, over the same data folder."""
    with Store(folders.data) as store:
        lost = store.recordings / "2025-11-25 18-42-05.flac"
        sf.write(lost, np.full(24_000, 0.1), 8_000, "PCM_16", format="FLAC")
        Asked(Prompt("p1", "Tell me about a bug.", theme="failure"), 90.0).keep_beside(lost)
        practice = Practice(folders, Settings(), Library.load(), store)
        yield Kills(
            store,
            RescueView(rescue=Rescuer(store), practice=practice, jobs=jobs, now=lambda: STARTED),
            lost,
        )


def test_a_recording_that_no_take_has_is_offered_and_kept(killed: Kills, qtbot: QtBot) -> None:
    killed.view.look()
    qtbot.waitUntil(lambda: killed.view.offered)
    assert killed.view.title == "A take begun today 18:42 was not kept yet. All of it is safe: 3 seconds."
    assert killed.view.question == "Tell me about a bug."
    with qtbot.waitSignal(killed.view.take_kept) as kept:
        killed.view.keep()
    take = killed.store.take(kept.args[0])
    assert (take.prompt_id, take.target_s, take.duration_s) == ("p1", 90.0, 3.0)
    assert take.recording is not None
    assert take.recording.path == killed.lost
    qtbot.waitUntil(lambda: not killed.view.offered)
    assert killed.lost.exists()


def test_a_recording_that_no_take_has_can_be_thrown_away(killed: Kills, qtbot: QtBot) -> None:
    killed.view.look()
    qtbot.waitUntil(lambda: killed.view.offered)
    killed.view.throw_away()
    qtbot.waitUntil(lambda: not killed.view.offered)
    assert list(killed.store.recordings.iterdir()) == []


def test_a_take_that_was_saved_while_it_was_offered_is_neither_doubled_nor_deleted(
    killed: Kills, jobs: Jobs, qtbot: QtBot
) -> None:
    """Another failprep had only just stopped it."""
    killed.view.look()
    qtbot.waitUntil(lambda: killed.view.offered)
    killed.store.add_take(Prompt("p1", "Tell me about a bug."), Recording(killed.lost, 8_000, 3.0, STARTED))
    with qtbot.waitSignal(jobs.failed) as told:
        killed.view.throw_away()
    assert str(told.args[0]).startswith("This take is kept already.")
    qtbot.waitUntil(lambda: not killed.view.offered)
    assert killed.lost.exists()
    assert len(killed.store.takes()) == 1


def test_recordings_of_takes_and_those_about_to_go_are_not_offered(
    killed: Kills, monkeypatch: pytest.MonkeyPatch
) -> None:
    rescuer = Rescuer(killed.store)
    assert [take.path for take in rescuer.unfinished()] == [killed.lost]
    take_id = killed.store.add_take(
        Prompt("p1", "Tell me about a bug."), Recording(killed.lost, 8_000, 3.0, STARTED)
    )
    assert rescuer.unfinished() == []
    monkeypatch.setattr(takes, "_removed", lambda _: False)  # somebody has the file open
    killed.store.delete(take_id)
    assert killed.lost.exists()
    assert rescuer.unfinished() == []
