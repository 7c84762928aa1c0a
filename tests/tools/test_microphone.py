import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.microphone import VirtualMic, running, server
from tests.tools.say import say

__all__ = ["server"]


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_without_pulseaudio_ci_fails_and_others_skip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[Exception]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="pulseaudio"), running():
        pass


def test_a_child_process_finds_the_virtual_microphone(server: VirtualMic) -> None:
    script = "from failprep.audio.devices import input_devices; print(*(d.name for d in input_devices()))"
    done = subprocess.run(
        [sys.executable, "-c", script], env=server.env, capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) == {"default", "pulse"}


def test_what_is_said_has_the_pauses_that_were_asked_for(tmp_path: Path) -> None:
    spoken = say(tmp_path / "said.wav", "Hello there. [pause 1.5] Good bye.")
    assert spoken.seconds > 2.5
    (pause,) = (span for span in spoken.pauses if span.end_s - span.start_s > 1)
    assert pause.end_s - pause.start_s == pytest.approx(1.5, abs=0.1)
