"""Hesitations heard in the sound: spoken by the offline voice in known places, not where there are none."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from failprep.domain import UserError
from failprep.speech import hesitations, samples
from failprep.speech.hesitations import STEP_S
from failprep.speech.samples import Samples
from failprep.speech.voice import Voice
from tests.speech.conftest import Clip, silence, write_wav


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Voice:
    return Voice(tmp_path_factory.mktemp("voice"))


@lru_cache(maxsize=64)
def said(voice: Voice, text: str) -> Samples:
    sound = samples.read(voice.speak(text))
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    return sound[loud[0] : loud[-1]]


def test_hesitations_are_heard_where_they_are(voice: Voice, tmp_path: Path) -> None:
    pieces: list[Samples] = [silence(0.5)]
    truth: list[float] = []
    for text, filler in [
        ("Last spring I was running the renewal for a group of dental offices.", "Um."),
        ("The pricing call went sideways on me.", "Uh."),
        ("I told them a number I had not checked.", "Er."),
        ("They left at the end of the month.", "Hmm."),
    ]:
        pieces += [said(voice, text), silence(0.2)]
        truth.append(sum(len(piece) for piece in pieces) / 16_000)
        pieces += [said(voice, filler), silence(0.3)]
    found = hesitations.hesitations(write_wav(tmp_path / "answer.wav", np.concatenate(pieces)))
    assert [one.start_s for one in found] == pytest.approx(truth, abs=0.1)


def test_fluent_speech_has_hardly_any(clips: dict[str, Clip]) -> None:
    found = [one for clip in clips.values() for one in hesitations.hesitations(clip.path)]
    assert len(found) <= 2


@pytest.mark.parametrize("sound", [silence(3), silence(0), silence(0.005)])
def test_silence_has_none(sound: Samples) -> None:
    assert hesitations.hesitations(sound) == ()


def test_a_long_recording_gives_what_its_sound_at_once_gives(voice: Voice, tmp_path: Path) -> None:
    piece = np.concatenate(
        [said(voice, "So that was the plan."), silence(0.4), said(voice, "Um."), silence(0.7)]
    )
    sound = np.tile(piece, 30)
    path = write_wav(tmp_path / "long.wav", sound)
    found = hesitations.hesitations(path)
    assert len(found) >= 28
    assert [one.start_s for one in found] == pytest.approx(
        [one.start_s for one in hesitations.hesitations(samples.read(path))], abs=0.05
    )


def test_what_is_not_audio_is_told(tmp_path: Path) -> None:
    path = tmp_path / "notes.wav"
    path.write_text("Dear diary")
    with pytest.raises(UserError, match="is not a sound file"):
        hesitations.hesitations(path)


@given(st.lists(st.sampled_from([0.0, 0.2, 0.4, 0.7, 1.0]), max_size=200))
def test_events_are_in_order_apart_and_of_a_hesitations_length(values: list[float]) -> None:
    found = hesitations.events(np.array(values, np.float32))
    edges = [edge for one in found for edge in (one.start_s, one.end_s)]
    assert edges == sorted(edges)
    assert all(0.0 <= edge <= len(values) * STEP_S + 0.01 for edge in edges)
    assert all(0.09 <= one.end_s - one.start_s <= 1.51 for one in found)
