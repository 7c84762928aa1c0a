"""Overruled checks as lines of JSON."""

import json
from pathlib import Path

import pytest

from failprep.domain import UserError
from failprep.store import Store

from .conftest import FOLLOW_UPS, PROMPT, SAID, assessed, assessment


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_case_holds_the_answer_the_users_verdict_and_the_coachs(store: Store, tmp_path: Path) -> None:
    take_id = assessed(store)
    assessed(store)
    store.correct(take_id, "mechanism", True, "Sentence two tells it.")
    store.correct(take_id, "cause_given", False)
    store.explain(take_id, "cause_given", " He only says what he should have done. ")
    path = tmp_path / "out" / "cases.jsonl"
    assert store.export_cases(path) == 1
    (case,) = lines(path)
    assert case["answer"] == SAID.text
    assert case["sentences"] == [sentence.text for sentence in SAID.sentences]
    assert case["prompt"] == PROMPT.text
    assert case["gold"] == {"mechanism": True, "cause_given": False}
    assert case["coach_said"] == {"mechanism": None, "cause_given": True}
    assert case["evidence"] == {"mechanism": [1, 2], "cause_given": [1]}
    assert case["notes"] == {
        "mechanism": "Sentence two tells it.",
        "cause_given": "He only says what he should have done.",
    }
    assert (case["coach"], case["model"], case["rubric_version"]) == ("offline", None, 1)
    assert [path.name for path in path.parent.iterdir()] == ["cases.jsonl"]


def test_each_overruled_version_is_a_case_of_its_own(store: Store, tmp_path: Path) -> None:
    take_id = assessed(store)
    store.correct(take_id, "mechanism", True)
    store.save_assessment(take_id, assessment(3, coach="llm"), FOLLOW_UPS)
    store.correct(take_id, "harm_sized", False)
    path = tmp_path / "cases.jsonl"
    assert store.export_cases(path) == 2
    assert [(case["coach"], case["gold"]) for case in lines(path)] == [
        ("offline", {"mechanism": True}),
        ("llm", {"harm_sized": False}),
    ]
    assert len({str(case["id"]) for case in lines(path)}) == 2


def test_nothing_to_export_and_nothing_overwritten(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    take_id = assessed(store)
    with pytest.raises(UserError, match="not overruled"):
        store.export_cases(path)
    assert not path.exists()
    store.correct(take_id, "mechanism", True)
    path.write_text("mine")
    with pytest.raises(UserError, match="already a file"):
        store.export_cases(path)
    assert path.read_text() == "mine"


def test_a_folder_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    store.correct(assessed(store), "mechanism", True)
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="could not be written"):
        store.export_cases(tmp_path / "file" / "cases.jsonl")
