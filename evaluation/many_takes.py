"""Twenty takes in a row in one window, from the microphone to the review: does anything pile up?

``python -m evaluation.many_takes [TAKES]``, inside a private sound server whose speaker feeds its microphone.
"""

import os
import subprocess
import sys
import threading

import numpy as np

from evaluation.processes import resident_mb
from evaluation.room import ROOT, run_inside

SPEECH = ROOT / "tests" / "data" / "speech" / "libri_2412_0.flac"
SETTLED_AFTER = 3  # takes: by then every page is loaded and every cache is filled


def handles() -> int:
    """Open file handles of this process (Linux)."""
    return len(os.listdir("/proc/self/fd"))


def inside(takes: int) -> None:
    """Record and review; prints one line a take, then the fitted slopes."""
    from evaluation.waiting import until
    from failprep.app import main
    from failprep.settings import Folders, Settings

    folders = Folders.standard()
    Settings(guess_first=False).save(folders)
    app = main.make_app(["failprep"])
    window = main.Window(app, folders)
    until(lambda: window.screens is not None, "the screens are ready")
    screens = window.screens
    assert screens is not None
    practice, review = screens.practice, screens.review
    memory: list[float] = []
    engine_memory: list[float] = []
    ends: list[tuple[int, int]] = []
    for number in range(1, takes + 1):
        window.navigation.open("practice")
        until(lambda: practice.state == "ready", "Practice is ready")
        until(lambda: not practice.microphone.opening, "the microphone is open")
        practice.toggle()
        until(lambda: practice.state == "recording", "it records")
        with subprocess.Popen(["paplay", str(SPEECH)]) as speaking:
            until(lambda speaking=speaking: speaking.poll() is not None, "it is said", 60)  # type: ignore[misc]
        practice.toggle()
        until(lambda: window.navigation.screen == "review", "the review opens", 60)
        until(lambda: review.stage in {"done", "failed"}, "the review is done", 120)
        assert review.stage == "done", review.failure
        memory.append(resident_mb(os.getpid()))
        engine_memory.append(resident_mb(screens.stations.practice.engine().pid or os.getpid()))
        ends.append((threading.active_count(), handles()))
        print(
            f"  take {number:2}: window {memory[-1]:6.1f} MB, engine {engine_memory[-1]:6.1f} MB, "
            f"{ends[-1][0]} threads, {ends[-1][1]} handles",
            flush=True,
        )
    places = np.arange(SETTLED_AFTER, takes)
    for name, series in (("window", memory), ("speech engine", engine_memory)):
        slope = float(np.polyfit(places, series[SETTLED_AFTER:], 1)[0])
        print(f"  {name}: {slope:+.3f} MB a take after take {SETTLED_AFTER} (goal below 1)")
    print(
        f"  threads and handles after take {SETTLED_AFTER}: {ends[SETTLED_AFTER - 1]}, at the end: {ends[-1]}"
    )
    window.close()


def main() -> None:
    """Start ``inside`` in the sound server's environment."""
    takes = sys.argv[1] if len(sys.argv) > 1 else "20"
    print(f"{takes} takes of 12 s in a row")
    run_inside("evaluation.many_takes", takes)


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        inside(int(sys.argv[2]))
    else:
        main()
