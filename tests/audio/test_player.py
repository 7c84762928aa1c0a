import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from failprep.audio.player import Player
from failprep.audio.ring import Samples
from failprep.domain import UserError
from tests.audio.fakes import RATE, FakeDevice, counted, until


@pytest.fixture
def speaker() -> FakeDevice:
    return FakeDevice(channels=2)


@pytest.fixture
def player(speaker: FakeDevice) -> Iterator[Player]:
    player = Player(open_stream=speaker)
    yield player
    player.close()


@pytest.fixture
def take(tmp_path: Path) -> Path:
    """Three seconds in which every sample tells its place."""
    path = tmp_path / "take.flac"
    sf.write(str(path), counted(0, 3 * RATE), RATE, subtype="PCM_16")
    return path


def ready(player: Player, frames: int) -> None:
    """Wait until so many frames lie ready for the speaker."""
    until(lambda: player._speaker is not None and player._speaker.passage.ring.written >= frames)


def listen(player: Player, speaker: FakeDevice) -> Samples:
    """Fetch all that is played, as a speaker does that is never in a hurry."""
    heard = []
    while player.state == "playing":
        playing = player._speaker
        waiting = playing.passage.ring.written - playing.passage.ring.released if playing else 0
        if waiting and speaker.stream.active:
            heard.append(speaker.stream.fetch(min(500, waiting))[:, 0])
    return np.concatenate(heard)


def test_a_whole_file_is_heard_exactly(player: Player, speaker: FakeDevice, take: Path) -> None:
    player.play(take)
    assert np.array_equal(listen(player, speaker), counted(0, 3 * RATE))
    assert player.position_s == 3.0
    assert player.trouble() is None
    assert speaker.stream.closed  # the speaker is given back


def test_a_stretch_is_heard_exactly(player: Player, speaker: FakeDevice, take: Path) -> None:
    player.play(take, 0.5, 1.25)
    heard = listen(player, speaker)
    assert np.array_equal(heard[80:-80], counted(8080, 19_920))
    assert player.position_s == 1.25
    # Cuts within the file are faded for 5 ms: they would click.
    assert heard[0] == heard[-1] == 0.0
    assert np.abs(heard[:80] / counted(8000, 8080) - np.linspace(0, 1, 80)).max() < 1e-3


def test_both_channels_get_the_voice(player: Player, speaker: FakeDevice, take: Path) -> None:
    player.play(take)
    ready(player, 500)
    block = speaker.stream.fetch(500)
    assert np.array_equal(block[:, 0], block[:, 1])


def test_a_long_file_is_not_read_at_once(player: Player, take: Path) -> None:
    player.play(take)
    ready(player, RATE)
    assert player._speaker
    ring = player._speaker.passage.ring
    assert (ring.written, ring.room) == (RATE, 0)


def test_the_position_counts_what_was_heard(player: Player, speaker: FakeDevice, take: Path) -> None:
    speaker.latency = 0.25
    player.play(take, 1.0)
    assert player.position_s == 1.0
    ready(player, 12_000)
    speaker.stream.fetch(8000)
    assert player.position_s < 1.1  # half a second was handed over, but is still on its way
    until(lambda: player.position_s == 1.5)
    player.pause()
    speaker.stream.fetch(100)
    assert player.position_s == 1.5
    player.resume()
    assert player.position_s == 1.5
    speaker.stream.fetch(4000)
    assert 1.5 <= player.position_s < 1.6
    until(lambda: player.position_s == 1.75)


def test_pause_is_silent_and_loses_nothing(player: Player, speaker: FakeDevice, take: Path) -> None:
    player.play(take)
    ready(player, 2000)
    speaker.stream.fetch(500)
    player.pause()
    until(lambda: player.state == "paused")
    assert not speaker.stream.fetch(500).any()
    player.resume()
    until(lambda: player.state == "playing")
    assert np.array_equal(speaker.stream.fetch(500)[:, 0], counted(500, 1000))


def test_seek_goes_there_at_once(player: Player, speaker: FakeDevice, take: Path) -> None:
    player.play(take)
    ready(player, 2000)
    speaker.stream.fetch(500)
    player.seek(2.0)
    ready(player, 500)
    assert np.array_equal(speaker.stream.fetch(500)[80:, 0], counted(2 * RATE + 80, 2 * RATE + 500))
    assert len(speaker.streams) == 1
    player.pause()
    player.seek(0.25)
    assert player.state == "paused"
    assert player.position_s == 0.25


