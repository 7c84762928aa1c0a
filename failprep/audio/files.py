"""Finished sound files: what they hold, making them FLAC, bringing in others, their outline for drawing."""

import os
from collections.abc import Iterator
from datetime import datetime
from itertools import count as counting
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from failprep.domain import Recording, UserError

SHORTEST_S = 0.2  # less holds no word
_MOMENT = "%Y-%m-%d %H-%M-%S"  # what takes are called
_BLOCK = 1 << 18  # samples read at a time: half a megabyte of PCM16


def probe(path: Path) -> tuple[int, float]:
    """The sample rate (Hz) and duration (seconds) of a sound file in any format that can be read.

    Raises:
        UserError: There is no such file, it is a folder, empty, not sound, or shorter than ``SHORTEST_S``.
    """
    check_is_file(path)
    rate, duration_s = _probe_soundfile(path) or _probe_av(path)
    if duration_s < SHORTEST_S:
        raise UserError(
            f"“{path.name}” is only {duration_s * 1000:.0f} milliseconds long, too short to hold an answer.",
            "Choose a longer recording.",
        )
    return rate, duration_s


def check_is_file(path: Path) -> None:
    """Raise UserError when ``path`` is missing, a folder, empty, or may not be read."""
    try:
        with path.open("rb") as file:
            holds_something = bool(file.read(1))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError(f"There is no file “{path}”.", "Check its name and where it lies.") from error
    except OSError as error:
        # Windows refuses a folder with the same error as a file of others; Path.is_dir would raise again.
        if os.path.isdir(path):
            raise UserError(
                f"“{path}” is a folder, not a sound file.", "Choose the file inside it."
            ) from error
        raise UserError(f"“{path.name}” may not be read.", "Check the permissions of the file.") from error
    if not holds_something:
        raise UserError(f"“{path.name}” is empty.", "Choose a file that holds sound.")


def not_sound(path: Path) -> UserError:
    """What to say about a file that no decoder takes."""
    return UserError(
        f"“{path.name}” is not a sound file that can be read.",
        "Choose a recording, such as a WAV, FLAC, MP3, M4A or Opus file.",
    )


def _probe_soundfile(path: Path) -> tuple[int, float] | None:
    import soundfile as sf

    try:
        info = sf.info(str(path))
    except sf.LibsndfileError:
        return None
    return int(info.samplerate), float(info.frames / info.samplerate)


def _probe_av(path: Path) -> tuple[int, float]:
    samples, rate = 0, 0
    for rate, block in _decode(path):  # noqa: B007 - containers may lie about their length, so count
        samples += len(block)
    if not samples:
        raise not_sound(path)
    return rate, samples / rate


def _decode(path: Path) -> Iterator[tuple[int, NDArray[np.int16]]]:
    """The first sound stream of a file as (rate, mono PCM16 samples), piece by piece, through PyAV.

    Raises:
        UserError: It holds no sound that can be decoded. Broken packets on the way are skipped.
    """
    import av

    try:
        container = av.open(str(path))
    except av.FFmpegError as error:
        raise not_sound(path) from error
    with container:
        if not container.streams.audio:
            raise not_sound(path)
        stream = container.streams.audio[0]
        to_mono = av.AudioResampler(format="s16", layout="mono", rate=stream.rate)
        try:
            for frame in container.decode(stream):
                for mono in to_mono.resample(frame):
                    yield mono.sample_rate, mono.to_ndarray()[0]
            for mono in to_mono.resample(None):
                yield mono.sample_rate, mono.to_ndarray()[0]
        except av.FFmpegError as error:
            raise not_sound(path) from error


