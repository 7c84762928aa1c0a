"""The checks that the user overruled, put into a file: to train a coach on, or to measure one by."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Jobs
from failprep.app.wording import counted

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


class CaseStore(Protocol):
    """The store, as far as cases go."""

    def export_cases(self, target: Path) -> int:
        """Write them into a new file, one line of JSON each, and say how many."""


@QmlElement
class CasesView(QObject):
    """Exports the cases on demand."""

    told = Signal(str, str)  #: good news for the banner: what happened, and where

    def __init__(
        self,
        store: CaseStore,
        jobs: Jobs,
        now: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._jobs, self._now = store, jobs, now

    @Slot(QUrl)
    def export(self, folder: QUrl) -> None:
        """Write them into a new file in this folder."""
        target = Path(folder.toLocalFile()) / f"failprep cases {self._now():%Y-%m-%d %H.%M.%S}.jsonl"
        self._jobs.start(
            lambda _: self._store.export_cases(target),
            on_done=lambda count: self.told.emit(f"{counted(count, 'case')} exported.", f"In {target}."),
        )
