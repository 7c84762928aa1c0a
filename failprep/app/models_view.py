"""A list of models in Settings: which are here, which one is used, and fetching another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Job, Jobs, Latest, Work
from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.app.settings_keeper import SettingsKeeper

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


class ModelInfo(Protocol):
    """What is known about a model."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def about(self) -> str:
        """What a user should know when choosing."""

    @property
    def size(self) -> int:
        """Bytes on disk."""


class Models(Protocol):
    """A station's models."""

    def known(self) -> Sequence[ModelInfo]:
        """All of them, from the lightest to the heaviest."""

    def installed(self, user_folder: str | None) -> frozenset[str]:
        """The names of those that can be used now; may take a while the first time."""

    def download(self, name: str, report: Callable[[int, int], None], cancelled: Callable[[], bool]) -> None:
        """Fetch one."""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model in the list. ``presence`` is ``looking``, ``missing``, ``fetching`` or ``here``."""

    name: str
    about: str
    size: str
    presence: str = "looking"
    fraction: float = 0.0
    chosen: bool = False


@QmlElement
class ModelsView(QObject):
    """Lists models; one download at a time, only when the network is allowed. Each kind has its own list.

    What differs is which one is in use: ``choose`` and ``is_chosen``.
    """

    changed = Signal()

    def __init__(
        self,
        models: Models,
        keeper: SettingsKeeper,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._models, self._keeper, self._jobs = models, keeper, jobs
        self._rows = Rows(ModelRow, self)
        self._fetching = ""
        self._looking = Latest(jobs)
        self._job: Job | None = None
        self._rows.show(
            [ModelRow(info.name, info.about, f"{info.size / 1e6:,.0f} MB") for info in models.known()]
        )
        self._follow()
        keeper.changed.connect(self._follow)

    @qproperty(Rows)
    def rows(self) -> Rows:
        """The models."""
        return self._rows

    @qproperty(str, notify=changed)
    def fetching(self) -> str:
        """The model that is being downloaded, or nothing."""
        return self._fetching

    @Slot()
    def look(self) -> None:
        """See which models are here."""
        user_folder = self._keeper.value.model_folder
        self._looking.start(lambda _: self._models.installed(user_folder), on_done=self._found)

    @Slot(str)
    def choose(self, name: str) -> None:
        """Use this one from now on."""
        raise NotImplementedError

    def is_chosen(self, name: str) -> bool:
        """Whether this one is in use."""
        raise NotImplementedError

    @Slot(str)
    def download(self, name: str) -> None:
        """Fetch this one."""
        if self._fetching or not self._keeper.value.network_allowed:
            return

        def fetch(work: Work) -> str:
            self._models.download(
                name,
                lambda done, whole: work.report(done / whole if whole else 0.0),
                work.cancelled,
            )
            return name

        self._set_fetching(name)
        self._update(name, presence="fetching", fraction=0.0)
        self._job = self._jobs.start(
            fetch,
            on_progress=lambda fraction: self._update(name, fraction=fraction),
            on_done=self._fetched,
            on_failed=self._failed,
            on_cancelled=self._stopped,
        )

    @Slot()
    def cancel(self) -> None:
        """Stop the download; what came so far is kept for the next attempt."""
        if self._job is not None:
            self._job.cancel()

    def _found(self, names: frozenset[str]) -> None:
        for row in self._rows.rows:
            if row.name != self._fetching:
                self._update(row.name, presence="here" if row.name in names else "missing")

    def _fetched(self, name: str) -> None:
        self._set_fetching("")
        self._update(name, presence="here")
        self.look()

    def _failed(self, error: Exception) -> None:
        self._stopped()
        self._jobs.failed.emit(error)

    def _stopped(self) -> None:
        name = self._fetching
        self._set_fetching("")
        self._update(name, presence="missing")

    def _set_fetching(self, name: str) -> None:
        self._fetching = name
        self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        for row in self._rows.rows:
            self._update(row.name, chosen=self.is_chosen(row.name))

    def _update(self, name: str, **changes: str | float | bool) -> None:
        self._rows.show([replace(row, **changes) if row.name == name else row for row in self._rows.rows])
