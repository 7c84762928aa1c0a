"""Mere talk, and talk to the grader, told by their own words."""

from pathlib import Path

import numpy as np
import pytest

from evaluation.cases import dev_cases, lines
from failprep.reading import sentences
from failprep.reading.by_words import ByWords, grams
from failprep.reading.encoder import Encoder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def crossing(encoder: Encoder, kind: str, texts: list[str]) -> list[str]:
    return [text for text in texts if encoder.by_words(text)[kind] > 0]


def test_most_of_what_pads_an_answer_is_recognised(encoder: Encoder) -> None:
    found = crossing(encoder, "neutral", lines("padding.txt"))
    assert len(found) >= 0.8 * len(lines("padding.txt"))


def test_a_story_keeps_nearly_all_of_its_sentences(encoder: Encoder) -> None:
    told = [s.text for case in dev_cases() for s in sentences.written(case.answer).sentences]
    assert len(crossing(encoder, "neutral", told)) <= 0.06 * len(told)
    assert len(crossing(encoder, "addressed", told)) <= 2


def test_much_of_what_talks_to_the_grader_is_recognised(encoder: Encoder) -> None:
    assert len(crossing(encoder, "addressed", lines("payloads.txt"))) >= 0.6 * len(lines("payloads.txt"))
    assert len(crossing(encoder, "addressed", lines("lookalikes.txt"))) <= 1


@pytest.mark.parametrize("text", ["Okay.", "Eleven Tuesdays.", "um, you know", "", "Quite a lot of it."])
def test_short_sentences_are_kept(encoder: Encoder, text: str) -> None:
    assert encoder.by_words(text)["neutral"] < 0


def test_form_decides_nothing(encoder: Encoder) -> None:
    talk = "We have a canteen there, it does a good soup on Wednesdays."
    said = [talk, talk.lower().replace(",", ""), f"um, {talk}"]
    assert len({encoder.by_words(text)["neutral"] for text in said}) == 1
    assert crossing(encoder, "neutral", [*said, "I lost the key to the big house that night."]) == said


def test_groups_of_words() -> None:
    assert grams(["the", "soup", "the", "soup"]) == [
        "the", "soup", "the soup", "soup the", "the soup the", "soup the soup",
    ]  # fmt: skip


def test_weights_are_kept_as_they_were(tmp_path: Path) -> None:
    talk = ByWords({"the soup": 1.5, "key": -2.0}, np.array([0.5, -0.25]), -0.125, fewest=3)
    talk.save(tmp_path / "talk.npz")
    again = ByWords.load(tmp_path / "talk.npz")
    text, alone = "the soup was in the pot", np.array([0.3, 2.0])
    assert again.score(text, alone) == pytest.approx(talk.score(text, alone), abs=1e-3)
    assert again.score(text, alone) > again.score("the key was in the pot", alone)
    assert again.score(text, alone) < again.score(text, np.array([0.3, 1.0]))
