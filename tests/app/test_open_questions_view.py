"""Questions that nobody answered come back, one at a time."""

import pytest
from pytestqt.qtbot import QtBot

from failprep.app.asked import Asked
from failprep.app.jobs import Jobs
from failprep.app.open_questions_view import OpenQuestionsView
from failprep.store import Store
from tests.app.held import Held
from tests.app.made_up import NOW, clinic_take
from tests.app.practice_stage import STARTED, FakeOpenQuestions, PracticeStage
from tests.app.stage import keep


@pytest.fixture
def open_ones() -> FakeOpenQuestions:
    open_ones = FakeOpenQuestions()
    open_ones.ask("An old one?", take=3, days_ago=9)
    open_ones.ask("Why then?", "And before that?", take=7)
    return open_ones


@pytest.fixture
def view(open_ones: FakeOpenQuestions, jobs: Jobs, qtbot: QtBot) -> OpenQuestionsView:
    view = OpenQuestionsView(open_ones, jobs, now=lambda: STARTED.replace(hour=19))
    view.look()
    qtbot.waitUntil(lambda: view.offered)
    return view


def test_those_of_the_newest_take_come_first(view: OpenQuestionsView) -> None:
    assert (view.question, view.several) == ("Why then?", True)
    moment = f"today {STARTED.astimezone():%H:%M}"
    assert view.about == f"Still unanswered, from your take of {moment}  ·  1 of 3"
    seen = [view.question]
    for _ in range(3):
        view.another()
        seen.append(view.question)
    assert seen == ["Why then?", "And before that?", "An old one?", "Why then?"]


def test_answering_asks_it_of_its_take(view: OpenQuestionsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.answer_requested) as answer:
        view.answer()
    asked = answer.args[0]
    assert isinstance(asked, Asked)
    assert (asked.reply_to, asked.question, asked.reply_check) == (7, "Why then?", "mechanism")
    assert asked.prompt.theme == "failure"


def test_one_that_is_set_aside_does_not_come_back(
    view: OpenQuestionsView, open_ones: FakeOpenQuestions
) -> None:
    view.another()
    view.another()
    view.set_aside()
    assert view.question == "And before that?"
    assert [question.follow_up.question for question in open_ones.asked] == ["Why then?", "And before that?"]
    view.set_aside()
    view.set_aside()
    assert (view.offered, view.question, view.about) == (False, "", "")
    view.set_aside()
    view.answer()
    view.another()


def test_one_that_is_set_aside_while_it_looks_does_not_come_back_either(
    open_ones: FakeOpenQuestions, held_jobs: Jobs, held: Held
) -> None:
    view = OpenQuestionsView(open_ones, held_jobs, now=lambda: STARTED)
    view.look()
    held.run_all()
    view.look()
    held.work()  # it has read them
    view.set_aside()
    held.run_all()
    seen = []
    for _ in range(3):
        seen.append(view.question)
        view.another()
    assert seen == ["And before that?", "An old one?", "And before that?"]


def test_looking_again_keeps_the_one_that_is_offered(
    view: OpenQuestionsView, open_ones: FakeOpenQuestions, qtbot: QtBot
) -> None:
    view.another()
    open_ones.asked = [question for question in open_ones.asked if question.follow_up.question != "Why then?"]
    view.look()
    qtbot.waitUntil(lambda: "of 2" in view.about)
    assert view.question == "And before that?"


def test_a_real_store_offers_what_a_reply_has_not_answered(store: Store, jobs: Jobs, qtbot: QtBot) -> None:
    take_id = keep(store, clinic_take())
    view = OpenQuestionsView(store, jobs, now=NOW.astimezone)
    view.look()
    qtbot.waitUntil(lambda: view.offered)
    with qtbot.waitSignal(view.answer_requested) as answer:
        view.answer()
    asked = answer.args[0]
    store.add_take(
        asked.prompt,
        None,
        reply_to=asked.reply_to,
        reply_question=asked.reply_question,
        reply_check=asked.reply_check,
    )
    view.look()
    qtbot.waitUntil(lambda: "of 2" in view.about)
    assert view.question == clinic_take().follow_ups[1].question
    assert asked.reply_to == take_id


def test_the_practice_screen_asks_it_aloud(stage: PracticeStage, qtbot: QtBot) -> None:
    stage.open.ask("Why then?")
    stage.view.show(True)
    qtbot.waitUntil(lambda: stage.view.open_questions.offered)
    stage.view.open_questions.answer()
    assert (stage.prompts.text, stage.prompts.follow_up) == ("Why then?", True)
    qtbot.waitUntil(lambda: stage.prompts.hearing == "playing")
    stage.view.show(False)
    qtbot.waitUntil(lambda: stage.recorder.state == "closed" and stage.jobs.running == 0)
