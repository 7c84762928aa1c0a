"""What nobody expected: one line for the user, the whole story in the log, nothing on standard output."""

import subprocess
import sys

from failprep.settings import Folders

_BROKEN = """
import sys
from failprep.practice import Practice
from failprep.cli import main

def breaks(*_: object) -> None:
    raise RuntimeError("the cat is on the keyboard")

Practice.assess = breaks
sys.argv = ["failprep", "assess", "-", "--json"]
main()
"""


def test_a_bug_is_one_line_and_a_log(folders: Folders) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BROKEN], input="I failed.", capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "failprep.log" in done.stderr
    log = (folders.log / "failprep.log").read_text(encoding="utf-8")
    assert "the cat is on the keyboard" in log
    assert "Traceback" in log
