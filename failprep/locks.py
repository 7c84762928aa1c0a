"""Whose turn it is: of this program's threads, and of all programs that open a file."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from failprep.domain import Cancelled

_LOOK_EVERY_S = 0.05


@contextmanager
def in_turn(lock: threading.Lock, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Hold the lock, once its holder lets it go. Raises Cancelled where the user will not wait for that."""
    while not lock.acquire(timeout=_LOOK_EVERY_S):
        if cancelled():
            raise Cancelled
    try:
        yield
    finally:
        lock.release()


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 40  # locked bytes cannot be read by others, so lock one that no file reaches

    def lock(file: BinaryIO) -> bool:
        """Take the lock on an open file; False when somebody has it. Closing the file gives it back."""
        here = file.tell()
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(here)
        return True

else:
    import fcntl

    def lock(file: BinaryIO) -> bool:
        """Take the lock on an open file; False when somebody has it. Closing the file gives it back."""
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
