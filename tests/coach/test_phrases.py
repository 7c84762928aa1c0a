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
        ("What I'd done is I'd left in a feature.", "You said you'd left in a feature."),
        ("I let the dog go with the tube still in.", "You said you let the dog go with the tube still in."),
        (
            "I take the sheet home and we count the trays.",
            "You said you take the sheet home and you count the trays.",
        ),
        ("And once a week the nurse looks at them.", "You said: “once a week the nurse looks at them”."),
        ("In May I copied the old file.", "You said you copied the old file."),
        ("My deputy asks me which table it is.", "You said your deputy asks you which table it is."),
        ("Two of the cooks copied me.", "You said two of the cooks copied you."),
        ("I, uh, I'm frightened of the phone.", "You said you're frightened of the phone."),
        ("They waited one hour and ten minutes.", "You said they waited one hour and ten minutes."),
        ('Now I write "not done" on the sheet.', "You said you write not done on the sheet."),
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


@pytest.mark.parametrize(
    "sentence",
    [
        "I grew up in a house where being late was always the very worst of all things.",
        "People were forty, fifty pounds short.",
        "The six hundred euro, the deposit.",
        "She told my mum.",
        "I'd be lying if I said otherwise.",
        "If that works.",
        "I should have realised.",
        "A lazy woman who left.",
        "I don't sign the card till.",
        "i've got a ten minute rule ten minutes stuck",
    ],
)
def test_nothing_is_left_hanging(sentence: str) -> None:
    """Cut short, begun before its end, or about the telling: it is not said back."""
    assert [phrase for phrase in phrases.options(sentence, {}) if not phrase.quoted] == []


def test_what_others_say_is_not_what_the_candidate_said() -> None:
    sentence = "The team turned up late, and then he says, I never signed the plan."
    assert [phrase.text for phrase in phrases.options(sentence, {})] == ["the team turned up late"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Say I gave a parent the wrong date.",
        "Imagine that I had placed a student too high.",
        "Let's say I marked a whole set of books wrong.",
        "like say i told a parent the wrong day",
    ],
)
def test_what_is_only_imagined_is_not_what_happened(sentence: str) -> None:
    assert [phrase for phrase in phrases.options(sentence, {}) if not phrase.quoted] == []


def test_saying_a_line_is_not_imagining_it() -> None:
    assert phrases.options("I stand up and then say the line aloud to the ward.", {})


@pytest.mark.parametrize(
    "sentence",
    [
        "it means i've no idea ask me again",
        "it was the weather in the end wasn't it",
        "I'm a little bit shy to say that.",
        "I'd set us ninety thousand for the night.",
    ],
)
def test_orders_questions_and_asides_within_a_clause_are_not_reported(sentence: str) -> None:
    assert [phrase for phrase in phrases.options(sentence, {}) if not phrase.quoted] == []


@pytest.mark.parametrize(
    ("sentence", "once"),
    [
        ("We did it in the car park.", True),
        ("I rang in first on the hospital thing.", True),
        ("I wrote it on the shed door.", False),
        ("I've checked every call since the spring.", False),
        ("I read the line aloud to the nurse.", False),
        ("I count the trays now.", False),
    ],
)
def test_what_was_done_once_is_told_from_a_habit(sentence: str, once: bool) -> None:
    phrase = phrases.said_back(sentence, {})
    assert phrase is not None
    assert phrase.once is once


def test_the_deed_goes_before_who_one_was() -> None:
    sentence = "I was the planner on the school site, and I copied the old levels."
    phrase = phrases.said_back(sentence, {}, "then")
    assert phrase is not None
    assert phrase.text == "you copied the old levels"
    assert phrase.deed


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("why", "you hate loud strangers"),
        ("watch", "your designer asks for names on Mondays"),
        ("fault", "the last room was empty all summer"),
    ],
)
def test_words_fit_what_is_asked(when: phrases.When, text: str) -> None:
    sentence = (
        "I painted the boat; I hate loud strangers; my designer asks for names on Mondays; "
        "the last room was empty all summer."
    )
    assert [phrase.text for phrase in phrases.options(sentence, {}, when)] == [text]


@pytest.mark.parametrize(
    ("sentence", "deed"),
    [("I signed the contract.", True), ("I never signed it off.", False), ("I was on probation.", False)],
)
def test_a_deed_is_something_done(sentence: str, deed: bool) -> None:
    phrase = phrases.said_back(sentence, {})
    assert phrase is not None
    assert phrase.deed is deed


def test_a_clause_a_little_too_long_is_said_back_whole_rather_than_cut() -> None:
    sentence = "Nobody sings alone now unless they've put their own name on the sheet."
    phrase = phrases.said_back(sentence, phrases.rarity([sentence]))
    assert phrase is not None
    assert phrase.text == "nobody sings alone now unless they've put their own name on the sheet"


@pytest.mark.parametrize(
    "sentence",
    [
        "i decided to hang on with the winter barley let the sun dry it down rather than pay for the dryer",
        "the card as well and once a month the deputy sits in and marks me against it for the whole morning",
    ],
)
def test_a_verb_is_not_cut_in_two(sentence: str) -> None:
    said = [phrase.text for phrase in phrases.options(sentence, phrases.rarity([sentence]))]
    assert not any(text.endswith(("hang", "sits")) for text in said)


def test_a_condition_is_not_cut_off_what_it_is_a_condition_of() -> None:
    sentence = "I don't mute anything at all until I've written down one other reading that proves me wrong."
    said = [phrase.text for phrase in phrases.options(sentence, phrases.rarity([sentence]))]
    assert not any("mute" in text or "written" in text for text in said)
