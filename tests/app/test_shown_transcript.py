from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from failprep.app.shown_transcript import ShownTranscript
from failprep.domain import AnswerPart, Sentence, SpokenEvent, Transcript, Word
from tests.app.made_up import clinic_take, long_take


def shown() -> ShownTranscript:
    take = clinic_take()
    assert take.transcript is not None
    assert take.delivery is not None
    return ShownTranscript(take.transcript, take.delivery.parts)


def test_every_word_is_found_at_its_place() -> None:
    transcript = shown()
    for index, word in enumerate(transcript.words):
        assert transcript.text[word.place.start : word.place.end] == word.text
        assert transcript.word_at(word.place.start) == index
        assert transcript.word_at(word.place.end) == index


def test_a_click_before_the_first_word_is_no_word() -> None:
    transcript = ShownTranscript(Transcript("  Hm", words=(Word("Hm", 0.0, 0.2, 1.0),)))
    assert transcript.word_at(1) is None
    assert transcript.word_at(2) == 0


def test_the_word_said_at_a_moment() -> None:
    transcript = shown()
    third = transcript.words[2]
    assert transcript.word_at_time((third.start_s + third.end_s) / 2) == 2
    assert transcript.word_at_time(0.2) is None  # before the first word
    pause = transcript.sentences[6].start_s or 0.0  # 2.6 s of silence before the sixth sentence
    assert transcript.word_at_time(pause - 1.0) is None


def test_paragraphs_begin_with_a_part_and_keep_every_offset() -> None:
    take = long_take(5)
    assert take.transcript is not None
    assert take.delivery is not None
    transcript = ShownTranscript(take.transcript, take.delivery.parts)
    assert transcript.text.replace("\n", " ") == take.transcript.text
    paragraphs = transcript.text.split("\n")
    assert len(paragraphs) > 5
    assert max(map(len, paragraphs)) < 1200
    for sentence in take.transcript.sentences:
        place = transcript.sentence_place(sentence.id)
        assert transcript.text[place.start : place.end] == sentence.text


def test_fillers_are_marked_without_their_comma_and_only_where_they_are_fillers() -> None:
    take = clinic_take()
    assert take.delivery is not None
    transcript = shown()
    places = transcript.filler_places(take.delivery.fillers)
    assert [transcript.text[p.start : p.end] for p in places] == ["um", "Like", "uh"]
    assert transcript.text.count("like") == 1  # "felt like admitting" is none


def test_a_filler_that_was_not_written_down_has_no_place() -> None:
    assert shown().filler_places([SpokenEvent("um", 0.2, 0.5)]) == ()


def test_a_sentence_is_found_by_place_and_knows_its_part() -> None:
    transcript = shown()
    place = transcript.sentence_place(10)
    assert transcript.sentence_at(place.start) == 10
    assert transcript.sentence_at(place.end - 1) == 10
    assert transcript.part_of(10) == "change"
    assert ShownTranscript(Transcript("")).part_of(1) == "other"


def test_places_count_as_qt_does_where_a_character_takes_two_units() -> None:
    text = "I 😅 failed."
    transcript = ShownTranscript(
        Transcript(
            text,
            words=(Word("I", 0.0, 0.1, 1.0), Word("failed.", 0.2, 0.5, 1.0)),
            sentences=(Sentence(1, text, 0, len(text), 0.0, 0.5),),
        )
    )
    assert transcript.words[1].place.start == 5
    assert transcript.sentence_place(1).end == 12


@given(st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1, max_size=8), max_size=30))
def test_words_lie_in_order_whatever_they_are(words: list[str]) -> None:
    spoken = tuple(Word(word, float(n), n + 0.5, 1.0) for n, word in enumerate(words))
    transcript = ShownTranscript(Transcript(" ".join(words), words=spoken), (AnswerPart("setup", (), 1.0),))
    places = [word.place for word in transcript.words]
    assert all(a.end <= b.start for a, b in pairwise(places))
    for n, placed in enumerate(transcript.words):
        assert transcript.word_at(placed.place.start) == n
