from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from failprep.audio.journal import Journal, journal_path
from failprep.locks import lock

NOTE = Journal(48_000, datetime(2026, 3, 1, 14, 5, 9, tzinfo=timezone(timedelta(hours=2))), (1.5, 20.25), 12)


def test_a_journal_comes_back_as_it_was(tmp_path: Path) -> None:
    wav = tmp_path / "take.wav"
    NOTE.write(wav)
    assert Journal.read(wav) == NOTE


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sample_rate_hz": null}', "not json"])
def test_what_is_no_journal_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    wav = tmp_path / "take.wav"
    journal_path(wav).write_text(text)
    with pytest.raises(ValueError, match=r"journal|Expecting"):
        Journal.read(wav)


def test_only_one_can_hold_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(b"")
    with path.open("r+b") as first:
        assert lock(first)
        with path.open("r+b") as second:
            assert not lock(second)
    with path.open("r+b") as third:
        assert lock(third)
