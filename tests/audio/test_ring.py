import threading

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from failprep.audio.ring import Ring, Samples


def block(start: int, count: int, channels: int = 1) -> Samples:
    frames = np.arange(start, start + count, dtype=np.float32)[:, np.newaxis]
    return np.repeat(frames, channels, axis=1)


@given(
    capacity=st.integers(1, 12),
    start=st.integers(0, 30),
    steps=st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=40),
)
def test_ring_gives_back_what_was_written_in_order(
    capacity: int, start: int, steps: list[tuple[bool, int]]
) -> None:
    ring = Ring(capacity, 2, start)
    next_sample, refused = 0, 0
    expected: list[float] = []
    for writes, count in steps:
        if writes:
            taken = ring.write(block(next_sample, count, 2))
            assert taken == min(count, capacity - len(expected))
            expected += [float(n) for n in range(next_sample, next_sample + taken)]
            next_sample, refused = next_sample + count, refused + count - taken
        else:
            end = ring.released + min(count, len(expected))
            both = np.concatenate(ring.read(ring.released, end))
            assert both[:, 0].tolist() == both[:, 1].tolist() == expected[: len(both)]
            ring.release(end)
            del expected[: len(both)]
        assert ring.dropped == refused
        assert ring.room == capacity - len(expected)


def test_a_writing_and_a_reading_thread_lose_nothing() -> None:
    ring, total = Ring(1000, 1), 40_000
    got: list[Samples] = []

    def read() -> None:
        while ring.released < total:
            end = ring.written
            got.extend(part.copy() for part in ring.read(ring.released, end))
            ring.release(end)

    reader = threading.Thread(target=read)
    reader.start()
    sent = 0
    while sent < total:
        count = min(ring.room, 1713, total - sent)
        sent += ring.write(block(sent, count))
    reader.join()
    assert np.array_equal(np.concatenate(got)[:, 0], np.arange(total, dtype=np.float32))
    assert ring.dropped == 0


def test_releasing_never_goes_back() -> None:
    ring = Ring(10, 1)
    ring.write(block(0, 8))
    ring.release(5)
    ring.release(3)
    assert ring.released == 5
