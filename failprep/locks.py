"""A lock on an open file, for one process or thread at a time; the system drops it when its holder ends."""

import sys
from typing import BinaryIO

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
