"""Choosing the model that this computer keeps up with."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from failprep.domain import Cancelled
from failprep.speech import calibration
from failprep.speech.models import SpeechModel
from failprep.speech.voice import Voice

SMALL, MIDDLE, LARGE = (SpeechModel(name, Path(name)) for name in ("tiny.en", "base", "small.en"))


class Measure:
    """Speeds by name; notes what was measured."""

    def __init__(self, **shares: float) -> None:
        self.shares = {"tiny.en": 0.05, "base": 0.2, "small.en": 0.7} | shares
        self.measured: list[str] = []

    def __call__(self, model: SpeechModel, spoken: Path, cancelled: Callable[[], bool]) -> float:
        assert spoken.is_file()
        self.measured.append(model.name)
        return self.shares[model.name]


def test_the_largest_model_that_keeps_up_is_chosen_and_said(tmp_path: Path) -> None:
    measure = Measure()
    result = calibration.choose([SMALL, MIDDLE, LARGE], tmp_path, measure=measure)
    assert result.chosen == MIDDLE
    assert measure.measured == ["small.en", "base"]
    assert "“base” is the best" in result.note
    assert "“small.en” would fall behind" in result.note


def test_what_was_measured_is_remembered(tmp_path: Path) -> None:
    calibration.choose([SMALL, MIDDLE], tmp_path, measure=Measure())
    again = Measure()
    assert calibration.choose([SMALL, MIDDLE], tmp_path, measure=again).chosen == MIDDLE
    assert again.measured == []


def test_where_none_keeps_up_the_fastest_is_chosen_and_said(tmp_path: Path) -> None:
    result = calibration.choose([SMALL, MIDDLE], tmp_path, measure=Measure(**{"tiny.en": 0.9, "base": 2.0}))
    assert result.chosen == SMALL
    assert "too slow to write while you speak" in result.note


def test_a_damaged_note_is_measured_again(tmp_path: Path) -> None:
    (tmp_path / "calibration.json").write_text("no JSON")
    measure = Measure()
    calibration.choose([SMALL], tmp_path, measure=measure)
    assert measure.measured == ["tiny.en"]


def test_without_models_there_is_nothing_to_choose(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no model"):
        calibration.choose([], tmp_path)


def test_a_cancelled_measurement_is_not_remembered_even_if_it_came_to_its_end(tmp_path: Path) -> None:
    take_began = threading.Event()

    class Disturbed(Measure):
        def __call__(self, model: SpeechModel, spoken: Path, cancelled: Callable[[], bool]) -> float:
            if model == MIDDLE:
                take_began.set()
            return super().__call__(model, spoken, cancelled)

    disturbed = Disturbed(base=9.0)
    with pytest.raises(Cancelled):
        calibration.choose([SMALL, MIDDLE, LARGE], tmp_path, measure=disturbed, cancelled=take_began.is_set)
    assert disturbed.measured == ["small.en", "base"]
    again = Measure()
    assert calibration.choose([SMALL, MIDDLE, LARGE], tmp_path, measure=again).chosen == MIDDLE
    assert again.measured == ["base"]  # what was whole before stays


def test_nothing_is_measured_once_it_is_cancelled(tmp_path: Path) -> None:
    measure = Measure()
    with pytest.raises(Cancelled):
        calibration.choose([SMALL], tmp_path, measure=measure, cancelled=lambda: True)
    assert measure.measured == []


@pytest.mark.parametrize("looks", [1, 8])
def test_a_real_measurement_stops_at_once(tiny: SpeechModel, tmp_path: Path, looks: int) -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(len(asked) == looks)
        return asked[-1]

    spoken = Voice(tmp_path).speak("It would not be ready in time.")
    with pytest.raises(Cancelled):
        calibration.share_of_real_time(tiny, spoken, cancelled)
    assert asked == [*[False] * looks, True]  # asked no more once it was so


def test_the_small_model_is_measured_for_real(tiny: SpeechModel, tmp_path: Path) -> None:
    result = calibration.choose([tiny], tmp_path)
    assert 0.0 < result.speeds[0].share < 2.0
