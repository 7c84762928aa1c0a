"""Compute from the last sample to the final text, against decoding at once (`python -m evaluation.live`).

Three-minute answers that break off within a word, fed at the pace of speech or as fast as the decoder goes.
Only the ratios mean anything on another computer.
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from evaluation import material
from failprep.settings import Folders
from failprep.speech import models
from failprep.speech.replay import replay
from failprep.speech.whisper import SpeechEngine


def main() -> int:
    """Print each take and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--takes", type=int, default=10)
    parser.add_argument("--length", type=float, default=180.0, help="seconds of each take")
    parser.add_argument(
        "--real-time", action="store_true", help="at the pace of speech: half an hour for ten takes"
    )
    parser.add_argument("--model", default="base")
    given = parser.parse_args()
    model = models.find(given.model, cache=Folders.standard().cache)
    ratios: list[float] = []
    with SpeechEngine(model) as engine, tempfile.TemporaryDirectory() as folder:
        engine.wait_until_ready()
        for take in material.long_answers(given.takes, given.length):
            path = take.write(Path(folder))
            began = time.perf_counter()
            engine.transcribe(path)
            whole_s = time.perf_counter() - began
            played = replay(engine, path, real_time=given.real_time)
            ratios.append(whole_s / played.tail_compute_s)
            print(
                f"{take.duration_s:5.0f} s: at once {whole_s:6.2f} s, live {played.compute_s:6.2f} s, "
                f"after the last sample {played.tail_compute_s:5.2f} s, ratio {ratios[-1]:5.1f}",
                flush=True,
            )
    middle = statistics.median(ratios)
    print(
        f"after the last sample, against at once: {middle:.1f} times less (median), least {min(ratios):.1f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
