"""Faster or slower speech at the same pitch, and another sample rate: FFmpeg's ``atempo``, ``aresample``."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np

from failprep.audio.ring import Samples

SLOWEST, FASTEST = 0.5, 2.0


def at_speed(blocks: Iterable[Samples], rate: int, output_rate: int, speed: float) -> Iterator[Samples]:
    """Mono blocks at ``rate`` as mono blocks at ``output_rate``, ``speed`` times as fast, at constant pitch.

    Args:
        blocks: One-dimensional float32 samples.
        rate: Their frames per second.
        output_rate: Frames per second of the result.
        speed: ``SLOWEST`` to ``FASTEST``.
    """
    if rate == output_rate and speed == 1.0:
        yield from blocks
        return
    import av
    import av.error
    import av.filter

    graph = av.filter.Graph()
    steps = [
        graph.add_abuffer(format="flt", sample_rate=rate, layout="mono"),
        *([graph.add("atempo", str(speed))] if speed != 1.0 else []),
        graph.add("aresample", str(output_rate)),
        graph.add("aformat", "sample_fmts=flt:channel_layouts=mono"),
        graph.add("abuffersink"),
    ]
    for before, after in pairwise(steps):
        before.link_to(after)
    graph.configure()

    def ready() -> Iterator[Samples]:
        while True:
            try:
                yield graph.pull().to_ndarray()[0]
            except (av.error.BlockingIOError, av.error.EOFError):
                return

    at = 0
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block)[np.newaxis], "flt", "mono")
        frame.sample_rate = rate
        frame.pts = at
        at += len(block)
        graph.push(frame)
        yield from ready()
    graph.push(None)
    yield from ready()
