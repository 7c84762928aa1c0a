"""A real window on a real X display, driven as a user drives it: keys and clicks through the X server.

Runs in a process of its own (see ``display``). State is read from the view models; nothing is called on them.
"""

import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import SIGNAL, QPoint, QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow

from evaluation.waiting import Frames, until
from failprep.app import main
from failprep.app.main import Window
from failprep.settings import Folders
from tests.app.window import item

_CLICKS = 5


class Stage:
    """The running app with hands on keyboard and mouse.

    Args:
        pictures: Where screenshots go.
    """

    def __init__(self, pictures: Path) -> None:
        self.pictures = pictures
        self.app = main.make_app(["failprep"])
        assert QGuiApplication.platformName() == "xcb", "this has to be a real window"
        self.window = Window(self.app, Folders.standard())
        assert self.window.root is not None
        self.root: QQuickWindow = self.window.root
        self._frames = Frames(self.root)
        self.until(lambda: self.window.screens is not None, "the screens are ready")
        assert self.window.screens is not None
        self.screens = self.window.screens
        self.recorder = self.screens.stations.recorder
        self.until(self.root.isExposed, "the window is shown")
        self._command("windowfocus", "--sync", str(int(self.root.winId())))
        self.until(self.root.isActive, "the window has the keyboard")

    def close(self) -> None:
        """Close the window as its button does, and take the app down."""
        del self.root
        self.window.close()

    def until(self, condition: Callable[[], bool], what: str, timeout_s: float = 30.0) -> None:
        """Let the app run until ``condition`` holds. Raises AssertionError saying ``what`` did not come."""
        until(condition, what, timeout_s)

    def key(self, *keys: str) -> None:
        """Press keys, named as X names them (``space``, ``ctrl+2``)."""
        self._command("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type text."""
        self._command("type", "--delay", "20", text)

    def item(self, name: str) -> QQuickItem:
        """The item with this objectName."""
        return item(self.root, name)

    def click(self, name: str) -> None:
        """Click the middle of an item, scrolling down to it where it is below the window's edge.

        Something else may come up just then and push it from under the pointer (a banner, say); whoever sees
        that nothing happened clicks again.
        """
        self.until(lambda: self.item(name).isVisible(), f"{name} can be seen")
        target = self.item(name)
        clicked: list[bool] = []
        target.connect(SIGNAL("clicked()"), lambda: clicked.append(True))
        for _ in range(_CLICKS):
            self._bring_into_sight(target)
            if clicked:  # the last click was only late
                return
            centre = self._middle(target)
            self._command("mousemove", "--sync", str(centre.x()), str(centre.y()), "click", "1")
            with suppress(AssertionError):
                self.until(lambda: bool(clicked), "the click arrives", timeout_s=5)
                return
        raise AssertionError(f"{name} takes no click at {self._middle(target)}")

    def _bring_into_sight(self, target: QQuickItem) -> None:
        while self._middle(target).y() + target.height() > self.root.height():
            before = self._middle(target)
            self._command("mousemove", "--sync", str(before.x()), str(self.root.height() // 2), "click", "5")
            self.until(lambda before=before: self._middle(target) != before, "it scrolls")  # type: ignore[misc]
        while True:  # scrolling goes on for a moment
            before = self._middle(target)
            self._drawn(3)
            if self._middle(target) == before:
                return

    @staticmethod
    def _middle(target: QQuickItem) -> QPoint:
        return target.mapToGlobal(QPointF(target.width() / 2, target.height() / 2)).toPoint()

    def picture(self, name: str) -> None:
        """Save what the display shows, once the window has drawn what is due."""
        self._drawn(2)
        self._run("import", "-window", "root", str(self.pictures / f"{name}.png"))

    def _drawn(self, times: int) -> None:
        for _ in range(times):
            before = self._frames.count
            self.root.update()
            self.until(lambda before=before: self._frames.count > before, "the window is drawn")  # type: ignore[misc]

    def _command(self, *arguments: str) -> None:
        self._run("xdotool", *arguments)

    def _run(self, *command: str) -> None:
        """Run a program while the app goes on running: it may have to answer the X server meanwhile."""
        with subprocess.Popen(command) as process:
            self.until(lambda: process.poll() is not None, " ".join(command))
            assert process.returncode == 0, command
