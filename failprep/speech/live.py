"""Words while they are spoken: chunks cut in pauses are decoded behind the recorder, the tail when it stops.

One way for the window, the microphone on the command line and a file played through: ``LiveTranscription``
takes in the recording as far as it has come. Its cuts depend on the sound alone (see ``chunks``), so the text
does not depend on how fast the sound came, unless the decoder fell so far behind that chunks were joined.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from failprep.domain import Cancelled, LiveText, Transcript, UserError, Word
from failprep.speech import samples
from failprep.speech.chunks import LONGEST_S, Chunk, Chunker
from failprep.speech.pauses import FRAME, VoiceDetector
from failprep.speech.samples import RATE_HZ

log = logging.getLogger(__name__)

REFRESH_S = 3.0  # how often the window shows new words in speech without a pause
_GUESS_AFTER_S = 0.3  # silence after which the open chunk is decoded on speculation
_LOOK_EVERY_S = 0.1
_IDLE_SHARE = 4.0  # idle time per decoding time, when the open chunk is decoded only to show it
_HEADER_BYTES = 44
_NOT_YET_S = 0.02  # the newest samples of a growing file still miss their right neighbours


class Decodes(Protocol):
    """What turns a stretch of a recording into words."""

    def decode(self, path: Path, start_s: float, end_s: float) -> tuple[Word, ...]:
        """The words between two moments."""


@dataclass(frozen=True, slots=True)
class _Settled:
    """From the audio time ``at_s`` on, the words up to ``until_s`` of the recording were final."""

    until_s: float
    at_s: float


class LiveTranscription:
    """The live text of one recording. All methods belong to one thread.

    Args:
        engine: Decodes stretches of the file, one at a time.
        path: The recording, growing or finished.
        model: Name of the engine's model, for the transcript.
        guess_after_s: Silence after which the open chunk is decoded on speculation.
        refresh_s: How often words appear in speech without a pause; None: only in pauses.
        changed: Called whenever the text changes.
    """

    def __init__(
        self,
        engine: Decodes,
        path: Path,
        model: str,
        *,
        guess_after_s: float = _GUESS_AFTER_S,
        refresh_s: float | None = None,
        changed: Callable[[LiveText], None] | None = None,
    ) -> None:
        self._engine = engine
        self._path = path
        self._model = model
        self._guess_after_s = guess_after_s
        self._refresh_s = refresh_s
        self._shown_at_s = 0.0  # when the open chunk was last decoded, in audio time
        self._changed = changed
        self._detector = VoiceDetector()
        self._chunker = Chunker()
        self._rest = np.zeros(0, np.float32)
        self._taken = 0  # samples taken in
        self._closed: list[Chunk] = []  # and not yet decoded
        self._words: list[Word] = []
        self._settled: list[_Settled] = []
        self._guess: tuple[tuple[float, float], tuple[Word, ...]] | None = None
        self.text = LiveText()
        self.compute_s = 0.0  # wall clock spent waiting for the decoder

    @property
    def path(self) -> Path:
        """The recording."""
        return self._path

    def feed(self, until_s: float | None = None) -> None:
        """Take the recording in up to ``until_s`` (None: as far as it is written) and decode what is ready.

        Raises:
            UserError: The recording cannot be read, or the recogniser failed twice.
        """
        if self._taken == 0 and self._path.stat().st_size < _HEADER_BYTES:
            return  # the recorder has only just made the file
        written_s = samples.duration_s(self._path) - _NOT_YET_S
        self._listen(written_s if until_s is None else min(until_s, written_s))
        self._decode_closed()
        if self._chunker.silence_s >= self._guess_after_s or self._needs_words():
            self._decode_open(self._chunker.now_s)

    def finish(self, path: Path | None = None) -> Transcript:
        """The final text, once the recording has ended; only what was not decoded yet remains to be done.

        Args:
            path: Where the finished recording is, if not where it grew.
        """
        self._path = path or self._path
        end_s = samples.duration_s(self._path)
        self._listen(end_s)
        self._decode_closed()
        last = self._chunker.open(end_s)
        if not last.is_silent:
            self._words += self._decode_open(end_s)
        self._settled.append(_Settled(end_s, end_s))
        self._guess = None
        self._show()
        words = tuple(self._words)
        return Transcript(" ".join(word.text for word in words), model=self._model, words=words)

    def final_at_s(self, moment_s: float) -> float:
        """The audio time at which the words up to this moment of the recording were final."""
        return next((one.at_s for one in self._settled if one.until_s >= moment_s), self._settled[-1].at_s)

    def _needs_words(self) -> bool:
        """Whether somebody has been speaking for so long that the screen should say something."""
        if self._refresh_s is None or self._chunker.spoken_s < 1.0:
            return False
        return self._chunker.now_s - self._shown_at_s >= self._refresh_s

    def _listen(self, until_s: float) -> None:
        """Run the voice detector over what is new, and cut."""
        sound = samples.read(self._path, self._taken / RATE_HZ, until_s)
        self._taken += len(sound)
        sound = np.concatenate([self._rest, sound])
        whole = len(sound) // FRAME * FRAME
        self._rest = sound[whole:]
        frames = sound[:whole].reshape(-1, FRAME)
        levels = np.sqrt(np.mean(frames**2, axis=1))
        for probability, level in zip(self._detector.feed(sound[:whole]), levels, strict=True):
            chunk = self._chunker.push(float(probability), float(level))
            if chunk:
                self._closed.append(chunk)

    def _decode_closed(self) -> None:
        """Decode closed chunks in order; a backlog is joined as long as it fits the recogniser's window."""
        while self._closed:
            chunk, joined = self._closed[0], 1
            for after in self._closed[1:]:
                if after.voice_end_s - chunk.voice_start_s > LONGEST_S:
                    break
                chunk = Chunk(chunk.start_s, after.end_s, chunk.voice_start_s, after.voice_end_s)
                joined += 1
            at_s = self._chunker.now_s
            words, took_s = self._decode(chunk)
            del self._closed[:joined]  # only now: a recording that moves meanwhile loses no chunk
            self._words += words
            self._settled.append(_Settled(chunk.end_s, at_s + took_s))
            self._guess = None
            self._shown_at_s = chunk.end_s
            self._show()

    def _decode_open(self, end_s: float) -> tuple[Word, ...]:
        """The words of the open chunk, from an earlier guess where nothing was said since."""
        chunk = self._chunker.open(end_s)
        if self._guess is None or self._guess[0] != chunk.to_decode:
            words, took_s = self._decode(chunk)
            self._guess = (chunk.to_decode, words)
            # On a slow computer words appear less often, so that it keeps up with what is said.
            self._shown_at_s = end_s + _IDLE_SHARE * took_s
            self._show()
        return self._guess[1]

    def _decode(self, chunk: Chunk) -> tuple[tuple[Word, ...], float]:
        began = time.perf_counter()
        words = self._engine.decode(self._path, *chunk.to_decode)
        took_s = time.perf_counter() - began
        self.compute_s += took_s
        return words, took_s

    def _show(self) -> None:
        guessed = self._guess[1] if self._guess else ()
        final, tentative = (" ".join(word.text for word in words) for words in (self._words, guessed))
        if (text := LiveText(final, tentative, (*self._words, *guessed))) != self.text:
            self.text = text
            if self._changed:
                self._changed(text)


