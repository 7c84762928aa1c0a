"""Lists for QML: frozen dataclasses as rows, one role per field."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtQml import QmlElement

from failprep.app.properties import qproperty

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

_ROOT = QModelIndex()


@QmlElement
class Rows(QAbstractListModel):
    """Rows of one frozen dataclass; a delegate names the fields it needs as required properties.

    A row's field must hold what QML understands: text, numbers, booleans, lists and tuples of these.
    """

    count_changed = Signal()

    def __init__(self, row_type: type, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(f.name for f in fields(row_type))
        self._rows: list[Any] = []

    def roleNames(self) -> dict[int, QByteArray]:
        """The fields' names, in their order."""
        first = int(Qt.ItemDataRole.UserRole)
        return {first + place: QByteArray(name.encode()) for place, name in enumerate(self._names)}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """How many rows there are; a row has no children."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """One field of one row; tuples become lists, since QML knows no tuples."""
        place = role - int(Qt.ItemDataRole.UserRole)
        if not index.isValid() or not 0 <= place < len(self._names):
            return None
        value = getattr(self._rows[index.row()], self._names[place])
        return list(value) if isinstance(value, tuple) else value

    @qproperty(int, notify=count_changed)
    def count(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    @property
    def rows(self) -> tuple[Any, ...]:
        """The rows as they are shown."""
        return tuple(self._rows)

    def show(self, rows: Sequence[Any]) -> None:
        """Show these rows. What stays in its place keeps its delegate: scroll and focus survive."""
        same = min(len(rows), len(self._rows))
        changed = [place for place in range(same) if rows[place] != self._rows[place]]
        self._rows[:same] = rows[:same]
        for place in changed:
            self.dataChanged.emit(self.index(place), self.index(place))
        if len(rows) > same:
            self.beginInsertRows(_ROOT, same, len(rows) - 1)
            self._rows.extend(rows[same:])
            self.endInsertRows()
        elif len(self._rows) > same:
            self.beginRemoveRows(_ROOT, same, len(self._rows) - 1)
            del self._rows[same:]
            self.endRemoveRows()
        else:
            return
        self.count_changed.emit()
