"""Parts of an answer from what its sentences show."""

from failprep.domain import PARTS
from failprep.reading import parts


def test_the_usual_order() -> None:
    rows = [
        {},
        {"specific_event": 0.9, "own_action": 0.8},
        {"harm_sized": 0.9},
        {"cause_internal": 0.9},
        {"deeper_layer": 0.8},
        {"new_practice": 0.9},
        {"applied_since": 0.9},
        {"still_a_risk": 0.8},
    ]
    found = parts.label(rows)
    assert found == ("setup", "failure", "failure", "cause", "cause", "change", "since", "since")
    assert set(found) <= set(PARTS)


def test_an_answer_that_begins_with_the_change_is_not_forced_into_order() -> None:
    rows = [{"new_practice": 0.95}, {"new_practice": 0.9}, {"own_action": 0.9}, {"harm_stated": 0.9}]
    assert parts.label(rows) == ("change", "change", "failure", "failure")


def test_talk_that_shows_nothing_is_other() -> None:
    assert parts.label([{}] * 12)[-1] == "other"


def test_no_sentences_no_parts() -> None:
    assert parts.label([]) == ()


def test_saying_which_occasion_it_was_is_setup() -> None:
    rows = [{"specific_event": 0.95}, {"own_action": 0.9}, {"harm_stated": 0.9}]
    assert parts.label(rows) == ("setup", "failure", "failure")
