"""What is being answered: kept beside a growing recording, so that a rescued take knows its question."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from failprep.domain import Prompt
from failprep.settings import write_atomically


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt and how it was asked. ``reply_to`` is the take whose follow-up question this is."""

    prompt: Prompt
    target_s: float | None = None
    reply_to: int | None = None
    reply_question: str = ""
    reply_check: str = ""

    @property
    def question(self) -> str:
        """What the user reads and answers."""
        return self.reply_question or self.prompt.text

    def keep_beside(self, recording: Path) -> None:
        """Write it beside a recording. Raises OSError when the folder takes no more."""
        write_atomically(_note(recording), json.dumps(asdict(self)))

    @classmethod
    def beside(cls, recording: Path) -> "Asked | None":
        """What was written beside a recording; None when there is nothing that can be read."""
        try:
            stored = json.loads(_note(recording).read_text(encoding="utf-8"))
            return cls(**{**stored, "prompt": Prompt(**stored["prompt"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    @staticmethod
    def forget(recording: Path) -> None:
        """Remove what was written beside a recording."""
        _note(recording).unlink(missing_ok=True)


def _note(recording: Path) -> Path:
    return recording.with_suffix(".question")