class Follower:
    """Follows a growing recording on a thread of its own, until it is told to finish or to abandon it.

    Args:
        live: The transcription to feed; it belongs to this follower from now on.
        written_s: How much of the recording may be taken in; by default all that is written.
    """

    def __init__(self, live: LiveTranscription, written_s: Callable[[], float] | None = None) -> None:
        self._live = live
        self._written_s = written_s
        self._over = threading.Event()
        self._trouble: UserError | None = None
        self._thread = threading.Thread(target=self._follow, name="live-transcription", daemon=True)
        self._thread.start()

    @property
    def text(self) -> LiveText:
        """The words by now; returns at once."""
        return self._live.text

    @property
    def trouble(self) -> UserError | None:
        """Why no words come any more; the recording itself goes on."""
        return self._trouble

    def finish(self, path: Path | None = None) -> Transcript:
        """Decode the tail and give the final text; see ``LiveTranscription.finish``.

        Raises:
            UserError: The recording cannot be read, or the recogniser failed.
            Cancelled: The engine was closed.
        """
        self.abandon()
        if self._trouble:
            raise self._trouble
        return self._live.finish(path)

    def abandon(self) -> None:
        """Stop following; waits for a stretch that is being decoded (about a second at most)."""
        self._over.set()
        self._thread.join()

    def _follow(self) -> None:
        while not self._over.wait(_LOOK_EVERY_S):
            try:
                self._live.feed(self._written_s() if self._written_s else None)
            except UserError as error:
                if not self._live.path.exists():
                    return  # the recording has ended and moved; ``finish`` is told where
                log.info("live transcription ends: %s", error)
                self._trouble = error
                return
            except Cancelled:
                return
