"""The language-model coach through the pipeline: progress that shows life, and what is kept of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from failprep.coach import trust_words
from failprep.coach.trouble import DECOY_FOUND
from failprep.coach.trust_words import judged_by
from failprep.domain import Prompt, Provenance
from failprep.library import Library
from failprep.practice import Practice, Progress
from failprep.reading import sentences
from failprep.settings import Folders, Settings
from failprep.store import Store
from tests.coach import scripted
from tests.coach.scripted import Body, Response, Scripted, serve

QUESTION = Prompt("", "Tell me about a time you failed.")
ANSWER = (
    "Last May I ran payroll for a hotel group and copied April's file forward. Sixty people were short "
    "of forty pounds. I chose time over right. Now every run is built from the live table."
)


@dataclass
class Desk:
    """The pipeline on a scripted server."""

    practice: Practice
    store: Store
    server: Scripted
    settings: Settings

    def kept(self) -> int:
        """A take whose words are known."""
        take_id = self.store.add_take(QUESTION, None)
        self.store.save_transcript(take_id, sentences.written(ANSWER), None)
        return take_id


@pytest.fixture
def desk(folders: Folders) -> Iterator[Desk]:
    with serve(_judge) as server, Store(folders.data) as store:
        settings = Settings(coach="llm", provider="custom", base_url=server.url, llm_model="judge-70b")
        with Practice(folders, settings, Library.load(folders.data / "themes"), store) as practice:
            yield Desk(practice, store, server, settings)


def _judge(body: Body) -> Response:
    if "Transcript, one numbered" not in body["messages"][1]["content"]:
        return Response("", 404)  # it will not word questions
    return scripted.by_words({"own_action": "copied April"})(body)


def test_the_words_of_the_progress_name_the_criterion_and_what_is_done(desk: Desk) -> None:
    seen: list[Progress] = []
    desk.practice.assess(ANSWER, QUESTION, seen.append)
    notes = [progress.note for progress in seen if progress.step == "assessing"]
    for expected in ("Root cause, reading…", "Root cause, writing…", "Root cause"):
        assert expected in notes


def test_what_it_cost_is_kept_and_known_answers_are_free(desk: Desk) -> None:
    take_id = desk.kept()
    assert desk.practice.reassess(take_id).provenance.tokens == 9 * 980
    assert desk.practice.reassess(take_id).provenance.tokens == 0
    assert [version.provenance.tokens for version in desk.store.assessments(take_id)] == [8820, 0]
    offline = replace(desk.settings, coach="offline")
    assert desk.practice.reassess(take_id, settings=offline).provenance == Provenance()


def test_the_very_line_is_kept_where_the_offline_coach_stepped_in(desk: Desk) -> None:
    take_id = desk.kept()
    desk.server.script = lambda _: Response('{"error": {"message": "Out of coal"}}', 400)
    take = desk.practice.reassess(take_id)
    assert take.assessment is not None
    assert take.assessment.fallback == "refused"
    assert "Out of coal" in desk.store.take(take_id).provenance.line


def _worded(desk: Desk) -> None:
    """The model words the questions, too."""
    judge = desk.server.script
    question = json.dumps({"question": "What made you copy April's file forward?"})

    def script(body: Body) -> Response:
        asked = "Transcript, one numbered" not in body["messages"][1]["content"]
        return scripted.chat(question) if asked else judge(body)

    desk.server.script = script


def test_wording_the_questions_is_counted_and_in_the_estimate(desk: Desk) -> None:
    _worded(desk)
    take_id = desk.kept()
    before = desk.practice.estimate(take_id)
    assert desk.practice.estimate(take_id, Settings(llm_votes=3)).requests == before.requests + 12
    take = desk.practice.reassess(take_id)
    asked = len(desk.server.requests)
    assert 9 < asked <= before.requests == 12
    assert take.provenance == Provenance("", asked * 980)


def test_questions_the_model_could_not_word_are_told(desk: Desk) -> None:
    take = desk.practice.reassess(desk.kept())
    assert take.assessment is not None
    assert take.assessment.fallback is None
    line = "The language model's server sent something that is not an answer. "
    assert take.provenance.line == line + "Questions it did not word are the offline coach's."
    assert take.provenance.line in judged_by(take.assessment, take.provenance)


def test_another_manner_keeps_the_verdicts_and_the_coach(desk: Desk) -> None:
    _worded(desk)
    take_id = desk.kept()
    judged = desk.practice.reassess(take_id)
    asked = len(desk.server.requests)
    sceptic = replace(desk.settings, interviewer="sceptic")
    again = desk.practice.ask_again(take_id, settings=sceptic)
    assert again.assessment == judged.assessment
    worded = desk.server.requests[asked:]
    assert worded
    assert all("hard to convince" in body["messages"][0]["content"] for body in worded)
    assert again.provenance.tokens == (asked + len(worded)) * 980
    assert len(desk.store.assessments(take_id)) == 2


def test_another_manner_asks_no_model_that_is_not_the_coach(desk: Desk) -> None:
    _worded(desk)
    take_id = desk.kept()
    offline = replace(desk.settings, coach="offline")
    judged = desk.practice.reassess(take_id, settings=offline)
    again = desk.practice.ask_again(take_id, settings=replace(desk.settings, interviewer="sceptic"))
    assert again.assessment == judged.assessment
    assert again.follow_ups != judged.follow_ups
    assert desk.server.requests == []
    by_model = desk.practice.reassess(take_id)
    asked = len(desk.server.requests)
    again = desk.practice.ask_again(take_id, settings=replace(offline, interviewer="warm"))
    assert again.assessment == by_model.assessment
    assert (len(desk.server.requests), again.provenance) == (asked, by_model.provenance)


def test_a_few_words_are_not_sent_to_the_model(desk: Desk) -> None:
    review = desk.practice.assess("I once broke the build, and it was bad.", QUESTION)
    assert (review.assessment.coach, review.provenance) == ("offline", Provenance())
    assert len(review.follow_ups) > 0
    assert desk.server.requests == []


def test_how_far_down_the_ladder_it_was_is_told_and_stays_when_questions_are_asked_anew(desk: Desk) -> None:
    strict = desk.server.script

    def plain_only(body: Body) -> Response:
        return (
            Response('{"error": {"message": "no schemas here"}}', 400)
            if "response_format" in body
            else strict(body)
        )

    desk.server.script = plain_only
    take_id = desk.kept()
    judged = desk.practice.reassess(take_id)
    assert trust_words.PLAINER in judged.provenance.line
    assert judged.assessment is not None
    assert trust_words.PLAINER in trust_words.judged_by(judged.assessment, judged.provenance)
    offline = replace(desk.settings, coach="offline", interviewer="sceptic")
    assert desk.practice.ask_again(take_id, settings=offline).provenance.line == trust_words.PLAINER


def test_a_decoy_that_was_found_is_told() -> None:
    assert trust_words.on_the_way(()) == ""
    assert trust_words.on_the_way((f"tone: {DECOY_FOUND}",)) == trust_words.SWAYED
    assert (
        trust_words.on_the_way(("schema: refused", f"tone: {DECOY_FOUND}"))
        == f"{trust_words.PLAINER} {trust_words.SWAYED}"
    )
