"""How an answer was said, from made-up words whose times are known."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from failprep.domain import (
    PARTS,
    AgentCounts,
    Reading,
    Sentence,
    SentenceReading,
    Span,
    SpokenEvent,
    Transcript,
    Word,
)
from failprep.reading import delivery
from failprep.reading.fillers import fillers, restarts
from failprep.reading.hedges import hedges

NOTHING = Reading(())


def spoken(text: str, *, start_s: float = 0.0, each_s: float = 0.5) -> tuple[Word, ...]:
    """One word after the other, each of the same length."""
    return tuple(
        Word(word, round(start_s + at * each_s, 3), round(start_s + (at + 1) * each_s, 3), 0.9)
        for at, word in enumerate(text.split())
    )


def heard(text: str, **where: float) -> Transcript:
    words = spoken(text, **where)
    return Transcript(" ".join(word.text for word in words), words=words)


def texts(events: Sequence[SpokenEvent]) -> list[str]:
    return [one.text for one in events]


def test_counts_words_per_minute_from_the_first_word_to_the_last() -> None:
    answer = heard("one two three four five six seven eight nine ten", start_s=2.0)
    result = delivery.measure(answer, [Span(2.0, 7.0)], 30.0, NOTHING)
    assert result.time_to_first_word_s == 2.0
    assert result.words_per_minute == 120.0
    assert result.articulation_rate == 120.0
    assert result.duration_s == 30.0


def test_articulation_rate_leaves_pauses_out() -> None:
    words = spoken("one two three four", start_s=0.0) + spoken("five six seven eight", start_s=6.0)
    voiced = [Span(0.0, 2.0), Span(6.0, 8.0)]
    result = delivery.measure(Transcript("", words=words), voiced, 8.0, NOTHING)
    assert result.words_per_minute == 60.0
    assert result.articulation_rate == 120.0
    assert result.pauses == (Span(2.0, 6.0),)


def test_a_first_word_that_begins_in_silence_is_put_right_by_the_voice_detector() -> None:
    result = delivery.measure(heard("one two", start_s=0.0, each_s=2.0), [Span(1.6, 4.0)], 4.0, NOTHING)
    assert result.time_to_first_word_s == 1.6


def test_a_recording_without_words_has_no_first_word_and_no_pace() -> None:
    result = delivery.measure(Transcript(""), [], 5.0, NOTHING)
    assert result.time_to_first_word_s is None
    assert result.words_per_minute == 0.0
    assert result.pace == ()
    assert result.articulation_rate is None


def test_only_silences_of_half_a_second_are_pauses() -> None:
    voiced = [Span(0.0, 1.0), Span(1.47, 2.0), Span(2.5, 3.0)]
    assert delivery.pauses(voiced) == (Span(2.0, 2.5),)


def test_pace_follows_a_change_of_speed() -> None:
    words = spoken("slow " * 60, each_s=1.0) + spoken("fast " * 180, start_s=60.0, each_s=1 / 3)
    points = delivery.pace(words, 0.0, 120.0)
    assert points[0].words_per_minute == pytest.approx(60, abs=5)
    assert points[-1].words_per_minute == pytest.approx(180, abs=5)
    assert [point.at_s for point in points] == sorted(point.at_s for point in points)


def test_hesitations_are_fillers_and_no_words() -> None:
    answer = heard("So um, I was uh late. Hmm. Er, yes")
    result = delivery.measure(answer, [Span(0.0, 4.5)], 4.5, NOTHING)
    assert texts(result.fillers) == ["um", "uh", "hmm", "er"]
    assert result.words_per_minute == pytest.approx(5 * 60 / 4.5, abs=0.1)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("It was, like, a disaster", ["like"]),
        ("it was like really bad", ["like"]),
        ("and like I did not know", ["like"]),
        ("I like my team", []),
        ("it looked like a good plan", []),
        ("nothing like that", []),
        ("I would like you to wait", []),
        ("we were, you know, late", ["you know"]),
        ("do you know what happened", []),
        ("as you know we failed", []),
        ("you know what I did", []),
        ("I mean, it was my fault", ["i mean"]),
        ("what I mean is this", []),
    ],
)
def test_words_are_fillers_only_where_they_say_nothing(said: str, found: list[str]) -> None:
    assert texts(fillers(spoken(said))) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("I, I was late", ["i i"]),
        ("and we were we were late", ["we were we were"]),
        ("I um I was late", ["i i"]),
        ("w- was it", ["w was"]),
        ("I had had enough", []),
        ("It was very very late", []),
        ("That was it. It was over", []),
        ("I knew I was late", []),
        ("ten ten in the morning", ["ten ten"]),
        ("10 10 in the morning", []),
    ],
)
def test_repeated_starts(said: str, found: list[str]) -> None:
    assert texts(restarts(spoken(said))) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("I guess it was maybe my fault", ["i guess", "maybe"]),
        ("it was kind of late", ["kind of"]),
        ("what kind of plan", []),
        ("Sort of, a little bit late", ["sort of", "a little bit"]),
        ("a little while later", []),
        ("more likely than not", []),
        ("I don't know how it works", []),
        ("it broke, I don’t know", ["i don't know"]),
    ],
)
def test_hedges_soften_and_nothing_else_counts(said: str, found: list[str]) -> None:
    assert texts(hedges(spoken(said))) == found


def test_hedges_carry_their_time() -> None:
    assert hedges(spoken("so I guess yes")) == (SpokenEvent("i guess", 0.5, 1.5),)


def test_a_hesitation_heard_and_read_counts_once_with_the_time_it_was_heard() -> None:
    answer = heard("so uh yes")
    sound = [SpokenEvent("um", 0.62, 0.9), SpokenEvent("um", 1.7, 1.9)]
    result = delivery.measure(answer, [Span(0.0, 2.0)], 2.0, NOTHING, sound)
    assert result.fillers == (SpokenEvent("uh", 0.62, 0.9), SpokenEvent("um", 1.7, 1.9))


def test_counts_who_acts_and_the_answers_shape() -> None:
    sentences = (
        Sentence(1, "We had a plan.", 0, 14, 0.0, 6.0),
        Sentence(2, "I broke it.", 15, 26, 6.0, 9.0),
        Sentence(3, "It was seen.", 27, 39, 9.0, 10.0),
    )
    transcript = Transcript("We had a plan. I broke it. It was seen.", sentences=sentences)
    reading = Reading(
        (
            SentenceReading(1, {}, "setup", "we"),
            SentenceReading(2, {}, "failure", "i"),
            SentenceReading(3, {}, "failure", "passive"),
        )
    )
    result = delivery.measure(transcript, [], 10.0, reading)
    assert result.agents == AgentCounts(i=1, we=1, they=0, passive=1)
    assert result.sentence_agents == ("we", "i", "passive")
    assert [(one.part, one.sentences, one.share) for one in result.parts] == [
        ("setup", (1,), 0.6),
        ("failure", (2, 3), 0.4),
    ]


def test_the_shape_of_a_written_answer_goes_by_words() -> None:
    sentences = (Sentence(1, "One two three.", 0, 14), Sentence(2, "Four.", 15, 20))
    transcript = Transcript("One two three. Four.", sentences=sentences)
    reading = Reading((SentenceReading(1, {}, "setup"), SentenceReading(2, {}, "change")))
    assert [one.share for one in delivery.parts(transcript, reading)] == [0.75, 0.25]


SAID = [
    "I",
    "was",
    "like",
    "you",
    "know",
    "um",
    "uh",
    "so",
    "very",
    "late.",
    "we",
    "we,",
    "kind",
    "of",
    "maybe",
]
tokens = st.lists(st.sampled_from(SAID), max_size=60)


@given(tokens, st.floats(0.05, 2.0))
def test_whatever_is_said_every_event_lies_in_its_words(said: list[str], each_s: float) -> None:
    answer = heard(" ".join(said), each_s=each_s)
    end_s = answer.words[-1].end_s if answer.words else 0.0
    result = delivery.measure(answer, [Span(0.0, end_s)] if end_s else [], end_s, NOTHING)
    for one in (*result.fillers, *result.hedges, *result.restarts):
        assert 0.0 <= one.start_s <= one.end_s <= end_s
        assert one.text
    assert list(result.fillers) == sorted(result.fillers, key=lambda one: one.start_s)
    assert all(point.words_per_minute >= 0 for point in result.pace)


@given(
    st.lists(st.tuples(st.sampled_from(PARTS), st.floats(0.1, 30.0)), min_size=1, max_size=20),
)
def test_the_shares_of_the_parts_make_one(said: list[tuple[str, float]]) -> None:
    at_s, sentences = 0.0, []
    for number, (_, length_s) in enumerate(said, 1):
        sentences.append(Sentence(number, "x", 0, 1, at_s, at_s + length_s))
        at_s += length_s
    reading = Reading(tuple(SentenceReading(n, {}, part) for n, (part, _) in enumerate(said, 1)))
    shape = delivery.parts(Transcript("x", sentences=tuple(sentences)), reading)
    assert sum(one.share for one in shape) == pytest.approx(1.0, abs=0.001)
    assert sorted(number for one in shape for number in one.sentences) == list(range(1, len(said) + 1))
