from datetime import datetime, timedelta, timezone

import pytest

from failprep.app import wording
from failprep.domain import Delivery, Span, SpokenEvent

NOW = datetime(2025, 11, 25, 19, 5)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (58.9, "0:58"), (131, "2:11"), (3671, "1:01:11"), (-1, "0:00")]
)
def test_a_clock_reads_like_a_player(seconds: float, text: str) -> None:
    assert wording.clock(seconds) == text


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2025, 11, 25, 18, 42), "Today 18:42"),
        (datetime(2025, 11, 24, 23, 59), "Yesterday"),
        (datetime(2025, 11, 19, 9, 0), "19 Nov"),
        (datetime(2023, 11, 19, 9, 0), "19 Nov 2023"),
    ],
)
def test_a_moment_reads_as_people_say_it(moment: datetime, text: str) -> None:
    assert wording.when(moment, NOW) == text


def test_a_moment_in_another_zone_is_told_in_local_time() -> None:
    local = datetime(2025, 11, 25, 18, 42).astimezone()
    assert wording.when(local.astimezone(timezone(timedelta(hours=9))), NOW.astimezone()) == "Today 18:42"


@pytest.mark.parametrize(
    ("seconds", "text"), [(1, "1 second"), (60, "1 minute"), (131, "2 minutes 11 seconds"), (0, "0 seconds")]
)
def test_a_length_is_spoken_in_words(seconds: float, text: str) -> None:
    assert wording.spoken_length(seconds) == text


def test_the_delivery_line_counts_only_long_pauses_and_knows_one_from_many() -> None:
    delivery = Delivery(
        131.0,
        1.42,
        137.6,
        fillers=(SpokenEvent("um", 3.0, 3.2),),
        pauses=(Span(1.0, 1.9), Span(5.0, 7.0), Span(9.0, 12.5)),
    )
    assert wording.delivery_line(delivery) == "138 wpm · 1 filler · 2 long pauses · first word after 1.4 s"
