"""The judge check: reference answers, agreement, and what it allows a model."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from failprep.coach import judge_check, tiers
from failprep.coach.judge_check import Reference, references
from failprep.coach.providers import Endpoint
from failprep.coach.tiers import Standing
from failprep.domain import AVOIDED, CHECKS, RUBRIC, Cancelled, Reading, Transcript, UserError
from failprep.library import Theme
from failprep.settings import Folders, Settings
from tests.coach import scripted
from tests.coach.conftest import reading_of
from tests.coach.scripted import Body, Response, chat, criterion_of, sentences_of, serve, verdicts


def read(transcript: Transcript) -> Reading:
    """Nothing is flagged; the reading itself is not what is tested here."""
    return reading_of(transcript, {})


def test_there_are_enough_answers_of_all_kinds() -> None:
    found = references()
    assert len(found) >= 24
    assert len({reference.id for reference in found}) == len(found)
    assert sum(reference.trap for reference in found) >= 6
    assert [r.trap for r in found[:4]] == [False, True, False, False]
    met = [len(reference.met) for reference in found]
    assert min(met) == 0
    assert max(met) == 24
    for check in CHECKS:  # every check is met somewhere and missed somewhere
        assert 2 <= sum(check in reference.met for reference in found) <= len(found) - 2, check
    for reference in found:
        for sentence in reference.transcript.sentences:
            assert reference.transcript.text[sentence.start_char : sentence.end_char] == sentence.text


def _settings(url: str, model: str = "judge-70b") -> Settings:
    return Settings(coach="llm", provider="custom", base_url=url, llm_model=model)


def _knows(share: Callable[[Reference, str], bool]) -> Callable[[Body], Response]:
    """A model that has learnt the references by heart and errs where ``share`` says so."""
    honest = scripted.by_words({})

    def script(body: Body) -> Response:
        criterion, seen = criterion_of(body), sentences_of(body)
        said = " ".join(seen.values())
        reference = next((r for r in references() if r.transcript.sentences[0].text[:30] in said), None)
        if reference is None:
            return honest(body)
        first = min(seen)
        found = {}
        for check in RUBRIC[criterion]:
            met = (check in reference.met) != share(reference, check)
            if met != (check in AVOIDED):
                found[check] = [first]
        return chat(verdicts(criterion, found))

    return script


def test_a_model_that_agrees_is_trusted_from_now_on(theme: Theme, folders: Folders) -> None:
    done: list[tuple[float, int]] = []
    with serve(_knows(lambda _, __: False)) as server:
        settings = _settings(server.url)
        endpoint = Endpoint(server.url, "judge-70b", 60.0, None, "custom")
        assert tiers.tier(endpoint, folders.cache / "coach") == "checks"
        found = judge_check.check_model(
            theme, read, settings, folders, most=8, report=lambda *step: done.append(step)
        )
        assert tiers.tier(endpoint, folders.cache / "coach") == "full"
    assert found.tier == "full"
    assert found.answers == 8
    assert found.total.of == 8 * 24
    assert found.total.agreed >= found.total.of - 4  # sentences meant for the judge are withheld
    assert found.line == f"{found.total.agreed} of 192 checks as our reference"
    assert sum(agreement.of for agreement in found.criteria.values()) == 192
    assert found.traps.of == 48
    assert {(n, 8) for n in range(1, 9)} <= set(done)
    assert done == sorted(done)
    assert len(done) > 8 * 9  # while it is at one answer, it is seen to go on


def test_a_small_model_is_not_however_well_it_does(theme: Theme, folders: Folders) -> None:
    with serve(_knows(lambda _, __: False)) as server:
        settings = _settings(server.url).changed(llm_model="tiny")
        found = judge_check.check_model(theme, read, settings, folders, most=4)
    assert found.total.agreed > found.total.of * 0.9
    assert found.tier == "labels"


def test_a_model_that_praises_is_not(theme: Theme, folders: Folders) -> None:
    with serve(_knows(lambda reference, check: check not in reference.met)) as server:
        found = judge_check.check_model(theme, read, _settings(server.url), folders, most=8)
        assert (
            tiers.tier(Endpoint(server.url, "judge-70b", 9.0, None, "custom"), folders.cache / "coach")
            == "labels"
        )
    assert found.tier == "labels"
    assert found.unmet.agreed < found.unmet.of / 2
    assert found.met.agreed > found.met.of * 0.9


def test_a_check_that_breaks_off_says_why_and_keeps_nothing(theme: Theme, folders: Folders) -> None:
    with serve(lambda _: Response("no", 401)) as server:
        found = judge_check.check_model(theme, read, _settings(server.url), folders)
        endpoint = Endpoint(server.url, "judge-70b", 60.0, None, "custom")
    assert (found.tier, found.answers) == (None, 0)
    assert "wants a key" in found.line
    assert "result" not in found.line  # there is none
    assert Standing.load(endpoint, folders.cache / "coach") is None


def test_it_can_be_cancelled_and_needs_a_model(theme: Theme, folders: Folders) -> None:
    with serve(scripted.by_words({})) as server, pytest.raises(Cancelled):
        judge_check.check_model(theme, read, _settings(server.url), folders, cancelled=server.asked.is_set)
    with pytest.raises(UserError, match="No language model"):
        judge_check.check_model(theme, read, Settings(provider="ollama"), folders)


def test_the_offline_coach_is_checked_as_well(theme: Theme) -> None:
    by_text = {reference.transcript.text: reference for reference in references()}

    def perfect(transcript: Transcript) -> Reading:
        met = by_text[transcript.text].met
        marks = {check: (1,) for check in CHECKS if (check in met) != (check in AVOIDED)}
        return reading_of(transcript, marks)

    found = judge_check.check_offline(theme, perfect)
    assert found.answers == len(references())
    assert found.total.agreed == found.total.of
    assert found.tier is None
    blind = judge_check.check_offline(theme, read, most=4)
    assert blind.met.agreed == 0


@pytest.mark.parametrize(
    ("agreed", "unmet", "tier"),
    [(90, 45, "full"), (90, 41, "checks"), (80, 40, "checks"), (80, 30, "labels"), (70, 50, "labels")],
)
def test_tiers_go_by_agreement_above_all_on_what_is_not_there(agreed: int, unmet: int, tier: str) -> None:
    assert Standing(4, agreed, 100, unmet, 50, 0, 0).tier == tier


def test_a_standing_belongs_to_one_model_and_survives_damage(tmp_path: Path) -> None:
    standing = Standing(24, 560, 576, 280, 290, 140, 144)
    endpoint = Endpoint("http://127.0.0.1:1/v1", "judge-70b", 9.0)
    standing.save(endpoint, tmp_path)
    assert Standing.load(endpoint, tmp_path) == standing
    assert Standing.load(Endpoint("http://127.0.0.1:1/v1", "other-70b", 9.0), tmp_path) is None
    assert tiers.tier(Endpoint("http://127.0.0.1:1/v1", "qwen-2.5-1.5b", 9.0), tmp_path) == "labels"
    for file in tmp_path.rglob("*.json"):
        file.write_text(json.dumps({"agreed": 1}))
    assert Standing.load(endpoint, tmp_path) is None
