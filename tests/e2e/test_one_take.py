"""The main job, end to end: a real window, a real microphone's path, the real models, two starts."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from failprep.settings import Folders, Settings
from tests.e2e.answer import ANSWER
from tests.tools.microphone import VirtualMic, server
from tests.tools.say import say

__all__ = ["server"]

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where the screenshots go: a folder that ``make screenshots`` names, or a passing one."""
    folder = Path(os.environ.get("FAILPREP_PICTURES", ROOT / "build" / "pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The spoken answer."""
    path = tmp_path_factory.mktemp("spoken") / "answer.wav"
    spoken = say(path, ANSWER)
    assert 45 <= spoken.seconds <= 90
    return path


def play(day: str, *arguments: Path, mic: VirtualMic, size: str) -> None:
    """Run one day's play on a display of its own."""
    if not shutil.which("xvfb-run") or not shutil.which("xdotool"):
        reason = "needs Debian's xvfb and xdotool"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    display = ["xvfb-run", "--auto-servernum", "--server-args", f"-screen 0 {size}x24 -nolisten tcp"]
    command = [*display, sys.executable, "-m", f"tests.e2e.{day}", *map(str, arguments)]
    environment = {
        **mic.env,
        "FAILPREP_HOME": os.environ["FAILPREP_HOME"],
        "QT_QPA_PLATFORM": "xcb",
        "QT_QUICK_BACKEND": "software",
    }
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=400, check=False
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert "qml" not in done.stderr.lower(), done.stderr


@pytest.mark.parametrize(
    ("size", "first", "next_"),
    [("1280x820", "dark", "light"), ("1024x700", "light", "dark")],
)
def test_a_take_from_the_first_word_to_the_next_day(
    server: VirtualMic, folders: Folders, pictures: Path, answer: Path, size: str, first: str, next_: str
) -> None:
    settings = Settings(appearance=first)  # type: ignore[arg-type]
    settings.save(folders)
    for look in (first, next_):
        (pictures / f"{size}-{look}").mkdir(exist_ok=True)
    play("first_day", answer, pictures / f"{size}-{first}", mic=server, size=size)
    replace(settings, appearance=next_).save(folders)  # type: ignore[arg-type]
    play("next_day", pictures / f"{size}-{next_}", mic=server, size=size)
