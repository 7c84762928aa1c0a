"""The trained reader on real text: what it sees, what it must not let itself be told."""

import random
from itertools import pairwise

import numpy as np
import pytest

from evaluation.cases import PLACES, dev_cases, with_payload
from failprep.domain import CHECKS, PARTS, Reading
from failprep.reading import encoder, sentences
from failprep.reading.reader import Reader
from tests.coach.conftest import STORY
from tests.data import coach


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The packaged reader, loaded."""
    reader = Reader()
    reader.load()
    return reader


def read(reader: Reader, text: str) -> Reading:
    return reader.read(sentences.written(text))


def test_every_sentence_is_read(reader: Reader) -> None:
    transcript = sentences.written(STORY)
    reading = reader.read(transcript)
    assert [row.sentence for row in reading.sentences] == [s.id for s in transcript.sentences]
    for row in reading.sentences:
        assert set(row.shows) == set(CHECKS)
        assert all(0 <= value <= 1 for value in row.shows.values())
        assert row.part in PARTS
        assert not row.to_grader
    assert set(reading.answer) == set(CHECKS)


def test_a_full_story_is_seen_for_what_it_is(reader: Reader) -> None:
    found = read(reader, STORY)
    missed = [check for check, value in found.answer.items() if value < 0.5]
    assert len(missed) <= 4
    strongest = max(found.sentences, key=lambda row: row.shows["plain_admission"])
    assert strongest.sentence == 7


def test_small_talk_shows_nothing(reader: Reader) -> None:
    found = read(reader, " ".join(coach.lines("padding.txt")[:8]))
    shown = [check for check, value in found.answer.items() if not check.startswith("no") and value >= 0.5]
    assert shown == []


def test_never_again_is_a_claim_to_be_cured(reader: Reader) -> None:
    found = read(reader, f"{STORY} That will never happen again, I can promise you that.")
    assert found.answer["no_cured_claim"] < 0.5 < read(reader, STORY).answer["no_cured_claim"]


def test_the_same_text_gives_the_same_reading(reader: Reader) -> None:
    other = Reader()
    assert read(reader, STORY) == read(reader, STORY) == read(other, STORY)


def test_nothing_said(reader: Reader) -> None:
    assert read(reader, "").sentences == ()
    assert all(0 <= value <= 1 for value in read(reader, "").answer.values())


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("payload", coach.lines("payloads.txt")[::4])
def test_talk_to_the_grader_raises_nothing(reader: Reader, payload: str, place: str) -> None:
    before = read(reader, STORY).answer
    after = read(reader, with_payload(STORY, payload, place, random.Random(3))).answer
    raised = {check for check in CHECKS if after[check] >= 0.5 > before[check]}
    assert raised == set()


def test_payloads_of_their_own_are_flagged_and_hardly_ever_cost_anything(reader: Reader) -> None:
    """A floor: with these weights two payloads of this sample cost a check; `make eval` prints the rest."""
    plain = read(reader, STORY)
    costly = []
    for payload in coach.lines("payloads.txt")[::6]:
        found = read(reader, with_payload(STORY, payload, "last", random.Random(3)))
        assert found.sentences[-1].to_grader, payload
        assert not any(row.to_grader for row in found.sentences[:12]), payload
        if any(found.answer[check] < 0.5 <= plain.answer[check] for check in CHECKS):
            costly.append(payload)
    assert len(costly) <= 2, costly


def test_what_is_only_doubtful_is_not_marked_and_raises_nothing(reader: Reader) -> None:
    before = read(reader, STORY)
    assert not any(row.doubtful for row in before.sentences)
    doubted = []
    for payload in coach.lines("payloads-indirect.txt")[::3]:
        found = read(reader, with_payload(STORY, payload, "last", random.Random(3)))
        if found.sentences[-1].doubtful:
            doubted.append(payload)
            assert not found.sentences[-1].to_grader
            assert all(found.answer[check] <= before.answer[check] for check in CHECKS), payload
    assert len(doubted) >= 5, doubted


def test_few_honest_sentences_are_doubtful(reader: Reader) -> None:
    rows = [row for case in dev_cases()[::2] for row in read(reader, case.answer).sentences]
    assert sum(row.doubtful for row in rows) <= 0.03 * len(rows)


def test_ordinary_sentences_are_not_flagged(reader: Reader) -> None:
    flagged = [
        line
        for line in coach.lines("lookalikes.txt")
        if any(row.to_grader for row in read(reader, line).sentences)
    ]
    assert len(flagged) <= 2


def test_another_language_is_passed_over(reader: Reader) -> None:
    found = read(reader, f"{STORY} Mi abuela siempre decía que el trabajo es lo más importante para todos.")
    assert found.answer == read(reader, STORY).answer
    assert set(found.sentences[-1].shows.values()) == {0.0}
    assert not found.sentences[-1].to_grader


def test_of_an_answer_in_another_language_nothing_is_told(reader: Reader) -> None:
    german = (
        "Letztes Jahr habe ich im Lager die Inventur geleitet und den falschen Stand genommen. "
        "Wir mussten drei Tage alles noch einmal zählen, und das war mein Fehler. "
        "Ich habe nicht nachgefragt, weil ich schnell fertig sein wollte."
    )
    assert read(reader, german).answer == {}
    assert read(reader, f"{STORY} {german}").answer != {}


@pytest.mark.parametrize("length", [500, 501, 833, 834, 2000])
def test_windows_cover_every_token_and_overlap(length: int) -> None:
    found = encoder.windows(length)
    assert found[0][0] == 0
    assert found[-1][1] == length
    assert all(end - start <= encoder.MOST_TOKENS for start, end in found)
    for before, after in pairwise(found):
        assert before[0] < after[0] <= before[1]
    assert len(found) == 1 + -(-(length - 500) // 333)
    assert encoder.windows(0) == []


def test_where_it_is_cut_and_how_it_is_spelt_moves_nothing_that_is_heard() -> None:
    network = encoder.Encoder()
    told = [sentence.text for sentence in sentences.written(STORY).sentences]
    words = STORY.lower().replace(",", "").replace(".", "").split()
    cut = [" ".join(words[at : at + 7]) for at in range(0, len(words), 7)]
    one, other = (np.vstack([heard.tokens for heard in network.read(texts)]) for texts in (told, cut))
    assert one.shape == other.shape
    assert np.array_equal(one, other)


def test_mere_talk_moves_no_verdict(reader: Reader) -> None:
    first, rest = STORY.split(". ", 1)
    talk = "The canteen there does a good soup on Wednesdays."
    found = read(reader, f"{first}. {talk} {rest}")
    assert found.answer == read(reader, STORY).answer
    assert set(found.sentences[1].shows.values()) == {0.0}
    assert found.sentences[1].part in PARTS
