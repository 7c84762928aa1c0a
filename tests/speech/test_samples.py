"""Reading sound: every rate and format, in pieces as at once, finished and still growing."""

import struct
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from failprep.domain import UserError
from failprep.speech import samples
from tests.speech.conftest import Clip, silence, write_wav


def tone(hz: float, seconds: float, rate_hz: int) -> samples.Samples:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz)).astype(np.float32)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 22_050, 44_100, 48_000, 96_000])
def test_a_tone_keeps_its_place_and_level_whatever_the_rate(tmp_path: Path, rate_hz: int) -> None:
    path = write_wav(tmp_path / "tone.wav", tone(1000, 1.0, rate_hz), rate_hz)
    got = samples.read(path)
    assert len(got) == 16_000
    assert np.abs(got[200:-200] - tone(1000, 1.0, 16_000)[200:-200]).max() < 0.002


def test_what_is_too_high_for_16_khz_does_not_fold_back(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "tone.wav", tone(11_000, 1.0, 48_000), 48_000)
    assert np.abs(samples.read(path)[200:-200]).max() < 0.001


def test_channels_are_averaged(tmp_path: Path) -> None:
    left = tone(500, 0.5, 16_000)
    write_wav(tmp_path / "two.wav", np.stack([left, np.zeros_like(left)], axis=1))
    assert np.abs(samples.read(tmp_path / "two.wav") - left / 2).max() < 0.001


@settings(max_examples=25, deadline=None)
@given(cuts=st.lists(st.floats(0, 11), max_size=6))
def test_a_clip_read_in_pieces_is_the_clip(clips: dict[str, Clip], cuts: list[float]) -> None:
    path = clips["jfk"].path  # 44.1 kHz
    edges = [0.0, *sorted(cuts), 11.0]
    pieces = [samples.read(path, a, b) for a, b in pairwise(edges)]
    assert np.allclose(np.concatenate(pieces), samples.read(path), atol=1e-6)


def test_a_stretch_outside_the_recording_is_empty_and_one_across_its_end_is_cut(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(500, 1.0, 16_000))
    assert len(samples.read(path, 2.0, 3.0)) == 0
    assert len(samples.read(path, 0.75, 3.0)) == 4_000


def test_a_growing_wav_is_read_as_far_as_it_is_written(tmp_path: Path) -> None:
    """The recorder's header still says nothing was recorded, or tells of an earlier moment."""
    sound = tone(440, 2.0, 48_000)
    whole = write_wav(tmp_path / "whole.wav", sound, 48_000).read_bytes()
    growing = tmp_path / "growing.wav"
    for told in (0, 48_000, 2**32 - 1):
        growing.write_bytes(whole[:40] + struct.pack("<I", told) + whole[44 : 44 + 2 * 72_001] + b"\x07")
        assert samples.duration_s(growing) == pytest.approx(72_001 / 48_000)
        got = samples.read(growing)
        assert np.allclose(got[:-100], samples.read(tmp_path / "whole.wav")[: len(got) - 100], atol=1e-6)


def test_what_follows_the_sound_in_a_finished_wav_is_not_sound(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "a.wav", tone(440, 0.5, 16_000))
    body = path.read_bytes()
    tagged = body + b"LIST" + struct.pack("<I", 4) + b"INFO"
    path.write_bytes(tagged[:4] + struct.pack("<I", len(tagged) - 8) + tagged[8:])
    assert samples.duration_s(path) == 0.5


def encode(source: Path, path: Path) -> None:
    """Write the sound in the format that the file's ending names, at a rate that all of them know."""
    import av

    codecs = {"flac": "flac", "ogg": "libopus", "mp3": "libmp3lame", "m4a": "aac", "webm": "libopus"}
    with av.open(str(source)) as sound, av.open(str(path), "w") as out:
        stream = out.add_stream(codecs[path.suffix[1:]], rate=48_000)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        for frame in sound.decode(audio=0):
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


@pytest.mark.parametrize("ending", ["flac", "ogg", "mp3", "m4a", "webm"])
def test_other_formats_are_read_too(tmp_path: Path, clips: dict[str, Clip], ending: str) -> None:
    path = tmp_path / f"clip.{ending}"
    source = clips["libri_2412_1"].path
    encode(source, path)
    assert samples.duration_s(path) == pytest.approx(10.51, abs=0.15)
    assert np.std(samples.read(path)) == pytest.approx(np.std(samples.read(source)), rel=0.05)


@pytest.mark.parametrize("content", [b"", b"Dear diary", b"RIFF\x00\x00\x00\x00WAVE"])
def test_what_is_not_audio_is_told_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.wav"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"notes\.wav is not a sound file"):
        samples.read(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no recording"):
        samples.read(tmp_path / "gone.wav")


def test_an_empty_recording_is_empty(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "empty.wav", silence(0), 16_000, subtype="PCM_16")
    assert len(samples.read(tmp_path / "empty.wav")) == 0
