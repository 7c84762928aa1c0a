"""A take in the real window while every core decodes: lost samples, and how long the window's thread stalls.

``python -m evaluation.busy_take [MINUTES]`` (ten), inside a private sound server whose speaker feeds its
microphone. Speech is played and recorded with live words; beside the window's own speech engine a second one
decodes without pause on every core. A timer of the window's thread should come every 5 ms: what it is late
is a stall. What was recorded is laid over what was played, at the beginning and at the end: had samples been
lost on the way, even unnoticed ones, it would have moved.
"""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from evaluation.room import run_inside

_EVERY_MS = 5
_PROBE_S = 2.0  # of sound laid over each other
_SETTLE_S = 5.0  # after the start, before stalls are counted


def spoken(path: Path, minutes: float) -> None:
    """So many minutes of speech as a WAV file."""
    from evaluation import material

    sound = np.concatenate([take.sound for take in material.long_answers(3, 180.0)])
    soundfile.write(path, np.resize(sound, round(minutes * 60 * 16_000)), 16_000, subtype="PCM_16")


def decode_until(over: threading.Event, path: Path, done: list[float]) -> None:
    """Keep every core busy with decoding; ``done`` gets the seconds of speech of each round."""
    from failprep.domain import Cancelled
    from failprep.settings import Folders
    from failprep.speech import models, samples
    from failprep.speech.whisper import SpeechEngine

    model = models.find("base", cache=Folders.standard().cache)
    with SpeechEngine(model, threads=os.cpu_count()) as engine:
        while not over.is_set():
            try:
                engine.transcribe(path, cancelled=over.is_set)
            except Cancelled:
                return
            done.append(samples.duration_s(path))


def lag_s(played: Path, recorded: Path, at_s: float) -> float:
    """How much later the sound played at ``at_s`` lies in the recording (cross-correlation, at 16 kHz)."""
    from failprep.speech import samples

    probe = samples.read(played, at_s, at_s + _PROBE_S)
    around_s = max(0.0, at_s - 1.0)
    heard = samples.read(recorded, around_s, at_s + _PROBE_S + 3.0)
    size = 1 << (len(heard) + len(probe)).bit_length()
    spectrum = np.fft.rfft(heard, size) * np.conj(np.fft.rfft(probe, size))
    likeness: NDArray[np.float64] = np.fft.irfft(spectrum, size)[: len(heard)]
    return around_s + int(np.argmax(likeness)) / 16_000 - at_s


class Beats:
    """A timer of the thread it is made on that should come every ``_EVERY_MS``; notes how late it is."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.late_ms: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_EVERY_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(1000 * (now - self._last) - _EVERY_MS)
        self._last = now

    def end(self) -> NDArray[np.float64]:
        """Stop, and give all delays in order of size."""
        self._timer.stop()
        return np.sort(np.array(self.late_ms))


def inside(minutes: float, folder: Path) -> None:
    """Record, and print the figures."""
    from evaluation.waiting import until
    from failprep.app import main
    from failprep.settings import Folders, Settings

    played, short = folder / "played.wav", folder / "short.wav"
    spoken(played, minutes)
    spoken(short, 1.0)
    folders = Folders.standard()
    Settings(guess_first=False, speech_model_chosen=True).save(folders)
    window = main.Window(main.make_app(["failprep"]), folders)
    until(lambda: window.screens is not None, "the screens are ready")
    screens = window.screens
    assert screens is not None
    practice = screens.practice
    window.navigation.open("practice")
    until(lambda: practice.state == "ready" and not practice.microphone.opening, "Practice is ready")
    over, rounds, kept = threading.Event(), list[float](), list[int]()
    load = threading.Thread(target=decode_until, args=(over, short, rounds))
    load.start()
    practice.take_kept.connect(lambda take, _: kept.append(take))
    practice.toggle()
    until(lambda: practice.state == "recording", "it records")
    with subprocess.Popen(["paplay", str(played)]) as speaking:
        begun = time.monotonic()
        until(lambda: time.monotonic() - begun > _SETTLE_S, "it has settled")
        beats = Beats()
        until(lambda: speaking.poll() is not None, "it is said", minutes * 60 + 60)
        late_ms = beats.end()
    words = len(practice.take.final_words.split())
    over.set()
    load.join()
    practice.toggle()
    until(lambda: bool(kept), "the take is kept", 120)
    recording = screens.stations.store.take(kept[0]).recording
    assert recording is not None
    print(f"a take of {recording.duration_s / 60:.1f} minutes, {words} words live")
    print(f"  {sum(rounds) / 60:.0f} minutes of other speech were decoded beside it")
    print(f"  dropped samples: {recording.dropped_samples} (goal 0)")
    begin_s, end_s = (lag_s(played, recording.path, at_s) for at_s in (10.0, minutes * 60 - 10.0))
    print(
        f"  what was recorded against what was played: moved by {1000 * (end_s - begin_s):+.1f} ms at the end"
    )
    most, rare = np.percentile(late_ms, 99), np.percentile(late_ms, 99.9)
    print(
        f"  the window's thread, {len(late_ms)} beats: late by {most:.1f} ms (99th percentile), "
        f"{rare:.1f} ms (99.9th; goal 50), {late_ms[-1]:.0f} ms (most)"
    )
    window.close()


def main() -> None:
    """Start ``inside`` in the sound server's environment."""
    minutes = sys.argv[1] if len(sys.argv) > 1 else "10"
    run_inside("evaluation.busy_take", minutes)


if __name__ == "__main__":
    if sys.argv[1:2] == ["inside"]:
        inside(float(sys.argv[2]), Path(os.environ["FAILPREP_HOME"]))
    else:
        main()
