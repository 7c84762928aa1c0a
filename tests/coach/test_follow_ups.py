"""Follow-ups: what is asked, in which order, of which words."""

from dataclasses import replace
from pathlib import Path

import pytest

from failprep.coach import anchors, bank, follow_ups, phrases, planning, topic
from failprep.coach.phrases import content_words
from failprep.coach.wording import Probes, probes
from failprep.domain import AVOIDED, CHECKS, CRITERION_OF, INTERVIEWERS, RUBRIC, FollowUp, UserError
from failprep.library import Theme
from failprep.resources import resource
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
    text = STORY.replace("My deputy asks me each time which table it is.", "That is where it stands today.")
    missing = ("harm_sized", "deeper_layer", "current_guard")
    transcript, reading, assessment = read(without=missing, text=text)
    questions = follow_ups.ask(transcript, reading, assessment, theme)
    assert [q.check for q in questions[:3]] == ["deeper_layer", "harm_sized", "current_guard"]


def test_a_guard_that_is_told_is_not_asked_for(read: Read, theme: Theme) -> None:
    questions = asked(read, theme, without=("current_guard",))
    outright = probes().question("current_guard", "neutral")
    assert not any(question.question.endswith(outright) for question in questions)


def test_who_was_faced_is_asked_of_one_answer_in_some_and_never_where_it_is_told() -> None:
    texts = ["x" * length for length in range(20)]
    wordings = [planning.further("harm_stated", text).wording for text in texts]
    assert len(set(wordings)) >= 3
    assert wordings.count("further.harm_stated") * 3 < len(wordings)
    told = [planning.further("harm_stated", f"{text} I rang her that night.").wording for text in texts]
    assert "further.harm_stated" not in told


def test_what_was_hard_is_not_asked_where_it_is_told() -> None:
    assert planning.further("sustained_or_shared", "I do it daily.").wording == "further.sustained_or_shared"
    told = planning.further("sustained_or_shared", "I do it daily, it slips when it's busy.")
    assert told.wording == "further.habit_chosen"


def test_a_makeshift_is_no_habit(read: Read, theme: Theme) -> None:
    text = STORY.replace("Now every run is built from the live table.", "We did it once by hand in the yard.")
    questions = asked(
        read, theme, without=("sustained_or_shared", "outcome_shown", "applied_since"), text=text
    )
    assert not any("by hand in the yard" in question.question for question in questions)


@pytest.mark.parametrize(
    "no_failing",
    [
        "I have never been someone who hides things.",
        "I raised one million from investors in twenty twenty-one.",
        "I moved to reporting in another office last year.",
        "I took it out and did it in the normal way.",
        "I sat with the team for a week and planned to run it.",
        "I went through my calendar for the whole of the year.",
    ],
)
def test_what_is_no_failing_is_not_taken_for_one(read: Read, theme: Theme, no_failing: str) -> None:
    deed = "I copied April's file forward instead of building it from the table."
    transcript, reading, assessment = read(text=STORY.replace(deed, no_failing))
    texts = {sentence.id: sentence.text for sentence in transcript.sentences}
    for name in ("still_a_risk", "current_guard", "own_judgement"):
        found = anchors.said_back(bank.DIRECT[name], reading, assessment, texts, anywhere=True)
        assert 2 not in {number for number, _ in found}


def test_scenery_is_not_said_back_for_want_of_anything_else(read: Read, theme: Theme) -> None:
    text = "The canal had its two hundredth anniversary. The boat needed a licence. The last room was empty."
    transcript, reading, assessment = read(without=tuple(CHECKS), text=text)
    texts = {sentence.id: sentence.text for sentence in transcript.sentences}
    probe = bank.DIRECT["plain_admission"]
    found = anchors.said_back(probe, reading, assessment, texts, anywhere=True)
    assert {number for number, _ in found} == {3}


def test_what_was_passed_over_as_mere_talk_is_not_said_back(read: Read) -> None:
    untold = ("own_action", "itemised", "specific_event", "proportionate")
    transcript, reading, assessment = read(without=untold)
    texts = {sentence.id: sentence.text for sentence in transcript.sentences}
    rows = tuple(
        replace(row, shows=dict.fromkeys(CHECKS, 0.0)) if row.sentence in {2, 10} else row
        for row in reading.sentences
    )
    talk = replace(reading, sentences=rows)
    for probe in (bank.HABIT["specific_event"], bank.NONE["own_action"], bank.DIRECT["outcome_shown"]):
        before = anchors.said_back(probe, reading, assessment, texts, anywhere=True)
        after = anchors.said_back(probe, talk, assessment, texts, anywhere=True)
        kept = [number for number, _ in before if number != 2]  # the coach cites the tenth all the same
        assert sorted(number for number, _ in after) == sorted(kept)
    assert 2 in {number for number, _ in topic.topics(reading, {2: "I lost the key."})}
    assert not topic.topics(talk, {2: "I lost the key."})


