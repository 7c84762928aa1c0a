"""A take that was cut off is offered, kept under its question, or thrown away."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from failprep.app.asked import Asked
from failprep.audio.recovery import Unfinished
from failprep.domain import Prompt
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
