"""The small note beside a take that is being recorded, and the lock that tells a live take from a lost one.

``<name>.json`` lies beside ``<name>.wav`` from the first sample until the take is final. Whoever records
holds a lock on the WAV file; the operating system drops it when the process ends, however it ends. (A
process id would not do: ids are used again.)
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from failprep.settings import write_atomically

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Journal:
    """What a take's WAV file cannot say about itself."""

    sample_rate_hz: int
    started_at: datetime
    marks_s: tuple[float, ...] = ()
    dropped_samples: int = 0

    def write(self, wav: Path) -> None:
        """Write or replace the journal of ``wav``. Raises OSError."""
        note = {**asdict(self), "started_at": self.started_at.isoformat(), "version": _VERSION}
        write_atomically(journal_path(wav), json.dumps(note, indent=1))

    @classmethod
    def read(cls, wav: Path) -> "Journal":
        """The journal of ``wav``.

        Raises:
            OSError: It cannot be read.
            ValueError: It is not a journal.
        """
        note = json.loads(journal_path(wav).read_text(encoding="utf-8"))
        try:
            return cls(
                int(note["sample_rate_hz"]),
                datetime.fromisoformat(note["started_at"]),
                tuple(float(mark) for mark in note["marks_s"]),
                int(note["dropped_samples"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a journal: {journal_path(wav)}") from error


def journal_path(wav: Path) -> Path:
    """Where the journal of ``wav`` lies."""
    return wav.with_suffix(".json")
