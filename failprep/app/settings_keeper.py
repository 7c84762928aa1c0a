"""The user's settings while the window is open: one value, one signal, saved at every change."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from failprep.settings import Folders, Settings


class SettingsKeeper(QObject):
    """Holds the ``Settings`` that every view model reads, and saves what one of them changes."""

    changed = Signal()

    def __init__(self, folders: Folders, value: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders = folders
        self.value = value

    def change(self, **changes: Any) -> None:  # noqa: ANN401 - Settings.changed checks them
        """Change, save and tell. Raises UserError when they do not fit or cannot be saved."""
        value = self.value.changed(**changes)
        if value != self.value:
            value.save(self._folders)
            self.value = value
            self.changed.emit()
