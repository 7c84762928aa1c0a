from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from failprep.app.jobs import Jobs
from failprep.app.opened_take import OpenedTake
from failprep.app.rubric_rows import CheckRow
from failprep.app.rubric_view import RubricView
from failprep.coach.trust_words import WAITS
from failprep.domain import RUBRIC, Provenance, Take
from failprep.library import Library
from failprep.store import Store
from tests.app.made_up import CLINIC_CHECKS, assessed, clinic_take
from tests.app.stage import SteeredReviewer, keep

THEME = Library.load().theme()


@pytest.fixture
def view(store: Store, reviewer: SteeredReviewer, jobs: Jobs) -> RubricView:
    view = RubricView(store, reviewer, jobs)
    view.show_take(store.take(keep(store, clinic_take())), THEME)
    return view


def judged(take: Take, **changes: object) -> Take:
    """The take, judged otherwise."""
    assert take.assessment is not None
    return replace(take, assessment=replace(take.assessment, **changes))  # type: ignore[arg-type]


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
    assert unmet.result == "not_met"
    assert unmet.advice.endswith(THEME.check("still_a_risk").meets)
    assert unmet.advice.startswith("For example: “")
    assert check(view, "real_failure", "harm_stated").advice == ""


def test_what_only_waits_is_no_reproach(view: RubricView) -> None:
    told: dict[str, tuple[bool | None, bool, tuple[int, ...]]] = dict.fromkeys(
        RUBRIC["self_awareness"], (False, False, ())
    )
    view.show_take(replace(clinic_take(), assessment=assessed({**CLINIC_CHECKS, **told})), THEME)
    assert check(view, "self_awareness", "no_cured_claim").advice == WAITS
    assert check(view, "self_awareness", "still_a_risk").advice.startswith("For example")


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


def test_a_written_answer_names_lines_instead_of_moments(view: RubricView) -> None:
    take = clinic_take()
    assert take.transcript is not None
    timeless = tuple(replace(s, start_s=None, end_s=None) for s in take.transcript.sentences)
    written: Take = replace(take, transcript=replace(take.transcript, words=(), sentences=timeless))
    view.show_take(written, THEME)
    assert check(view, "root_cause", "cause_given").evidence[0]["label"] == "line 6"


# Trust: who judged, what the user sees differently, what the other coach says


@pytest.mark.parametrize(
    ("changes", "coach", "fallback"),
    [
        ({}, "Judged by the offline coach, on this computer.", ""),
        (
            {"coach": "llm", "model": "llama3.1:8b", "tier": "checks"},
            "Judged by llama3.1:8b. Half trusted: a check counts only where the offline coach agrees.",
            "",
        ),
        (
            {"flagged_sentences": (2,)},
            "Judged by the offline coach, on this computer. "
            "One sentence sounded as if meant for the coach, and did not count.",
            "",
        ),
        (
            {"flagged_sentences": (2, 5), "coach": "llm", "model": "gpt", "tier": "full"},
            "Judged by gpt. Trusted: what it says counts. "
            "2 sentences sounded as if meant for the coach, and did not count.",
            "",
        ),
        (
            {"fallback": "timeout"},
            "Judged by the offline coach, on this computer.",
            "The language model did not answer within the time set for it. "
            "This is the offline coach's result.",
        ),
        (
            {"fallback": "a word of a later version"},
            "Judged by the offline coach, on this computer.",
            "The language model could not be used. This is the offline coach's result.",
        ),
    ],
)
def test_who_judged_and_why_another_stepped_in(
    view: RubricView, changes: dict[str, object], coach: str, fallback: str
) -> None:
    view.show_take(judged(clinic_take(), **changes), THEME)
    assert (view.coach_line, view.fallback_line) == (coach, fallback)


def test_what_it_cost_and_the_very_reason_are_told_where_they_are_known(view: RubricView) -> None:
    by_model = judged(clinic_take(), coach="llm", model="gpt", tier="full")
    view.show_take(replace(by_model, provenance=Provenance("", 9420)), THEME)
    assert view.coach_line == "Judged by gpt. Trusted: what it says counts. It used 9,420 tokens."
    away = "OpenAI is not on this computer, and the network is switched off."
    view.show_take(replace(judged(clinic_take(), fallback="setup"), provenance=Provenance(away)), THEME)
    assert view.fallback_line == f"{away} This is the offline coach's result."
    late = Provenance("It took too long. This is the offline coach's result.", 2940)
    view.show_take(replace(judged(clinic_take(), fallback="timeout"), provenance=late), THEME)
    assert view.fallback_line == (
        "It took too long. The model used 2,940 tokens until then. This is the offline coach's result."
    )


def test_the_user_sees_a_check_differently(view: RubricView, store: Store) -> None:
    view.overrule("mechanism", True)
    row = check(view, "root_cause", "mechanism")
    assert (row.result, row.yours) == ("cannot_tell", "You see it differently: it counts")
    criterion = view.criteria.rows[2]
    assert (criterion.level, criterion.beside) == (3, "you 4")
    assert view.total == 19
    assert view.your_line == "You see 1 check differently: 20 of 24 by your own reading."
    assert [(c.check, c.was, c.met) for c in store.corrections(1)] == [("mechanism", None, True)]


