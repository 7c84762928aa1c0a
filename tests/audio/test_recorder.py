import os
import tempfile
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf
from hypothesis import given, settings
from hypothesis import strategies as st

from failprep.audio.recorder import PRE_ROLL_S, Recorder, unfinished
from failprep.audio.ring import Ring, Samples
from failprep.domain import Recording, UserError
from tests.audio.fakes import RATE, FakeDevice, counted, until

PRE_ROLL = round(PRE_ROLL_S * RATE)


def samples_of(recording: Recording) -> Samples:
    samples, rate = sf.read(str(recording.path), dtype="float32")
    assert rate == recording.sample_rate_hz
    assert len(samples) == round(recording.duration_s * rate)
    sound: Samples = samples
    return sound


def test_a_take_holds_every_sample_from_pre_roll_to_stop(recorder: Recorder, device: FakeDevice) -> None:
    device.stream.send(counted(0, 10_000))
    recorder.start()
    until(lambda: recorder.state == "recording")
    for start in range(10_000, 50_000, 441):
        device.stream.send(counted(start, min(start + 441, 50_000)))
    recording = recorder.stop()
    assert recorder.state == "listening"
    assert recording.path.suffix == ".flac"
    assert np.array_equal(samples_of(recording), counted(10_000 - PRE_ROLL, 50_000))
    assert recording.dropped_samples == 0
    assert recording.started_at.tzinfo
    assert list(recording.path.parent.iterdir()) == [recording.path]  # no WAV, no journal, nothing half-made


def test_the_pre_roll_is_what_there_is(recorder: Recorder, device: FakeDevice) -> None:
    device.stream.send(counted(0, 100))
    recorder.start()
    device.stream.send(counted(100, 5000))
    assert np.array_equal(samples_of(recorder.stop()), counted(0, 5000))


def test_the_growing_file_can_be_read_while_it_grows(recorder: Recorder, device: FakeDevice) -> None:
    recorder.start()
    device.stream.send(counted(0, 4000))
    until(lambda: recorder.samples_written == 4000)
    assert recorder.path
    data = np.frombuffer(recorder.path.read_bytes()[44:], "<i2").astype(np.float32) / 32768
    assert np.array_equal(data, counted(0, 4000))
    path = recorder.path
    until(lambda: sf.info(str(path)).frames == 4000)  # within about a second the header says so too


def test_paused_time_is_not_in_the_file(recorder: Recorder, device: FakeDevice) -> None:
    recorder.start()
    device.stream.send(counted(0, 3000))
    recorder.pause()
    assert recorder.state == "paused"
    device.stream.send(counted(3000, 20_000))
    assert recorder.elapsed_s == 3000 / RATE
    recorder.resume()
    device.stream.send(counted(20_000, 24_000))
    recorder.pause()
    recorder.pause()
    recorder.resume()
    device.stream.send(counted(24_000, 26_000))
    assert recorder.elapsed_s == 9000 / RATE
    sound = samples_of(recorder.stop())
    assert np.array_equal(sound, np.concatenate([counted(0, 3000), counted(20_000, 26_000)]))


@settings(max_examples=60, deadline=None)
@given(
    channels=st.sampled_from([1, 2]),
    steps=st.lists(
        st.one_of(st.integers(1, 9000), st.sampled_from(["pause", "resume", "mark", "unplug"])), max_size=25
    ),
)
def test_whatever_the_course_of_a_take_exactly_its_samples_are_kept(
    channels: int, steps: list[int | str]
) -> None:
    device, expected, marks, come, running = FakeDevice(channels=channels), [counted(0, 160)], [], 160, True
    with tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(Path(folder), open_stream=device)
        recorder.listen()
        recorder.start()
        device.stream.send(counted(0, 160))
        for step in steps:
            if isinstance(step, int):
                device.stream.send(counted(come, come + step))
                expected += [counted(come, come + step)] if running else []
                come += step
            elif step == "mark":
                marks.append(recorder.mark())
                assert round(marks[-1] * RATE) == sum(map(len, expected))
            elif step == "resume":
                recorder.resume()
                running = True
            else:
                if step == "unplug":
                    device.stream.vanish()
                    until(lambda: recorder.state == "paused")
                    recorder.resume()
                recorder.pause()
                running = False
        recording = recorder.stop()
        assert np.array_equal(samples_of(recording), np.concatenate(expected))
        assert recording.marks_s == tuple(marks)
        recorder.close()


def test_stopping_while_paused_keeps_the_take(recorder: Recorder, device: FakeDevice) -> None:
    recorder.start()
    device.stream.send(counted(0, 8000))
    recorder.pause()
    device.stream.send(counted(8000, 9000))
    assert np.array_equal(samples_of(recorder.stop()), counted(0, 8000))


def test_marks_are_places_in_the_file(recorder: Recorder, device: FakeDevice) -> None:
    recorder.start()
    device.stream.send(counted(0, 1600))
    assert recorder.mark() == 0.1
    recorder.pause()
    device.stream.send(counted(0, 1600))
    recorder.resume()
    device.stream.send(counted(0, 8000))
    recorder.mark()
    assert recorder.stop().marks_s == (0.1, 0.6)


def test_the_channel_with_the_voice_is_taken(takes: Path) -> None:
    device = FakeDevice(channels=2)
    recorder = Recorder(takes, open_stream=device)
    recorder.listen()
    voice = np.stack([np.zeros(16_000, np.float32), counted(0, 16_000)], axis=1)
    device.stream.send(voice)
    until(lambda: recorder.level().peak_db > -10)
    recorder.start()
    device.stream.send(voice[:, ::-1])  # changes sides within the take: no jump from one channel to the other
    recording = recorder.stop()
    recorder.close()
    assert np.array_equal(samples_of(recording)[:PRE_ROLL], counted(16_000 - PRE_ROLL, 16_000))
    assert not samples_of(recording)[PRE_ROLL:].any()


