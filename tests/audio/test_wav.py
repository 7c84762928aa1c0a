import wave
from pathlib import Path

import numpy as np
import pytest

from failprep.audio.wav import HEADER_BYTES, WavWriter, header, repair, to_pcm16
from tests.audio.fakes import counted


def samples_in(path: Path) -> tuple[int, bytes]:
    """Rate and samples by another reader, one that believes the header."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return file.getframerate(), file.readframes(1 << 30)


def pcm(start: int, end: int) -> bytes:
    return to_pcm16(counted(start, end))


def test_after_each_sync_the_file_is_whole_for_any_reader(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    writer = WavWriter(path, 44_100)
    assert samples_in(path) == (44_100, b"")
    writer.write(counted(0, 700))
    writer.write(counted(700, 1000))
    assert path.stat().st_size == HEADER_BYTES + 2000  # there at once, though the header does not say so yet
    writer.sync()
    assert samples_in(path) == (44_100, pcm(0, 1000))
    writer.write(counted(1000, 1500))
    writer.close()
    assert samples_in(path) == (44_100, pcm(0, 1500))
    assert writer.samples_written == 1500


def test_sixteen_bits_come_through_unchanged() -> None:
    every = np.arange(-32768, 32768, dtype="<i2")
    assert to_pcm16((every / 32768).astype(np.float32)) == every.tobytes()
    assert np.frombuffer(to_pcm16(np.array([1.0, 2.0, -2.0], np.float32)), "<i2").tolist() == [
        32767,
        32767,
        -32768,
    ]


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        WavWriter(path, 16_000)
    assert path.read_bytes() == b"precious"


@pytest.mark.parametrize("left_over", [b"", b"\x07"])
def test_repair_believes_the_size_of_the_file(tmp_path: Path, left_over: bytes) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(header(16_000, 0) + to_pcm16(counted(0, 500)) + left_over)
    assert repair(path, 16_000) == 500
    assert samples_in(path) == (16_000, pcm(0, 500))


@pytest.mark.parametrize("size", [0, 20, 44])
def test_repair_of_a_file_without_samples(tmp_path: Path, size: int) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(header(16_000, 0)[:size])
    assert repair(path, 16_000) == 0
    assert samples_in(path) == (16_000, b"")
