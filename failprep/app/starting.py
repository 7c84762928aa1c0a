"""The short time before the stations are ready, and what to do when they cannot be."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from failprep.app.properties import qproperty
from failprep.domain import UserError

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Starting(QObject):
    """What keeps the first screen from being shown, if anything does."""

    changed = Signal()
    again_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trouble = self._way_out = ""

    @qproperty(str, notify=changed)
    def trouble(self) -> str:
        """What happened; empty while all is well."""
        return self._trouble

    @qproperty(str, notify=changed)
    def way_out(self) -> str:
        """What to do about it."""
        return self._way_out

    def tell(self, error: UserError | None) -> None:
        """Show this; None takes it away."""
        self._trouble, self._way_out = (error.message, error.way_out) if error else ("", "")
        self.changed.emit()
