"""The bar of parts while somebody speaks: what it shows, and how seldom it reads."""

import time

import pytest
from pytestqt.qtbot import QtBot

from failprep.app.jobs import Jobs
from failprep.app.parts_bar import PartsBar
from failprep.practice.live_parts import LiveParts
from failprep.reading.reader import Reader
from tests.app.made_up import CLINIC
from tests.app.practice_stage import PART_TITLES, FakePartsReader, evenly_said


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def reads() -> FakePartsReader:
    return FakePartsReader()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bar(reads: FakePartsReader, jobs: Jobs, clock: Clock) -> PartsBar:
    return PartsBar(reads, PART_TITLES, jobs, now=clock)


def heard(qtbot: QtBot, bar: PartsBar, words: str, elapsed_s: float) -> None:
    """Follow these words until they were read, then a moment more."""
    with qtbot.waitSignal(bar.changed):
        bar.follow(evenly_said(words, elapsed_s), elapsed_s)
    bar.follow(evenly_said(words, elapsed_s), elapsed_s)


def times(bar: PartsBar) -> dict[str, str]:
    return {row.part: row.time for row in bar.times.rows}


def test_it_says_how_long_each_part_took_and_which_one_it_is_now(
    qtbot: QtBot, bar: PartsBar, clock: Clock
) -> None:
    assert not bar.told
    assert times(bar) == dict.fromkeys(["setup", "failure", "cause", "change", "since"], "")
    heard(qtbot, bar, "We had three clinics.", 20.0)
    clock.now += 60
    heard(qtbot, bar, "We had three clinics. Then it broke down", 40.0)
    assert times(bar) == {"setup": "0:22", "failure": "0:18", "cause": "", "change": "", "since": ""}
    assert [row.part for row in bar.times.rows if row.now] == ["failure"]
    words = evenly_said("We had three clinics. Then it broke down", 40.0)
    bar.follow(words, 47.0)  # silence belongs to what was told last
    assert times(bar)["failure"] == "0:25"
    assert bar.stretches.rows[-1].end_s == 47.0
    assert bar.times.rows[1].spoken == "What went wrong, 25 seconds"
    assert bar.times.rows[4].spoken == "Since, not told yet"


def test_what_belongs_to_no_part_is_in_the_bar_and_not_in_the_list(qtbot: QtBot, bar: PartsBar) -> None:
    heard(qtbot, bar, "Well thanks for asking", 4.0)
    assert [stretch.part for stretch in bar.stretches.rows] == ["other"]
    assert not any(row.now or row.time for row in bar.times.rows)


def test_one_reading_at_a_time_and_only_of_new_words(
    qtbot: QtBot, bar: PartsBar, reads: FakePartsReader, jobs: Jobs, clock: Clock
) -> None:
    reads.go.clear()
    for length in range(1, 6):
        bar.follow(evenly_said("Then it broke down"[: 3 * length], float(length)), float(length))
    assert jobs.running == 1
    with qtbot.waitSignal(bar.changed):
        reads.go.set()
    assert reads.texts == ["The"]
    clock.now += 60
    heard(qtbot, bar, "Then it broke down", 6.0)
    clock.now += 60
    bar.follow(evenly_said("Then it broke down", 7.0), 7.0)
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert reads.texts == ["The", "Then it broke down"]


def test_after_a_reading_it_rests(
    qtbot: QtBot, bar: PartsBar, reads: FakePartsReader, jobs: Jobs, clock: Clock
) -> None:
    heard(qtbot, bar, "Then it broke", 3.0)
    clock.now += 0.9
    bar.follow(evenly_said("Then it broke down", 3.9), 3.9)
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert reads.texts == ["Then it broke"]
    clock.now += 60
    heard(qtbot, bar, "Then it broke down", 5.0)
    assert reads.texts == ["Then it broke", "Then it broke down"]


def test_what_was_read_of_the_last_take_does_not_come_into_the_next(
    qtbot: QtBot, bar: PartsBar, reads: FakePartsReader, jobs: Jobs
) -> None:
    reads.go.clear()
    bar.follow(evenly_said("Then it broke down", 9.0), 9.0)
    bar.begin()
    reads.go.set()
    qtbot.waitUntil(lambda: jobs.running == 0)
    assert not bar.told
    heard(qtbot, bar, "Now I ask", 2.0)
    assert [stretch.part for stretch in bar.stretches.rows] == ["change"]


def test_a_reader_that_breaks_takes_only_the_bar_away(
    qtbot: QtBot, bar: PartsBar, reads: FakePartsReader, jobs: Jobs, clock: Clock
) -> None:
    reads.breaks = ZeroDivisionError()
    with qtbot.waitSignal(jobs.failed):
        bar.follow(evenly_said("Then it broke", 3.0), 3.0)
    clock.now += 60
    bar.follow(evenly_said("Then it broke down", 5.0), 5.0)
    assert jobs.running == 0
    assert not bar.told


def test_without_a_reader_there_is_no_bar(jobs: Jobs) -> None:
    bar = PartsBar(None, PART_TITLES, jobs)
    bar.follow(evenly_said("Then it broke", 3.0), 3.0)
    assert jobs.running == 0
    assert not bar.told


class WithReader:
    def __init__(self) -> None:
        self.made = Reader()

    def reader(self) -> Reader:
        return self.made


def test_the_real_reader_follows_a_real_story_quickly() -> None:
    parts = LiveParts(WithReader())
    story = " ".join(line for _, _, line in CLINIC)
    told = parts.read(story)
    assert len(told) == len(CLINIC)
    assert all(
        story[one.start_char : one.end_char] == line for one, (_, _, line) in zip(told, CLINIC, strict=True)
    )
    assert [one.part for one in told[9:12]] == ["change", "change", "since"]
    began = time.process_time()
    parts.read(story)
    assert time.process_time() - began < 1.0  # 0.04 s where this was written
    assert parts.read("") == ()
