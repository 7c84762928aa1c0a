"""Follow-ups: what is asked, in which order, of which words."""

import pytest

from failprep.coach import follow_ups
from failprep.coach.phrases import content_words
from failprep.domain import AVOIDED, CHECKS, CRITERION_OF, INTERVIEWERS, FollowUp
from failprep.library import Theme
from tests.coach.conftest import STORY, Read


def asked(read: Read, theme: Theme, interviewer: str = "neutral", **kwargs: object) -> tuple[FollowUp, ...]:
    transcript, reading, assessment = read(**kwargs)
    return follow_ups.ask(transcript, reading, assessment, theme, interviewer)


@pytest.mark.parametrize("check", [check for check in CHECKS if check not in AVOIDED])
@pytest.mark.parametrize("interviewer", INTERVIEWERS)
def test_questions_keep_their_form_whatever_is_missing(
    read: Read, theme: Theme, check: str, interviewer: str
) -> None:
    questions = asked(read, theme, interviewer, without=(check,))
    assert 2 <= len(questions) <= 4
    for question in questions:
        assert len(question.question.split()) <= 25
        assert question.question.count("?") == 1
        assert question.question.endswith("?")
        assert set(content_words(question.question)) & set(content_words(STORY))
        assert question.criterion == CRITERION_OF[question.check]
        assert question.anchor_sentence in range(1, 13)
    assert len({question.question for question in questions}) == len(questions)


def test_what_the_headline_names_comes_first(read: Read, theme: Theme) -> None:
    missing = (
        "applied_since",
        "outcome_shown",
        "sustained_or_shared",
        "cause_given",
        "still_a_risk",
        "trigger_named",
    )
    first = asked(read, theme, without=missing)[0]
    assert first.check == "applied_since"
    assert first.anchor_sentence == 8


def test_blame_is_asked_about_by_its_own_sentence(read: Read, theme: Theme) -> None:
    first = asked(read, theme, offences={"no_blame_shift": (6,)})[0]
    assert first.check == "no_blame_shift"
    assert first.anchor_sentence == 6


def test_nothing_answered_already_is_asked(read: Read, theme: Theme) -> None:
    transcript, reading, assessment = read(without=("harm_sized", "deeper_layer", "current_guard"))
    questions = follow_ups.ask(transcript, reading, assessment, theme)
    assert [q.check for q in questions[:3]] == ["deeper_layer", "harm_sized", "current_guard"]


def test_when_everything_is_met_the_strongest_claim_is_dug_into(read: Read, theme: Theme) -> None:
    questions = asked(read, theme)
    assert [q.check for q in questions] == ["outcome_shown", "sustained_or_shared"]
    assert [q.anchor_sentence for q in questions] == [10, 9]


def test_the_interviewers_differ(read: Read, theme: Theme) -> None:
    styles = {
        asked(read, theme, interviewer, without=("mechanism",))[0].question for interviewer in INTERVIEWERS
    }
    assert len(styles) == 3


def test_an_answer_of_one_word_still_gets_two_questions(read: Read, theme: Theme) -> None:
    transcript, reading, assessment = read(without=tuple(CHECKS), text="Um.")
    asked = follow_ups.ask(transcript, reading, assessment, theme)
    assert len(asked) == 2
    assert all(question.anchor_sentence is None for question in asked)
    assert all(question.question[0].isupper() and question.question.endswith("?") for question in asked)
    assert len({question.check for question in asked}) == 2
