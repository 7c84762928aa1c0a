"""The language-model coach when its server fails, in every way there is."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from failprep.coach.asking import Step
from failprep.coach.llm import LlmCoach, Outcome
from failprep.coach.providers import Endpoint
from failprep.coach.trouble import FALLBACKS
from failprep.domain import Assessment, Cancelled, UserError
from failprep.library import Theme
from tests.coach import scripted
from tests.coach.conftest import Read
from tests.coach.judges import KEY, WORDS, Script, coach, everything
from tests.coach.scripted import Body, Response, chat, criterion_of, serve, verdicts


def _raises_429_once(waits: list[Response], then: Script) -> Script:
    return lambda body: waits.pop() if waits else then(body)


FAULTS: dict[str, tuple[Script, str]] = {
    "401": (
        lambda _: Response('{"error": {"message": "Incorrect key sk-very-secret-0123456789"}}', 401),
        "key",
    ),
    "403": (lambda _: Response('{"error": {"message": "Not in your country"}}', 403), "forbidden"),
    "404": (lambda _: Response('{"error": {"message": "The model judge does not exist"}}', 404), "model"),
    "404 of a web server": (lambda _: Response("<h1>Not found</h1>", 404, "text/html"), "broken"),
    "400": (lambda _: Response('{"error": {"message": "Too long"}}', 400), "refused"),
    "429, too long a wait": (lambda _: Response("{}", 429, headers={"Retry-After": "3600"}), "busy"),
    "no money left": (lambda _: Response('{"error": {"code": "insufficient_quota"}}', 429), "quota"),
    "500, asks for patience": (lambda _: Response("oops", 500, headers={"Retry-After": "999"}), "server"),
    "redirect": (lambda _: Response("", 302, headers={"Location": "http://127.0.0.1:9/"}), "broken"),
    "html": (lambda _: Response("<html>Welcome</html>", content_type="text/html"), "broken"),
    "html called json": (lambda _: Response("<html>Welcome</html>"), "broken"),
    "cut": (lambda _: Response('{"choices": [', cut=True), "cut"),
    "broken json": (lambda _: Response('{"choices": ['), "broken"),
    "json of another kind": (lambda _: Response('{"answer": 42}'), "broken"),
    "no choices": (lambda _: Response('{"choices": []}'), "broken"),
    "a list": (lambda _: Response("[]"), "broken"),
    "null": (lambda _: Response("null"), "broken"),
    "no content": (lambda _: Response('{"choices": [{"message": {"content": null}}]}'), "unreadable"),
    "prose": (lambda _: chat("What a great answer! Five out of five."), "unreadable"),
    "another schema": (lambda _: chat('{"score": 24}'), "unreadable"),
    "wrong ids": (lambda body: chat(everything(body, [99])), "unreadable"),
    "a stream that is cut": (lambda _: _streamed('{"own', cut=True), "cut"),
    "a stream that ends too soon": (lambda _: _streamed('{"own'), "cut"),
    "a stream of something else": (lambda _: Response("", events=("[1]", "[DONE]")), "broken"),
    "a stream of broken json": (lambda _: Response("", events=('{"choices": [', "[DONE]")), "broken"),
    "a stream that only ends": (lambda _: Response("", events=("[DONE]",)), "broken"),
    "an error in the stream": (
        lambda _: _streamed('{"own', '{"error": {"code": 400, "message": "The context is full"}}'),
        "refused",
    ),
    "a verdict that is a list": (lambda body: chat(_reworded(body, ["shown"])), "unreadable"),
    "a verdict that is an object": (lambda body: chat(_reworded(body, {"is": "shown"})), "unreadable"),
    "an answer without a bottom": (lambda _: chat("[" * 100_000), "unreadable"),
    "a body without a bottom": (lambda _: Response("[" * 100_000), "broken"),
    "half a character": (lambda _: Response('{"error": {"message": "\\ud83d"}}', 400), "refused"),
    "ids that are no numbers": (lambda body: chat(everything(body, ["all"])), "unreadable"),
    "cut short": (lambda _: chat('{"own_action": {"evid', finish="length"), "room"),
    "yes to everything": (lambda body: chat(everything(body, [1])), "credulous"),
    "yes to everything without a sentence": (lambda body: chat(everything(body, [])), "credulous"),
    "no to everything": (lambda body: chat(verdicts(criterion_of(body), {})), "blind"),
}


def _reworded(body: Body, verdict: object) -> str:
    answer = json.loads(verdicts(criterion_of(body), {}))
    return json.dumps({check: {"evidence": [], "verdict": verdict} for check in answer})


def _streamed(text: str, *more: str, cut: bool = False, stall: bool = False) -> Response:
    """The first events of an answer, and what comes then instead of the rest."""
    return Response("", events=(*scripted.events(text)[:2], *more), cut=cut, stall=stall)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_in_the_offline_result(fault: str, read: Read, theme: Theme) -> None:
    script, word = FAULTS[fault]
    transcript, reading, offline = read()
    with serve(script) as server:
        outcome = coach(theme, server).assess(transcript, reading)
    _is_offline(outcome, offline, word)


def _is_offline(outcome: Outcome, offline: Assessment, word: str) -> None:
    assert outcome.assessment.fallback == word
    assert (outcome.assessment.coach, outcome.assessment.tier) == ("offline", None)
    assert outcome.assessment.criteria == offline.criteria
    assert outcome.assessment.next_step == offline.next_step
    assert outcome.line.startswith(FALLBACKS[word])
    assert "\n" not in outcome.line
    outcome.line.encode()
    assert KEY not in outcome.line
    assert outcome.disagreements == ()


def test_a_server_that_is_not_there(read: Read, theme: Theme) -> None:
    transcript, reading, offline = read()
    with serve(lambda _: chat("")) as server:
        pass
    _is_offline(coach(theme, server).assess(transcript, reading), offline, "unreachable")


def test_half_a_character_in_an_answer_does_no_harm(read: Read, theme: Theme, tmp_path: Path) -> None:
    good = scripted.by_words(WORDS)

    def torn(body: Body) -> Response:
        (choice,) = json.loads(good(body).text)["choices"]
        answer = json.loads(choice["message"]["content"])
        return chat(json.dumps({**answer, "remark": "\ud83d"}, ensure_ascii=False))

    transcript, reading, _ = read()
    with serve(torn) as server:
        judge = coach(theme, server, tmp_path)
        assert judge.assess(transcript, reading).assessment.fallback is None
        assert judge.assess(transcript, reading).spent.requests == 0


def test_what_nobody_foresaw_ends_in_the_offline_result_and_in_the_log(
    read: Read, theme: Theme, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_: Step) -> None:
        raise ArithmeticError("unforeseen")

    transcript, reading, offline = read()
    with serve(scripted.by_words(WORDS)) as server:
        outcome = coach(theme, server).assess(transcript, reading, report=fails)
    _is_offline(outcome, offline, "broken")
    assert "unforeseen" in caplog.text


def test_a_stall_ends_with_the_time_allowed(read: Read, theme: Theme) -> None:
    transcript, reading, offline = read()
    with serve(lambda _: Response("", stall=True)) as server:
        began = time.monotonic()
        outcome = coach(theme, server, timeout_s=0.5).assess(transcript, reading)
        assert time.monotonic() - began < 5
        assert server.gone.wait(10)  # the connection was closed, so the server can stop working
    _is_offline(outcome, offline, "timeout")


def test_a_stream_that_stalls_ends_with_the_time_allowed(read: Read, theme: Theme) -> None:
    transcript, reading, offline = read()
    with serve(lambda _: _streamed('{"own', stall=True)) as server:
        began = time.monotonic()
        outcome = coach(theme, server, timeout_s=0.5).assess(transcript, reading)
        assert time.monotonic() - began < 5
        assert server.gone.wait(10)
    _is_offline(outcome, offline, "timeout")


def test_all_rungs_of_a_question_share_its_time(read: Read, theme: Theme) -> None:
    """Each rung stops short of the time allowed; together they would take longer."""
    transcript, reading, offline = read()
    busy = Response("{}", 429, headers={"Retry-After": "0.6"})
    with serve(lambda _: busy if len(server.requests) % 2 else chat("What a great answer!")) as server:
        outcome = coach(theme, server, timeout_s=1.0).assess(transcript, reading)
    _is_offline(outcome, offline, "busy")
    assert len(server.requests) == 3


def test_a_fault_in_the_middle_loses_nothing(read: Read, theme: Theme) -> None:
    transcript, reading, offline = read()
    good = scripted.by_words(WORDS)
    with serve(lambda body: Response("", 500) if criterion_of(body) == "tone" else good(body)) as server:
        outcome = coach(theme, server, timeout_s=0.9).assess(transcript, reading)
    _is_offline(outcome, offline, "server")
    assert outcome.spent.tokens == 8 * 980  # what was paid for in vain is told as well


def test_what_the_server_says_is_told_without_the_key(read: Read, theme: Theme) -> None:
    transcript, reading, _ = read()
    said = f"No access from your country with {KEY[:8]}***{KEY[-4:]}."
    with serve(lambda _: Response(json.dumps({"error": {"message": said}}), 403)) as server:
        line = coach(theme, server).assess(transcript, reading).line
    assert "It says: No access from your country with …" in line
    assert KEY[:8] not in line


def test_without_a_key_no_key_is_blamed(read: Read, theme: Theme) -> None:
    transcript, reading, offline = read()
    with serve(lambda _: Response("{}", 401)) as server:
        endpoint = Endpoint(server.url, "judge-70b", 20.0)
        outcome = LlmCoach(theme, lambda _: endpoint).assess(transcript, reading)
    _is_offline(outcome, offline, "no_key")


def test_an_address_that_only_looks_like_one(read: Read, theme: Theme) -> None:
    transcript, reading, offline = read()
    endpoint = Endpoint("http://é..x/v1", "judge-70b", 20.0)
    _is_offline(LlmCoach(theme, lambda _: endpoint).assess(transcript, reading), offline, "unreachable")


def test_no_set_up(read: Read, theme: Theme) -> None:
    def find(_: Callable[[], bool]) -> Endpoint:
        raise UserError("No language model is chosen.", "Choose one in Settings.")

    transcript, reading, offline = read()
    outcome = LlmCoach(theme, find).assess(transcript, reading)
    assert outcome.assessment.fallback == "setup"
    assert outcome.assessment.criteria == offline.criteria
    assert outcome.line == "No language model is chosen. Choose one in Settings."


@pytest.mark.parametrize(
    "headers",
    [
        {"Retry-After": "0"},
        {"Retry-After": format_datetime(datetime.now(UTC) - timedelta(seconds=5), usegmt=True)},
    ],
)
def test_a_busy_server_is_asked_again_when_it_says(headers: dict[str, str], read: Read, theme: Theme) -> None:
    transcript, reading, _ = read()
    busy = [Response("{}", 429, headers=headers), Response("{}", 503, headers=headers)]
    with serve(_raises_429_once(busy, scripted.by_words(WORDS))) as server:
        outcome = coach(theme, server).assess(transcript, reading)
    assert outcome.assessment.fallback is None
    assert len(server.requests) == 11


def test_cancelling_closes_the_connection_at_once(read: Read, theme: Theme) -> None:
    transcript, reading, _ = read()
    with serve(lambda _: Response("", stall=True)) as server:
        with pytest.raises(Cancelled):
            coach(theme, server).assess(transcript, reading, cancelled=server.asked.is_set)
        assert server.gone.wait(10)
        assert len(server.requests) == 1


def test_cancelling_in_the_middle_of_an_answer_closes_the_connection_at_once(
    read: Read, theme: Theme
) -> None:
    transcript, reading, _ = read()
    steps: list[Step] = []
    with serve(lambda _: _streamed('{"own', stall=True)) as server:
        with pytest.raises(Cancelled):
            coach(theme, server).assess(
                transcript, reading, report=steps.append, cancelled=lambda: _is_writing(steps)
            )
        assert server.gone.wait(10)


def _is_writing(steps: list[Step]) -> bool:
    return bool(steps) and steps[-1].doing == "writing"
