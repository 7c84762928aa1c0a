"""The main job, end to end: a real window, a real microphone's path, the real models, two starts."""

import signal
from dataclasses import replace
from pathlib import Path

import pytest

from failprep.settings import Folders, Settings
from tests.e2e.display import play
from tests.tools.microphone import VirtualMic

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]


@pytest.mark.parametrize(
    ("size", "first", "next_"),
    [("1280x820", "dark", "light"), ("1024x700", "light", "dark")],
)
def test_a_take_from_the_first_word_to_the_next_day(
    room: VirtualMic, folders: Folders, pictures: Path, answer: Path, size: str, first: str, next_: str
) -> None:
    settings = Settings(appearance=first)  # type: ignore[arg-type]
    settings.save(folders)
    for look in (first, next_):
        (pictures / f"{size}-{look}").mkdir(exist_ok=True)
    play("first_day", answer, pictures / f"{size}-{first}", mic=room, size=size)
    replace(settings, appearance=next_).save(folders)  # type: ignore[arg-type]
    play("next_day", pictures / f"{size}-{next_}", mic=room, size=size)


def test_a_take_that_was_cut_off_comes_back(
    room: VirtualMic, folders: Folders, pictures: Path, answer: Path
) -> None:
    """Killed in the middle of a recording, the next start offers the take with at most 1 s lost."""
    Settings(appearance="dark").save(folders)
    recorded_s = float(play("cut_off", answer, mic=room, ends_with=-signal.SIGKILL))
    (pictures / "1280x820-dark").mkdir(exist_ok=True)
    kept_s = float(play("after_cut_off", pictures / "1280x820-dark", mic=room))
    assert recorded_s - 1.0 <= kept_s <= recorded_s + 0.5
