"""``failprep record`` from a microphone: measured once, recorded, heard, kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from failprep.settings import Folders, Settings
from tests.cli.contract import check_review
from tests.tools.microphone import VirtualMic, server

__all__ = ["server"]

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(600)]
SPEECH = Path(__file__).resolve().parents[1] / "data" / "speech"


def test_an_answer_is_recorded_and_the_speech_model_is_fitted_once(server: VirtualMic, home: Path) -> None:
    server.room()
    command = [sys.executable, "-m", "failprep", "record", "--seconds", "12", "--json"]
    environment = {**server.env, "FAILPREP_HOME": os.environ["FAILPREP_HOME"]}
    assert not Settings.load(Folders.standard()).speech_model_chosen
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as recording:
        assert recording.stderr is not None
        told = []
        for line in recording.stderr:
            told.append(line)
            if line.startswith("Recording."):
                break
        with server.play(SPEECH / "jfk.flac"):
            out, err = recording.communicate(timeout=400)
    assert recording.returncode == 0, "".join(told) + err
    review = check_review(out)
    assert "what you can do for your country" in review.transcript.text
    settings = Settings.load(Folders.standard())
    assert settings.speech_model_chosen
    assert any(settings.speech_model in line for line in told)
    assert "Kept as take #1." in err
