"""Dark or light, and how large text is."""

import sys
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement

from failprep.app.properties import qproperty

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

#: The steps that text grows and shrinks by.
TEXT_SCALES = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


@QmlElement
class Appearance(QObject):
    """Follows the system's colour scheme while it is shown, unless the user chose one.

    Where the system has no opinion (a bare X11 session, a test), it is dark.
    """

    changed = Signal()
    text_scale_chosen = Signal(float)  #: to be remembered

    def __init__(
        self,
        app: QGuiApplication,
        choice: Literal["system", "light", "dark"] = "system",
        text_scale: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._text_scale = text_scale
        self._choice = choice
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.choose(choice)

    @qproperty(bool, notify=changed)
    def dark(self) -> bool:
        """Whether the window is dark now."""
        if self._choice != "system":
            return self._choice == "dark"
        return self._app.styleHints().colorScheme() != Qt.ColorScheme.Light

    @qproperty(float, notify=changed)
    def text_scale(self) -> float:
        """The user's choice times the system's own scale of text (dots per inch against the usual ones)."""
        usual = 72.0 if sys.platform == "darwin" else 96.0
        system = self._app.primaryScreen().logicalDotsPerInch() / usual
        return self._text_scale * min(2.0, max(1.0, system))

    def choose(self, choice: Literal["system", "light", "dark"]) -> None:
        """Follow the system, or be light or dark whatever the system says. The title bar follows too."""
        self._choice = choice
        if choice == "system":
            self._app.styleHints().unsetColorScheme()
        else:
            self._app.styleHints().setColorScheme(_SCHEMES[choice])
        self.changed.emit()

    def scale_text(self, text_scale: float) -> None:
        """Make text this many times its usual size."""
        self._text_scale = text_scale
        self.changed.emit()

    @Slot(int)
    def grow_text(self, steps: int) -> None:
        """Larger (1), smaller (-1) or usual (0) text."""
        nearest = min(range(len(TEXT_SCALES)), key=lambda at: abs(TEXT_SCALES[at] - self._text_scale))
        place = TEXT_SCALES.index(1.0) if steps == 0 else nearest + steps
        self.scale_text(TEXT_SCALES[min(len(TEXT_SCALES) - 1, max(0, place))])
        self.text_scale_chosen.emit(self._text_scale)

    @Slot()
    def _on_system_changed(self) -> None:
        self.changed.emit()
