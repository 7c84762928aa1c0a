"""Words as the reader takes them: form alone changes nothing."""

import random

import pytest

from evaluation.cases import Case, dev_cases
from failprep.reading import sentences
from failprep.reading.plain import words
from training import disturb


def spoken(text: str) -> list[str]:
    return [word.text for word in words(text)]


def test_punctuation_capitals_and_fillers_are_not_read() -> None:
    assert spoken("Um, I mean, I didn’t lose £40,000 — you know.") == ["i", "didn't", "lose", "£40", "000"]
    assert spoken("I, uh, kind of, like, panicked, basically.") == ["i", "panicked"]
    assert spoken("") == spoken("Um. Er… you know.") == []


def test_fillers_that_mean_something_stay() -> None:
    assert spoken("It went well and I felt like a fraud.") == [
        *("it", "went", "well", "and"),
        *("i", "felt", "like", "a", "fraud"),
    ]


def test_each_word_knows_its_characters() -> None:
    text = "Well, um, it was “my” fault."
    assert [text[word.start : word.end] for word in words(text)] == ["it", "was", "my", "fault"]


@pytest.mark.parametrize("case", dev_cases(), ids=lambda case: case.id)
def test_an_answer_without_punctuation_and_capitals_has_the_same_words(case: Case) -> None:
    assert spoken(disturb.bare(case.answer)) == spoken(case.answer)


def test_fillers_move_neither_words_nor_sentences() -> None:
    same = 0
    for case in dev_cases():
        told = [spoken(sentence.text) for sentence in sentences.written(case.answer).sentences]
        stuttered = disturb.fillers(case.answer, 0.08, random.Random(case.id))
        assert stuttered != case.answer
        after = [spoken(sentence.text) for sentence in sentences.written(stuttered).sentences]
        same += [row for row in after if row] == [row for row in told if row]
    assert same >= len(dev_cases()) - 2  # "had like gone": a filler that only sounds like a word
