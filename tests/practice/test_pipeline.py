"""The whole way from a recording to its delivery, with the real models."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from failprep.domain import Prompt
from failprep.library import Library
from failprep.practice import Practice
from failprep.settings import Folders, Settings
from failprep.speech import samples
from failprep.speech.samples import RATE_HZ
from failprep.speech.voice import Voice

QUESTION = Prompt("", "Tell me about a time you failed.")


@pytest.fixture
def practice(folders: Folders) -> Iterator[Practice]:
    settings = Settings(speech_model="tiny.en")
    with Practice(folders, settings, Library.load(folders.data / "themes")) as ready:
        yield ready


def test_a_review_counts_the_hesitations_that_are_in_the_sound(
    practice: Practice, folders: Folders, tmp_path: Path
) -> None:
    voice = Voice(folders.cache)
    pieces, truth, at = [np.zeros(RATE_HZ // 2, np.float32)], [], RATE_HZ // 2
    for text in (
        "Last spring I was running the renewal for a group of dental offices.",
        "Um.",
        "I told them a number I had not checked.",
        "Uh.",
        "They left at the end of the month.",
    ):
        sound = samples.read(voice.speak(text))
        loud = np.flatnonzero(np.abs(sound) > 0.01)
        sound = sound[loud[0] : loud[-1]]
        if len(text) < 5:
            truth.append(at / RATE_HZ)
        pieces += [sound, np.zeros(RATE_HZ // 4, np.float32)]
        at += len(sound) + RATE_HZ // 4
    audio = tmp_path / "answer.wav"
    soundfile.write(audio, np.concatenate(pieces), RATE_HZ, subtype="PCM_16")
    review = practice.analyse(audio, QUESTION)
    assert review.delivery is not None
    assert [one.start_s for one in review.delivery.fillers] == pytest.approx(truth, abs=0.15)
