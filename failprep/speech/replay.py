"""Plays a finished recording through the live path, as if it were being spoken."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from failprep.domain import Cancelled, Transcript
from failprep.speech import samples
from failprep.speech.live import REFRESH_S, Follower, LiveTranscription
from failprep.speech.whisper import SpeechEngine

_STEP_S = 0.1
_SURE_PAUSE_S = 1.0  # played fast, speculation waits for a pause in which speech would have left time for it


@dataclass(frozen=True, slots=True)
class Replay:
    """What the live path makes of a recording.

    Attributes:
        transcript: The final words.
        compute_s: Wall clock spent waiting for the decoder in all.
        tail_compute_s: Wall clock (or what ``clock`` tells) from the last sample to the final text.
        final_at_s: Gives the audio time at which the words up to a moment were final.
    """

    transcript: Transcript
    compute_s: float
    tail_compute_s: float
    final_at_s: Callable[[float], float]


def replay(
    engine: SpeechEngine,
    path: Path,
    *,
    real_time: bool = False,
    report: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Replay:
    """Feed the recording to the live path.

    Args:
        engine: Decodes; it is waited for until its model is loaded.
        path: A recording in any format that can be read.
        real_time: At the pace of speech, on the thread that the window uses. Otherwise as fast as the decoder
            goes: at each closed chunk the feed waits for it, as speech would have left time to.
        report: Called with the share that is done, 0 to 1.
        cancelled: Asked often; True stops at once.
        clock: What the tail is measured with, in seconds.

    Raises:
        UserError: The recording cannot be read, or the recogniser failed.
        Cancelled: ``cancelled`` said so.
    """
    engine.wait_until_ready()
    with _readable(path) as file:
        length_s = samples.duration_s(file)
        passed = _speak if real_time else _rush
        how = _How(length_s, report or (lambda _: None), cancelled or (lambda: False), clock)
        live, tail = passed(engine, file, how)
    return Replay(tail.transcript, live.compute_s, tail.took_s, live.final_at_s)


@dataclass(frozen=True, slots=True)
class _How:
    length_s: float
    report: Callable[[float], None]
    cancelled: Callable[[], bool]
    clock: Callable[[], float]


@dataclass(frozen=True, slots=True)
class _Tail:
    transcript: Transcript
    took_s: float


def _rush(engine: SpeechEngine, path: Path, how: _How) -> tuple[LiveTranscription, _Tail]:
    live = LiveTranscription(engine, path, engine.model.name, guess_after_s=_SURE_PAUSE_S)
    at_s = 0.0
    while at_s < how.length_s:
        if how.cancelled():
            raise Cancelled
        at_s = min(how.length_s, at_s + _STEP_S)
        live.feed(at_s)
        how.report(at_s / how.length_s)
    ended = how.clock()
    return live, _Tail(live.finish(), how.clock() - ended)


def _speak(engine: SpeechEngine, path: Path, how: _How) -> tuple[LiveTranscription, _Tail]:
    live = LiveTranscription(engine, path, engine.model.name, refresh_s=REFRESH_S)
    began = time.perf_counter()
    follower = Follower(live, lambda: time.perf_counter() - began)
    try:
        while (left_s := how.length_s - (time.perf_counter() - began)) > 0:
            if how.cancelled():
                raise Cancelled
            time.sleep(min(_STEP_S, left_s))
            how.report(min(1.0, (time.perf_counter() - began) / how.length_s))
        ended = how.clock()
        return live, _Tail(follower.finish(), how.clock() - ended)
    finally:
        follower.abandon()


@contextmanager
def _readable(path: Path) -> Iterator[Path]:
    """The recording in a form of which any stretch can be read quickly: itself, or a WAV made from it."""
    if path.suffix.lower() in {".wav", ".flac"}:
        samples.duration_s(path)
        yield path
        return
    import soundfile

    with tempfile.TemporaryDirectory(prefix="failprep-") as folder:
        copy = Path(folder) / "recording.wav"
        soundfile.write(copy, samples.read(path), samples.RATE_HZ, subtype="PCM_16")
        yield copy
