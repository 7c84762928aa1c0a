"""Words put where their sound is."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from failprep.domain import Span, Word
from failprep.speech import edges
from failprep.speech.decoder import words_of
from failprep.speech.timing import fit_to_voice
from tests.speech.conftest import silence


@dataclass(frozen=True)
class Piece:
    word: str
    start: float
    end: float
    probability: float = 0.9


def word(start_s: float, end_s: float) -> Word:
    return Word("word", start_s, end_s, 1.0)


def test_a_word_that_reaches_into_silence_is_cut_to_its_sound() -> None:
    (fitted,) = fit_to_voice([word(0.2, 2.0)], [Span(1.0, 1.5)])
    assert (fitted.start_s, fitted.end_s) == pytest.approx((0.94, 1.56))


def test_a_word_across_a_pause_goes_where_most_of_it_sounds() -> None:
    (fitted,) = fit_to_voice([word(1.9, 4.0)], [Span(0.0, 2.0), Span(3.5, 5.0)])
    assert fitted.start_s == pytest.approx(3.44)
    assert fitted.end_s == 4.0


def test_a_word_too_quiet_for_the_detector_keeps_its_times() -> None:
    assert fit_to_voice([word(2.5, 2.9)], [Span(0.0, 2.0)]) == (word(2.5, 2.9),)


def test_a_word_far_from_any_voice_was_invented() -> None:
    said, invented = word(0.5, 0.9), word(30.0, 30.4)
    assert fit_to_voice([said, invented], [Span(0.0, 2.0), Span(60.0, 61.0)]) == (said,)


spans = st.lists(st.floats(0.1, 3.0), max_size=12).map(
    lambda steps: tuple(Span(a, b) for a, b in list(pairwise(np.cumsum([0.0, *steps]).tolist()))[::2])
)
words = st.lists(st.floats(0.0, 1.0), max_size=30).map(
    lambda steps: tuple(word(a, b) for a, b in pairwise(np.cumsum([0.0, *steps]).round(3).tolist()))
)


@given(words, spans)
def test_words_stay_in_order_and_never_grow(said: tuple[Word, ...], voiced: tuple[Span, ...]) -> None:
    fitted = fit_to_voice(said, voiced)
    near = [
        one
        for one in said
        if any(one.start_s < span.end_s + 0.7 and one.end_s > span.start_s - 0.7 for span in voiced)
    ]
    assert [one.text for one in fitted] == [one.text for one in near]
    assert all(before.start_s <= after.start_s for before, after in pairwise(fitted))
    for one, other in zip(near, fitted, strict=True):
        assert one.start_s - 0.001 <= other.start_s <= other.end_s


def test_pieces_without_a_space_belong_to_the_word_before() -> None:
    pieces = [
        Piece(" twenty", 0.0, 0.4, 0.9),
        Piece("-five", 0.4, 0.8, 0.5),
        Piece(" %", 0.8, 0.9),
        Piece(" ", 1, 1),
    ]
    said = words_of(pieces, 10.0)
    assert [one.text for one in said] == ["twenty-five", "%"]
    assert (said[0].start_s, said[0].end_s, said[0].probability) == (0.0, 0.8, 0.5)


def test_words_end_with_the_sound_they_were_heard_in() -> None:
    (said,) = words_of([Piece(" late", 4.5, 31.0)], 5.0)
    assert (said.start_s, said.end_s) == (4.5, 5.0)


def test_edges_move_to_where_the_sound_begins_and_ends() -> None:
    sound = np.concatenate([silence(1), 0.3 * np.sin(np.arange(16_000) / 5).astype(np.float32), silence(1)])
    (sharp,) = edges.sharpened([Span(1.09, 2.02)], edges.levels(sound))
    assert sharp.start_s == pytest.approx(1.0, abs=0.011)
    assert sharp.end_s == pytest.approx(2.0, abs=0.021)


def test_an_edge_is_not_moved_into_the_next_stretch() -> None:
    sound = 0.3 * np.sin(np.arange(48_000) / 5).astype(np.float32)
    sharp = edges.sharpened([Span(0.5, 1.0), Span(1.1, 2.0)], edges.levels(sound))
    assert sharp[0].end_s <= sharp[1].start_s
