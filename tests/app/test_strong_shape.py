from dataclasses import replace

import pytest

from failprep.app import strong_shape
from failprep.domain import AnswerPart, Delivery
from tests.app.made_up import clinic_take
from tests.app.practice_stage import PART_TITLES


def shaped(sentences: int = 10, **shares: float) -> Delivery:
    """An answer of this shape."""
    parts = tuple(
        AnswerPart(part, tuple(range(1, sentences + 1)) if not number else (), share)
        for number, (part, share) in enumerate(shares.items())
    )
    delivery = clinic_take().delivery
    assert delivery is not None
    return replace(delivery, parts=parts)


def test_a_strong_answer_fills_its_bar() -> None:
    typical = strong_shape.typical()
    assert list(typical) == ["setup", "failure", "cause", "change", "since"]
    assert sum(typical.values()) == pytest.approx(1)
    assert all(guide.low < guide.high for guide in strong_shape.GUIDES.values())


def test_a_good_shape_is_said_to_be_one() -> None:
    advice = strong_shape.advice(
        shaped(setup=0.16, failure=0.30, cause=0.2, change=0.22, since=0.12), PART_TITLES
    )
    assert advice == strong_shape.ShapeAdvice("It has the shape of a strong answer.")


def test_all_setup_and_hardly_a_change_is_named_with_what_to_do() -> None:
    advice = strong_shape.advice(
        shaped(setup=0.68, failure=0.12, cause=0.08, change=0.04, since=0.08), PART_TITLES
    )
    assert advice is not None
    assert advice.facts == "68% “Setup”, 4% “Change”."
    assert advice.tips == (strong_shape.GUIDES["setup"].too_long, strong_shape.GUIDES["change"].too_short)


def test_what_is_missing_is_asked_for_and_not_called_short() -> None:
    advice = strong_shape.advice(shaped(setup=0.2, failure=0.35, cause=0.2, change=0.25), PART_TITLES)
    assert advice is not None
    assert advice.facts == "0% “Since”."
    assert advice.tips == (strong_shape.GUIDES["since"].missing,)


def test_no_more_than_two_things_at_once() -> None:
    advice = strong_shape.advice(shaped(setup=1.0), PART_TITLES)
    assert advice is not None
    assert len(advice.tips) == 2


def test_people_differ() -> None:
    advice = strong_shape.advice(
        shaped(setup=0.28, failure=0.35, cause=0.1, change=0.14, since=0.07, other=0.06), PART_TITLES
    )
    assert advice is not None
    assert advice.tips == ()


def test_a_few_sentences_have_no_shape() -> None:
    advice = strong_shape.advice(shaped(sentences=4, setup=1.0), PART_TITLES)
    assert advice == strong_shape.ShapeAdvice("It is too short to have a shape yet.")
    assert strong_shape.advice(None, PART_TITLES) is None
