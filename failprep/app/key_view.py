"""The key of a language model's server: typed once, kept in the system's keyring, never shown again."""

from collections import Counter

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Jobs
from failprep.app.language_models import LanguageModels
from failprep.app.properties import qproperty
from failprep.app.settings_keeper import SettingsKeeper
from failprep.coach.providers import BUILT_IN, PROVIDERS
from failprep.domain import UserError

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class KeyView(QObject):
    """Knows whether there is a key for the chosen provider, never which."""

    changed = Signal()

    def __init__(
        self, models: LanguageModels, keeper: SettingsKeeper, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._models, self._keeper, self._jobs = models, keeper, jobs
        self._known: dict[str, bool] = {}  # provider → whether there is a key
        self._puts: Counter[str] = Counter()  # provider → turns of keeping a key: what was seen before is old
        self._trouble = ""
        self._provider = keeper.value.provider
        keeper.changed.connect(self._follow)

    @qproperty(bool, notify=changed)
    def there(self) -> bool:
        """Whether there is a key."""
        return self._known.get(self._provider, False)

    @qproperty(bool, notify=changed)
    def used(self) -> bool:
        """Whether the provider may want one at all: servers on this computer mostly do not."""
        return self._provider != BUILT_IN

    @qproperty(bool, notify=changed)
    def needed(self) -> bool:
        """Whether it does not answer without one."""
        return self._provider in PROVIDERS and PROVIDERS[self._provider].needs_key

    @qproperty(str, notify=changed)
    def line(self) -> str:
        """Whether there is a key and where it is kept, or why it could not be."""
        if self._trouble:
            return self._trouble
        if self.there:
            return "There is one. It is kept in your system's keyring and not shown again."
        if self.needed:
            return "Needed. It is kept in your system's keyring, never in a file."
        return "Only where the server asks for one. It is kept in your system's keyring."

    @qproperty(bool, notify=changed)
    def troubled(self) -> bool:
        """Whether ``line`` tells of trouble."""
        return bool(self._trouble)

    @Slot()
    def look(self) -> None:
        """See whether there is a key; the keyring may take a moment."""
        provider, puts = self._provider, self._puts[self._provider]

        def seen(there: bool) -> None:
            if puts == self._puts[provider]:
                self._found(provider, there)

        if self.used:
            self._jobs.start(lambda _: self._models.has_key(provider), on_done=seen)

    @Slot(str)
    def keep(self, key: str) -> None:
        """Keep this key for the chosen provider."""
        if key.strip():
            self._put(key.strip())

    @Slot()
    def forget(self) -> None:
        """Take the key out of the keyring."""
        self._put(None)

    def _put(self, key: str | None) -> None:
        provider = self._provider
        self._trouble = ""
        self._puts[provider] += 1

        def put(_: object) -> bool:
            self._models.keep_key(provider, key)
            return self._models.has_key(provider)

        def kept(there: bool) -> None:
            self._puts[provider] += 1
            self._found(provider, there)

        self._jobs.start(put, on_done=kept, on_failed=self._not_kept)

    def _found(self, provider: str, there: bool) -> None:
        self._known[provider] = there
        self.changed.emit()

    def _not_kept(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._trouble = str(error)
            self.changed.emit()
        else:
            self._jobs.failed.emit(error)

    @Slot()
    def _follow(self) -> None:
        if self._keeper.value.provider != self._provider:
            self._provider, self._trouble = self._keeper.value.provider, ""
            self.changed.emit()
            self.look()
