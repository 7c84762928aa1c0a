"""What can go wrong with a microphone or a disk, and that it is said and costs nothing."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from failprep.audio import microphone
from failprep.audio.recorder import Recorder
from failprep.domain import UserError
from tests.audio.fakes import RATE, FakeDevice, counted, noise, until


def said(recorder: Recorder, words: str) -> bool:
    return words in (recorder.trouble() or "")


def test_no_trouble_while_sound_comes(recorder: Recorder, device: FakeDevice) -> None:
    for _ in range(40):
        device.stream.send(counted(0, RATE // 10))
        assert recorder.trouble() is None


def test_silence_of_the_stream_is_said_within_about_a_second(recorder: Recorder, device: FakeDevice) -> None:
    recorder.start()
    device.stream.send(counted(0, 4000))
    until(lambda: recorder.samples_written == 4000)
    last = time.monotonic()
    until(lambda: said(recorder, "No sound arrives"))
    assert time.monotonic() - last < 1.3
    device.stream.send(counted(4000, 8000))
    until(lambda: recorder.trouble() is None)
    assert np.array_equal(sf.read(str(recorder.stop().path), dtype="float32")[0], counted(0, 8000))


def test_a_microphone_that_never_sends_is_said(recorder: Recorder) -> None:
    began = time.monotonic()
    until(lambda: said(recorder, "sends nothing"))
    assert time.monotonic() - began < microphone.FIRST_BLOCK_S + 0.3


def test_exact_zeros_from_the_start_are_a_muted_microphone(recorder: Recorder, device: FakeDevice) -> None:
    device.stream.send(np.zeros(RATE - 10, np.float32))
    assert recorder.trouble() is None
    device.stream.send(np.zeros(100, np.float32))
    until(lambda: said(recorder, "not muted, and that the system"))
    device.stream.send(counted(0, 100))
    until(lambda: recorder.trouble() is None)


def test_a_short_closing_of_a_noise_gate_is_no_trouble(recorder: Recorder, device: FakeDevice) -> None:
    device.stream.send(counted(0, 1000))
    device.stream.send(np.zeros(RATE * 2, np.float32))
    until(lambda: recorder.level().rms_db == -100)
    assert recorder.trouble() is None
    device.stream.send(np.zeros(RATE * 2, np.float32))
    until(lambda: said(recorder, "If you are speaking"))


def test_a_microphone_pulled_out_pauses_the_take_and_can_come_back(
    recorder: Recorder, device: FakeDevice
) -> None:
    recorder.start()
    device.stream.send(counted(0, 5000))
    device.plugged = False
    device.stream.vanish()
    until(lambda: recorder.state == "paused")
    assert said(recorder, "microphone is gone")
    with pytest.raises(UserError, match="No microphone was found"):
        recorder.resume()
    until(lambda: recorder.state == "paused")
    assert said(recorder, "microphone is gone")
    device.plugged = True
    recorder.resume()
    until(lambda: recorder.state == "recording")
    device.stream.send(counted(5000, 9000))
    assert recorder.trouble() is None
    assert recorder.elapsed_s == 9000 / RATE
    recording = recorder.stop()
    assert np.array_equal(sf.read(str(recording.path), dtype="float32")[0], counted(0, 9000))
    assert device.streams[0].closed


def test_coming_back_with_other_channels_goes_on(recorder: Recorder, device: FakeDevice) -> None:
    recorder.start()
    device.stream.send(counted(0, 5000))
    device.channels = 2
    device.stream.vanish()
    until(lambda: recorder.state == "paused")
    recorder.resume()
    device.stream.send(counted(5000, 9000))
    assert np.array_equal(sf.read(str(recorder.stop().path), dtype="float32")[0], counted(0, 9000))


def test_a_microphone_with_another_rate_does_not_fit(recorder: Recorder, device: FakeDevice) -> None:
    recorder.start()
    device.stream.send(counted(0, 5000))
    device.samplerate = 48_000
    device.stream.vanish()
    until(lambda: recorder.state == "paused")
    with pytest.raises(UserError, match="does not fit"):
        recorder.resume()
    assert device.stream.closed
    recording = recorder.stop()
    assert (recording.sample_rate_hz, recording.duration_s) == (RATE, 5000 / RATE)


def test_a_stop_after_the_microphone_went_keeps_all(recorder: Recorder, device: FakeDevice) -> None:
    recorder.start()
    device.stream.send(counted(0, 5000))
    device.stream.vanish()
    assert np.array_equal(sf.read(str(recorder.stop().path), dtype="float32")[0], counted(0, 5000))


def test_start_opens_a_microphone_that_went_and_came_back(recorder: Recorder, device: FakeDevice) -> None:
    device.stream.vanish()
    recorder.start()
    device.stream.send(counted(0, 5000))
    assert recorder.stop().duration_s == 5000 / RATE


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # the mistake itself
def test_a_mistake_in_the_writer_is_said_and_costs_nothing_before_it(
    recorder: Recorder, device: FakeDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder.start()
    device.stream.send(counted(0, 5000))
    until(lambda: recorder.samples_written == 5000)
    with monkeypatch.context() as broken:
        broken.setattr(microphone.Microphone, "measure", lambda *_: 1 // 0)
        until(lambda: said(recorder, "mistake"))
    device.stream.send(counted(5000, 6000))
    assert np.array_equal(sf.read(str(recorder.stop().path), dtype="float32")[0], counted(0, 6000))


# A process whose files may only grow to a limit sees the disk refuse exactly as a full one does.
FULL_DISK = """
import resource, sys
from pathlib import Path
from failprep.audio.recorder import Recorder
from tests.audio.fakes import RATE, FakeDevice, noise, until

