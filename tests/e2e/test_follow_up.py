"""A follow-up answered aloud, end to end: a real window, a real microphone's path, the real models."""

from pathlib import Path

import pytest

from failprep.settings import Folders, Settings
from tests.e2e.display import play
from tests.tools.microphone import VirtualMic
from tests.tools.say import say

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

REPLY = """
It is worst when the calendar is tight and somebody above me is waiting for a date. Last month I caught myself
about to book two sites in one week, because I wanted to look quick, and I called the site lead first.
""".strip()


def test_a_follow_up_is_answered_aloud_and_shows_what_that_did(
    room: VirtualMic, folders: Folders, pictures: Path, answer: Path, tmp_path: Path
) -> None:
    Settings(appearance="dark", guess_first=False).save(folders)
    reply = tmp_path / "reply.wav"
    say(reply, REPLY)
    (pictures / "1280x820-dark").mkdir(exist_ok=True)
    play("second_round", answer, reply, pictures / "1280x820-dark", mic=room)
