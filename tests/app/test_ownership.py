from dataclasses import replace

from failprep.app import ownership
from failprep.domain import AnswerPart, Delivery, Transcript
from tests.app.made_up import clinic_take


def clinic(*agents: str | None) -> tuple[Transcript, Delivery]:
    """The clinic answer; the first sentences have these agents instead."""
    take = clinic_take()
    assert take.transcript is not None
    assert take.delivery is not None
    others = take.delivery.sentence_agents[len(agents) :]
    return take.transcript, replace(take.delivery, sentence_agents=(*agents, *others))


def test_every_sentence_in_which_somebody_acts_has_its_agent() -> None:
    who = ownership.agents(*clinic())
    assert who[1] == "i"
    assert who[4] == "they"
    assert 5 not in who  # nobody does
    assert who[12] == "we"


def test_what_was_measured_before_agents_were_kept_has_no_map() -> None:
    transcript, delivery = clinic()
    old = replace(delivery, sentence_agents=())
    assert ownership.agents(transcript, old) == {}
    assert ownership.line(transcript, old) == ""
    assert ownership.elsewhere(transcript, old) == []
    assert ownership.agents(None, None) == {}
    assert ownership.shares(None) == []


def test_the_line_speaks_of_what_went_wrong_and_why_only() -> None:
    assert ownership.line(*clinic()) == (
        "Where you tell what went wrong and why, you act in 6 of 7 sentences."
    )
    own = clinic("they", "i", "i", "i")  # others in the setup are no matter
    assert ownership.line(*own) == "Wherever you tell what went wrong and why, you are the one who acts."
    transcript, delivery = clinic()
    others = replace(delivery, sentence_agents=("i", *["they"] * 8, "i", "i", "i", "i"))
    assert "never the one who acts" in ownership.line(transcript, others)


def test_where_blame_may_have_moved_is_told_with_its_time() -> None:
    transcript, delivery = clinic("they", "we", "passive")
    found = ownership.elsewhere(transcript, delivery)
    assert [one.text for one in found] == [
        "Nobody named",
        "They",
    ]  # not the setup, and “we” includes the speaker
    assert found[0].start_s == transcript.sentences[2].start_s
    assert found[0].end_s == transcript.sentences[2].end_s
    assert found[1].label == "0:17"


def test_an_answer_without_a_failure_has_nothing_to_own() -> None:
    transcript, delivery = clinic()
    only_setup = replace(delivery, parts=(AnswerPart("setup", tuple(range(1, 14)), 1.0),))
    assert ownership.line(transcript, only_setup) == ""


def test_the_shares_are_of_all_sentences_with_somebody() -> None:
    shares = ownership.shares(clinic()[1])
    assert [(one.title, one.count) for one in shares] == [
        ("I", 9),
        ("We", 1),
        ("They", 2),
        ("Nobody named", 0),
    ]
    assert shares[0].share == 0.75


def test_everything_that_can_be_pointed_at_has_words() -> None:
    said = {ownership.says(agent) for agent in (*ownership.AGENTS, None)}
    assert len(said) == 5
    assert all(text.endswith(".") for text in said)
