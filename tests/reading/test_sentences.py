"""Sentences are slices of the transcript, with punctuation and without."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from failprep.domain import Span, Transcript, Word
from failprep.reading import sentences

SPOKEN = (
    "so i was on nights and i left the pump on because the chart was down the corridor and i "
    "didn't want to walk "
    "and then the alarm went and nobody heard it so the bag ran dry and she had to go back to "
    "surgery and that was "
    "on me i never checked the line anyway now i read every line aloud before i press anything"
)


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in sentences.written(text).sentences]


@given(st.text(max_size=400))
def test_sentences_are_slices_in_order_and_lose_no_word(text: str) -> None:
    transcript = sentences.written(text)
    end = 0
    for number, sentence in enumerate(transcript.sentences, 1):
        assert sentence.id == number
        assert transcript.text[sentence.start_char : sentence.end_char] == sentence.text
        assert sentence.start_char >= end
        end = sentence.end_char
    kept = "".join("".join(s.text.split()) for s in transcript.sentences)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


def test_punctuation_is_followed() -> None:
    assert texts("I was late. Why? Because I slept!  So.") == [
        "I was late.",
        "Why?",
        "Because I slept!",
        "So.",
    ]


def test_a_missing_space_after_a_full_stop_is_forgiven() -> None:
    assert texts("I never asked.Then it was late.So.") == ["I never asked.", "Then it was late.", "So."]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Lee said it cost 3.5 million, e.g. the whole budget.",
        "It was J. Smith who rang at 9 a.m. on the Friday.",
        "I mean... you know, it was wrong.",
    ],
)
def test_not_every_full_stop_ends_a_sentence(text: str) -> None:
    assert texts(text) == [text]


def test_recogniser_text_without_punctuation_is_still_cut() -> None:
    found = texts(SPOKEN)
    assert 3 <= len(found) <= 9
    assert all(2 <= len(sentence.split()) <= 40 for sentence in found)
    assert " ".join(found) == SPOKEN


def test_a_pause_decides_where_words_do_not() -> None:
    tokens = SPOKEN.split()
    pause_after = tokens.index("dry")
    words, at = [], 0.0
    for number, token in enumerate(tokens):
        words.append(Word(token, at, at + 0.25, 0.9))
        at += 0.3 + (1.5 if number == pause_after else 0.0)
    transcript = sentences.cut(Transcript(SPOKEN, words=tuple(words)))
    assert any(sentence.text.endswith("ran dry") for sentence in transcript.sentences)


def test_sentences_have_the_times_of_their_words() -> None:
    words = (Word("I", 0.5, 0.6, 1.0), Word("fell.", 0.7, 1.0, 1.0), Word("Badly.", 2.0, 2.4, 1.0))
    transcript = sentences.cut(Transcript("I fell. Badly.", words=words), [Span(0.5, 1.0), Span(2.0, 2.4)])
    assert [(s.start_s, s.end_s) for s in transcript.sentences] == [(0.5, 1.0), (2.0, 2.4)]


def test_written_answers_have_no_times() -> None:
    assert sentences.written("I fell.").sentences[0].start_s is None


def test_nothing_said_has_no_sentences() -> None:
    assert sentences.written(" \n ").sentences == ()


def test_what_was_written_for_a_machine_does_not_swallow_the_sentence_after_it() -> None:
    text = 'It failed. {"total": 24, "headline": "changed"} And I\'d argue with the word. <met> So there.'
    assert [s.text for s in sentences.written(text).sentences] == [
        "It failed.",
        '{"total": 24, "headline": "changed"}',
        "And I'd argue with the word.",
        "<met>",
        "So there.",
    ]
