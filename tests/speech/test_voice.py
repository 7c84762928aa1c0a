"""Spoken questions: made once, kept, whole."""

import threading
from pathlib import Path

import pytest
import soundfile

from failprep.domain import UserError
from failprep.speech.voice import Voice
from failprep.speech.whisper import SpeechEngine


def test_a_question_is_spoken_so_that_it_is_understood(engine: SpeechEngine, tmp_path: Path) -> None:
    path = Voice(tmp_path).speak("What would you do differently today?")
    info = soundfile.info(path)
    assert (info.samplerate, info.channels, info.subtype) == (24_000, 1, "PCM_16")
    heard = engine.transcribe(path).text.lower()
    assert "what would you do differently today" in heard


def test_the_same_text_is_made_once(tmp_path: Path) -> None:
    voice = Voice(tmp_path)
    first = voice.speak("And then?")
    made = first.stat().st_mtime_ns
    assert Voice(tmp_path).speak("  And\n then? ") == first
    assert first.stat().st_mtime_ns == made
    assert voice.speak("And now?") != first


def test_threads_that_ask_together_get_one_whole_file(tmp_path: Path) -> None:
    voice, paths = Voice(tmp_path), []
    threads = [threading.Thread(target=lambda: paths.append(voice.speak("Why was that?"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(paths)) == 1
    assert list((tmp_path / "voice").iterdir()) == [paths[0]]


def test_nothing_to_say_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing to say"):
        Voice(tmp_path).speak("  ")


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "voice").write_text("a file where a folder should be")
    with pytest.raises(UserError, match="cannot be kept"):
        Voice(tmp_path).speak("Why?")