def test_overflows_are_counted_within_the_take(recorder: Recorder, device: FakeDevice) -> None:
    device.stream.send(counted(0, 400), overflow=True)
    recorder.start()
    device.stream.send(counted(0, 400), overflow=True)
    device.stream.send(counted(0, 4000))
    until(lambda: recorder.dropped_samples == 400)
    assert recorder.stop().dropped_samples == 400


def test_a_stalled_disk_costs_only_what_the_ring_cannot_hold(recorder: Recorder, device: FakeDevice) -> None:
    recorder.start()
    with recorder._carrying:  # the writer cannot get through
        for start in range(0, 14 * RATE, RATE):
            device.stream.send(counted(start, start + RATE))
    recording = recorder.stop()
    assert recording.dropped_samples == 2 * RATE
    assert np.array_equal(samples_of(recording), counted(0, 12 * RATE))


def test_the_outline_follows_the_take(recorder: Recorder, device: FakeDevice) -> None:
    recorder.start()
    for loud in (0.1, 0.9, 0.5):
        device.stream.send(np.full(RATE // 20, -loud, np.float32))
    device.stream.send(np.full(10, 0.7, np.float32))  # not a twentieth of a second yet
    until(lambda: len(recorder.waveform()) == 3)
    assert recorder.waveform() == pytest.approx((0.1, 0.9, 0.5))
    assert recorder.waveform(2) == pytest.approx((0.5,))
    recorder.discard()
    assert recorder.waveform() == ()


def test_takes_of_the_same_second_do_not_collide(recorder: Recorder, device: FakeDevice) -> None:
    paths = set()
    for _ in range(3):
        recorder.start()
        device.stream.send(counted(0, 4000))
        paths.add(recorder.stop().path)
    assert len(paths) == 3


def test_discard_leaves_nothing(recorder: Recorder, device: FakeDevice, takes: Path) -> None:
    recorder.start()
    device.stream.send(counted(0, 4000))
    recorder.discard()
    assert recorder.state == "listening"
    assert list(takes.iterdir()) == []


def test_stop_without_sound_says_so_and_leaves_nothing(recorder: Recorder, takes: Path) -> None:
    recorder.start()
    with pytest.raises(UserError, match="No sound came"):
        recorder.stop()
    assert list(takes.iterdir()) == []
    with pytest.raises(UserError, match="Nothing is being recorded"):
        recorder.stop()


def test_closing_in_a_take_leaves_it_to_be_offered(takes: Path, device: FakeDevice) -> None:
    recorder = Recorder(takes, open_stream=device)
    recorder.listen()
    recorder.start()
    device.stream.send(counted(0, 8000))
    recorder.mark()
    recorder.close()
    assert recorder.state == "closed"
    (left,) = unfinished(takes)
    assert (left.duration_s, left.marks_s) == (0.5, (0.5,))


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, device: FakeDevice) -> None:
    (tmp_path / "file").write_text("not a folder")
    recorder = Recorder(tmp_path / "file" / "takes", open_stream=device)
    recorder.listen()
    with pytest.raises(UserError, match="cannot be saved"):
        recorder.start()
    assert recorder.state == "listening"
    recorder.close()


def test_starting_without_a_microphone_is_said(takes: Path, device: FakeDevice) -> None:
    device.plugged = False
    recorder = Recorder(takes, open_stream=device)
    with pytest.raises(UserError, match="No microphone was found"):
        recorder.listen()
    assert recorder.state == "closed"
    with pytest.raises(UserError, match="No microphone is open"):
        recorder.start()
    recorder.close()


def test_listening_again_opens_only_another_microphone(recorder: Recorder, device: FakeDevice) -> None:
    recorder.listen()
    assert len(device.streams) == 1
    recorder.listen("headset")
    assert len(device.streams) == 2
    assert device.streams[0].closed
    recorder.start()
    recorder.listen("other")
    assert len(device.streams) == 2


def test_many_takes_leave_no_thread_handle_or_memory(takes: Path, device: FakeDevice) -> None:
    handles = Path("/proc/self/fd")
    before = threading.active_count(), len(list(handles.iterdir())) if handles.exists() else 0
    recorder = Recorder(takes, open_stream=device)
    recorder.listen()
    ring = recorder._microphone and recorder._microphone.ring
    for _ in range(25):
        recorder.start()
        device.stream.send(counted(0, RATE))
        os.unlink(recorder.stop().path)
        assert recorder._microphone
        assert recorder._microphone.ring is ring  # allocated once
    assert threading.active_count() == before[0] + 1
    recorder.close()
    assert (threading.active_count(), len(list(handles.iterdir())) if handles.exists() else 0) == before


def test_microphones_that_were_closed_hold_no_sound(takes: Path) -> None:
    """PortAudio's wrapper keeps a closed stream's callback, and what hangs on it, until Python tidies up."""
    device = FakeDevice()  # keeps every stream that was opened, as that wrapper does
    rings: list[Ring] = []
    recorder = Recorder(takes, open_stream=device)
    for _ in range(3):
        recorder.listen(None)
        microphone = recorder._microphone
        assert microphone is not None
        rings.append(microphone.ring)
        device.stream.send(counted(0, 1000))
        recorder.close()
    assert [ring._frames.nbytes for ring in rings] == [0, 0, 0]
