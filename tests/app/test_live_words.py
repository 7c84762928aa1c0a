"""Words while speaking: the adapter over the real follower and a real recording, with a made-up decoder."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest
import soundfile
from pytestqt.qtbot import QtBot

from failprep.domain import LiveText, UserError, Word
from failprep.practice.live_words import LiveWords
from failprep.resources import resource
from failprep.speech.models import SpeechModel
from failprep.speech.whisper import SpeechEngine


@dataclass
class FakeEngine:
    """Hears one word per decoded stretch."""

    model: SpeechModel = field(default_factory=lambda: SpeechModel("made-up", Path()))
    breaks: bool = False

    def decode(self, path: Path, start_s: float, end_s: float) -> tuple[Word, ...]:
        if self.breaks:
            raise UserError("The recogniser stopped.", "Try again.")
        return (Word(f"from{start_s:.0f}", start_s, end_s, 0.9),)


@dataclass
class FakePractice:
    made: FakeEngine = field(default_factory=FakeEngine)
    missing: bool = False

    def engine(self) -> SpeechEngine:
        if self.missing:
            raise UserError("The speech model is not here.", "Download it.")
        return cast(SpeechEngine, self.made)


@pytest.fixture
def practice() -> FakePractice:
    return FakePractice()


@pytest.fixture
def words(practice: FakePractice) -> Iterator[LiveWords]:
    words = LiveWords(practice)
    yield words
    words.abandon()


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """Twenty seconds of speech, as the recorder writes it."""
    sample = next(iter(sorted(resource("assets/samples").glob("*.flac"))))
    sound, rate = soundfile.read(sample, stop=20 * soundfile.info(sample).samplerate)
    path = tmp_path / "take.wav"
    soundfile.write(path, sound, rate, subtype="PCM_16")
    return path


def test_words_come_and_the_rest_at_the_end(words: LiveWords, recording: Path, qtbot: QtBot) -> None:
    assert words.text() == LiveText()
    words.expect(recording)
    words.begin(recording)
    qtbot.waitUntil(lambda: words.text() != LiveText())
    heard = words.finish(recording)
    assert heard is not None
    assert heard.words[0].text.startswith("from")
    assert heard.words[-1].end_s > 10  # to the end, not only what was shown
    assert heard.model == "made-up"
    assert words.text() == LiveText()


def test_a_take_that_ended_before_it_was_followed_is_not_followed(words: LiveWords, recording: Path) -> None:
    before = threading.active_count()
    words.expect(recording)
    assert words.finish(recording) is None
    words.begin(recording)
    assert threading.active_count() == before


def test_without_a_model_there_are_no_words_and_no_trouble(
    words: LiveWords, practice: FakePractice, recording: Path
) -> None:
    practice.missing = True
    words.expect(recording)
    words.begin(recording)
    assert words.text() == LiveText()
    assert words.finish(recording) is None


def test_a_decoder_that_fails_leaves_the_words_for_afterwards(
    words: LiveWords, practice: FakePractice, recording: Path
) -> None:
    practice.made.breaks = True
    words.expect(recording)
    words.begin(recording)
    assert words.finish(recording) is None
