"""Word error rate does not depend on how numbers, dashes and capitals are written."""

import pytest

from evaluation.words import errors, normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Twenty-five people.", "25 people"),
        ("It cost $1,250!", "it cost one thousand two hundred and fifty dollars"),
        ("in 2019", "in twenty nineteen"),
        ("40% off", "forty percent off"),
        ("I’m, um, late", "I'm late"),
        ("at 7:30", "at seven thirty"),
    ],
)
def test_two_ways_of_writing_are_the_same_words(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_substitutions_deletions_and_insertions_count() -> None:
    assert errors("one two three four", "one too three") == (2, 4)
    assert errors("one two", "one two three") == (1, 2)
    assert errors("", "thank you") == (2, 0)
