"""Memory over a take of half an hour (`python -m evaluation.long_take [--minutes 30]`).

The live path follows a growing file, as fast as the decoder goes, and the memory of this process and of the
speech engine's is printed as the take grows.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import soundfile

from evaluation import material
from evaluation.processes import resident_mb
from failprep.settings import Folders
from failprep.speech import models
from failprep.speech.live import LiveTranscription
from failprep.speech.whisper import SpeechEngine

_RATE = 16_000


def main() -> int:
    """Print memory every two minutes of the take, and its growth after the first two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--model", default="base")
    given = parser.parse_args()
    model = models.find(given.model, cache=Folders.standard().cache)
    speech = np.concatenate([take.sound for take in material.long_answers(3, 120.0)])
    pcm = (np.clip(speech, -1, 1) * 32767).astype("<i2").tobytes()
    seen: list[float] = []
    with SpeechEngine(model) as engine, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "take.wav"
        soundfile.write(path, np.zeros(0, np.float32), _RATE, subtype="PCM_16")
        engine.wait_until_ready()
        live = LiveTranscription(engine, path, model.name)
        written = 0
        for second in range(1, given.minutes * 60 + 1):
            with path.open("ab") as file:
                at = written % (len(pcm) - 2 * _RATE)
                file.write(pcm[at : at + 2 * _RATE])
                written += 2 * _RATE
            live.feed()
            if second % 120 == 0:
                ours, engines = resident_mb(os.getpid()), resident_mb(engine.pid or os.getpid())
                seen.append(ours + engines)
                print(
                    f"{second // 60:3d} min: this process {ours:6.1f} MB, engine {engines:6.1f} MB, "
                    f"{len(live.text.final.split())} words",
                    flush=True,
                )
        live.finish()
    print(f"growth after the first two minutes: {max(seen) - seen[0]:+.1f} MB at most (goal 30)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
