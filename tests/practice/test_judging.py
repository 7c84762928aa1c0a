"""The language-model coach through the pipeline: progress that shows life, and what is kept of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

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
    assert desk.practice.reassess(take_id).provenance == Provenance("", 9 * 980)
    assert desk.practice.reassess(take_id).provenance == Provenance("", 0)
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
