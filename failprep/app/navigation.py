"""Which screen is shown."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.properties import qproperty

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

SCREENS = ("practice", "review", "history", "settings")


@QmlElement
class Navigation(QObject):
    """The screen in front, and the one to go back to."""

    screen_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._screen = SCREENS[0]
        self._before = SCREENS[0]

    @qproperty(str, notify=screen_changed)
    def screen(self) -> str:
        """One of ``SCREENS``."""
        return self._screen

    @Slot(str)
    def open(self, screen: str) -> None:
        """Bring a screen to the front. Raises ValueError for one that does not exist."""
        if screen not in SCREENS:
            raise ValueError(f"no such screen: {screen!r}")
        if screen != self._screen:
            self._before, self._screen = self._screen, screen
            self.screen_changed.emit()

    @Slot()
    def back(self) -> None:
        """Return to the screen before this one."""
        self.open(self._before)