folder, limit = Path(sys.argv[1]), int(sys.argv[2])
device = FakeDevice()
recorder = Recorder(folder, open_stream=device)
recorder.listen()
recorder.start()
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
for block in noise(RATE).reshape(-1, 1000):
    device.stream.send(block)
if limit < 2 * RATE:
    until(lambda: recorder.state == "paused")
    print(recorder.trouble())
    device.stream.send(noise(5000))
    if "more" in sys.argv:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        recorder.resume()
        device.stream.send(noise(1600))
        assert recorder.trouble() is None
print(round(recorder.elapsed_s * RATE))
recording = recorder.stop()
print(recording.path.suffix, round(recording.duration_s * RATE))
print(recorder.trouble())
recorder.close()
"""


def full_disk(folder: Path, limit: int, *more: str) -> list[str]:
    """Record a second (32,044 bytes) in a process whose files may hold ``limit`` bytes; what it printed."""
    if sys.platform == "win32":
        pytest.skip("needs a limit on file sizes")
    command = [sys.executable, "-c", FULL_DISK, str(folder), str(limit), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_full_disk_pauses_the_take_and_keeps_what_it_took(takes: Path) -> None:
    trouble, elapsed, kept, at_the_end = full_disk(takes, 20_045)
    assert trouble.startswith("The disk is full. What you said until then is kept")
    assert elapsed == "10000"
    assert kept == ".wav 10000"  # no room for a FLAC either: this noise does not get smaller
    assert "could not be compressed" in at_the_end
    (path,) = takes.iterdir()
    assert np.array_equal(sf.read(str(path), dtype="float32")[0], noise(10_000))


def test_a_take_goes_on_once_there_is_space(takes: Path) -> None:
    _, elapsed, kept, trouble = full_disk(takes, 20_045, "more")
    assert (elapsed, kept, trouble) == ("11600", ".flac 11600", "None")
    (path,) = takes.iterdir()
    sound = sf.read(str(path), dtype="float32")[0]
    assert np.array_equal(sound, np.concatenate([noise(10_000), noise(1600)]))


def test_when_the_flac_cannot_be_made_the_wav_is_the_recording(
    recorder: Recorder, device: FakeDevice, takes: Path
) -> None:
    recorder.start()
    assert recorder.path
    blocked = recorder.path.with_name(f".{recorder.path.stem}.flac.part")
    blocked.mkdir()  # as good as a full disk: the copy cannot be written
    device.stream.send(counted(0, 9000))
    recording = recorder.stop()
    assert recording.path.suffix == ".wav"
    assert said(recorder, "could not be compressed")
    assert np.array_equal(sf.read(str(recording.path), dtype="float32")[0], counted(0, 9000))
    assert sorted(takes.iterdir()) == sorted([blocked, recording.path])  # no journal: the take is final
    blocked.rmdir()
    recorder.start()
    assert recorder.trouble() is None
