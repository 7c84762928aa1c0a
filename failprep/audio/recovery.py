"""Takes that were never finished or never kept, since the program was killed: find, finish, delete."""

import contextlib
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from failprep.audio import files
from failprep.audio.journal import Journal, journal_path
from failprep.audio.take import finish
from failprep.audio.wav import repair
from failprep.domain import Recording, UserError
from failprep.locks import lock


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A take that a process left behind."""

    path: Path  # its WAV, or the final recording
    sample_rate_hz: int
    duration_s: float
    started_at: datetime
    marks_s: tuple[float, ...] = ()
    dropped_samples: int = 0
    final: bool = False  # the recording is whole, it was only not kept any more


def unfinished(folder: Path) -> tuple[Unfinished, ...]:
    """The takes in ``folder`` that nobody records any more, oldest first, repaired so that they can be heard.

    Takes that a live process holds are left alone. A journal without any sound is removed, and so is the
    WAV of a take that is final.
    """
    for wav in folder.glob("*.wav"):
        if wav.with_suffix(".flac").exists() and not journal_path(wav).exists():
            with contextlib.suppress(PermissionError):
                wav.unlink()
    found = []
    for note_path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        wav = note_path.with_suffix(".wav")
        try:
            note = Journal.read(wav)
        except (OSError, ValueError):
            continue  # not ours
        if not wav.exists():
            note_path.unlink(missing_ok=True)
            continue
        with wav.open("r+b") as file:
            if not lock(file):
                continue
            samples = repair(wav, note.sample_rate_hz)
        rate = note.sample_rate_hz
        take = Unfinished(wav, rate, samples / rate, note.started_at, note.marks_s, note.dropped_samples)
        if samples:
            found.append(take)
        else:
            throw_away(take)
    return tuple(sorted(found, key=lambda take: take.started_at))


def unkept(folder: Path, kept: Callable[[], Container[Path]]) -> tuple[Unfinished, ...]:
    """The final recordings in ``folder`` that are not kept, oldest first.

    They come of a kill between the moment a recording is final and the moment its take is saved. Their marks
    went with the journal. Only what is named like a take is looked at.

    Args:
        folder: Where recordings lie.
        kept: Gives the recordings that are kept. Asked after the folder was read, so that a take which is
            saved meanwhile is among them.
    """
    named = [
        (moment, path)
        for path in folder.glob("*")
        if path.suffix in {".flac", ".wav"}
        and not journal_path(path).exists()
        and (moment := files.moment_of(path)) is not None
    ]
    known = kept()
    found = []
    for moment, path in sorted(named):
        if path not in known and not _is_held(path):
            try:
                rate, duration_s = files.probe(path)
            except UserError:
                continue  # no sound in it: nothing that could be offered
            found.append(Unfinished(path, rate, duration_s, moment, final=True))
    return tuple(found)


def _is_held(path: Path) -> bool:
    """Whether somebody begins to record into this file, or it has gone."""
    try:
        with path.open("rb") as file:
            return not lock(file)
    except OSError:
        return True


def recover(take: Unfinished) -> Recording:
    """Finish a take as if Stop had been pressed.

    Raises:
        UserError: Its sound is no longer there or cannot be read.
    """
    if take.final:
        rate, duration_s = files.probe(take.path)
        return Recording(take.path, rate, duration_s, take.started_at)
    try:
        samples = repair(take.path, take.sample_rate_hz)
        return finish(take.path, Journal.read(take.path), samples)
    except (OSError, ValueError) as error:
        raise UserError(
            f"The take of {take.started_at:%d %B, %H:%M} cannot be read.", f"It lies in {take.path}."
        ) from error


def throw_away(take: Unfinished) -> None:
    """Delete a take that is not wanted."""
    if not take.final:
        journal_path(take.path).unlink(missing_ok=True)
    take.path.unlink(missing_ok=True)
