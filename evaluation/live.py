"""Compute from the last sample to the final text, against decoding at once (`python -m evaluation.live`).

Three-minute answers that break off within a word, fed at the pace of speech (``--fast``: as fast as the
decoder goes). Compute is the time for which this process and the speech engine's have run, on all cores
together, so that other programs on the computer hardly change it; the wall clock stands beside it. Only the
ratios mean anything on another computer.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from evaluation import material
from evaluation.processes import computing_s
from failprep.settings import Folders
from failprep.speech import models
from failprep.speech.replay import replay
from failprep.speech.whisper import SpeechEngine


class Clock:
    """Compute so far, whenever it is called; the wall clock at these moments is noted."""

    def __init__(self, engine: SpeechEngine) -> None:
        self._engine = engine
        self.moments: list[float] = []

    def __call__(self) -> float:
        """Seconds of compute since the two processes began."""
        self.moments.append(time.perf_counter())
        return computing_s(self._engine.pid)

    @property
    def last_s(self) -> float:
        """Wall clock between the last two calls."""
        return self.moments[-1] - self.moments[-2]


def main() -> int:
    """Print each take and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--takes", type=int, default=10)
    parser.add_argument("--first", type=int, default=0, help="leave out the takes before this one")
    parser.add_argument("--length", type=float, default=180.0, help="seconds of each take")
    parser.add_argument("--fast", action="store_true", help="not at the pace of speech")
    parser.add_argument("--model", default="base")
    given = parser.parse_args()
    model = models.find(given.model, cache=Folders.standard().cache)
    ratios: list[float] = []
    waits: list[float] = []
    with SpeechEngine(model) as engine, tempfile.TemporaryDirectory() as folder:
        engine.wait_until_ready()
        for take in list(material.long_answers(given.takes, given.length))[given.first :]:
            path, clock = take.write(Path(folder)), Clock(engine)
            began = clock()
            engine.transcribe(path)
            whole_s = clock() - began
            whole_wall_s = clock.last_s
            tail_s = replay(engine, path, real_time=not given.fast, clock=clock).tail_compute_s
            ratios.append(whole_s / max(tail_s, 0.01))
            waits.append(clock.last_s)
            print(
                f"{take.duration_s:5.0f} s: compute at once {whole_s:6.2f} s, after the last sample "
                f"{tail_s:5.2f} s, ratio {ratios[-1]:5.1f}; wall clock {whole_wall_s:6.2f} s and "
                f"{waits[-1]:5.2f} s",
                flush=True,
            )
    print(
        f"compute after the last sample, against at once: {statistics.median(ratios):.1f} times less "
        f"(median; goal 8), worst {min(ratios):.1f} (goal 4); "
        f"wait {statistics.median(waits):.2f} s (median), longest {max(waits):.2f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
