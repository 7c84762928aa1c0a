"""Where words are crisper than a reading: is there a story at all?"""

import pytest

from failprep.coach import plainly


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I don't think I really have one for that.", True),
        ("No. I think every decision was right.", True),
        ("Actually this has not really happened yet to me.", True),
        ("I am a bit lazy and I don't keep my room clean.", False),
        ("I forgot the keys and nobody could get in.", False),
    ],
)
def test_that_there_is_nothing_to_tell(text: str, said: bool) -> None:
    assert plainly.denies(text) is said


def test_what_one_would_do_is_no_story() -> None:
    assert plainly.only_supposes(
        "I'd tell my mentor. I would own it, I'd ring them, and if it came back I would look again: "
        "was I tired, did I not read it?"
    )
    assert not plainly.only_supposes(
        "I'd left the valve open, I'd been told twice, and I said nothing. I would not do it again."
    )


def test_something_that_happened_once_is_told() -> None:
    assert plainly.recounts("Once we had to run an event. Nobody came, and we felt bad about what we did.")
    assert not plainly.recounts("I am not very social, so I avoid gatherings.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I don't know that I've done anything about it.", True),
        ("I haven't moved a store since, so I can't claim any change.", True),
        ("I’ve not changed in that.", True),
        ("I changed the checklist, and nobody has complained since.", False),
    ],
)
def test_that_nothing_was_changed(text: str, said: bool) -> None:
    assert plainly.denies_change(text) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I told the owner to her face.", True),
        ("I went to the engineer.", True),
        ("And who stood in front of the board?", True),
        ("Nobody rang. The shelf was empty.", False),
    ],
)
def test_that_somebody_was_faced(text: str, said: bool) -> None:
    assert plainly.faces(text) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("So my wife asks me every evening.", True),
        ("Once a month I pick a folder and restore it.", True),
        ("Nobody gives me anything to bet with.", True),
        ("I asked him twice that month.", False),
    ],
)
def test_that_somebody_keeps_watch(text: str, said: bool) -> None:
    assert plainly.is_guarded(text) is said
