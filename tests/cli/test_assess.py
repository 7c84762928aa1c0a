"""``failprep assess``: a written answer in, the contract's document out, and clear ends for bad input."""

import json
from pathlib import Path

import pytest

from failprep.domain import HEADLINES
from tests.cli.conftest import Failprep
from tests.cli.contract import check_review

ANSWER = (
    "Last spring I moved all three clinics to the new booking system on one weekend. "
    "I had a plan to start with one clinic and I dropped it because I did not want to look slow. "
    "On Monday forty patients turned up with no appointment. It was my mistake. "
    "Now I write the smallest first step at the top of every plan and a colleague signs it. "
    "I have done four moves that way since and nobody phoned me on the Monday."
)


def test_a_written_answer_gives_the_contract(failprep: Failprep) -> None:
    run = failprep("assess", "-", "--json", stdin=ANSWER)
    assert run.status == 0, run.err
    review = check_review(run.out)
    assert review.transcript.words == []
    assert review.delivery is None
    assert all(s.start_s is None and s.end_s is None for s in review.transcript.sentences)
    assert review.transcript.model is None
    assert len(review.transcript.sentences) == 6


def test_a_file_reads_like_standard_input(failprep: Failprep, tmp_path: Path) -> None:
    path = tmp_path / "answer.txt"
    path.write_text(ANSWER, encoding="utf-8")
    assert failprep("assess", path, "--json").out == failprep("assess", "-", "--json", stdin=ANSWER).out


def test_people_get_words_not_json(failprep: Failprep) -> None:
    run = failprep("assess", "-", stdin=ANSWER)
    assert run.status == 0
    assert "of 24" in run.out
    assert "Root cause" in run.out
    assert "They would ask next" in run.out


def test_a_check_that_only_waits_has_a_mark_of_its_own(failprep: Failprep) -> None:
    """“○ Does not claim to be cured” reads like a reproach where nobody claimed anything."""
    run = failprep(
        "assess", "-", stdin="Last spring I ordered the wrong doors for a client and she lost a week."
    )
    (line,) = (line for line in run.out.splitlines() if "not claim" in line.lower())
    assert line.strip().startswith("·")


def test_a_few_words_are_not_judged(failprep: Failprep) -> None:
    """The contract's document stays whole; people are told that there is no verdict."""
    few = "Well, I once broke the build, and it was bad."
    run = failprep("assess", "-", stdin=few)
    assert run.status == 0
    assert "Too short to judge" in run.out
    assert "only 10 words" in " ".join(run.out.split())
    assert "They would ask next" in run.out
    assert not any(verdict in run.out for verdict in ("of 24", "Root cause", "No real failure", "□"))
    review = check_review(failprep("assess", "-", "--json", stdin=few).out)
    assert review.assessment.headline in HEADLINES


def test_lines_in_lines_out(failprep: Failprep, tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    lines = [
        {"id": "a", "prompt": "Tell me about a time you failed.", "answer": ANSWER},
        {"id": 7, "answer": ANSWER},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines))
    run = failprep("assess", "--jsonl", path)
    assert run.status == 0, run.err
    results = [json.loads(line) for line in run.out.splitlines()]
    assert [result["id"] for result in results] == ["a", 7]
    assert all(set(result) == {"id", "transcript", "assessment", "follow_ups"} for result in results)
    for result in results:
        check_review(json.dumps({**result, "delivery": None}))


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{", "Line 2"),
        ("[]", "Line 2"),
        ('{"id": 1}', "Line 2"),
        ('{"id": 1, "answer": "  "}', "Line 2"),
        ('{"id": 1, "answer": 3}', "Line 2"),
        ('{"id": 1, "answer": "x", "prompt": 5}', "line 2"),
    ],
)
def test_a_bad_line_stops_before_anything_is_printed(
    failprep: Failprep, tmp_path: Path, line: str, named: str
) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps({"id": 0, "answer": ANSWER}) + "\n" + line)
    run = failprep("assess", "--jsonl", path)
    assert run.status == 2
    assert run.out == ""
    assert named in run.err
    assert len(run.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (("assess", "-"), ""),
        (("assess", "-"), "   \n"),
        (("assess", "no-such-file.txt"), ""),
        (("assess", "."), ""),
        (("assess",), ""),
        (("assess", "-", "--jsonl", "x"), ""),
        (("assess", "-", "--coach", "oracle"), ANSWER),
        (("assess", "-", "--nonsense"), ANSWER),
        (("sing",), ""),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    failprep: Failprep, arguments: tuple[str, ...], stdin: str
) -> None:
    run = failprep(*arguments, stdin=stdin)
    assert run.status == 2
    assert run.out == ""
    assert len(run.err.splitlines()) == 1
    assert run.err.startswith("failprep: ")


def test_a_binary_file_is_named(failprep: Failprep, tmp_path: Path) -> None:
    path = tmp_path / "answer.txt"
    path.write_bytes(b"\xff\xfe\x00\x81")
    run = failprep("assess", path)
    assert (run.status, run.out) == (2, "")
    assert "answer.txt" in run.err
