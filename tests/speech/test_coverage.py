"""Skipped speech is noticed and decoded again: with a decoder that skips on purpose."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from failprep.domain import Span, Word
from failprep.speech import coverage
from failprep.speech.samples import RATE_HZ, Samples


def spoken(*lengths_s: float) -> tuple[Samples, list[Span]]:
    """Stretches of “speech” (ones) with a second of silence between, and where they are."""
    pieces: list[Samples] = []
    voiced: list[Span] = []
    at_s = 0.0
    for length_s in lengths_s:
        pieces += [np.ones(round(length_s * RATE_HZ), np.float32), np.zeros(RATE_HZ, np.float32)]
        voiced.append(Span(at_s, at_s + length_s))
        at_s += length_s + 1.0
    return np.concatenate(pieces), voiced


class Skips:
    """Writes a word for each half second of the first stretch of speech, and nothing for what follows."""

    def __init__(self, *, stretches_last_word: bool = False) -> None:
        self.stretches = stretches_last_word
        self.calls = 0

    def __call__(self, sound: Samples) -> list[Word]:
        self.calls += 1
        loud = np.flatnonzero(sound > 0.5)
        if not len(loud):
            return []
        begin = int(loud[0])
        quiet = np.flatnonzero(sound[begin:] < 0.5)
        end = begin + int(quiet[0]) if len(quiet) else len(sound)
        count = max(1, round((end - begin) / RATE_HZ * 2))
        words = [
            Word("word", (begin / RATE_HZ) + at / 2, (begin / RATE_HZ) + at / 2 + 0.5, 1.0)
            for at in range(count)
        ]
        if self.stretches:
            last = words[-1]
            words[-1] = Word(last.text, last.start_s, len(sound) / RATE_HZ, 1.0)
        return words


@pytest.mark.parametrize("stretches", [False, True])
def test_what_was_skipped_behind_a_pause_is_heard(stretches: bool) -> None:
    sound, voiced = spoken(4.0, 3.0, 5.0)
    words = coverage.heard_fully(Skips(stretches_last_word=stretches), sound, voiced)
    assert len(words) == 24
    assert all(before.start_s <= after.start_s for before, after in pairwise(words))
    assert words[-1].start_s == pytest.approx(13.5, abs=0.01)


def test_a_whole_recording_is_repaired_where_it_was_skipped() -> None:
    sound, voiced = spoken(4.0, 3.0, *[8.0] * 8)
    skipped = [
        Word("word", span.start_s + at / 2, span.start_s + at / 2 + 0.5, 1.0)
        for number, span in enumerate(voiced)
        for at in range(round((span.end_s - span.start_s) * 2))
        if number not in {1, 6}
    ]
    words = coverage.repaired(skipped, Skips(), sound, voiced)
    assert len(words) == 2 * (4 + 3 + 8 * 8)
    assert all(before.start_s <= after.start_s for before, after in pairwise(words))


def test_what_was_heard_at_once_is_decoded_once() -> None:
    sound, voiced = spoken(5.0)
    decode = Skips()
    assert len(coverage.heard_fully(decode, sound, voiced)) == 10
    assert decode.calls == 1


def test_a_hesitation_without_a_word_is_no_reason_to_decode_again() -> None:
    words = [Word("word", at / 2, at / 2 + 0.5, 1.0) for at in range(8)]
    assert coverage.longest_unheard(words, [Span(0.0, 4.0), Span(4.5, 5.1)]) is None


def test_a_slow_speaker_is_not_suspected() -> None:
    words = [Word("word", at * 0.65, (at + 1) * 0.65, 1.0) for at in range(40)]
    assert coverage.longest_unheard(words, [Span(0.0, 26.0)]) is None


def test_says_where_the_unheard_stretch_is() -> None:
    words = [Word("one", 0.0, 0.4, 1.0), Word("two", 9.0, 9.4, 1.0)]
    found = coverage.longest_unheard(words, [Span(0.0, 0.5), Span(3.0, 6.0), Span(9.0, 9.5)])
    assert found is not None
    assert found.start_s <= 3.0
    assert found.end_s >= 6.0


def test_nothing_said_is_nothing_unheard() -> None:
    assert coverage.longest_unheard([], []) is None


@given(st.lists(st.floats(0.1, 6.0), min_size=1, max_size=6))
def test_it_always_ends_and_keeps_order(lengths_s: list[float]) -> None:
    sound, voiced = spoken(*lengths_s)
    words = coverage.heard_fully(Skips(), sound, voiced)
    assert all(before.start_s <= after.start_s + 1e-6 for before, after in pairwise(words))
