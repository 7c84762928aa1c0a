"""Words while they are spoken: one take after the other, never in the way of the recording.

Where no words come (no model, a slow decoder, a fault), the recording goes on and is transcribed afterwards.
"""

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from failprep.domain import Cancelled, LiveText, Transcript, UserError

if TYPE_CHECKING:
    from failprep.speech.live import Follower
    from failprep.speech.whisper import SpeechEngine

log = logging.getLogger(__name__)


class HasEngine(Protocol):
    """The pipeline, as far as its speech engine goes."""

    def engine(self) -> "SpeechEngine":
        """The engine for the chosen model; UserError when the model is missing."""


class LiveWords:
    """Follows the recording of one take at a time. All but ``expect`` and ``text`` may take a moment."""

    def __init__(self, practice: HasEngine) -> None:
        self._practice = practice
        self._lock = threading.Lock()  # a take that ends at once waits for its own beginning
        self._path: Path | None = None
        self._follower: Follower | None = None

    def expect(self, path: Path) -> None:
        """Say which recording is about to be followed; returns at once."""
        self._path = path

    def begin(self, path: Path) -> None:
        """Follow this growing recording, unless it has ended already."""
        from failprep.speech.live import REFRESH_S, Follower, LiveTranscription

        with self._lock:
            if path != self._path:
                return
            try:
                engine = self._practice.engine()
            except UserError as error:
                log.info("no live words: %s", error)
                return
            self._follower = Follower(LiveTranscription(engine, path, engine.model.name, refresh_s=REFRESH_S))

    def text(self) -> LiveText:
        """What is final, and what may still change; returns at once."""
        follower = self._follower
        return follower.text if follower else LiveText()

    def finish(self, path: Path) -> Transcript | None:
        """The final words, where the finished recording is at ``path``; None when they are not to be had."""
        follower = self._let_go()
        try:
            return follower.finish(path) if follower else None
        except (UserError, Cancelled) as error:
            log.info("the take is transcribed afterwards: %s", error)
            return None

    def abandon(self) -> None:
        """Let go of it; waits for a stretch that is being decoded."""
        follower = self._let_go()
        if follower:
            follower.abandon()

    def _let_go(self) -> "Follower | None":
        self._path = None
        with self._lock:
            follower, self._follower = self._follower, None
        return follower
