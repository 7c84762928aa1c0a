"""How an answer comes: piece by piece, and down a ladder for models that do not know how."""

import json
from dataclasses import replace

import pytest

from failprep.coach.asking import Step
from failprep.library import Theme
from tests.coach import scripted
from tests.coach.conftest import Read
from tests.coach.judges import WORDS, coach
from tests.coach.scripted import Body, Response, chat, criterion_of, serve

# Streaming


def test_life_is_shown_while_one_answer_is_written(read: Read, theme: Theme) -> None:
    transcript, reading, _ = read()
    steps: list[Step] = []
    with serve(scripted.by_words(WORDS)) as server:
        coach(theme, server).assess(transcript, reading, report=steps.append)
    assert all(body["stream"] is True for body in server.requests)
    about = [step for step in steps if step.criterion == "root_cause"]
    assert [step.doing for step in about][:2] == ["reading", "writing"]
    assert about[-1].doing == ""
    assert sum(step.doing == "writing" for step in about) > 3
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1


@pytest.mark.parametrize("names", [("stream_options",), ("stream", "stream_options")])
def test_a_server_that_cannot_stream_is_asked_as_it_can(
    names: tuple[str, ...], read: Read, theme: Theme
) -> None:
    good = scripted.by_words(WORDS)

    def plain(body: Body) -> Response:
        for name in names:
            if name in body:
                return Response(json.dumps({"error": {"message": f"{name} is not supported"}}), 400)
        return replace(good(body), events=())

    transcript, reading, _ = read()
    with serve(plain) as server:
        outcome = coach(theme, server).assess(transcript, reading)
    assert (outcome.assessment.fallback, outcome.spent.tokens) == (None, 9 * 980)


def test_an_answer_counts_though_its_connection_stays_open(read: Read, theme: Theme) -> None:
    good = scripted.by_words(WORDS)
    transcript, reading, _ = read()
    with serve(lambda body: replace(good(body), stall=len(server.requests) == 9)) as server:
        outcome = coach(theme, server).assess(transcript, reading)
    assert (outcome.assessment.fallback, outcome.spent.tokens) == (None, 9 * 980)


def test_thoughts_are_life_and_no_answer(read: Read, theme: Theme) -> None:
    good = scripted.by_words(WORDS)

    def thoughtful(body: Body) -> Response:
        thought = json.dumps({"choices": [{"index": 0, "delta": {"reasoning_content": "Hm, {1}."}}]})
        response = good(body)
        return replace(response, events=(thought, *response.events))

    transcript, reading, _ = read()
    with serve(thoughtful) as server:
        outcome = coach(theme, server).assess(transcript, reading)
    assert outcome.assessment.fallback is None
    assert outcome.steps == ()


# The ladder


def test_each_rung_is_tried_and_told(read: Read, theme: Theme) -> None:
    good = scripted.by_words(WORDS)

    def only_text(body: Body) -> Response:
        if "response_format" in body:
            return Response('{"error": {"message": "response_format is not supported"}}', 400)
        answer = json.loads(good(body).text)["choices"][0]["message"]["content"]
        if len(body["messages"]) == 2 and criterion_of(body) == "root_cause":
            return chat(f"Here you are: {answer[:-1]}")
        return chat(f"<think>Hmm {{}}</think>Sure!\n```json\n{answer}\n```\nGood luck!")

    transcript, reading, _ = read()
    with serve(only_text) as server:
        outcome = coach(theme, server).assess(transcript, reading)
    assert outcome.assessment.fallback is None
    assert outcome.assessment.check("harm_sized").met is True
    assert [step.split(":")[0] for step in outcome.steps] == ["schema", "json", "text"]
    assert len(server.requests) == 9 + 2 + 1  # two refusals once, one repair
    repair = next(body for body in server.requests if len(body["messages"]) == 4)
    assert "could not be used" in repair["messages"][3]["content"]


def test_a_server_that_stumbles_over_the_form_is_asked_without(read: Read, theme: Theme) -> None:
    good = scripted.by_words(WORDS)

    def stumbles(body: Body) -> Response:
        if "response_format" in body:
            return Response("{}", 500, headers={"Retry-After": "999"})
        return good(body)

    transcript, reading, _ = read()
    with serve(stumbles) as server:
        outcome = coach(theme, server).assess(transcript, reading)
    assert outcome.assessment.fallback is None
    assert [step.split(":")[0] for step in outcome.steps] == ["schema"]
    assert len(server.requests) == 9 + 1


def test_a_parameter_that_is_refused_is_left_out(read: Read, theme: Theme) -> None:
    good = scripted.by_words(WORDS)

    def picky(body: Body) -> Response:
        for name in ("temperature", "max_tokens"):
            if name in body:
                return Response(
                    json.dumps({"error": {"message": f"'{name}' is not supported", "param": name}}), 400
                )
        return good(body)

    transcript, reading, _ = read()
    with serve(picky) as server:
        outcome = coach(theme, server).assess(transcript, reading)
    assert outcome.assessment.fallback is None
    assert outcome.steps == ()
    assert len(server.requests) == 9 + 2
