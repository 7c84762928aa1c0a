"""A WAV file that is whole at every moment: PCM16, mono, written as the sound comes.

Its two size fields are brought up to date about once a second. A reader that wants the newest samples goes
by the file's own size instead: after the 44 bytes of header there is nothing but samples.
"""

import os
import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np

from failprep.audio.ring import Samples

HEADER_BYTES = 44
_LIMIT = 0xFFFFFFFF  # the size fields have 32 bits: twelve hours at 48 kHz


def header(sample_rate_hz: int, samples: int) -> bytes:
    """The 44 bytes before the samples (RIFF, ``fmt`` for PCM16 mono, ``data``)."""
    data = min(samples * 2, _LIMIT - HEADER_BYTES)
    sizes = (data + HEADER_BYTES - 8, sample_rate_hz, sample_rate_hz * 2, data)
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF", sizes[0], b"WAVE", b"fmt ", 16, 1, 1, sizes[1], sizes[2], 2, 16, b"data", sizes[3],
    )  # fmt: skip


def to_pcm16(samples: Samples) -> bytes:
    """Float samples (1.0 is full scale) as little-endian 16-bit ones; 16-bit sound stays as it was."""
    return np.clip(np.rint(samples * 32768), -32768, 32767).astype("<i2").tobytes()


class WavWriter:
    """Writes one new file. Nothing is held back in memory: what ``write`` took is with the operating system.

    Raises:
        FileExistsError: There is such a file already.
        OSError: The file cannot be made or written.
    """

    def __init__(self, path: Path, sample_rate_hz: int) -> None:
        self.path = path
        self.sample_rate_hz = sample_rate_hz
        self.samples_written = 0
        self.file: BinaryIO = open(path, "xb", buffering=0)  # noqa: SIM115 - lives as long as the take
        self._synced = -1
        try:
            self.file.write(header(sample_rate_hz, 0))
        except BaseException:
            self.file.close()
            path.unlink(missing_ok=True)
            raise

    def write(self, samples: Samples) -> None:
        """Append mono samples. After an OSError the whole samples that did fit are counted and kept."""
        data = memoryview(to_pcm16(samples))
        done = 0
        try:
            while done < len(data):
                done += self.file.write(data[done:])
        finally:
            self.samples_written += done // 2
            if done % 2:  # half a sample: the next one goes over it
                self.file.seek(HEADER_BYTES + 2 * self.samples_written)

    def sync(self) -> None:
        """Bring the header up to date and wait until the disk has it all."""
        if self._synced == self.samples_written:
            return
        end = HEADER_BYTES + 2 * self.samples_written
        self.file.seek(0)
        self.file.write(header(self.sample_rate_hz, self.samples_written))
        self.file.seek(end)
        os.fsync(self.file.fileno())
        self._synced = self.samples_written

    def close(self) -> None:
        """Bring the file up to date and close it, even when the last update fails."""
        try:
            self.file.truncate(HEADER_BYTES + 2 * self.samples_written)
            self.sync()
        finally:
            self.file.close()


def repair(path: Path, sample_rate_hz: int) -> int:
    """Write a header that fits the file's real size and return how many samples it holds.

    Raises:
        OSError: The file cannot be read or written.
    """
    samples = max(0, path.stat().st_size - HEADER_BYTES) // 2
    with path.open("r+b") as file:
        file.write(header(sample_rate_hz, samples))
        file.truncate(HEADER_BYTES + 2 * samples)
        file.flush()
        os.fsync(file.fileno())
    return samples
