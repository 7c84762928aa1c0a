"""Real models, real clips, a real engine; the joined model is kept for the whole test run."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from failprep.speech import models
from failprep.speech.models import SpeechModel
from failprep.speech.samples import Samples
from failprep.speech.whisper import SpeechEngine

CLIPS = Path(__file__).parent.parent / "data" / "speech"


@dataclass(frozen=True)
class Clip:
    """Real speech with its words."""

    path: Path
    text: str


@pytest.fixture(scope="session")
def clips() -> dict[str, Clip]:
    """The clips by the name of their file, without ending."""
    refs = json.loads((CLIPS / "refs.json").read_text(encoding="utf-8"))
    return {Path(ref["file"]).stem: Clip(CLIPS / ref["file"], ref["text"]) for ref in refs}


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which the base model is joined once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def base(model_cache: Path) -> SpeechModel:
    """The default model, from its packages."""
    return models.find("base", cache=model_cache)


@pytest.fixture(scope="session")
def tiny(model_cache: Path) -> SpeechModel:
    """The small model, from its package."""
    return models.find("tiny.en", cache=model_cache)


@pytest.fixture
def engine(tiny: SpeechModel) -> Iterator[SpeechEngine]:
    """An engine with the small model; whatever a test does to it, its child is gone afterwards."""
    with SpeechEngine(tiny) as running:
        yield running


def write_wav(path: Path, sound: Samples, rate_hz: int = 16_000) -> Path:
    """16-bit PCM, as the recorder writes it."""
    soundfile.write(path, sound, rate_hz, subtype="PCM_16")
    return path


def silence(seconds: float, rate_hz: int = 16_000) -> Samples:
    """Digital silence."""
    return np.zeros(round(seconds * rate_hz), np.float32)
