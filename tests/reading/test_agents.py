"""Who acts in a sentence."""

import pytest

from failprep.reading.agents import agent


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I left the valve open.", "i"),
        ("So I think they never told us.", "they"),
        ("We missed the deadline.", "we"),
        ("The client kept changing the brief.", "they"),
        ("Mistakes were made.", "passive"),
        ("The test was skipped on Friday.", "passive"),
        ("The report was written by me.", "i"),
        ("That was my mistake.", "i"),
        ("It rained for a week.", None),
        ("", None),
        ("you know, he’d said so", "they"),
    ],
)
def test_agent(sentence: str, expected: str | None) -> None:
    assert agent(sentence) == expected
