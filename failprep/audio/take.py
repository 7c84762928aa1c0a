"""The files of one take while it is being recorded: WAV, journal, and the outline for the screen."""

import contextlib
import time
from array import array
from datetime import datetime
from pathlib import Path

import numpy as np

from failprep.audio import files
from failprep.audio.journal import Journal, journal_path
from failprep.audio.ring import Samples
from failprep.audio.wav import WavWriter
from failprep.domain import Recording
from failprep.locks import lock

OUTLINE_PER_S = 20
SYNC_S = 1.0  # what a power cut may cost


class TakeFiles:
    """Creates both files, takes in samples, and ends as a ``Recording`` or not at all.

    One thread writes at a time; ``outline`` and ``samples_written`` may be read from any.

    Raises:
        OSError: The folder cannot be written.
    """

    def __init__(self, folder: Path, sample_rate_hz: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.started_at = datetime.now().astimezone()
        self.sample_rate_hz = sample_rate_hz
        self.marks_s: tuple[float, ...] = ()
        self.dropped_samples = 0
        self._wav = WavWriter(files.new_path(folder, self.started_at, ".wav"), sample_rate_hz)
        self.path = self._wav.path
        self._noted: Journal | None = None
        self._synced_at = time.monotonic()
        self._outline = array("f")
        self._step = round(sample_rate_hz / OUTLINE_PER_S)
        self._peak, self._filled = 0.0, 0
        lock(self._wav.file)
        try:
            self._note()
        except OSError:
            self._wav.close()
            self.path.unlink(missing_ok=True)
            raise

    @property
    def samples_written(self) -> int:
        """How many samples the file holds; each can be read as soon as it is counted."""
        return self._wav.samples_written

    def write(self, samples: Samples) -> None:
        """Append mono samples. Raises OSError when the disk takes no more; what it took is kept."""
        before = self._wav.samples_written
        try:
            self._wav.write(samples)
        finally:
            self._draw(samples[: self._wav.samples_written - before])

    def _draw(self, samples: Samples) -> None:
        while len(samples):
            part = samples[: self._step - self._filled]
            self._peak = max(self._peak, float(np.abs(part).max()))
            self._filled += len(part)
            samples = samples[len(part) :]
            if self._filled == self._step:
                self._outline.append(min(1.0, self._peak))
                self._peak, self._filled = 0.0, 0

    def outline(self, since: int) -> tuple[float, ...]:
        """The largest amplitude (0 to 1) of each twentieth of a second, from number ``since`` on."""
        return tuple(self._outline[since:])

    def sync_if_due(self) -> None:
        """About once a second: header, journal and disk up to date. Raises OSError."""
        if time.monotonic() - self._synced_at >= SYNC_S:
            self.sync()

    def sync(self) -> None:
        """Header, journal and disk up to date. Raises OSError."""
        self._synced_at = time.monotonic()
        self._wav.sync()
        self._note()

    @property
    def _journal(self) -> Journal:
        return Journal(self.sample_rate_hz, self.started_at, self.marks_s, self.dropped_samples)

    def _note(self) -> None:
        note = self._journal
        if note != self._noted:
            note.write(self.path)
            self._noted = note

    def leave(self) -> None:
        """Close the files and leave them as an unfinished take. Raises OSError when the last update fails."""
        try:
            self._note()
        finally:
            self._wav.close()

    def finish(self) -> Recording:
        """Close the WAV, check it, and make it FLAC; where that fails the WAV itself is the recording.

        Raises:
            OSError: The WAV does not hold what was written. It and its journal stay as they are.
        """
        self._wav.close()
        return finish(self.path, self._journal, self.samples_written)

    def throw_away(self) -> None:
        """Delete both files."""
        self._wav.file.close()
        journal_path(self.path).unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)


def finish(wav: Path, note: Journal, samples: int) -> Recording:
    """Turn a closed WAV with ``samples`` samples into the final recording and remove journal and WAV.

    When the FLAC cannot be made (a full disk), the WAV stays and is the recording. A WAV that cannot be
    removed yet (Windows, while somebody reads it) is left to ``recovery.unfinished``.

    Raises:
        OSError: The WAV does not hold that many samples. Nothing is removed.
    """
    import soundfile as sf

    with sf.SoundFile(str(wav)) as file:
        held = int(file.frames)
    if held != samples:
        raise OSError(f"{wav} holds {held} samples instead of {samples}")
    try:
        path = files.to_flac(wav)
    except OSError:
        path = wav
    journal_path(wav).unlink()
    if path != wav:
        with contextlib.suppress(PermissionError):
            wav.unlink()
    return Recording(
        path,
        note.sample_rate_hz,
        samples / note.sample_rate_hz,
        note.started_at,
        note.marks_s,
        note.dropped_samples,
    )
