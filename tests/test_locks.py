"""Whose turn it is."""

import threading

import pytest

from failprep.domain import Cancelled
from failprep.locks import in_turn


def test_who_waits_can_be_called_off() -> None:
    lock, asked = threading.Lock(), 0

    def at_the_third_look() -> bool:
        nonlocal asked
        asked += 1
        return asked == 3

    with lock, pytest.raises(Cancelled), in_turn(lock, at_the_third_look):
        pytest.fail("it was somebody else's turn")
    assert asked == 3


def test_the_turn_passes_on_whatever_happens_in_it() -> None:
    lock = threading.Lock()
    with pytest.raises(ValueError, match="broke"), in_turn(lock, lambda: True):
        raise ValueError("broke")
    with in_turn(lock, lambda: True):
        assert lock.locked()
    assert not lock.locked()
