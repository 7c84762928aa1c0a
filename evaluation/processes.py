"""What processes use, as Linux tells it: memory, and compute, which other programs hardly change."""

import os
import time
from pathlib import Path


def resident_mb(pid: int) -> float:
    """Memory that a process holds, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def cpu_s(pid: int) -> float:
    """Seconds for which all threads of another process have run; known to a hundredth."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def computing_s(*others: int | None) -> float:
    """The same for this process and others together."""
    return time.process_time() + sum(cpu_s(pid) for pid in others if pid is not None)
