from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from failprep.app.jobs import Jobs
from failprep.app.player_view import PlayerView
from failprep.domain import Recording, UserError
from tests.app.stage import SilentPlayer, SlowPlayer

RECORDING = Recording(Path("take.flac"), 48_000, 131.0, datetime(2025, 11, 25))


@pytest.fixture
def view(player: SilentPlayer, jobs: Jobs) -> PlayerView:
    view = PlayerView(player, jobs)
    view.load(RECORDING)
    return view


def told(qtbot: QtBot, player: SilentPlayer, *call: object) -> None:
    qtbot.waitUntil(lambda: player.calls[-1:] == [call])


def test_plays_holds_and_goes_on(qtbot: QtBot, view: PlayerView, player: SilentPlayer) -> None:
    view.toggle()
    assert view.playing  # at once, however long the loudspeaker takes
    told(qtbot, player, "play", "take.flac", 0.0, None, 1.0)
    player.position_s = 12.5
    qtbot.waitUntil(lambda: view.position_s == 12.5)
    view.toggle()
    told(qtbot, player, "pause")
    qtbot.waitUntil(lambda: not view.playing)
    view.toggle()
    told(qtbot, player, "resume")


def test_a_paused_player_that_another_screen_used_plays_from_the_same_place(
    qtbot: QtBot, view: PlayerView, player: SilentPlayer
) -> None:
    view.play_from(40.0)
    told(qtbot, player, "play", "take.flac", 40.0, None, 1.0)
    view.pause()
    told(qtbot, player, "pause")
    player.stop()
    view.toggle()
    told(qtbot, player, "play", "take.flac", 40.0, None, 1.0)


def test_at_the_end_it_stops_and_begins_again(qtbot: QtBot, view: PlayerView, player: SilentPlayer) -> None:
    view.play_from(130.0)
    told(qtbot, player, "play", "take.flac", 130.0, None, 1.0)
    player.position_s, player.state = 131.0, "stopped"
    qtbot.waitUntil(lambda: not view.playing)
    assert view.fraction == 1.0
    view.toggle()
    told(qtbot, player, "play", "take.flac", 0.0, None, 1.0)


def test_seeking_stays_inside_and_goes_on_only_when_it_played(
    qtbot: QtBot, view: PlayerView, player: SilentPlayer
) -> None:
    view.seek(500.0)
    assert view.position_s == 131.0
    view.skip(-5)
    assert view.position_s == 126.0
    view.seek_fraction(0.5)
    assert view.time_text == "1:05 / 2:11"
    assert player.calls == []
    view.toggle()
    told(qtbot, player, "play", "take.flac", 65.5, None, 1.0)
    view.skip(5)
    qtbot.waitUntil(lambda: player.calls[-1][:2] == ("play", "take.flac") and len(player.calls) == 2)
    assert player.calls[-1][2] == pytest.approx(70.5, abs=0.2)


def test_speed_goes_round_and_takes_hold_while_playing(
    qtbot: QtBot, view: PlayerView, player: SilentPlayer
) -> None:
    texts = []
    for _ in range(5):
        view.change_speed(1)
        texts.append(view.speed_text)
    assert texts == ["1.25×", "1.5×", "2×", "0.75×", "1×"]
    view.play_from(10.0)
    told(qtbot, player, "play", "take.flac", 10.0, None, 1.0)
    view.change_speed(-1)
    told(qtbot, player, "play", "take.flac", 10.0, None, 0.75)


def test_while_the_loudspeaker_opens_it_counts_as_playing_and_only_the_newest_wish_is_kept(
    qtbot: QtBot, jobs: Jobs
) -> None:
    player = SlowPlayer()
    view = PlayerView(player, jobs)
    view.load(RECORDING)
    view.play_from(1.0)
    for _ in range(2):
        with qtbot.waitSignal(view._timer.timeout):
            pass
    assert view.playing
    for second in range(2, 30):
        view.play_range(float(second), second + 0.5)
    player.open_now.set()
    qtbot.waitUntil(lambda: jobs.running == 0)
    starts = [call[2] for call in player.calls]
    assert starts[-1] == 29.0
    assert set(starts) <= {1.0, 29.0}  # the first may have been on its way already


def test_no_loudspeaker_is_told_and_shows_as_silence(
    qtbot: QtBot, view: PlayerView, player: SilentPlayer
) -> None:
    player.refuses = UserError("There is no loudspeaker.", "Connect one.")
    with qtbot.waitSignal(view.failed) as failed:
        view.toggle()
    assert failed.args == [player.refuses]
    assert not view.playing


def test_a_loudspeaker_that_goes_away_is_told(qtbot: QtBot, view: PlayerView, player: SilentPlayer) -> None:
    view.toggle()
    told(qtbot, player, "play", "take.flac", 0.0, None, 1.0)
    player.broken = "The speaker is gone."
    with qtbot.waitSignal(view.failed) as failed:
        player.state = "stopped"
    assert str(failed.args[0]) == "The speaker is gone."


def test_without_audio_nothing_plays(view: PlayerView, player: SilentPlayer) -> None:
    view.load(None, 90.0)
    view.toggle()
    view.seek(3.0)
    view.play_range(1.0, 2.0)
    assert not view.available
    assert not view.playing
    assert player.calls == []
