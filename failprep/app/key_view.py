"""The key of a language model's server: typed once, kept in the system's keyring, never shown again."""

from collections import Counter

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Jobs
from failprep.app.language_models import KeyPlace, LanguageModels
from failprep.app.properties import qproperty
from failprep.app.settings_keeper import SettingsKeeper
from failprep.coach.providers import BUILT_IN, PROVIDERS
from failprep.domain import UserError
from failprep.settings import Settings

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

_Server = tuple[str, str | None]  # provider, address


@QmlElement
class KeyView(QObject):
    """Knows whether there is a key for the chosen address, never which."""

    changed = Signal()

    def __init__(
        self, models: LanguageModels, keeper: SettingsKeeper, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._models, self._keeper, self._jobs = models, keeper, jobs
        self._known: dict[_Server, KeyPlace] = {}
        self._puts: Counter[_Server] = Counter()  # turns of keeping a key: what was seen before is old
        self._trouble = ""
        self._server = _server(keeper.value)
        keeper.changed.connect(self._follow)

    @qproperty(bool, notify=changed)
    def there(self) -> bool:
        """Whether there is a key."""
        return bool(self._known.get(self._server))

    @qproperty(bool, notify=changed)
    def forgettable(self) -> bool:
        """Whether there is one that can be taken out here."""
        return self._known.get(self._server) == "keyring"

    @qproperty(bool, notify=changed)
    def used(self) -> bool:
        """Whether the provider may want one at all: servers on this computer mostly do not."""
        return self._keeper.value.provider != BUILT_IN

    @qproperty(bool, notify=changed)
    def needed(self) -> bool:
        """Whether it does not answer without one."""
        provider = PROVIDERS.get(self._keeper.value.provider)
        return provider is not None and provider.needs_key

    @qproperty(str, notify=changed)
    def line(self) -> str:
        """Whether there is a key and where it is kept, or why it could not be."""
        if self._trouble:
            return self._trouble
        if self.there and not self.forgettable:
            return "There is one. It comes from the environment, and can be changed only there."
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
        settings, server = self._keeper.value, self._server
        puts = self._puts[server]

        def seen(place: KeyPlace) -> None:
            if puts == self._puts[server]:
                self._found(server, place)

        if self.used:
            self._jobs.start(lambda _: self._models.key_place(settings), on_done=seen)

    @Slot(str)
    def keep(self, key: str) -> None:
        """Keep this key for the chosen address."""
        if key.strip():
            self._put(key.strip())

    @Slot()
    def forget(self) -> None:
        """Take the key out of the keyring."""
        self._put(None)

    def _put(self, key: str | None) -> None:
        settings, server = self._keeper.value, self._server
        self._trouble = ""
        self._puts[server] += 1

        def put(_: object) -> KeyPlace:
            self._models.keep_key(settings, key)
            return self._models.key_place(settings)

        def kept(place: KeyPlace) -> None:
            self._puts[server] += 1
            self._found(server, place)

        self._jobs.start(put, on_done=kept, on_failed=self._not_kept)

    def _found(self, server: _Server, place: KeyPlace) -> None:
        self._known[server] = place
        self.changed.emit()

    def _not_kept(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._trouble = str(error)
            self.changed.emit()
        else:
            self._jobs.failed.emit(error)

    @Slot()
    def _follow(self) -> None:
        server = _server(self._keeper.value)
        if server != self._server:
            self._server, self._trouble = server, ""
            self.changed.emit()
            self.look()


def _server(settings: Settings) -> _Server:
    """Whose key it is."""
    return settings.provider, settings.base_url
