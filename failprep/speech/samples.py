"""Sound as the recogniser wants it: mono, 16 kHz, float32, any stretch of a file that may still be growing.

A sample's value depends only on its place in the recording, never on which stretch was asked for, so reading
a recording in pieces gives what reading it at once gives.
"""

import math
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from failprep.domain import UserError

RATE_HZ = 16_000

Samples = NDArray[np.float32]

_HALF_WIDTH = 16  # zero crossings of the low-pass kernel on each side
_ROLL_OFF = 0.945  # of the lower Nyquist frequency, so that nothing folds back
_BLOCK = 1 << 17  # output samples made at a time, which bounds the memory


def read(path: Path, start_s: float = 0.0, end_s: float | None = None) -> Samples:
    """The stretch from ``start_s`` to ``end_s`` (None: to the end), clipped to what is there.

    WAV files are read as they grow: the header's size is not believed. All else goes through libsndfile, or
    FFmpeg's libraries for the formats it does not know.

    Raises:
        UserError: The file is missing or is not audio.
    """
    source = _open(path)
    first = max(0, round(start_s * RATE_HZ))
    last = math.floor(source.frames * RATE_HZ / source.rate_hz)
    last = last if end_s is None else min(last, round(end_s * RATE_HZ))
    if last <= first:
        return np.zeros(0, np.float32)
    return np.concatenate([_stretch(source, at, min(at + _BLOCK, last)) for at in range(first, last, _BLOCK)])


def duration_s(path: Path) -> float:
    """Seconds of sound in the file by now. Raises as ``read`` does."""
    source = _open(path)
    return source.frames / source.rate_hz


@dataclass(frozen=True, slots=True)
class _Source:
    """A file read by frames; ``data_at`` is set for a WAV, ``decoded`` where all had to be decoded."""

    path: Path
    rate_hz: int
    frames: int
    channels: int = 1
    data_at: int | None = None
    decoded: Samples | None = None

    def mono(self, first: int, last: int) -> Samples:
        """Frames ``first`` to ``last``, the channels averaged; silence outside the file."""
        inside = slice(max(first, 0), min(max(last, 0), self.frames))
        out = np.zeros(last - first, np.float32)
        if inside.stop > inside.start:
            out[inside.start - first : inside.stop - first] = self._frames(inside.start, inside.stop)
        return out

    def _frames(self, first: int, last: int) -> Samples:
        if self.decoded is not None:
            return self.decoded[first:last]
        if self.data_at is not None:
            frame_size = 2 * self.channels
            with self.path.open("rb") as file:
                file.seek(self.data_at + first * frame_size)
                raw = np.frombuffer(file.read((last - first) * frame_size), "<i2")
            frames = raw.reshape(-1, self.channels).astype(np.float32) / 32768.0
        else:
            import soundfile

            frames, _ = soundfile.read(self.path, start=first, stop=last, dtype="float32", always_2d=True)
        mono: Samples = frames.mean(axis=1, dtype=np.float32)
        return np.pad(mono, (0, last - first - len(mono)))  # a file cut short while it was read


def _stretch(source: _Source, first: int, last: int) -> Samples:
    """Output samples ``first`` to ``last`` at 16 kHz: band-limited interpolation by polyphase filters.

    Output ``n`` lies at input position ``n * down / up``. Outputs with the same ``n % up`` share one kernel,
    and their inputs are ``down`` apart, so each phase is one matrix product (Crochiere and Rabiner, Multirate
    Digital Signal Processing, 1983).
    """
    if source.rate_hz == RATE_HZ:
        return source.mono(first, last)
    divisor = math.gcd(source.rate_hz, RATE_HZ)
    up, down = RATE_HZ // divisor, source.rate_hz // divisor
    kernels = _kernels(up, down)
    width = kernels.shape[1]
    begin = first * down // up - width // 2 + 1
    end = (last - 1) * down // up + width // 2 + 1
    windows = np.lib.stride_tricks.sliding_window_view(source.mono(begin, end), width)
    out = np.empty(last - first, np.float32)
    for offset in range(min(up, last - first)):
        n = first + offset
        at = n * down // up - width // 2 + 1 - begin
        out[offset::up] = windows[at::down][: len(out[offset::up])] @ kernels[n % up]
    return out


