"""Voice activity on real clips spliced with silences whose places are known."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from failprep.domain import Span
from failprep.speech import pauses, samples
from failprep.speech.pauses import FRAME, VoiceDetector
from tests.speech.conftest import Clip, silence, write_wav


def test_silence_holds_no_voice(tmp_path: Path) -> None:
    assert pauses.voice_activity(write_wav(tmp_path / "silence.wav", silence(5))) == ()


def test_noise_holds_no_voice() -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, 16_000 * 5).astype(np.float32)
    assert pauses.voice_activity(noise) == ()


def test_an_empty_recording_holds_no_voice() -> None:
    assert pauses.voice_activity(silence(0)) == ()


def test_a_known_pause_is_found_within_a_tenth_of_a_second(clips: dict[str, Clip]) -> None:
    first = samples.read(clips["libri_2412_0"].path, 0.5, 3.0)
    second = samples.read(clips["libri_2412_1"].path, 0.5, 3.0)
    voiced = pauses.voice_activity(np.concatenate([first, silence(1.2), second]))
    longest = max(pauses.pauses(voiced, 6.2), key=lambda pause: pause.end_s - pause.start_s)
    assert longest.start_s == pytest.approx(2.5, abs=0.15)
    assert longest.end_s == pytest.approx(3.7, abs=0.15)


def test_sound_that_comes_in_pieces_gives_the_same_probabilities(clips: dict[str, Clip]) -> None:
    sound = samples.read(clips["libri_1088"].path)
    whole = VoiceDetector().feed(sound)
    detector = VoiceDetector()
    pieces = [detector.feed(piece) for piece in np.split(sound, [100, 700, 5_000, 5_001, 90_000])]
    assert np.allclose(np.concatenate(pieces), whole, atol=1e-5)


probabilities = st.lists(st.sampled_from([0.0, 0.3, 0.4, 0.6, 1.0]), max_size=200)


@given(probabilities)
def test_voiced_stretches_are_in_order_apart_and_inside(values: list[float]) -> None:
    duration_s = len(values) * FRAME / 16_000
    spans = pauses.spans(np.array(values, np.float32), duration_s)
    edges = [edge for span in spans for edge in (span.start_s, span.end_s)]
    assert edges == sorted(edges)
    assert all(0.0 <= edge <= duration_s for edge in edges)
    assert all(pause.end_s - pause.start_s >= 0.099 for pause in pauses.pauses(spans, duration_s, 0.0))


def test_only_pauses_long_enough_count_and_the_ends_are_none() -> None:
    voiced = (Span(1.0, 2.0), Span(2.4, 3.0), Span(3.6, 4.0))
    assert pauses.pauses(voiced, 9.0, 0.5) == (Span(3.0, 3.6),)
