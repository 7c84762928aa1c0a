"""A bad day: the whole process is killed in the middle of an answer.

``python -m tests.e2e.cut_off ANSWER.wav``; prints the seconds that were recorded, then kills itself.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.e2e.stage import Stage


def main(answer: Path) -> None:
    """Record, and die by SIGKILL."""
    stage = Stage(Path())
    practice = stage.screens.practice
    recorder = stage.recorder
    stage.until(lambda: practice.state == "ready", "Practice is ready")
    stage.until(lambda: practice.microphone.opening is False, "the microphone is open")
    stage.key("space")
    stage.until(lambda: practice.state == "recording", "recording has begun")
    subprocess.Popen(["paplay", str(answer)])
    stage.until(lambda: recorder.elapsed_s >= 12.5, "twelve seconds are recorded")
    print(recorder.elapsed_s, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
