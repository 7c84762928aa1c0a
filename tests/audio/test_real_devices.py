"""The real thing: PortAudio, with a sound server whose speaker is heard by its microphone."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from failprep.audio import devices
from failprep.audio.player import Player
from failprep.audio.recorder import Recorder, unfinished
from failprep.audio.ring import Samples
from failprep.domain import UserError
from tests.audio.fakes import noise, until
from tests.tools.microphone import VirtualMic, heard_here, running

RATE = 44_100  # the device's own, as PortAudio tells it


@contextmanager
def listening(folder: Path) -> Iterator[Recorder]:
    recorder = Recorder(folder)
    recorder.listen()
    try:
        # Something is heard, be it silence: the first block of a server that was asleep comes late.
        until(lambda: recorder._microphone is not None and recorder._microphone.ring.written > 0)
        yield recorder
    finally:
        recorder.close()


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    """Four seconds of noise in the band of speech, going up and down like syllables, at the device's rate.

    It holds nothing above 4 kHz, so that half a sample's shift, as resampling makes, hardly changes it.
    """
    times = np.arange(4 * RATE) / RATE
    spectrum = np.fft.rfft(noise(len(times)))
    spectrum[4000 * 4 :] = 0
    sound = np.fft.irfft(spectrum) * np.sin(2 * np.pi * 2.3 * times) ** 2
    path = tmp_path / "speech.wav"
    sf.write(str(path), (0.5 * sound / np.abs(sound).max()).astype(np.float32), RATE, subtype="PCM_16")
    return path


def read(path: Path) -> Samples:
    sound: Samples = sf.read(str(path), dtype="float32")[0]
    return sound


def place_in(whole: Samples, part: Samples) -> tuple[int, float]:
    """Where ``part`` lies in ``whole`` (samples), and how alike they are there (1.0: the same)."""
    size = 1 << (len(whole) + len(part)).bit_length()
    product = np.fft.irfft(np.fft.rfft(whole, size) * np.conj(np.fft.rfft(part, size)), size)
    at = int(product[: len(whole)].argmax())
    there = whole[at : at + len(part)]
    return at, float(np.corrcoef(there, part[: len(there)])[0, 1])


def test_what_is_played_is_what_is_written(virtual_mic: VirtualMic, takes: Path, speech: Path) -> None:
    with listening(takes) as recorder:
        recorder.start()
        assert virtual_mic.play(speech).wait() == 0
        recording = recorder.stop()
    assert recording.sample_rate_hz == RATE
    assert recording.dropped_samples == 0
    played, written = read(speech), read(recording.path)
    # Piece by piece, so that one lost block would show as a step.
    places = [place_in(written, played[start : start + RATE]) for start in range(0, 4 * RATE, RATE)]
    offsets = [at - start for (at, _), start in zip(places, range(0, 4 * RATE, RATE), strict=True)]
    assert max(offsets) - min(offsets) <= 2
    assert min(alike for _, alike in places) > 0.98  # the server resamples to 48 kHz and back


def test_the_level_is_told_in_words(virtual_mic: VirtualMic, takes: Path, speech: Path) -> None:
    with listening(takes) as recorder:
        speaking = virtual_mic.play(speech)
        until(lambda: recorder.level().advice == "Good level")
        assert recorder.trouble() is None
        until(lambda: -30 < recorder.level().rms_db < recorder.level().peak_db < -3)
        speaking.wait()


def test_a_quiet_room_is_no_trouble(breakable_mic: VirtualMic, takes: Path) -> None:
    breakable_mic.room()
    with listening(takes) as recorder:
        until(lambda: -85 < recorder.level().rms_db < -60)
        recorder.start()
        until(lambda: recorder.elapsed_s > 1.5)
        assert recorder.trouble() is None
        assert recorder.level().advice == "Say a few words to see your level"
        recorder.discard()


def test_a_muted_microphone_is_said_within_about_a_second(
    virtual_mic: VirtualMic, takes: Path, speech: Path
) -> None:
    virtual_mic.mute()
    speaking = virtual_mic.play(speech)
    with listening(takes) as recorder:
        first_sound = time.monotonic()
        until(lambda: "not muted" in (recorder.trouble() or ""))
        assert time.monotonic() - first_sound < 1.5
        virtual_mic.mute(False)
        until(lambda: recorder.trouble() is None)
    speaking.wait()


def test_a_server_killed_in_a_take_is_said_and_the_take_is_kept(
    breakable_mic: VirtualMic, takes: Path, speech: Path
) -> None:
    threads = threading.active_count()
    with listening(takes) as recorder:
        recorder.start()
        speaking = breakable_mic.play(speech)
        until(lambda: recorder.elapsed_s > 1.5)
        breakable_mic.kill()
        killed = time.monotonic()
        until(lambda: recorder.trouble() is not None)
        assert time.monotonic() - killed < 1.5
        assert "kept" in (recorder.trouble() or "")
        speaking.wait()
        until(lambda: recorder.state == "paused")
        with pytest.raises(UserError, match="No microphone was found"):
            recorder.resume()
        recording = recorder.stop()
    assert recording.duration_s > 1.4
    assert np.abs(read(recording.path)).max() > 0.05
    assert threading.active_count() == threads


def test_a_take_goes_on_at_a_server_that_came_back(
    virtual_mic: VirtualMic, takes: Path, speech: Path
) -> None:
    with running() as first, heard_here(first), listening(takes) as recorder:
        recorder.start()
        until(lambda: recorder.elapsed_s > 0.5)
        first.kill()
        until(lambda: recorder.state == "paused")
        before_s = recorder.elapsed_s
        os.environ.update(virtual_mic.env)  # put back by heard_here
        recorder.resume()
        speaking = virtual_mic.play(speech)
        until(lambda: recorder.elapsed_s > before_s + 3)
        assert recorder.trouble() is None
        recording = recorder.stop()
        speaking.wait()
    assert place_in(read(recording.path), read(speech)[:RATE])[1] > 0.98


def test_devices_are_named_and_found_by_their_names(virtual_mic: VirtualMic, takes: Path) -> None:
    found = devices.input_devices()
    assert {device.name for device in found} == {"default", "pulse"}
    assert found[0].is_default
    assert [device.is_default for device in found].count(True) == 1
    assert all((device.host, device.sample_rate_hz) == ("ALSA", RATE) for device in found)
    for device in found:
        for name in (device.id, device.name):
            recorder = Recorder(takes)
            recorder.listen(name)
            assert recorder.sample_rate_hz == RATE
            recorder.close()
    assert {device.name for device in devices.output_devices()} == {"default", "pulse"}
    with pytest.raises(UserError, match="“headset” is not connected"):
        Recorder(takes).listen("headset")


def test_a_list_asked_for_while_listening_is_fresh(virtual_mic: VirtualMic, takes: Path) -> None:
    with listening(takes) as recorder:
        assert not devices.refresh()
        assert len(recorder.microphones()) == 2
        until(lambda: recorder.state == "listening")
        recorder.start()
        assert len(recorder.microphones()) == 2
        until(lambda: recorder.state == "recording")
        recorder.discard()
    assert devices.refresh()


def test_microphones_plugged_in_later_are_seen(server: VirtualMic) -> None:
    before = devices.input_devices()
    with heard_here(server):
        during = devices.input_devices()
    after = devices.input_devices()
    assert before == after
    assert len(during) > len(before)


def test_no_device_at_all_is_said(takes: Path, speech: Path) -> None:
    if devices.input_devices() or devices.output_devices():
        pytest.skip("this machine has sound devices")
    with pytest.raises(UserError, match="No microphone was found"):
        Recorder(takes).listen()
    with pytest.raises(UserError, match="No speaker was found"):
        Player().play(speech)


@pytest.mark.parametrize("speed", [1.0, 1.5])
def test_the_player_is_where_it_says(
    virtual_mic: VirtualMic, takes: Path, speech: Path, speed: float
) -> None:
    """Record what the player plays: what is heard lies where ``position_s`` said, within 60 ms."""
    player = Player()
    with listening(takes) as recorder:
        recorder.start()
        player.play(speech, 1.0, 3.0, speed)
        until(lambda: player.position_s > 2.0)
        said_s, at_s = player.position_s, recorder.elapsed_s
        until(lambda: player.state == "stopped")
        assert player.position_s == pytest.approx(3.0, abs=0.03)
        end_s = recorder.elapsed_s + 0.3
        until(lambda: recorder.elapsed_s > end_s)
        recording = recorder.stop()
    player.close()
    heard = read(recording.path)
    if speed == 1.0:
        at, alike = place_in(heard, read(speech)[RATE : 3 * RATE])
        assert alike > 0.98
        assert at / RATE + (said_s - 1.0) == pytest.approx(at_s, abs=0.06)
    else:
        loud = np.flatnonzero(np.abs(heard) > 0.02) / RATE
        assert loud[-1] - loud[0] == pytest.approx(2.0 / speed, abs=0.15)


def test_nothing_is_left_after_many_takes(virtual_mic: VirtualMic, takes: Path) -> None:
    handles = Path("/proc/self/fd")
    counts = []
    for _ in range(4):
        with listening(takes) as recorder:
            for _ in range(3):
                recorder.start()
                until(lambda: recorder.elapsed_s > 0.35)
                os.unlink(recorder.stop().path)
        counts.append((threading.active_count(), len(list(handles.iterdir()))))
    assert counts[-1] == counts[1]
    assert unfinished(takes) == ()


def test_audio_is_imported_late() -> None:
    """Starting the program must not wait for sound libraries."""
    script = (
        "import sys, failprep.audio.recorder, failprep.audio.player, failprep.audio.files;"
        "print(sorted({'sounddevice', 'soundfile', 'av'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