def test_why_is_kept_with_it_and_shown_again(view: RubricView, store: Store) -> None:
    view.explain("mechanism", "not overruled, so nothing to explain")
    view.overrule("mechanism", True)
    assert check(view, "root_cause", "mechanism").why == ""
    view.explain("mechanism", " It is told in line eight. ")
    assert check(view, "root_cause", "mechanism").why == "It is told in line eight."
    view.overrule("mechanism", False)  # another verdict, the same thought
    assert [(c.met, c.note) for c in store.corrections(1)] == [(False, "It is told in line eight.")]
    opened = OpenedTake.load(store, 1)
    view.show_take(opened.take, THEME, yours=opened.yours, whys=opened.whys)
    view.overrule("mechanism", True)
    assert check(view, "root_cause", "mechanism").why == "It is told in line eight."
    view.agree("mechanism")
    assert check(view, "root_cause", "mechanism").why == ""
    assert store.corrections(1) == ()


def test_and_takes_it_back(view: RubricView, store: Store) -> None:
    view.overrule("harm_sized", False)
    assert view.criteria.rows[0].beside == "you 3"
    view.agree("harm_sized")
    assert check(view, "real_failure", "harm_sized").yours == ""
    assert (view.your_line, view.criteria.rows[0].beside) == ("", "")
    assert store.corrections(1) == ()


def test_a_verdict_of_the_users_that_the_coach_shares_now_is_no_difference(view: RubricView) -> None:
    view.show_take(clinic_take(), THEME, yours={"harm_sized": True, "mechanism": False})
    assert check(view, "real_failure", "harm_sized").yours == ""
    assert check(view, "root_cause", "mechanism").yours == "You see it differently: it does not count"
    assert view.criteria.rows[2].beside == ""  # not met and cannot tell are one level


def test_a_correction_that_cannot_be_saved_is_told(view: RubricView, store: Store, qtbot: QtBot) -> None:
    store.delete(1)
    with qtbot.waitSignal(view.failed):
        view.overrule("mechanism", True)
    assert check(view, "root_cause", "mechanism").yours == ""


def test_the_offline_coach_stands_beside_a_model_on_request(
    view: RubricView, store: Store, reviewer: SteeredReviewer, qtbot: QtBot
) -> None:
    assert not view.can_compare
    view.compare(True)
    assert not view.comparing
    reviewer.offline = assessed({**CLINIC_CHECKS, "harm_sized": (False, False, ())})
    by_model = judged(clinic_take(), coach="llm", model="llama3.1:8b")
    view.show_take(store.take(keep(store, by_model)), THEME)
    assert check(view, "real_failure", "harm_sized").other == ""
    view.compare(True)
    qtbot.waitUntil(lambda: view.compare_line != "")
    assert view.compare_line == "The offline coach differs on 1 check: 18 in all."
    assert check(view, "real_failure", "harm_sized").other == "Offline coach: not heard"
    assert check(view, "real_failure", "harm_stated").other == ""
    assert view.criteria.rows[0].beside == "offline 3"
    view.compare(False)
    assert (view.compare_line, view.criteria.rows[0].beside) == ("", "")


def test_at_labels_the_offline_coach_decided_and_the_comparison_says_so(
    view: RubricView, store: Store, reviewer: SteeredReviewer, qtbot: QtBot
) -> None:
    """The model's doubts are all that is its own in such a result."""
    reviewer.offline = assessed()
    met, _, evidence = CLINIC_CHECKS["harm_sized"]
    doubted = assessed({**CLINIC_CHECKS, "harm_sized": (met, True, evidence)})
    by_model = replace(clinic_take(), assessment=replace(doubted, coach="llm", tier="labels"))
    view.show_take(store.take(keep(store, by_model)), THEME)
    view.compare(True)
    qtbot.waitUntil(lambda: view.compare_line != "")
    told = "The offline coach decided. The model speaks against it on 1 check it was sure of."
    assert view.compare_line == told
    assert check(view, "real_failure", "harm_sized").other == "The model sees it otherwise"
    assert check(view, "real_failure", "harm_stated").other == ""


def test_coaches_that_agree_are_said_to(
    view: RubricView, store: Store, reviewer: SteeredReviewer, qtbot: QtBot
) -> None:
    reviewer.offline = assessed()
    view.show_take(store.take(keep(store, judged(clinic_take(), coach="llm"))), THEME)
    view.compare(True)
    qtbot.waitUntil(lambda: view.compare_line == "Both coaches agree on every check.")


def test_without_a_take_there_is_nothing(view: RubricView) -> None:
    view.show_take(None, None)
    assert view.criteria.rows == ()
    assert (view.headline, view.total, view.lit_sentences) == ("", 0, ())
