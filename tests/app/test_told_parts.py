from failprep.app.told_parts import SpokenTimes, Stretch, seconds, stretches
from failprep.practice.live_parts import ToldPart


def test_characters_are_spread_over_the_time_in_which_they_came() -> None:
    times = SpokenTimes()
    times.heard(100, 10.0)
    times.heard(300, 20.0)
    assert times.at(0) == 0.0
    assert times.at(50) == 5.0
    assert times.at(200) == 15.0
    assert times.at(999) == 20.0


def test_words_that_are_taken_back_leave_the_others_their_times() -> None:
    times = SpokenTimes()
    times.heard(100, 10.0)
    times.heard(200, 20.0)
    times.heard(150, 24.0)  # the recogniser changed its mind
    times.heard(250, 30.0)
    assert times.at(100) == 10.0
    assert times.at(150) == 15.0
    assert times.at(250) == 30.0


def test_words_that_are_all_taken_back_begin_anew() -> None:
    times = SpokenTimes()
    times.heard(40, 3.0)
    times.heard(0, 4.0)
    times.heard(20, 6.0)
    assert (times.at(0), times.at(10), times.at(20)) == (0.0, 3.0, 6.0)


def told(*parts: tuple[str, int]) -> list[ToldPart]:
    return [ToldPart(part, start, start + 10) for part, start in parts]


def test_the_take_is_covered_from_its_beginning_until_now() -> None:
    times = SpokenTimes()
    times.heard(100, 50.0)
    found = stretches(told(("setup", 4), ("setup", 20), ("failure", 40), ("cause", 80)), times, 55.0)
    assert found == [
        Stretch("setup", 0.0, 20.0),
        Stretch("failure", 20.0, 40.0),
        Stretch("cause", 40.0, 55.0, now=True),
    ]


def test_a_part_that_comes_back_adds_up() -> None:
    times = SpokenTimes()
    times.heard(100, 50.0)
    found = stretches(told(("failure", 0), ("cause", 40), ("failure", 80)), times, 50.0)
    assert [stretch.part for stretch in found] == ["failure", "cause", "failure"]
    assert seconds("failure", found) == 30.0
    assert seconds("since", found) == 0.0


def test_before_the_first_word_nothing_is_told() -> None:
    assert stretches([], SpokenTimes(), 5.0) == []