@lru_cache(maxsize=4)
def _kernels(up: int, down: int) -> Samples:
    """One Hann-windowed sinc per phase, shape (up, width); each sums to one, so that levels are kept."""
    cutoff = min(1.0, up / down) * _ROLL_OFF
    reach = math.ceil(_HALF_WIDTH / cutoff)
    taps = np.arange(-reach + 1, reach + 1)
    fractions = (np.arange(up) * down % up / up)[:, None]
    distance = taps[None, :] - fractions
    window = np.where(np.abs(distance) <= reach, np.cos(np.pi * distance / (2 * reach)) ** 2, 0.0)
    kernel = np.sinc(distance * cutoff) * window
    normed: Samples = (kernel / kernel.sum(axis=1, keepdims=True)).astype(np.float32)
    return normed


def _open(path: Path) -> _Source:
    if not path.is_file():
        raise UserError(f"There is no recording at {path}.", "Check the name of the file.")
    return _growing_wav(path) or _any_audio(path)


def _growing_wav(path: Path) -> _Source | None:
    """A 16-bit PCM WAV, measured by the bytes that are there rather than by its header. None for all else."""
    with path.open("rb") as file:
        head = file.read(12)
        if len(head) < 12 or head[:4] != b"RIFF" or head[8:] != b"WAVE":
            return None
        layout: tuple[int, int, int, int] | None = None
        while len(chunk := file.read(8)) == 8:
            name, size = chunk[:4], struct.unpack("<I", chunk[4:])[0]
            if name == b"fmt ":
                body = file.read(size)
                if len(body) < 16:
                    return None
                coding, channels, rate_hz, _, _, bits = struct.unpack("<HHIIHH", body[:16])
                layout = (coding, channels, rate_hz, bits)
                file.seek(size % 2, 1)
            elif name == b"data":
                if layout is None or layout[0] not in {1, 0xFFFE} or layout[3] != 16 or not layout[1]:
                    return None
                at = file.tell()
                held = path.stat().st_size - at
                frame_size = 2 * layout[1]
                # A finished file may carry chunks after its data; a growing one has not yet written its size.
                finished = (
                    0 < size <= held and size + at + size % 2 < path.stat().st_size and size % frame_size == 0
                )
                after = _is_chunk(path, at + size + size % 2) if finished else False
                frames = (size if after else held) // frame_size
                return _Source(path, layout[2], frames, layout[1], data_at=at)
            else:
                file.seek(size + size % 2, 1)
    return None


def _is_chunk(path: Path, at: int) -> bool:
    """Whether a well-known trailing chunk starts there (and not merely more samples)."""
    with path.open("rb") as file:
        file.seek(at)
        return file.read(4) in {
            b"LIST",
            b"id3 ",
            b"ID3 ",
            b"fact",
            b"bext",
            b"cue ",
            b"smpl",
            b"JUNK",
            b"PEAK",
        }


def _any_audio(path: Path) -> _Source:
    import soundfile

    try:
        info = soundfile.info(path)
    except soundfile.LibsndfileError:
        return _decoded(path)
    return _Source(path, info.samplerate, info.frames, info.channels)


def _decoded(path: Path) -> _Source:
    """A file in a format that only FFmpeg knows, decoded as a whole."""
    import av
    from av.error import FFmpegError

    pieces: list[Samples] = []
    try:
        with av.open(str(path), metadata_errors="ignore") as container:
            if not container.streams.audio:
                raise _not_audio(path)
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
            for frame in container.decode(audio=0):
                pieces += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
            pieces += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    except FFmpegError as error:
        raise _not_audio(path) from error
    sound = np.concatenate(pieces) if pieces else np.zeros(0, np.float32)
    return _Source(path, RATE_HZ, len(sound), decoded=sound)


def _not_audio(path: Path) -> UserError:
    return UserError(
        f"{path.name} is not a sound file that can be read.",
        "Choose a recording: WAV, FLAC, MP3, M4A or OGG.",
    )
