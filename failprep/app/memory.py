"""Keeps the process small over many takes."""

import ctypes
import sys

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8  # from glibc's malloc.h
_LARGE = 128 * 1024


def give_back_what_is_free() -> None:
    """Have large blocks go back to the system as soon as they are free (Linux with glibc; elsewhere nothing).

    A take's samples are a few MB that come and go on several threads. Left to itself glibc raises its
    threshold for such blocks and keeps them in a heap per thread, which then grows by some MB a take without
    any leak (measured: docs/decisions/2026-11-25-memory.md). To be called before the first thread starts.
    """
    if sys.platform != "linux":
        return
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # another C library
        return
    mallopt(_M_MMAP_THRESHOLD, _LARGE)
    mallopt(_M_TRIM_THRESHOLD, _LARGE)
    mallopt(_M_ARENA_MAX, 2)
