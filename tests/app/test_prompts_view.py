"""The question: another one, a chosen one, one's own, and hearing it."""

from pytestqt.qtbot import QtBot

from failprep.app.jobs import Jobs
from failprep.app.prompts_view import PromptRow
from failprep.app.settings_keeper import SettingsKeeper
from failprep.domain import UserError
from failprep.library import Library
from failprep.settings import Folders
from tests.app.held import Held
from tests.app.practice_stage import PracticeStage


def test_shuffling_asks_everything_once_before_anything_comes_again(stage: PracticeStage) -> None:
    prompts = Library.load().theme().prompts
    seen = [stage.prompts.prompt_id]
    for _ in range(len(prompts) - 1):
        stage.prompts.shuffle()
        seen.append(stage.prompts.prompt_id)
    assert sorted(seen) == sorted(prompt.id for prompt in prompts)
    stage.prompts.shuffle()
    assert stage.prompts.prompt_id != seen[-1]


def test_it_says_which_prompt_of_how_many(stage: PracticeStage) -> None:
    count = len(Library.load().theme().prompts)
    assert stage.prompts.where == f"Learning from failure  ·  prompt 1 of {count}"


def test_searching_needs_every_word_and_keeps_the_families(stage: PracticeStage) -> None:
    stage.prompts.find("")
    everything: tuple[PromptRow, ...] = stage.prompts.found.rows
    headings = [row.heading for row in everything if row.heading]
    assert len(everything) == len(Library.load().theme().prompts)
    assert len(headings) == len(set(headings)) == len(Library.load().theme().families)
    stage.prompts.find("DECISION wrong")
    found: tuple[PromptRow, ...] = stage.prompts.found.rows
    assert 0 < len(found) < len(everything)
    titles = {row.prompt_id: heading for row, heading in zip(everything, _headings(everything), strict=True)}
    for row in found:
        line = f"{row.text} {titles[row.prompt_id]} {row.level}".casefold()
        assert "decision" in line
        assert "wrong" in line
    stage.prompts.find("xyzzy")
    assert stage.prompts.found.count == 0


def _headings(rows: tuple[PromptRow, ...]) -> list[str]:
    headings: list[str] = []
    for row in rows:
        headings.append(row.heading or headings[-1])
    return headings


def test_a_question_of_ones_own(stage: PracticeStage) -> None:
    stage.prompts.find("two words")
    assert stage.prompts.own == ""
    stage.prompts.find("  What would your old boss   say went wrong? ")
    assert stage.prompts.own == "What would your old boss say went wrong?"
    stage.prompts.choose(stage.prompts.own)
    assert stage.prompts.text == "What would your old boss say went wrong?"
    assert stage.prompts.where.endswith("your own question")
    assert stage.prompts.asked.prompt.id == "own"


def test_hearing_it_and_stopping(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.prompts.hear()
    assert stage.prompts.hearing == "preparing"
    qtbot.waitUntil(lambda: stage.prompts.hearing == "playing")
    assert stage.voice.spoken == [stage.prompts.text]
    stage.prompts.hear()
    assert stage.prompts.hearing == ""
    qtbot.waitUntil(lambda: stage.player.state == "stopped")


def test_the_end_of_the_question_is_noticed(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.prompts.hear()
    qtbot.waitUntil(lambda: stage.prompts.hearing == "playing")
    stage.player.state = "stopped"
    qtbot.waitUntil(lambda: stage.prompts.hearing == "")


def test_another_question_silences_the_first_even_before_it_sounds(
    stage: PracticeStage, qtbot: QtBot
) -> None:
    stage.voice.go.clear()
    stage.prompts.hear()
    stage.prompts.shuffle()
    stage.voice.go.set()
    qtbot.waitUntil(lambda: stage.jobs.running == 0)
    assert not [call for call in stage.player.calls if call[0] == "play"]
    assert stage.prompts.hearing == ""


def test_a_speaker_that_fails_is_told(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.player.refuses = UserError("No speaker was found.", "Connect one.")
    with qtbot.waitSignal(stage.jobs.failed):
        stage.prompts.hear()
    assert stage.prompts.hearing == ""


def test_asked_again_at_once_it_is_heard_from_its_beginning(
    held_jobs: Jobs, held: Held, keeper: SettingsKeeper, folders: Folders
) -> None:
    stage = PracticeStage(held_jobs, keeper, folders)
    stage.prompts.hear()
    held.work()  # it sounds, but nobody has said so yet
    stage.prompts.hear()
    stage.prompts.hear()
    held.deliver()
    assert stage.prompts.hearing == "preparing"
    held.run_all(-1)  # the stop comes late
    assert (stage.prompts.hearing, stage.player.state) == ("playing", "playing")
