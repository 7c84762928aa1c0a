from itertools import pairwise

from failprep.app.told_parts import SpokenTimes, Stretch, seconds, stretches
from failprep.domain import Word
from failprep.practice.live_parts import ToldPart


def times(*begins: tuple[int, float]) -> SpokenTimes:
    """Words that begin at these characters and moments."""
    lengths = [after - at - 1 for (at, _), (after, _) in pairwise([*begins, (begins[-1][0] + 6, 0.0)])]
    words = zip(begins, lengths, strict=True)
    return SpokenTimes([Word("x" * length, start_s, start_s + 0.2, 0.9) for (_, start_s), length in words])


def test_a_character_is_said_with_its_word() -> None:
    said = times((0, 1.0), (4, 1.5), (9, 6.0))
    assert [said.at(character) for character in (0, 3, 4, 8, 9, 400)] == [1.0, 1.0, 1.5, 1.5, 6.0, 6.0]
    assert SpokenTimes().at(5) == 0.0


def test_times_never_go_back() -> None:
    assert times((0, 2.0), (4, 1.9)).at(4) == 2.0


def told(*parts: tuple[str, int]) -> list[ToldPart]:
    return [ToldPart(part, start, start + 10) for part, start in parts]


def test_the_take_is_covered_from_its_beginning_until_now() -> None:
    said = times((0, 1.0), (20, 10.0), (40, 20.0), (80, 40.0))
    found = stretches(told(("setup", 0), ("setup", 20), ("failure", 40), ("cause", 80)), said, 55.0)
    assert found == [
        Stretch("setup", 0.0, 20.0),
        Stretch("failure", 20.0, 40.0),
        Stretch("cause", 40.0, 55.0, now=True),
    ]


def test_a_part_that_comes_back_adds_up() -> None:
    said = times((0, 1.0), (40, 20.0), (80, 40.0))
    found = stretches(told(("failure", 0), ("cause", 40), ("failure", 80)), said, 50.0)
    assert [stretch.part for stretch in found] == ["failure", "cause", "failure"]
    assert seconds("failure", found) == 30.0
    assert seconds("since", found) == 0.0


def test_before_the_first_word_nothing_is_told() -> None:
    assert stretches([], SpokenTimes(), 5.0) == []