def test_seek_past_the_end_of_a_stretch_lifts_the_end(
    player: Player, speaker: FakeDevice, take: Path
) -> None:
    player.play(take, 0.0, 1.0)
    player.seek(0.5)
    assert len(listen(player, speaker)) == RATE // 2
    player.play(take, 0.0, 1.0)
    player.seek(2.5)
    assert np.array_equal(listen(player, speaker)[80:], counted(round(2.5 * RATE) + 80, 3 * RATE))


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_speed_changes_how_long_it_takes(
    player: Player, speaker: FakeDevice, take: Path, speed: float
) -> None:
    player.play(take, 0.0, 2.0, speed)
    assert len(listen(player, speaker)) / RATE == pytest.approx(
        2.0 / speed, abs=0.06
    )  # the filter keeps the last crumb
    assert player.position_s == pytest.approx(2.0, abs=0.03)


def test_another_speed_goes_on_from_here(player: Player, speaker: FakeDevice, take: Path) -> None:
    player.play(take)
    ready(player, RATE)
    speaker.stream.fetch(RATE)
    player.pause()
    until(lambda: player.position_s == 1.0)
    player.set_speed(2.0)
    assert player.state == "paused"
    assert player.position_s == 1.0
    player.resume()
    assert len(listen(player, speaker)) / RATE == pytest.approx(1.0, abs=0.03)


def test_another_device_rate_is_met(speaker: FakeDevice, take: Path) -> None:
    speaker.samplerate = 48_000
    player = Player(open_stream=speaker)
    player.play(take)
    assert len(listen(player, speaker)) / 48_000 == pytest.approx(3.0, abs=0.01)
    player.close()


def test_stop_keeps_the_place(player: Player, speaker: FakeDevice, take: Path) -> None:
    player.play(take, 1.0)
    ready(player, 8000)
    speaker.stream.fetch(8000)
    player.pause()
    until(lambda: player.position_s == 1.5)
    player.stop()
    assert player.state == "stopped"
    assert player.position_s == 1.5
    assert speaker.stream.closed
    player.seek(2.0)
    player.resume()
    player.pause()
    assert player.state == "stopped"


def test_an_empty_stretch_ends_at_once(player: Player, speaker: FakeDevice, take: Path) -> None:
    player.play(take, 2.0, 1.0)
    until(lambda: player.state == "stopped")
    player.play(take, 99.0)
    until(lambda: player.state == "stopped")
    assert player.position_s == 3.0


def test_no_speaker_is_said(speaker: FakeDevice, player: Player, take: Path) -> None:
    speaker.plugged = False
    with pytest.raises(UserError, match="was found"):
        player.play(take)
    assert player.state == "stopped"


@pytest.mark.parametrize(("content", "words"), [(None, "There is no file"), (b"text", "not a sound file")])
def test_what_cannot_be_played_is_said(
    player: Player, speaker: FakeDevice, tmp_path: Path, content: bytes | None, words: str
) -> None:
    path = tmp_path / "take.flac"
    if content:
        path.write_bytes(content)
    with pytest.raises(UserError, match=words):
        player.play(path)
    assert player.state == "stopped"
    assert all(stream.closed for stream in speaker.streams)


def test_a_speaker_pulled_out_is_said(player: Player, speaker: FakeDevice, take: Path) -> None:
    player.play(take)
    ready(player, 1000)
    speaker.stream.vanish()
    until(lambda: player.state == "stopped")
    assert "speaker is gone" in (player.trouble() or "")
    player.play(take)  # and it can be had again
    assert len(speaker.streams) == 2
    assert player.trouble() is None
    assert len(listen(player, speaker)) == 3 * RATE


def test_a_damaged_file_plays_up_to_the_damage(player: Player, speaker: FakeDevice, take: Path) -> None:
    data = bytearray(take.read_bytes())
    data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
    take.write_bytes(data)
    player.play(take)
    heard = listen(player, speaker)
    whole = len(heard) // 4096 * 4096 // 2
    assert np.array_equal(heard[:whole], counted(0, whole))
    assert "cannot be read" in (player.trouble() or "")


def test_nothing_is_left_running(speaker: FakeDevice, take: Path) -> None:
    before = threading.active_count()
    player = Player(open_stream=speaker)
    for number in range(20):
        player.play(take, number / 10)
        player.seek(0.5)
    player.close()
    assert threading.active_count() == before
    assert all(stream.closed for stream in speaker.streams)
