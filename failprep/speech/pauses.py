"""Where somebody speaks and where not: the Silero voice detector, and the pauses between.

Silero VAD v6 (MIT) is carried by faster-whisper; it gives one probability of speech per 32 ms. It is loaded
with onnxruntime alone, so that the window's process never loads the recogniser.
"""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from failprep.domain import Span
from failprep.speech import edges, samples
from failprep.speech.samples import RATE_HZ, Samples

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

FRAME = 512  # samples for each probability
FRAME_S = FRAME / RATE_HZ
_CONTEXT = 64  # samples of the frame before that the network sees
_BLOCK_S = 60

ON, OFF = 0.5, 0.35  # probability that begins speech, and the one that ends it
_SHORTEST_GAP_S = 0.1  # shorter silences are part of speech: stops and glides
_SHORTEST_VOICE_S = 0.06  # shorter bursts are clicks


class VoiceDetector:
    """Probability of speech, frame by frame, over sound that comes in pieces of any length."""

    def __init__(self) -> None:
        self._session = _network()
        self._state = (np.zeros((1, 1, 128), np.float32), np.zeros((1, 1, 128), np.float32))
        self._context = np.zeros(_CONTEXT, np.float32)
        self._rest = np.zeros(0, np.float32)

    def feed(self, sound: Samples) -> NDArray[np.float32]:
        """The probabilities of the frames that are complete with ``sound``; what remains waits for more."""
        sound = np.concatenate([self._rest, sound])
        count = len(sound) // FRAME
        self._rest = sound[count * FRAME :]
        if not count:
            return np.zeros(0, np.float32)
        frames = sound[: count * FRAME].reshape(count, FRAME)
        before = np.vstack([self._context[None, :], frames[:-1, -_CONTEXT:]])
        self._context = frames[-1, -_CONTEXT:].copy()
        feeds = {"input": np.hstack([before, frames]), "h": self._state[0], "c": self._state[1]}
        output, h, c = self._session.run(None, feeds)
        self._state = (h, c)
        return np.asarray(output, np.float32).reshape(-1)


def voice_activity(sound: Path | Samples) -> tuple[Span, ...]:
    """Stretches in which somebody speaks, in order, apart by at least 0.1 s.

    Args:
        sound: A recording, or mono samples at 16 kHz.

    Raises:
        UserError: The file is missing or is not audio.
    """
    detector = VoiceDetector()
    probabilities, loudness, length = [], [], 0
    for block in _blocks(sound):
        probabilities.append(detector.feed(block))
        loudness.append(edges.levels(block))
        length += len(block)
    probabilities.append(detector.feed(np.zeros(FRAME, np.float32)))  # the frame that the end cuts short
    rough = spans(np.concatenate(probabilities), length / RATE_HZ)
    return edges.sharpened(rough, np.concatenate(loudness)) if rough else ()


def _blocks(sound: Path | Samples) -> Iterator[Samples]:
    """The sound, a minute at a time, so that a long recording needs no more memory than a short one."""
    if not isinstance(sound, Path):
        yield sound
        return
    for at in range(0, math.ceil(samples.duration_s(sound)), _BLOCK_S):
        yield samples.read(sound, at, at + _BLOCK_S)


def spans(probabilities: NDArray[np.float32], duration_s: float) -> tuple[Span, ...]:
    """Voiced stretches from one probability per frame, with hysteresis; short gaps and bursts are dropped."""
    found: list[tuple[float, float]] = []
    start: int | None = None
    for at, probability in enumerate(probabilities):
        if start is None and probability >= ON:
            start = at
        elif start is not None and probability < OFF:
            found.append((start * FRAME_S, at * FRAME_S))
            start = None
    if start is not None:
        found.append((start * FRAME_S, duration_s))
    joined: list[tuple[float, float]] = []
    for begin, end in found:
        if joined and begin - joined[-1][1] < _SHORTEST_GAP_S:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((begin, end))
    return tuple(Span(a, min(b, duration_s)) for a, b in joined if b - a >= _SHORTEST_VOICE_S)


def pauses(voiced: Sequence[Span], duration_s: float, at_least_s: float = 0.5) -> tuple[Span, ...]:
    """The silences between voiced stretches that last at least so long; the recording's ends are none."""
    return tuple(
        Span(before.end_s, after.start_s)
        for before, after in pairwise(voiced)
        if after.start_s - before.end_s >= at_least_s
    )


@lru_cache(maxsize=1)
def _network() -> "InferenceSession":
    import onnxruntime

    spec = find_spec("faster_whisper")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("faster_whisper is not installed")
    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    path = Path(spec.origin).parent / "assets" / "silero_vad_v6.onnx"
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
