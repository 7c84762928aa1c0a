"""The frame around the screens: which one is shown, and what is told on all of them."""

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
    status_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._screen = SCREENS[0]
        self._before = SCREENS[0]
        self._recording = False
        self._offline = True
        self._goes_to = ""

    @qproperty(str, notify=screen_changed)
    def screen(self) -> str:
        """One of ``SCREENS``."""
        return self._screen

    @qproperty(bool, notify=status_changed)
    def recording(self) -> bool:
        """Whether a take is under way, perhaps behind another screen."""
        return self._recording

    @qproperty(bool, notify=status_changed)
    def offline(self) -> bool:
        """Whether the network is switched off."""
        return self._offline

    @qproperty(str, notify=status_changed)
    def goes_to(self) -> str:
        """The host that transcripts are sent to; empty while nothing leaves this computer."""
        return self._goes_to

    def tell(
        self, *, recording: bool | None = None, offline: bool | None = None, goes_to: str | None = None
    ) -> None:
        """Tell what has changed."""
        self._goes_to = self._goes_to if goes_to is None else goes_to
        self._recording = self._recording if recording is None else recording
        self._offline = self._offline if offline is None else offline
        self.status_changed.emit()

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
