"""Where speech is cut: made-up voice activity, and the promise that no sample is lost."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from failprep.speech.chunks import LONGEST_S, Chunk, Chunker
from failprep.speech.pauses import FRAME_S


def cut(*stretches: tuple[str, float], level: float = 1.0) -> list[Chunk]:
    """Chunks of speech (“s”) and silence (“.”), each so many seconds long; the last one is the open one."""
    chunker, chunks = Chunker(), []
    for kind, seconds in stretches:
        for _ in range(round(seconds / FRAME_S)):
            chunk = chunker.push(0.9 if kind == "s" else 0.05, level if kind == "s" else 0.0)
            if chunk:
                chunks.append(chunk)
    return [*chunks, chunker.open(chunker.now_s)]


def lengths(chunks: list[Chunk]) -> list[float]:
    return [round(chunk.end_s - chunk.start_s, 1) for chunk in chunks]


def test_a_short_answer_is_one_chunk() -> None:
    assert lengths(cut(("s", 8), (".", 0.8), ("s", 1))) == [9.8]


def test_ten_seconds_of_speech_are_cut_in_the_middle_of_half_a_second_of_silence() -> None:
    chunks = cut(("s", 11), (".", 1), ("s", 3))
    assert lengths(chunks) == [11.3, 3.7]
    assert chunks[0].voice_end_s == pytest.approx(11.0, abs=0.05)
    assert chunks[1].voice_start_s == pytest.approx(12.0, abs=0.05)


def test_a_shorter_pause_cuts_only_a_longer_chunk() -> None:
    assert len(cut(("s", 12), (".", 0.4), ("s", 3))) == 1
    assert len(cut(("s", 18.5), (".", 0.4), ("s", 3))) == 2


def test_speech_without_a_pause_is_cut_at_its_quietest_place() -> None:
    chunker, found = Chunker(), []
    for number in range(round(40 / FRAME_S)):
        at_s = number * FRAME_S
        chunk = chunker.push(0.9, 0.1 if abs(at_s - 25.0) < 0.02 else 1.0)
        if chunk:
            found.append(chunk)
    assert len(found) == 1
    assert found[0].end_s == pytest.approx(25.0, abs=0.05)
    assert chunker.open(chunker.now_s).voice_start_s == found[0].end_s


def test_waiting_before_the_first_word_does_not_count() -> None:
    assert lengths(cut((".", 60), ("s", 5), (".", 2), ("s", 3))) == [70.0]


def test_only_the_speech_and_a_little_silence_are_decoded() -> None:
    (chunk,) = cut((".", 5), ("s", 4), (".", 5))
    assert chunk.to_decode == pytest.approx((4.8, 9.2), abs=0.05)


def test_nobody_speaking_is_a_silent_chunk() -> None:
    (chunk,) = cut((".", 12))
    assert chunk.is_silent


def test_tells_how_long_the_speaker_has_been_silent() -> None:
    chunker = Chunker()
    for probability in [0.0] * 5 + [0.9] * 5 + [0.0] * 5:
        chunker.push(probability, 0.0)
    assert chunker.silence_s == pytest.approx(5 * FRAME_S)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("s."), st.floats(0.1, 20.0)), min_size=1, max_size=12))
def test_every_moment_is_in_exactly_one_chunk_and_none_is_too_long(
    stretches: list[tuple[str, float]],
) -> None:
    chunks = cut(*stretches)
    assert chunks[0].start_s == 0.0
    for before, after in pairwise(chunks):
        assert before.end_s == after.start_s
    for chunk in chunks:
        start_s, end_s = chunk.to_decode
        assert chunk.start_s <= chunk.voice_start_s <= chunk.voice_end_s <= chunk.end_s + FRAME_S
        assert chunk.is_silent or end_s - start_s <= LONGEST_S + 0.5
