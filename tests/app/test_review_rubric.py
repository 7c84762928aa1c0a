from dataclasses import replace

import pytest

from failprep.app.rubric_view import CheckRow, RubricView
from failprep.domain import Take
from failprep.library import Library
from tests.app.made_up import clinic_take

THEME = Library.load().theme()


@pytest.fixture
def view(qapp: object) -> RubricView:
    view = RubricView()
    view.show_take(clinic_take(), THEME)
    return view


def check(view: RubricView, criterion: str, check_id: str) -> CheckRow:
    (row,) = (row for row in view.criteria.rows if row.criterion_id == criterion)
    (found,) = (c for c in row.checks.rows if c.check_id == check_id)
    assert isinstance(found, CheckRow)
    return found


def test_the_headline_comes_first(view: RubricView) -> None:
    assert view.headline == THEME.headlines["changed"].title
    assert view.headline_text == THEME.headlines["changed"].text


def test_six_criteria_with_their_levels(view: RubricView) -> None:
    assert [row.level for row in view.criteria.rows] == [4, 4, 3, 3, 2, 3]
    assert view.criteria.rows[2].title == THEME.criteria["root_cause"].title
    assert view.criteria.rows[2].level_title == THEME.words.levels[3].title


def test_evidence_names_its_moment_and_its_words(view: RubricView) -> None:
    take = clinic_take()
    assert take.transcript is not None
    evidence = check(view, "root_cause", "cause_internal").evidence
    assert [chip["sentence"] for chip in evidence] == [6, 7]
    assert evidence[0]["text"] == take.transcript.sentences[5].text
    assert evidence[0]["label"] == "0:33"


def test_what_is_not_met_says_what_meeting_it_sounds_like(view: RubricView) -> None:
    unmet = check(view, "self_awareness", "still_a_risk")
    assert (unmet.result, unmet.advice) == ("not_met", THEME.check("still_a_risk").meets)
    assert check(view, "real_failure", "harm_stated").advice == ""


def test_cannot_tell_and_uncertain_are_told_as_such(view: RubricView) -> None:
    unclear = check(view, "root_cause", "mechanism")
    assert (unclear.result, unclear.uncertain) == ("cannot_tell", True)
    assert unclear.verdict == THEME.words.verdicts["cannot_tell"].title
    assert check(view, "root_cause", "deeper_layer").uncertain


def test_an_avoided_check_shows_the_offending_sentence(view: RubricView) -> None:
    offended = check(view, "tone", "no_defensiveness")
    assert offended.result == "not_met"
    assert [chip["sentence"] for chip in offended.evidence] == [3]


def test_what_is_lit_follows_what_is_open_and_pointed_at(view: RubricView) -> None:
    everything = set(view.lit_sentences)
    assert everything >= {1, 2, 6, 7, 10, 12}
    view.toggle("root_cause")
    assert set(view.lit_sentences) == {6, 7}
    view.toggle("behaviour_change")
    assert set(view.lit_sentences) == {6, 7, 10, 12}
    view.point_at("deeper_layer")
    assert view.lit_sentences == (7,)
    view.point_at("")
    view.toggle("root_cause")
    view.toggle("behaviour_change")
    assert set(view.lit_sentences) == everything


def test_pointing_says_so_once(view: RubricView) -> None:
    said: list[None] = []
    view.lit_changed.connect(lambda: said.append(None))
    view.point_at("mechanism")
    view.point_at("mechanism")
    assert len(said) == 1


def test_a_written_answer_names_lines_instead_of_moments(qapp: object) -> None:
    take = clinic_take()
    assert take.transcript is not None
    timeless = tuple(replace(s, start_s=None, end_s=None) for s in take.transcript.sentences)
    written: Take = replace(take, transcript=replace(take.transcript, words=(), sentences=timeless))
    view = RubricView()
    view.show_take(written, THEME)
    assert check(view, "root_cause", "cause_given").evidence[0]["label"] == "line 6"


def test_another_coach_than_asked_for_is_said(view: RubricView) -> None:
    take = clinic_take()
    assert take.assessment is not None
    assert view.coach_line == "Offline coach"
    view.show_take(replace(take, assessment=replace(take.assessment, fallback="timeout")), THEME)
    assert "timeout" in view.coach_line


def test_without_a_take_there_is_nothing(view: RubricView) -> None:
    view.show_take(None, None)
    assert view.criteria.rows == ()
    assert (view.headline, view.total, view.lit_sentences) == ("", 0, ())
