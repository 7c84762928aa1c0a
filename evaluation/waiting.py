"""Waiting for the running window, without sleeping: its event loop goes on meanwhile."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQuick import QQuickWindow

_LOOK_EVERY_MS = 20


def until(condition: Callable[[], bool], what: str, timeout_s: float = 30.0) -> None:
    """Let the app run until ``condition`` holds. Raises AssertionError saying ``what`` did not come."""
    loop, timer = QEventLoop(), QTimer()
    deadline = time.monotonic() + timeout_s
    held = False

    def look() -> None:
        nonlocal held
        held = held or condition()  # what held once may be over by the time the loop has ended
        if held or time.monotonic() > deadline:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(_LOOK_EVERY_MS)
    loop.exec()
    timer.stop()
    assert held, f"not within {timeout_s:.0f} s: {what}"


class Frames(QObject):
    """Counts a window's frames on the main thread; the window itself may draw on another one."""

    shown = Signal()

    def __init__(self, window: QQuickWindow) -> None:
        super().__init__()
        self.count = 0
        window.frameSwapped.connect(self._shown, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _shown(self) -> None:
        self.count += 1
        self.shown.emit()