def test_what_came_of_it_is_not_the_deed_and_others_part_is_no_harm(read: Read) -> None:
    transcript, reading, assessment = read()
    texts = {sentence.id: sentence.text for sentence in transcript.sentences}
    guard = anchors.said_back(bank.DIRECT["current_guard"], reading, assessment, texts, anywhere=True)
    assert 3 not in {number for number, _ in guard}
    harm = bank.FURTHER["harm_trust"]
    assert {number for number, _ in anchors.said_back(harm, reading, assessment, texts)} == {3}
    rows = tuple(
        replace(row, shows={**row.shows, "no_blame_shift": 0.95}) if row.sentence == 3 else row
        for row in reading.sentences
    )
    blaming = replace(reading, sentences=rows)
    assert not anchors.said_back(harm, blaming, assessment, texts)


def test_nothing_hangs_on_what_praises_or_defends_but_what_asks_about_that(read: Read) -> None:
    transcript, reading, assessment = read(
        without=("own_action", "itemised"), offences={"not_rebranded": (2,)}
    )
    texts = {sentence.id: sentence.text for sentence in transcript.sentences}

    def hung_on(check: str, praise: float) -> bool:
        shows = {**dict.fromkeys(CHECKS, 0.3), "not_rebranded": praise}
        rows = tuple(replace(row, shows=shows) if row.sentence == 2 else row for row in reading.sentences)
        found = anchors.said_back(
            bank.DIRECT[check], replace(reading, sentences=rows), assessment, texts, anywhere=True
        )
        return 2 in {number for number, _ in found}

    assert hung_on("new_practice", 0.1)
    assert not hung_on("new_practice", 0.4)
    assert hung_on("not_rebranded", 0.4)


def test_who_only_supposes_is_asked_for_nothing_that_happened(read: Read, theme: Theme) -> None:
    would = (
        "I'd say that if I made a mistake I would ring them. I'd own it, and I'd look at the reasons. "
        "I would put a list on the wall, and I'd tell my mentor."
    )
    transcript, reading, assessment = read(without=("specific_event",), text=would)
    believed = replace(reading, answer={**reading.answer, "specific_event": 0.7})
    found = planning.plan(transcript, believed, assessment)
    assert found.probes == tuple(bank.NONE.values())


def test_what_only_points_at_a_habit_is_not_said_back() -> None:
    phrase = phrases.said_back("I've done that on every job.", {})
    assert phrase is not None
    assert phrase.hollow
    phrase = phrases.said_back("I count the trays every morning.", {})
    assert phrase is not None
    assert not phrase.hollow


def test_where_no_words_can_be_said_back_the_matter_is_named(read: Read, theme: Theme) -> None:
    text = "In June, on the night shift, the boiler. Nineteen families, and cold. My job, that."
    marks = ("specific_event", "own_action", "cause_internal", "new_practice")
    transcript, reading, assessment = read(
        without=tuple(check for check in CHECKS if check not in marks), text=text
    )
    questions = follow_ups.ask(transcript, reading, assessment, theme)
    assert any(question.question.startswith("Coming back to the ") for question in questions)


def test_when_everything_is_met_nothing_of_it_is_asked_again(read: Read, theme: Theme) -> None:
    questions = asked(read, theme)
    assert [(q.check, q.anchor_sentence) for q in questions] == [
        ("sustained_or_shared", 9),  # a relapse could be told: when it was hardest is not asked
        ("deeper_layer", 4),
        ("current_guard", 12),
    ]
    outright = {probes().question(check, "neutral") for check in CHECKS}
    assert not any(question.question.endswith(tuple(outright)) for question in questions)


def test_what_was_nearly_said_is_not_asked_outright(read: Read, theme: Theme) -> None:
    transcript, reading, assessment = read(without=("outcome_shown", "sustained_or_shared"))
    nearly = replace(reading, answer={**reading.answer, "outcome_shown": 0.4, "sustained_or_shared": 0.4})
    first = follow_ups.ask(transcript, nearly, assessment, theme)[0]
    assert first.check == "outcome_shown"
    assert first.question.endswith(probes().question("further.outcome_shown", "neutral"))


def test_a_gap_without_a_sign_goes_before_one_that_was_nearly_filled(read: Read, theme: Theme) -> None:
    transcript, reading, assessment = read(without=("own_judgement", "itemised"))
    nearly = replace(reading, answer={**reading.answer, "own_judgement": 0.4})
    assert follow_ups.ask(transcript, nearly, assessment, theme)[0].check == "itemised"


def test_an_offence_the_reader_doubts_is_not_held_against_anybody(read: Read, theme: Theme) -> None:
    transcript, reading, assessment = read(offences={"no_blame_shift": (6,)})
    doubted = replace(reading, answer={**reading.answer, "no_blame_shift": 0.45})
    assert follow_ups.ask(transcript, doubted, assessment, theme)[0].check != "no_blame_shift"


