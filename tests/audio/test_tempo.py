import numpy as np
import pytest

from failprep.audio.ring import Samples
from failprep.audio.tempo import at_speed
from tests.audio.fakes import noise

RATE = 24_000


def blocks(samples: Samples) -> list[Samples]:
    return [samples[start : start + 1000] for start in range(0, len(samples), 1000)]


def tone(seconds: float) -> Samples:
    return (0.5 * np.sin(2 * np.pi * 440 * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def test_normal_speed_at_the_same_rate_is_the_very_sound() -> None:
    assert np.array_equal(np.concatenate([*at_speed(blocks(noise(5500)), RATE, RATE, 1.0)]), noise(5500))


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("output_rate", [RATE, 44_100])
def test_speed_changes_the_length_and_not_the_pitch(speed: float, output_rate: int) -> None:
    sound = np.concatenate([*at_speed(blocks(tone(4.0)), RATE, output_rate, speed)])
    assert len(sound) / output_rate == pytest.approx(4.0 / speed, abs=0.03)
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    assert spectrum.argmax() * output_rate / len(sound) == pytest.approx(440, abs=2)


@pytest.mark.parametrize("speed", [0.5, 1.0, 1.5, 2.0])
def test_places_stay_where_they_belong(speed: float) -> None:
    """A click every half second is found at its place, within 25 ms of the recording's time."""
    sound = 0.001 * noise(6 * RATE)
    places = np.arange(0.5, 6.0, 0.5)
    for place in places:
        start = round(place * RATE)
        sound[start : start + 240] = noise(240)
    heard = np.concatenate([*at_speed(blocks(sound), RATE, RATE, speed)])
    loud = np.flatnonzero(np.abs(heard) > 0.2) / RATE
    starts = loud[np.r_[True, np.diff(loud) > 0.1]]
    assert len(starts) == len(places)
    assert np.abs(starts * speed - places).max() < 0.025


def test_nothing_in_nothing_out() -> None:
    assert [*at_speed([], RATE, 44_100, 1.5)] == []
