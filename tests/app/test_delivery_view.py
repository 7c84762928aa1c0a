"""The pace curve shows the pace there was, on a scale that says what it is."""

from dataclasses import replace

import pytest

from failprep.app.delivery_view import EASY_PACE, DeliveryView
from failprep.domain import PacePoint
from tests.app.made_up import CLINIC, spoken


@pytest.fixture
def view() -> DeliveryView:
    return DeliveryView()


@pytest.mark.parametrize(
    ("paces", "bounds"),
    [
        ((140.0, 150.0, 145.0), (100, 180)),
        ((140.0, 196.0, 204.0), (100, 220)),
        ((332.0, 297.0, 315.0), (100, 360)),
        ((42.0, 3.0, 60.0), (0, 180)),
    ],
)
def test_the_curve_stays_inside_round_bounds_around_the_easy_band(
    view: DeliveryView, paces: tuple[float, ...], bounds: tuple[int, int]
) -> None:
    pace = tuple(PacePoint(10.0 + 5 * n, value) for n, value in enumerate(paces))
    view.show_delivery(replace(spoken(CLINIC)[1], pace=pace))
    assert (view.pace_from, view.pace_to) == bounds
    low, high = bounds
    for point, value in zip(view.pace, paces, strict=True):
        assert point["y"] == pytest.approx((value - low) / (high - low))
        assert 0 < point["y"] < 0.96  # a line at the very edge looks cut off
    assert view.easy_from == pytest.approx((EASY_PACE[0] - low) / (high - low))
    assert 0 < view.easy_from < view.easy_to < 1
    assert view.pace_spoken == (
        f"Pace over the answer, from {min(paces):.0f} to {max(paces):.0f} words a minute"
    )


def test_without_a_delivery_there_is_no_curve(view: DeliveryView) -> None:
    view.show_delivery(None)
    assert (view.pace, view.pace_spoken) == ([], "")
