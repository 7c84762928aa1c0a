import numpy as np
import pytest

from failprep.audio.level import FLOOR_DB, LevelMeter, advice, decibels
from failprep.audio.ring import Samples

RATE = 48_000


def tone(peak_db: float, seconds: float = 0.2) -> Samples:
    times = np.arange(round(seconds * RATE)) / RATE
    return (10 ** (peak_db / 20) * np.sin(2 * np.pi * 440 * times)).astype(np.float32)


def test_a_tone_measures_as_it_is() -> None:
    meter = LevelMeter(RATE)
    meter.feed(tone(-20))
    level = meter.level()
    assert level.peak_db == pytest.approx(-20, abs=0.05)
    assert level.rms_db == pytest.approx(-23.01, abs=0.05)  # a sine's RMS is 3.01 dB under its peak
    assert not level.clipping
    assert level.advice == "Good level"


def test_before_any_sound_the_level_is_the_floor() -> None:
    level = LevelMeter(RATE).level()
    assert (level.rms_db, level.peak_db, level.clipping) == (FLOOR_DB, FLOOR_DB, False)


def test_blocks_of_any_size_measure_alike() -> None:
    whole, pieces = LevelMeter(RATE), LevelMeter(RATE)
    sound = tone(-14, 0.5)
    whole.feed(sound)
    for start in range(0, len(sound), 331):
        pieces.feed(sound[start : start + 331])
    assert whole.level() == pieces.level()


def test_clipping_is_said_for_three_seconds() -> None:
    meter = LevelMeter(RATE)
    meter.feed(np.clip(tone(6), -1, 1))
    meter.feed(tone(-25, 2.5))
    assert meter.level().clipping
    assert meter.level().advice == "Too loud, move back a little"
    meter.feed(tone(-25, 0.6))
    assert not meter.level().clipping
    assert meter.level().advice == "Good level"


def test_one_full_sample_is_not_clipping() -> None:
    meter = LevelMeter(RATE)
    sound = tone(-20)
    sound[100] = 1.0
    meter.feed(sound)
    assert not meter.level().clipping


def test_a_breath_does_not_change_the_advice() -> None:
    meter = LevelMeter(RATE)
    meter.feed(tone(-20))
    meter.feed(np.zeros(RATE, np.float32))
    assert meter.level().rms_db == FLOOR_DB
    assert meter.level().advice == "Good level"


@pytest.mark.parametrize(
    ("loudest_db", "words"),
    [(-70, "Say a few words"), (-40, "quiet"), (-25, "Good"), (-12, "Good"), (-5, "A little loud")],
)
def test_advice_follows_the_loudest_moment(loudest_db: float, words: str) -> None:
    assert words in advice(loudest_db, clipping=False)


def test_decibels_have_a_floor() -> None:
    assert decibels(0.0) == decibels(1e-9) == FLOOR_DB
    assert decibels(1.0) == 0.0
    assert decibels(0.5) == pytest.approx(-6.02, abs=0.01)
