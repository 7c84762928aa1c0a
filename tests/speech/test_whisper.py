"""The engine with real models: words, times, cancel, crashes, and nothing left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from evaluation.words import errors
from failprep.domain import Cancelled, UserError
from failprep.speech import samples
from failprep.speech.models import SpeechModel
from failprep.speech.whisper import SpeechEngine, transcript
from tests.speech.conftest import Clip, silence, write_wav

PATIENCE_S = 120.0  # only what never happens takes so long; a busy computer needs some of it


def wait_for(happened: Callable[[], bool]) -> None:
    """Until it is so; fails when it never is."""
    until = time.monotonic() + PATIENCE_S
    pause = threading.Event()
    while not happened():
        assert time.monotonic() < until, "it never happened"
        pause.wait(0.01)


def runs(pid: int) -> bool:
    """Whether the process runs (a zombie does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def long_speech(folder: Path, clips: dict[str, Clip], times: int = 12) -> Path:
    sound = np.tile(samples.read(clips["libri_2412_0"].path), times)
    return write_wav(folder / "long.wav", sound)


def test_the_default_model_hears_the_clips(base: SpeechModel, clips: dict[str, Clip]) -> None:
    wrong = said = 0
    with SpeechEngine(base) as engine:
        for clip in clips.values():
            heard = engine.transcribe(clip.path)
            more_wrong, more_said = errors(clip.text, heard.text)
            wrong, said = wrong + more_wrong, said + more_said
            assert heard.model == "base"
            assert heard.language == "en"
    assert wrong / said < 0.05


def test_text_and_words_belong_together(engine: SpeechEngine, clips: dict[str, Clip]) -> None:
    for clip in clips.values():
        heard = engine.transcribe(clip.path)
        assert heard.text == " ".join(word.text for word in heard.words)
        assert all(word.text and word.text == word.text.strip() for word in heard.words)
        starts = [word.start_s for word in heard.words]
        assert starts == sorted(starts)
        assert all(0.0 <= word.start_s <= word.end_s <= samples.duration_s(clip.path) for word in heard.words)
        assert all(0.0 <= word.probability <= 1.0 for word in heard.words)


def test_a_stretch_has_the_times_of_the_recording(engine: SpeechEngine, clips: dict[str, Clip]) -> None:
    words = engine.decode(clips["jfk"].path, 5.2, 11.0)
    assert words
    assert all(5.2 <= word.start_s <= word.end_s <= 11.0 for word in words)
    assert words[-1].text.lower().startswith("country")


def test_silence_is_never_transcribed(engine: SpeechEngine, tmp_path: Path) -> None:
    heard = engine.transcribe(write_wav(tmp_path / "silence.wav", silence(20)))
    assert heard == transcript((), "tiny.en")


def test_the_same_recording_gives_the_same_words(engine: SpeechEngine, clips: dict[str, Clip]) -> None:
    assert engine.transcribe(clips["libri_1088"].path) == engine.transcribe(clips["libri_1088"].path)


def test_progress_comes_while_it_works(engine: SpeechEngine, clips: dict[str, Clip], tmp_path: Path) -> None:
    told: list[float] = []
    engine.transcribe(long_speech(tmp_path, clips, times=8), report=told.append)
    assert len(told) > 3
    assert told == sorted(told)
    assert 0.0 < told[0] < told[-1] <= 1.0


def test_warm_returns_at_once_and_the_model_loads_behind(engine: SpeechEngine) -> None:
    engine.warm()
    assert not engine.ready
    wait_for(lambda: engine.ready)


def test_cancelling_stops_at_once_and_the_engine_goes_on(
    engine: SpeechEngine, clips: dict[str, Clip], tmp_path: Path
) -> None:
    told: list[float] = []
    path = long_speech(tmp_path, clips, times=20)
    engine.warm()
    child = engine.pid
    with pytest.raises(Cancelled):
        engine.transcribe(path, report=told.append, cancelled=lambda: bool(told))
    assert len(told) == 1  # nothing was waited for, not even the next segment
    assert engine.pid != child
    assert child is not None
    assert not runs(child)
    assert "ask" in engine.transcribe(clips["jfk"].path).text


def test_a_crash_of_the_child_costs_nothing(
    engine: SpeechEngine, clips: dict[str, Clip], tmp_path: Path
) -> None:
    killed: list[int] = []
    told: list[float] = []

    def kill_once(done: float) -> None:
        told.append(done)
        if len(told) == 2:
            assert engine.pid is not None
            killed.append(engine.pid)
            os.kill(engine.pid, signal.SIGKILL)

    heard = engine.transcribe(long_speech(tmp_path, clips, times=4), report=kill_once)
    assert killed
    assert told == sorted(told)  # asked again from the start, it goes on from where it was
    assert heard.text.lower().count("reader") == 4


def test_two_crashes_are_told_in_words(engine: SpeechEngine, clips: dict[str, Clip], tmp_path: Path) -> None:
    def kill(_: float) -> None:
        assert engine.pid is not None
        os.kill(engine.pid, signal.SIGKILL)

    with pytest.raises(UserError, match="stopped unexpectedly") as caught:
        engine.transcribe(long_speech(tmp_path, clips, times=4), report=kill)
    assert "Your recording is safe" in caught.value.way_out
    assert engine.transcribe(clips["jfk"].path).words


def test_what_is_not_audio_is_told(engine: SpeechEngine, tmp_path: Path) -> None:
    path = tmp_path / "notes.wav"
    path.write_text("Dear diary")
    with pytest.raises(UserError, match="is not a sound file"):
        engine.transcribe(path)
    with pytest.raises(UserError, match="is not a sound file"):
        engine.decode(path, 0.0, 1.0)


def test_closing_ends_a_running_request_and_everything_with_it(
    engine: SpeechEngine, clips: dict[str, Clip], tmp_path: Path
) -> None:
    path = long_speech(tmp_path, clips, times=20)
    raised: list[BaseException] = []
    working = threading.Event()

    def work() -> None:
        try:
            engine.transcribe(path, report=lambda _: working.set())
        except Cancelled as stopped:
            raised.append(stopped)

    thread = threading.Thread(target=work)
    thread.start()
    assert working.wait(PATIENCE_S)
    child = engine.pid
    engine.close()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    assert len(raised) == 1
    assert child is not None
    assert not runs(child)
    with pytest.raises(Cancelled):
        engine.decode(path, 0.0, 1.0)


def test_twenty_recordings_leave_nothing_behind(engine: SpeechEngine, clips: dict[str, Clip]) -> None:
    def held() -> tuple[int, int]:
        return len(os.listdir("/proc/self/fd")), threading.active_count()

    def child_mb() -> float:
        status = Path(f"/proc/{engine.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    for _ in range(3):
        engine.transcribe(clips["jfk"].path)
    before, child, memory = held(), engine.pid, child_mb()
    for _ in range(20):
        engine.transcribe(clips["jfk"].path)
    assert held() == before
    assert engine.pid == child
    assert child_mb() - memory < 20.0


PARENT = """
import sys, time
from pathlib import Path
from failprep.speech.models import SpeechModel
from failprep.speech.whisper import SpeechEngine
engine = SpeechEngine(SpeechModel("tiny.en", Path(sys.argv[1])))
engine.warm()
print(engine.pid, flush=True)
engine.transcribe(Path(sys.argv[2]), report=lambda _: print("working", flush=True))
"""


def test_the_child_ends_when_its_parent_is_killed(
    tiny: SpeechModel, clips: dict[str, Clip], tmp_path: Path
) -> None:
    path = long_speech(tmp_path, clips, times=20)
    command = [sys.executable, "-c", PARENT, str(tiny.folder), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        assert parent.stdout.readline() == "working\n"
        assert runs(child)
        parent.kill()
    wait_for(lambda: not runs(child))
