"""``failprep judge-check`` and ``--coach llm``: what they print, and how they end without a model."""

import json
from pathlib import Path

from failprep.domain import RUBRIC
from failprep.settings import Folders, Settings
from tests.cli.conftest import Failprep
from tests.cli.contract import check_review
from tests.cli.test_assess import ANSWER


def test_the_offline_coach_agrees_with_the_reference_answers(failprep: Failprep) -> None:
    found = json.loads(failprep("judge-check", "--json").out)
    assert found["coach"] == "offline"
    assert found["answers"] >= 24
    assert set(found["criteria"]) == set(RUBRIC)
    assert sum(share["of"] for share in found["criteria"].values()) == found["total"]["of"]
    assert found["met"]["of"] + found["unmet"]["of"] == found["total"]["of"]
    assert found["total"]["agreed"] >= 0.8 * found["total"]["of"]


def test_people_get_a_table(failprep: Failprep) -> None:
    run = failprep("judge-check")
    assert run.status == 0
    assert "checks as our reference" in run.out
    assert "Root cause" in run.out
    assert "Answers that only sound good" in run.out  # as the window calls them


def test_a_model_that_is_not_set_up_ends_in_the_offline_result(failprep: Failprep) -> None:
    offline = check_review(failprep("assess", "-", "--json", stdin=ANSWER).out)
    run = failprep("assess", "-", "--coach", "llm", "--json", stdin=ANSWER)
    assert run.status == 0
    review = check_review(run.out)
    assert review.assessment.fallback == "setup"
    assert review.assessment.coach == "offline"
    assert review.assessment.criteria == offline.assessment.criteria
    assert len(run.err.splitlines()) == 1


def test_lines_say_where_the_offline_coach_stepped_in(failprep: Failprep, tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text("\n".join(json.dumps({"id": name, "answer": ANSWER}) for name in ("first", "[b]")))
    run = failprep("assess", "--jsonl", path, "--coach", "llm")
    assert run.status == 0
    assert len(run.out.splitlines()) == 2
    first, second = run.err.splitlines()
    assert first.startswith("first: ")
    assert second.startswith("[b]: ")
    assert first.endswith("This is the offline coach's result.")


def test_a_server_that_is_not_there_ends_in_the_offline_result(failprep: Failprep) -> None:
    settings = Settings(coach="llm", provider="custom", base_url="http://127.0.0.1:9/v1", llm_model="any")
    settings.save(Folders.standard())
    run = failprep("assess", "-", "--json", stdin=ANSWER)
    assert run.status == 0
    assert check_review(run.out).assessment.fallback == "unreachable"
    check = failprep("judge-check")
    assert (check.status, check.out) == (2, "")
    assert len(check.err.splitlines()) == 1


def test_a_server_elsewhere_is_not_asked_while_the_network_is_off(failprep: Failprep) -> None:
    settings = Settings(
        coach="llm", provider="custom", base_url="https://models.example.com/v1", llm_model="any"
    )
    settings.save(Folders.standard())
    run = failprep("assess", "-", "--json", stdin=ANSWER)
    assert run.status == 0
    assert check_review(run.out).assessment.fallback == "network_off"
    assert "network is switched off" in run.err