def import_audio(source: Path, folder: Path) -> Recording:
    """Bring a sound file of any format into ``folder`` as mono FLAC at its own rate.

    The new file appears in one move once it is complete. A failure leaves nothing behind.

    Raises:
        UserError: ``source`` holds no usable sound (as for ``probe``), or ``folder`` cannot be written.
    """
    import soundfile as sf

    probe(source)
    started_at = datetime.now().astimezone()
    temporary: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = new_path(folder, started_at, ".flac")
        temporary = partial(path)
        blocks = _decode(source)
        rate, block = next(blocks)
        with sf.SoundFile(str(temporary), "w", rate, 1, "PCM_16", format="FLAC") as flac:
            flac.write(block)
            for _, block in blocks:
                flac.write(block)
            frames = int(flac.frames)
        _sync(temporary)
        temporary.replace(path)
    except (OSError, sf.LibsndfileError) as error:
        raise UserError(
            f"The recording cannot be saved in {folder}.",
            "Check that there is space and that you may write there.",
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return Recording(path, rate, frames / rate, started_at)


def to_flac(wav: Path) -> Path:
    """Make ``<name>.flac`` of ``<name>.wav`` (PCM16, mono), and check that it holds the same samples.

    The FLAC appears in one move once it is complete and checked; the WAV is left alone.

    Raises:
        OSError: It cannot be written (a full disk, say), or does not come out the same. No FLAC is left
            behind.
    """
    import soundfile as sf

    path = wav.with_suffix(".flac")
    temporary = partial(path)
    try:
        with sf.SoundFile(str(wav)) as source:
            with sf.SoundFile(str(temporary), "w", source.samplerate, 1, "PCM_16", format="FLAC") as flac:
                for block in source.blocks(_BLOCK, dtype="int16"):
                    flac.write(block)
            source.seek(0)
            with sf.SoundFile(str(temporary)) as copy:
                same = copy.frames == source.frames and all(
                    np.array_equal(ours, theirs)
                    for ours, theirs in zip(
                        source.blocks(_BLOCK, dtype="int16"), copy.blocks(_BLOCK, dtype="int16"), strict=True
                    )
                )
        if not same:
            raise OSError(f"the FLAC copy of {wav} differs")
        _sync(temporary)
        temporary.replace(path)
    except sf.LibsndfileError as error:
        raise OSError(str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)
    return path


def peaks(path: Path, count: int) -> tuple[float, ...]:
    """The outline of a sound file: the largest amplitude (0 to 1) in each of ``count`` equal stretches.

    Raises:
        UserError: It holds no sound that can be read.
    """
    import soundfile as sf

    check_is_file(path)
    try:
        with sf.SoundFile(str(path)) as file:
            edges = _edges(file.frames, count)
            return tuple(_loudest(file.read(end - start, dtype="int16")) for start, end in pairwise(edges))
    except sf.LibsndfileError:
        samples = np.concatenate([np.zeros(0, np.int16), *(block for _, block in _decode(path))])
        edges = _edges(len(samples), count)
        return tuple(_loudest(samples[start:end]) for start, end in pairwise(edges))


def _edges(samples: int, count: int) -> list[int]:
    """Where ``count`` equal stretches begin, and the end of the last."""
    return [samples * number // count for number in range(count + 1)]


def _loudest(block: NDArray[np.int16]) -> float:
    return max(int(block.max()), -int(block.min())) / 32768 if block.size else 0.0


def new_path(folder: Path, started_at: datetime, suffix: str) -> Path:
    """A free name for a take of that moment, such as ``2026-03-01 14-05-09.flac``, with any suffix."""
    stem = f"{started_at:{_MOMENT}}"
    for number in counting(1):
        path = folder / f"{stem if number == 1 else f'{stem} ({number})'}{suffix}"
        if not any(path.with_suffix(other).exists() for other in (".wav", ".flac", ".json")):
            return path
    raise AssertionError  # counting never ends


def moment_of(path: Path) -> datetime | None:
    """When the take began that ``new_path`` named so, in local time; None for a name of another kind."""
    try:
        return datetime.strptime(path.stem.split(" (")[0], _MOMENT).astimezone()
    except ValueError:
        return None


def partial(path: Path) -> Path:
    """Where ``path`` is made before it is moved into place."""
    return path.with_name(f".{path.name}.part")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
