"""The speech engine: sound to words in a warm child process.

A crash there costs nothing (it is started again once), cancelling stops it at once, and the window never
waits for it. One request at a time; callers on other threads wait their turn.
"""

import os
import queue
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

from failprep.domain import Cancelled, Transcript, UserError, Word
from failprep.speech import samples
from failprep.speech.child import Child
from failprep.speech.models import SpeechModel

_LOOK_EVERY_S = 0.05  # how often a running request asks whether it is still wanted


class SpeechEngine:
    """Transcribes recordings with one model.

    Args:
        model: A verified model.
        threads: Cores for decoding; None chooses by the computer.
    """

    def __init__(self, model: SpeechModel, *, threads: int | None = None) -> None:
        self.model = model
        self._threads = threads or default_threads()
        self._turn = threading.Lock()  # one request at a time
        self._guard = threading.Lock()  # guards the fields below
        self._child: Child | None = None
        self._closed = False
        self._requests = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start the child and let it load; returns at once."""
        self._running_child()

    @property
    def ready(self) -> bool:
        """Whether the model is loaded, so that a request starts without waiting."""
        with self._guard:
            return self._child is not None and self._child.ready.is_set()

    def wait_until_ready(self, cancelled: Callable[[], bool] | None = None) -> None:
        """Wait until the model is loaded, or until the child died over it (the next request says so).

        Raises:
            Cancelled: ``cancelled`` said so; the child is ended at once. Or the engine was closed.
        """
        child = self._running_child()
        while child.alive and not child.ready.wait(_LOOK_EVERY_S):
            self._stop_if(cancelled, child)

    @property
    def pid(self) -> int | None:
        """The child's process id, for measuring; None when there is none."""
        with self._guard:
            return self._child.pid if self._child else None

    def transcribe(
        self,
        path: Path,
        *,
        report: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Transcript:
        """Decode a whole recording: text and words; sentences are cut later. Silence gives an empty one.

        Args:
            path: A recording in any format that can be read.
            report: Called with the share that is done, 0 to 1; it never goes back.
            cancelled: Asked often; True stops the decoding at once.

        Raises:
            UserError: The recording cannot be read, or the recogniser failed twice.
            Cancelled: ``cancelled`` said so, or the engine was closed.
        """
        length_s = samples.duration_s(path)
        furthest = 0.0

        def progress(done_s: float) -> None:
            # What the child tells may go back: it decodes once more what ran in circles, one that died is
            # asked again from the start, and a segment's end moves with its words. What is told here never.
            nonlocal furthest
            furthest = max(furthest, min(1.0, done_s / length_s))
            if report:
                report(furthest)

        try:
            words = self._ask(path, 0.0, None, progress, cancelled)
        except Cancelled:
            self.warm()  # for the next recording
            raise
        return transcript(words, self.model.name)

    def decode(
        self, path: Path, start_s: float, end_s: float, *, cancelled: Callable[[], bool] | None = None
    ) -> tuple[Word, ...]:
        """The words between two moments of a recording that may still grow. Raises as ``transcribe``."""
        return self._ask(path, start_s, end_s, cancelled=cancelled)

    def close(self) -> None:
        """End the child. A request that is running is cancelled."""
        with self._guard:
            self._closed = True
            child, self._child = self._child, None
        if child:
            child.end()

    def _running_child(self) -> Child:
        with self._guard:
            if self._closed:
                raise Cancelled
            if self._child is None:
                self._child = Child(self.model.folder, self._threads)
            return self._child

    def _let_go(self, child: Child) -> None:
        with self._guard:
            if self._child is child:
                self._child = None
        child.end(at_once=True)

    def _stop_if(self, cancelled: Callable[[], bool] | None, child: Child) -> None:
        if cancelled and cancelled():
            self._let_go(child)
            raise Cancelled

    def _ask(
        self,
        path: Path,
        start_s: float,
        end_s: float | None,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[Word, ...]:
        with self._turn:
            for _ in range(2):
                child = self._running_child()
                self._requests += 1
                request = {"id": self._requests, "path": str(path), "start_s": start_s, "end_s": end_s}
                child.send(request)
                words = self._wait(child, progress, cancelled)
                if words is not None:
                    return words
                self._let_go(child)
        raise UserError(
            "The speech recogniser stopped unexpectedly, twice.",
            "Your recording is safe. Try again, or choose a smaller speech model in Settings.",
        )

    def _wait(
        self, child: Child, progress: Callable[[float], None] | None, cancelled: Callable[[], bool] | None
    ) -> tuple[Word, ...] | None:
        """The answer to the newest request; None when the child died over it."""
        while True:
            self._stop_if(cancelled, child)
            try:
                answer = child.answers.get(timeout=_LOOK_EVERY_S if cancelled else None)
            except queue.Empty:
                continue
            if answer is None:
                return None
            if answer["id"] != self._requests:
                continue
            if "words" in answer:
                return _words(answer["words"])
            if "message" in answer:
                raise UserError(str(answer["message"]), str(answer["way_out"]))
            if progress and isinstance(done_s := answer["done_s"], int | float):
                progress(done_s)


def transcript(words: Iterable[Word], model: str) -> Transcript:
    """A transcript of these words, its text their texts with single spaces between."""
    kept = tuple(words)
    return Transcript(text=" ".join(word.text for word in kept), model=model, words=kept)


def default_threads() -> int:
    """Cores to decode with: all of a small computer's, half of a larger one's, never more than four."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if cores <= 2 else min(4, cores // 2)


def _words(answer: object) -> tuple[Word, ...]:
    assert isinstance(answer, list)
    return tuple(Word(*fields) for fields in answer)
