import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from failprep.audio.journal import Journal, journal_path
from failprep.audio.recorder import Recorder, recover, throw_away, unfinished, unkept
from failprep.audio.wav import header, to_pcm16
from failprep.domain import UserError
from failprep.locks import lock
from tests.audio.fakes import RATE, FakeDevice, counted, until
from tests.tools.microphone import VirtualMic

MOMENT = datetime.fromisoformat("2026-03-01T14:05:09+01:00")


def record_and_kill(folder: Path, kind: str, samples: int, env: Mapping[str, str] | None = None) -> int:
    """Kill a recording process once it has said ``samples``; how many had come at the kill, at least."""
    command = [sys.executable, "-m", "tests.audio.recording_child", str(folder), kind]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as child:
        assert child.stdout
        come = 0
        while come < samples:
            come = int(child.stdout.readline())
        assert unfinished(folder) == ()  # a living process holds it
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read().split("\n")
    return max([come, *(int(line) for line in rest[:-1] if line)])


def left_behind(folder: Path, samples: int, *, samples_in_header: int = 0) -> Path:
    """The files of a take whose process was killed."""
    folder.mkdir(exist_ok=True)
    wav = folder / "2026-03-01 14-05-09.wav"
    wav.write_bytes(header(RATE, samples_in_header) + to_pcm16(counted(0, samples)))
    Journal(RATE, MOMENT, (0.25,), 7).write(wav)
    return wav


def test_a_killed_recording_loses_at_most_a_second(takes: Path) -> None:
    come = record_and_kill(takes, "fake", 4 * RATE)
    (left,) = unfinished(takes)
    assert come - RATE <= round(left.duration_s * RATE) <= come + RATE // 10
    assert left.marks_s == (1.0,)
    assert sf.info(str(left.path)).duration == left.duration_s  # repaired: it can be heard before it is kept
    recording = recover(left)
    assert recording.path.suffix == ".flac"
    assert (recording.duration_s, recording.started_at) == (left.duration_s, left.started_at)
    sound = sf.read(str(recording.path), dtype="float32")[0]
    assert np.array_equal(sound, counted(0, len(sound)))
    assert unfinished(takes) == ()
    assert list(takes.iterdir()) == [recording.path]


def test_a_killed_recording_from_the_virtual_microphone(takes: Path, server: VirtualMic) -> None:
    come = record_and_kill(takes, "real", 2 * 44_100, server.env)
    (left,) = unfinished(takes)
    assert left.sample_rate_hz == 44_100
    assert round(left.duration_s * 44_100) >= come - 44_100
    assert recover(left).duration_s == left.duration_s


def test_our_own_running_take_is_not_offered(recorder: Recorder, device: FakeDevice, takes: Path) -> None:
    recorder.start()
    device.stream.send(counted(0, RATE))
    until(lambda: recorder.samples_written == RATE)
    assert unfinished(takes) == ()
    assert recorder.stop().duration_s == 1.0


@pytest.mark.parametrize("samples_in_header", [0, 300, 5000])
def test_header_sizes_are_repaired(takes: Path, samples_in_header: int) -> None:
    left_behind(takes, 1000, samples_in_header=samples_in_header)
    (left,) = unfinished(takes)
    assert sf.info(str(left.path)).frames == 1000
    recording = recover(left)
    assert (recording.marks_s, recording.dropped_samples, recording.started_at) == ((0.25,), 7, MOMENT)


def test_a_kill_after_the_flac_was_made_costs_nothing(takes: Path) -> None:
    wav = left_behind(takes, 1000)
    wav.with_suffix(".flac").write_bytes(b"perhaps only half of it")
    (left,) = unfinished(takes)
    assert np.array_equal(sf.read(str(recover(left).path), dtype="float32")[0], counted(0, 1000))


def test_the_wav_of_a_final_take_is_swept_away(takes: Path) -> None:
    wav = left_behind(takes, 1000)
    flac = recover(unfinished(takes)[0]).path
    wav.write_bytes(b"could not be removed while somebody read it")
    (takes / "an answer.wav").write_bytes(b"a take that could not be compressed")
    assert unfinished(takes) == ()
    assert sorted(takes.iterdir()) == [flac, takes / "an answer.wav"]


def test_throwing_away_leaves_nothing(takes: Path) -> None:
    left_behind(takes, 1000)
    throw_away(unfinished(takes)[0])
    assert list(takes.iterdir()) == []


def test_a_take_without_sound_is_not_offered(takes: Path) -> None:
    left_behind(takes, 0)
    assert unfinished(takes) == ()
    left_behind(takes, 0).unlink()
    assert unfinished(takes) == ()
    assert list(takes.iterdir()) == []


def test_other_files_are_left_alone(takes: Path) -> None:
    takes.mkdir()
    (takes / "notes.json").write_text('{"mine": 1}')
    (takes / "notes.wav").write_bytes(b"mine")
    (takes / "broken.json").write_text("{")
    assert unfinished(takes) == ()
    assert len(list(takes.iterdir())) == 3


def test_no_folder_no_takes(takes: Path) -> None:
    assert unfinished(takes) == ()


def test_a_take_that_has_gone_meanwhile_is_said(takes: Path) -> None:
    wav = left_behind(takes, 1000)
    (left,) = unfinished(takes)
    wav.unlink()
    journal_path(wav).unlink()
    with pytest.raises(UserError, match="cannot be read"):
        recover(left)


def test_a_final_recording_that_no_take_has_is_found(takes: Path) -> None:
    """The process was killed after Stop and before the take was saved."""
    left_behind(takes, RATE)
    lost = recover(unfinished(takes)[0]).path
    kept = takes / "2026-03-01 14-05-09 (2).flac"
    kept.write_bytes(lost.read_bytes())
    asked: list[bool] = []

    def known() -> frozenset[Path]:
        asked.append(lost.exists())
        return frozenset({kept})

    (left,) = unkept(takes, known)
    assert (left.path, left.duration_s, left.sample_rate_hz, left.final) == (lost, 1.0, RATE, True)
    assert left.started_at.replace(tzinfo=None) == datetime(2026, 3, 1, 14, 5, 9)
    assert asked == [True]
    recording = recover(left)
    assert (recording.path, recording.duration_s, recording.started_at) == (lost, 1.0, left.started_at)
    throw_away(left)
    assert list(takes.iterdir()) == [kept]
    with pytest.raises(UserError, match="There is no file"):
        recover(left)


def test_what_is_not_a_lost_recording_is_left_alone(
    recorder: Recorder, device: FakeDevice, takes: Path
) -> None:
    recorder.start()  # this one is on its way
    device.stream.send(counted(0, RATE))
    until(lambda: recorder.samples_written == RATE)
    unfinished_too = left_behind(takes, RATE)
    (takes / "my lecture.flac").write_bytes(b"mine")
    (takes / "2026-03-01 14-00-00.flac").write_bytes(b"no sound")
    (takes / "2026-03-01 14-00-00.flac.peaks").write_bytes(b"an outline")
    with (takes / "2026-03-01 15-00-00.wav").open("wb") as begun:  # its journal comes in a moment
        begun.write(unfinished_too.read_bytes())
        lock(begun)
        assert unkept(takes, frozenset) == ()
    recorder.stop()


def test_a_recording_that_could_not_be_compressed_is_found_too(takes: Path) -> None:
    wav = left_behind(takes, RATE, samples_in_header=RATE)
    journal_path(wav).unlink()
    assert [left.path for left in unkept(takes, frozenset)] == [wav]
