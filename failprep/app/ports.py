"""What the window needs of the stations, so that a test can give it something simpler."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from failprep.app.told_parts import ToldPart
from failprep.domain import LiveText, Prompt, Recording, Transcript


class Device(Protocol):
    """A microphone, as the audio station lists it."""

    @property
    def id(self) -> str:
        """What settings keep."""

    @property
    def name(self) -> str:
        """What people call it."""


class Level(Protocol):
    """How loud it is now, and what to do about it."""

    @property
    def rms_db(self) -> float:
        """Loudness of the last moment, dBFS."""

    @property
    def peak_db(self) -> float:
        """The largest sample of the last moment, dBFS."""

    @property
    def clipping(self) -> bool:
        """Whether it was too loud to be recorded cleanly."""

    @property
    def advice(self) -> str:
        """What to do, in words."""


class Listener(Protocol):
    """The part of the recorder that listens and shows a level."""

    @property
    def state(self) -> str:
        """``closed``, ``listening``, ``recording`` or ``paused``."""

    def listen(self, device: str | None = None) -> None:
        """Open a microphone; may take a moment."""

    def close(self) -> None:
        """Close it."""

    def microphones(self) -> Sequence[Device]:
        """The microphones there are now; may take a moment."""

    def level(self) -> Level:
        """How loud it is."""

    def trouble(self) -> str | None:
        """What is wrong, in words."""


class Tester(Listener, Protocol):
    """A recorder whose takes are not kept."""

    def start(self) -> None:
        """Begin to record."""

    def stop(self) -> Recording:
        """End, and give what was recorded."""

    def discard(self) -> None:
        """End, and delete what was recorded."""


class Sound(Protocol):
    """The part of the player that plays a test back."""

    def play(self, path: Path) -> None:
        """Play a file."""

    def stop(self) -> None:
        """Stop."""

    @property
    def state(self) -> str:
        """``playing`` while it plays."""


class Family(Protocol):
    """A kind of prompt."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """What it is called."""


class Theme(Protocol):
    """A theme, as far as its prompts go."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def families(self) -> Sequence[Family]:
        """The kinds of prompts."""

    @property
    def prompts(self) -> Sequence[Prompt]:
        """All prompts."""


class Voice(Protocol):
    """The offline voice."""

    def speak(self, text: str) -> Path:
        """A file with the text spoken; may take a moment."""


class Questions(Protocol):
    """Where a prompt in the user's own words comes from."""

    def prompt(self, text_or_id: str) -> Prompt:
        """The prompt with this id or text, or one of the user's own."""


class TakeRecorder(Listener, Protocol):
    """The recorder, as the Practice screen needs it."""

    @property
    def elapsed_s(self) -> float:
        """The take's length so far."""

    @property
    def path(self) -> Path | None:
        """The growing file."""

    @property
    def sample_rate_hz(self) -> int:
        """The microphone's rate."""

    def start(self) -> None:
        """Begin a take."""

    def pause(self) -> None:
        """Hold."""

    def resume(self) -> None:
        """Go on; may take a moment."""

    def mark(self) -> float:
        """Mark this moment."""

    def stop(self) -> Recording:
        """End the take; may take a moment."""

    def discard(self) -> None:
        """Delete the take."""

    def waveform(self, since: int = 0) -> Sequence[float]:
        """Peaks, twenty a second."""


class TakeKeeper(Protocol):
    """The pipeline, as far as keeping a take goes."""

    def keep(
        self,
        recording: Recording,
        prompt: Prompt,
        *,
        target_s: float | None = None,
        reply_to: int | None = None,
        reply_question: str = "",
        reply_check: str = "",
    ) -> int:
        """Save a take; returns its id."""


class LiveWords(Protocol):
    """Words while they are spoken. ``begin``, ``finish`` and ``abandon`` may take a moment."""

    def expect(self, path: Path) -> None:
        """Say which recording is about to be followed."""

    def begin(self, path: Path) -> None:
        """Follow this growing recording."""

    def text(self) -> LiveText:
        """The words by now; returns at once."""

    def finish(self, path: Path) -> Transcript | None:
        """The final words of the finished recording, where they are to be had."""

    def abandon(self) -> None:
        """Let go of it."""


class PartsReader(Protocol):
    """Which part of the answer each sentence belongs to."""

    def read(self, text: str) -> Sequence[ToldPart]:
        """The parts of a text that is not finished yet, in order; may take a moment."""
