"""A ring of samples between one thread that writes and one that reads, without locks.

The sound card's callback must never wait, so the two sides share only two counters. Each side moves its own:
``written`` belongs to the writer, ``released`` to the reader. Both count frames since the ring was made and
never go back, so a position in the stream is simply a number.
"""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


class Ring:
    """Frames of float32 samples, ``capacity`` long, allocated once.

    Args:
        capacity: How many frames fit.
        channels: Samples per frame.
        start: The position of the first frame.
    """

    def __init__(self, capacity: int, channels: int, start: int = 0) -> None:
        self.capacity = capacity
        self.channels = channels
        self.written = start
        self.released = start
        self.dropped = 0
        self._frames: Samples = np.zeros((capacity, channels), np.float32)

    @property
    def room(self) -> int:
        """How many frames fit now."""
        return self.capacity - (self.written - self.released)

    def write(self, block: Samples) -> int:
        """Copy in what fits of ``block`` (frames × channels) and return how many frames that were.

        What does not fit is counted in ``dropped``: the reader is too far behind, and waiting is not allowed.
        """
        count = min(len(block), self.room)
        start = self.written % self.capacity
        first = min(count, self.capacity - start)
        self._frames[start : start + first] = block[:first]
        if count > first:
            self._frames[: count - first] = block[first:count]
        self.dropped += len(block) - count
        self.written += count  # last: from here on the reader may look
        return count

    def read(self, start: int, end: int) -> tuple[Samples, Samples]:
        """The frames from ``start`` to ``end`` as two views in order; the second is empty unless they wrap.

        The caller keeps both within ``released`` … ``written``.
        """
        first = start % self.capacity
        count = end - start
        head = min(count, self.capacity - first)
        return self._frames[first : first + head], self._frames[: count - head]

    def release(self, end: int) -> None:
        """Give the frames before ``end`` back to the writer. Going back is ignored."""
        self.released = max(self.released, end)

    def free(self) -> None:
        """Give the memory back. Nothing can be written or read afterwards."""
        self._frames = np.zeros((0, self.channels), np.float32)
