"""Live transcription: with an engine that notes what it is asked, and with the real one."""

import threading
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from evaluation.words import errors
from failprep.domain import Cancelled, LiveText, UserError, Word
from failprep.speech import samples
from failprep.speech.live import Follower, LiveTranscription
from failprep.speech.replay import replay
from failprep.speech.samples import Samples
from failprep.speech.whisper import SpeechEngine
from tests.speech.conftest import Clip, silence, write_wav
from tests.speech.test_samples import encode


class Noting:
    """Gives one word a stretch, named after its whole seconds, and notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, float]] = []
        self.fails: Exception | None = None

    def decode(self, path: Path, start_s: float, end_s: float) -> tuple[Word, ...]:
        if self.fails:
            raise self.fails
        self.asked.append((start_s, end_s))
        return (Word(f"{start_s:.0f}-{end_s:.0f}", start_s, end_s, 1.0),)


def speech(clips: dict[str, Clip], *gaps_s: float) -> Samples:
    """Clips of about ten seconds of speech, with so much silence behind each."""
    names = ["libri_2412_0", "libri_2412_1", "jfk"]
    pieces: list[Samples] = []
    for number, gap in enumerate(gaps_s):
        pieces += [samples.read(clips[names[number % 3]].path), silence(gap)]
    return np.concatenate(pieces)


@pytest.fixture
def take(tmp_path: Path, clips: dict[str, Clip]) -> Path:
    return write_wav(tmp_path / "take.wav", speech(clips, 1.0, 1.0, 1.0, 0.0))


def feed_all(live: LiveTranscription, path: Path, step_s: float = 0.1) -> None:
    for at_s in np.arange(step_s, samples.duration_s(path) + step_s, step_s):
        live.feed(float(at_s))


def test_closed_chunks_are_decoded_while_the_take_goes_on(take: Path) -> None:
    engine = Noting()
    live = LiveTranscription(engine, take, "base", guess_after_s=99)
    feed_all(live, take)
    assert len(engine.asked) >= 3
    before = len(engine.asked)
    transcript = live.finish()
    assert len(engine.asked) == before + 1
    assert transcript.text == " ".join(word.text for word in transcript.words)
    assert len(transcript.words) == len(engine.asked)
    assert transcript.model == "base"


def test_stretches_are_in_order_and_apart(take: Path) -> None:
    engine = Noting()
    live = LiveTranscription(engine, take, "base", guess_after_s=99)
    feed_all(live, take)
    live.finish()
    assert all(before[1] <= after[0] for before, after in pairwise(engine.asked))
    assert all(end - start <= 28.5 for start, end in engine.asked)


def test_the_cuts_do_not_depend_on_how_fast_the_sound_comes(take: Path) -> None:
    asked = []
    for step_s in (0.1, 0.7, 3.0):
        engine = Noting()
        live = LiveTranscription(engine, take, "base", guess_after_s=99)
        feed_all(live, take, step_s)
        live.finish()
        asked.append(engine.asked)
    assert asked[0] == asked[1] == asked[2]


def test_a_guess_made_in_a_pause_is_the_final_text_when_nothing_more_is_said(
    tmp_path: Path, clips: dict[str, Clip]
) -> None:
    path = write_wav(tmp_path / "take.wav", np.concatenate([speech(clips, 0.0)[: 16_000 * 6], silence(3)]))
    engine = Noting()
    live = LiveTranscription(engine, path, "base")
    feed_all(live, path)
    guesses = len(engine.asked)
    assert guesses >= 1
    shown = live.text
    assert shown.tentative
    transcript = live.finish()
    assert len(engine.asked) == guesses
    assert transcript.text == shown.tentative


def test_final_words_never_change_and_tentative_words_come_and_go(take: Path) -> None:
    shown: list[LiveText] = []
    live = LiveTranscription(Noting(), take, "base", refresh_s=2.0, changed=shown.append)
    feed_all(live, take)
    last = live.finish()
    assert any(text.tentative for text in shown)
    for before, after in pairwise(shown):
        assert after.final.startswith(before.final)
        assert " ".join(word.text for word in after.words) == f"{after.final} {after.tentative}".strip()
    assert shown[-1] == LiveText(last.text, "", last.words)


def test_words_come_without_a_pause_too(tmp_path: Path, clips: dict[str, Clip]) -> None:
    path = write_wav(tmp_path / "take.wav", samples.read(clips["libri_1088"].path, 0.0, 8.0))
    engine = Noting()
    live = LiveTranscription(engine, path, "base", refresh_s=2.0)
    feed_all(live, path)
    assert len(engine.asked) >= 3


def test_a_backlog_is_joined_as_far_as_the_recogniser_hears(take: Path) -> None:
    engine = Noting()
    live = LiveTranscription(engine, take, "base", guess_after_s=99)
    live.feed()
    live.finish()
    assert len(engine.asked) < 4
    assert all(end - start <= 28.5 for start, end in engine.asked)


def test_says_when_each_moment_was_final(take: Path) -> None:
    live = LiveTranscription(Noting(), take, "base", guess_after_s=99)
    feed_all(live, take)
    live.finish()
    end_s = samples.duration_s(take)
    times = [live.final_at_s(moment) for moment in np.arange(0.0, end_s, 1.0)]
    assert times == sorted(times)
    assert times[0] < end_s / 2
    assert times[-1] == pytest.approx(end_s)


def test_a_silent_take_is_never_decoded(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "take.wav", silence(40))
    engine = Noting()
    live = LiveTranscription(engine, path, "base")
    feed_all(live, path)
    assert live.finish().text == ""
    assert engine.asked == []


def test_the_tail_is_read_from_where_the_finished_take_is(take: Path, tmp_path: Path) -> None:
    live = LiveTranscription(Noting(), take, "base", guess_after_s=99)
    feed_all(live, take)
    finished = tmp_path / "finished.wav"
    take.rename(finished)
    assert live.finish(finished).words


def wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    pause = threading.Event()
    while not happened():
        assert time.monotonic() < until, "it never happened"
        pause.wait(0.01)


def grow(path: Path, whole: bytes, upto: int) -> None:
    with path.open("ab") as file:
        file.write(whole[path.stat().st_size : upto])


def test_a_follower_shows_words_while_the_file_grows(take: Path, tmp_path: Path) -> None:
    whole = take.read_bytes()
    growing = tmp_path / "growing.wav"
    growing.touch()
    live = LiveTranscription(Noting(), growing, "base", guess_after_s=99)
    live.feed()
    follower = Follower(live)
    grow(growing, whole, 44 + 32_000 * 16)
    wait_for(lambda: bool(follower.text.final))
    early = follower.text.final
    grow(growing, whole, len(whole))
    transcript = follower.finish()
    assert transcript.text.startswith(early)
    assert len(transcript.text) > len(early)


@pytest.mark.parametrize("failure", [UserError("No.", "Mend it."), Cancelled()])
def test_a_follower_ends_with_its_engine_and_leaves_the_recording_alone(
    take: Path, failure: Exception
) -> None:
    engine = Noting()
    engine.fails = failure
    follower = Follower(LiveTranscription(engine, take, "base"))
    with pytest.raises(type(failure)):
        follower.finish()
    assert take.is_file()


def test_abandoning_leaves_no_thread(take: Path) -> None:
    before = threading.active_count()
    follower = Follower(LiveTranscription(Noting(), take, "base"))
    follower.abandon()
    assert threading.active_count() == before


def test_live_hears_what_the_whole_decoding_hears(
    engine: SpeechEngine, tmp_path: Path, clips: dict[str, Clip]
) -> None:
    path = write_wav(tmp_path / "take.wav", speech(clips, 0.8, 0.6, 0.5))
    reference = " ".join(clips[name].text for name in ("libri_2412_0", "libri_2412_1", "jfk"))
    shares: list[float] = []
    played = replay(engine, path, report=shares.append)
    wrong, said = errors(reference, played.transcript.text)
    whole_wrong, _ = errors(reference, engine.transcribe(path).text)
    assert wrong <= whole_wrong + 0.03 * said
    starts = [word.start_s for word in played.transcript.words]
    assert starts == sorted(starts)
    assert played.tail_compute_s < played.compute_s
    assert shares[-1] == 1.0


def test_a_replay_at_the_pace_of_speech_takes_as_long_as_speech(
    engine: SpeechEngine, tmp_path: Path, clips: dict[str, Clip]
) -> None:
    path = write_wav(tmp_path / "take.wav", samples.read(clips["jfk"].path, 0.0, 5.0))
    engine.wait_until_ready()
    began = time.monotonic()
    played = replay(engine, path, real_time=True)
    assert time.monotonic() - began >= 5.0
    assert "fellow americans" in played.transcript.text.lower()


def test_a_replay_can_be_cancelled(engine: SpeechEngine, take: Path) -> None:
    before = threading.active_count()
    for real_time in (False, True):
        asked: list[int] = []

        def enough(asked: list[int] = asked) -> bool:
            asked.append(1)
            return len(asked) > 3

        with pytest.raises(Cancelled):
            replay(engine, take, real_time=real_time, cancelled=enough)
    engine.close()
    assert threading.active_count() <= before


def test_a_replay_reads_other_formats(engine: SpeechEngine, tmp_path: Path, clips: dict[str, Clip]) -> None:
    path = tmp_path / "clip.m4a"
    encode(clips["libri_1088"].path, path)
    assert "admiration" in replay(engine, path).transcript.text


def test_a_replay_of_what_is_not_audio_is_told(engine: SpeechEngine, tmp_path: Path) -> None:
    path = tmp_path / "notes.wav"
    path.write_text("Dear diary")
    with pytest.raises(UserError, match="is not a sound file"):
        replay(engine, path)


class Moving(Noting):
    """Finds the recording moved away while it decodes the first time, as the recorder does when it ends."""

    def __init__(self, moved: Path) -> None:
        super().__init__()
        self.moved = moved

    def decode(self, path: Path, start_s: float, end_s: float) -> tuple[Word, ...]:
        if not self.moved.exists():
            path.rename(self.moved)
            raise UserError(f"There is no recording at {path}.", "Check where it lies.")
        return super().decode(path, start_s, end_s)


def test_a_recording_that_moves_while_it_is_followed_loses_no_words(take: Path, tmp_path: Path) -> None:
    growing, moved = tmp_path / "growing.wav", tmp_path / "final.wav"
    growing.write_bytes(take.read_bytes())
    engine = Moving(moved)
    follower = Follower(LiveTranscription(engine, growing, "base"))
    wait_for(moved.exists)
    transcript = follower.finish(moved)
    assert follower.trouble is None
    assert transcript.words[0].start_s < 1.0
    assert transcript.words[-1].end_s > samples.duration_s(moved) - 1.0
    assert all(after[0] - before[1] < 1.5 for before, after in pairwise(engine.asked))  # no chunk is left out
