"""How long until the window shows something, against the barest window that the same libraries can show.

Whole processes in turn, from their start to the first frame on the (offscreen) screen. The ratio counts.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQuick import QQuickWindow

PAIRS = 9

_BARE = b"""
import QtQuick
import QtQuick.Controls.Basic
ApplicationWindow { visible: true; width: 1280; height: 820 }
"""


def _until_first_frame(app: "QGuiApplication", window: "QQuickWindow") -> None:
    """Run until the first frame was there, and print when that was."""
    from evaluation.waiting import Frames

    frames = Frames(window)

    def tell() -> None:
        print(time.time(), flush=True)
        app.quit()

    frames.shown.connect(tell)
    app.exec()


def bare() -> None:
    """Show a window with nothing in it."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQml import QQmlApplicationEngine
    from PySide6.QtQuick import QQuickWindow

    app = QGuiApplication(["bare"])
    engine = QQmlApplicationEngine()
    engine.loadData(_BARE)
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)
    _until_first_frame(app, window)
    del window, engine


def whole() -> None:
    """Show failprep's window, by the way that ``failprep`` takes."""
    import failprep.__main__
    import failprep.cli.logs  # noqa: F401
    from failprep.app import main
    from failprep.settings import Folders

    app = main.make_app(["failprep"])
    window = main.Window(app, Folders.standard())
    assert window.root is not None
    _until_first_frame(app, window.root)
    window.close()


def measure(which: str) -> float:
    """Seconds from the start of a process to its first frame."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "FAILPREP_HOME": home,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_QUICK_BACKEND": "software",
        }
        began = time.time()
        done = subprocess.run(
            [sys.executable, "-m", "evaluation.first_frame", which],
            env=environment,
            cwd=Path(__file__).resolve().parent.parent,
            capture_output=True,
            text=True,
            check=True,
        )
    return float(done.stdout.split()[0]) - began


def main() -> None:
    """Print the medians and the ratio, pair by pair."""
    measure("bare")
    measure("whole")  # the disk's cache is warm from here on
    pairs = [(measure("bare"), measure("whole")) for _ in range(PAIRS)]
    ratios = [ours / barest for barest, ours in pairs]
    print(f"first frame, median of {PAIRS} pairs in turn")
    print(f"  bare QML window  {statistics.median(p[0] for p in pairs):6.3f} s")
    print(f"  failprep         {statistics.median(p[1] for p in pairs):6.3f} s")
    spread = f"from {min(ratios):.2f} to {max(ratios):.2f}"
    print(f"  ratio            {statistics.median(ratios):6.2f}   ({spread}; goal at most 2.5)")


if __name__ == "__main__":
    {"bare": bare, "whole": whole, "": main}["".join(sys.argv[1:])]()
