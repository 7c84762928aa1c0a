"""Words said back: person turned, grammar kept, short enough to speak."""

import pytest

from failprep.coach import phrases


def said(sentence: str) -> str:
    phrase = phrases.said_back(sentence, phrases.rarity([sentence]))
    assert phrase is not None
    return phrases.you_said(phrase)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I copied April's file forward.", "You said you copied April's file forward."),
        ("So, um, I was guessing, basically.", "You said you were guessing."),
        ("And my manager told me to stop.", "You said your manager told you to stop."),
        ("We laid the pipe uphill.", "You said you laid the pipe uphill."),
        ("Five weeks like this.", "You said: “Five weeks like this”."),
        ("You won't catch me buying again.", "You said: “You won't catch me buying again”."),
        ("So I said the drawing was wrong.", "You said the drawing was wrong."),
        ("I’d promised it to myself.", "You said you'd promised it to yourself."),
    ],
)
def test_said_back(sentence: str, expected: str) -> None:
    assert said(sentence) == expected


def test_the_sceptic_speaks_in_the_present() -> None:
    phrase = phrases.said_back("I lost the keys.", {})
    assert phrase is not None
    assert phrases.you_said(phrase, sceptic=True) == "You say you lost the keys."


@pytest.mark.parametrize("sentence", ["Um.", "So, yeah.", "", "— — —"])
def test_nothing_is_said_back_of_nothing(sentence: str) -> None:
    assert phrases.said_back(sentence, {}) is None


def test_a_long_clause_is_cut_where_it_can_end() -> None:
    sentence = "I pushed the eighty litre pot of veal stock into the walk-in fridge with the lid on at eleven"
    phrase = phrases.said_back(sentence, {})
    assert phrase is not None
    words = phrase.text.split()
    assert len(words) <= phrases.MOST_WORDS
    assert words[-1] not in {"the", "with", "into", "of", "at"}


def test_unpunctuated_speech_is_divided_at_new_subjects() -> None:
    sentence = "i knew by twenty past because the lights were going mental and i didn't ring i sat still"
    phrase = phrases.said_back(sentence, {})
    assert phrase is not None
    assert len(phrase.text.split()) <= phrases.MOST_WORDS


def test_a_clause_that_cannot_be_cut_is_not_said_back() -> None:
    """Cut anywhere it would say something else; the words of the other clause are said back instead."""
    sentence = "I froze there, the moment was calling for a lot more empathy than anybody gave it."
    phrase = phrases.said_back(sentence, phrases.rarity([sentence]))
    assert phrase is not None
    assert not phrase.text.endswith("calling")


@pytest.mark.parametrize(
    "sentence", ["A list I caught myself doing it in.", "I did not have the right mine set."]
)
def test_what_would_come_out_garbled_is_not_reported(sentence: str) -> None:
    phrase = phrases.said_back(sentence, phrases.rarity([sentence]))
    assert phrase is None or phrase.quoted


def test_a_scrap_is_not_quoted() -> None:
    assert phrases.said_back("One day, not research.", {}) is None