def test_evidence_of_a_change_is_not_asked_for_where_none_was_told(read: Read, theme: Theme) -> None:
    change = RUBRIC["behaviour_change"]
    questions = asked(read, theme, without=change)
    assert questions[0].check == "new_practice"
    assert not {question.check for question in questions} & set(change[1:])


def test_who_says_that_nothing_changed_is_not_asked_what_did(read: Read, theme: Theme) -> None:
    text = STORY.replace("Now every run is built from the live table.", "I have not changed anything.")
    first = asked(read, theme, without=RUBRIC["behaviour_change"], text=text)[0]
    assert first.question.endswith(probes().question("further.new_practice", "neutral"))


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("I am not very social. I avoid gatherings. My friends have complained often.", ("habit",)),
        ("I don't really have one for that. I'm quite a careful person. Could we skip it?", ("none",)),
        ("I would ring them. I'd own it. If it came back I would tell my mentor and I'd ask.", ("none",)),
        ("Once we ran an exhibition. It opened late. The last room stayed empty.", ("", "further")),
    ],
)
def test_no_failure_is_taken_for_granted_where_none_was_told(
    read: Read, theme: Theme, text: str, tables: tuple[str, ...]
) -> None:
    questions = asked(read, theme, without=tuple(CHECKS), text=text)
    assert len(questions) == 2
    alone = {probe.wording for probe in (*bank.ALONE, *bank.ALONE_WITHOUT)}
    names = {probe.wording for probe in (*bank.HALF, *bank.HABIT.values(), *bank.NONE.values())}
    for question in questions:
        wording = next(
            name for name in names | alone if question.question.endswith(probes().question(name, "neutral"))
        )
        assert wording.rpartition(".")[0] in tables or question.anchor_sentence is None


def test_a_second_question_about_one_deed_asks_about_the_moment(read: Read, theme: Theme) -> None:
    text = "In May I let a dog go home with the tube in its leg."
    everything = tuple(check for check in CHECKS if check not in {"specific_event", "own_action"})
    transcript, reading, assessment = read(without=everything, text=text)
    questions = [q.question for q in follow_ups.ask(transcript, reading, assessment, theme)]
    assert any(q.startswith("When you let a dog go home with the tube in its leg, what") for q in questions)
    assert not any("moment?" in q for q in questions if q.startswith("When you let"))


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


@pytest.mark.parametrize("interviewer", INTERVIEWERS)
def test_every_wording_is_one_short_question(interviewer: str) -> None:
    every = (*bank.DIRECT.values(), *bank.FURTHER.values(), *bank.HABIT.values(), *bank.NONE.values())
    for probe in every:
        text = probes().question(probe.wording, interviewer)
        assert len(text.split()) <= 13, text
        assert text.count("?") == 1
        assert text.endswith("?")


def test_a_theme_may_leave_out_the_further_questions(tmp_path: Path) -> None:
    own = tmp_path / "probes.toml"
    own.write_text(
        "\n".join(f'[{check}]\nneutral = "N?"\nwarm = "W?"\nsceptic = "S?"\nnext = "x"' for check in CHECKS),
        encoding="utf-8",
    )
    assert Probes(own).question("harm_stated", "neutral") == "N?"
    packaged = probes().question("further.harm_stated", "neutral")
    assert Probes(own).question("further.harm_stated", "neutral") == packaged


@pytest.mark.parametrize("braces", ["{mine}", "{", "{0}"])
def test_braces_that_hold_something_else_are_told(tmp_path: Path, braces: str) -> None:
    own = tmp_path / "probes.toml"
    whole = resource("content/failure/probes.toml").read_text(encoding="utf-8")
    own.write_text(whole.replace("{own}", braces), encoding="utf-8")
    with pytest.raises(UserError, match=r"\w+\.next” has braces"):
        Probes(own)


@pytest.mark.parametrize("name", ["further.harm_trust", "further.habit_chosen", "habit.harm_stated"])
def test_a_theme_with_half_of_the_further_questions_is_told_which_is_missing(
    tmp_path: Path, name: str
) -> None:
    own = tmp_path / "probes.toml"
    whole = resource("content/failure/probes.toml").read_text(encoding="utf-8")
    own.write_text(whole.replace(f"[{name}]", "[further.of_old]"), encoding="utf-8")
    with pytest.raises(UserError, match=rf"probes\.toml, “{name}\.\w+” is missing"):
        Probes(own)


def test_nobody_is_asked_why_they_chose_what_came_over_them() -> None:
    said = ("you don't hear the number", "you hear the respect", "you never notice the hour")
    done = ("you see to it on Fridays", "you don't sign on Fridays", "you read it aloud")
    for text, chosen in ((text, text in done) for text in (*said, *done)):
        assert phrases.Phrase(text, quoted=False, weight=1.0).chosen is chosen, text
