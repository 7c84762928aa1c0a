"""A room for measurements with the real window: a microphone of its own, a home of its own, no display."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run_inside(module: str, *arguments: str) -> None:
    """Run ``python -m MODULE inside ARGUMENTS`` in a private sound server whose speaker feeds its microphone.

    ``FAILPREP_HOME`` is a folder that goes afterwards.
    """
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [str(ROOT / "tests/tools/virtual-mic"), sys.executable, "-m", module, "inside", *arguments],
            env={
                **os.environ,
                "FAILPREP_HOME": home,
                "QT_QPA_PLATFORM": "offscreen",
                "QT_QUICK_BACKEND": "software",
            },
            cwd=ROOT,
            check=True,
        )
