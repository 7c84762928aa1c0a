"""What the user chose, and where files live.

``FAILPREP_HOME`` puts everything (data, settings, cache, log) under one folder: for tests, and for a stick.
"""

import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from failprep.domain import UserError

_KEYRING_SERVICE = "failprep"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where files live. ``data`` holds the database and the recordings."""

    data: Path
    config: Path
    cache: Path
    log: Path

    @classmethod
    def standard(cls) -> Self:
        """The platform's own places, or those under ``FAILPREP_HOME``."""
        home = os.environ.get("FAILPREP_HOME")
        if home:
            base = Path(home).expanduser().absolute()
            return cls(base / "data", base / "config", base / "cache", base / "log")
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("failprep", appauthor=False)
        return cls(dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path, dirs.user_log_path)

    def with_settings(self, settings: "Settings") -> Self:
        """These folders, with the data folder the user chose."""
        return replace(self, data=Path(settings.data_folder)) if settings.data_folder else self


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the user can choose. Times are seconds. Keys are never kept here, see ``secret``."""

    microphone: str | None = None  # a device's name; None follows the system's default
    speaker: str | None = None
    speech_model: str = "base"
    speech_model_chosen: bool = False  # by the user, or by the first run, which measures what keeps up
    model_folder: str | None = None  # a folder with models of the user's own
    coach: Literal["offline", "llm"] = "offline"
    provider: str = "ollama"
    base_url: str | None = None  # None: the provider's usual address
    llm_model: str | None = None
    llm_timeout_s: float = 60.0
    llm_votes: int = 1
    local_model_file: str | None = None  # a GGUF file for the built-in model
    network_allowed: bool = False
    interviewer: Literal["warm", "neutral", "sceptic"] = "neutral"
    speak_questions: bool = True
    think_time_s: float = 0.0
    target_time_s: float = 120.0
    live_transcript: bool = True
    guess_first: bool = True  # ask for the user's own rating before the result is shown
    appearance: Literal["system", "light", "dark"] = "system"
    text_scale: float = 1.0  # times the usual size of text in the window
    data_folder: str | None = None
    keep_recordings_days: int | None = None  # None keeps them until they are deleted

    @classmethod
    def load(cls, folders: Folders) -> Self:
        """Read ``settings.json``; a missing file gives the defaults, unknown keys are left alone.

        Raises:
            UserError: The file is there and cannot be read as settings.
        """
        path = folders.config / "settings.json"
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError) as error:
            raise UserError(f"The settings in {path} cannot be read.", "Mend or delete that file.") from error
        return cls.from_dict(stored, path)

    @classmethod
    def from_dict(cls, stored: object, path: Path) -> Self:
        """Settings from parsed JSON, checked. Raises UserError naming ``path`` and the key."""
        from pydantic import TypeAdapter, ValidationError

        if not isinstance(stored, dict):
            raise UserError(f"The settings in {path} cannot be read.", "Mend or delete that file.")
        known = {f.name for f in fields(cls)}
        try:
            return TypeAdapter(cls).validate_python({k: v for k, v in stored.items() if k in known})
        except ValidationError as error:
            key = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise UserError(
                f"The setting “{key}” in {path} has a value that does not fit.", "Mend or delete it."
            ) from error

    def save(self, folders: Folders) -> None:
        """Write ``settings.json`` in one move, so that a crash leaves the old or the new file.

        Raises:
            UserError: The settings folder cannot be written.
        """
        path = folders.config / "settings.json"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, json.dumps(asdict(self), indent=1))
        except OSError as error:
            raise UserError(
                f"The settings cannot be saved in {path.parent}.", "Check that you may write there."
            ) from error

    def changed(self, **changes: Any) -> Self:  # noqa: ANN401 - checked by from_dict
        """A copy with some settings changed, checked like stored ones."""
        return self.from_dict({**asdict(self), **changes}, Path("settings"))


def write_atomically(path: Path, text: str) -> None:
    """Write ``text`` beside ``path`` and move it there; the folder must exist."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def secret_name(provider: str, address: str, usual: str | None) -> str:
    """What a server's key is kept under: a key given for one address is never found for another.

    At the provider's usual address it is the provider's id, elsewhere that and the address's host and port.
    """
    where = _host_and_port(address)
    return provider if usual and where == _host_and_port(usual) else f"{provider}@{where}"


def variable(name: str) -> str:
    """The environment's variable for a key of this name."""
    return f"FAILPREP_{_upper(name)}_KEY"


def environment_secret(name: str) -> str | None:
    """A key from the environment: ``FAILPREP_<NAME>_KEY``, then ``<NAME>_API_KEY``."""
    return os.environ.get(variable(name)) or os.environ.get(f"{_upper(name)}_API_KEY") or None


def secret(name: str) -> str | None:
    """A key from the environment or the system keyring."""
    given = environment_secret(name)
    if given:
        return given
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_KEYRING_SERVICE, name)
    except KeyringError:  # no desktop, or a locked keyring: as if there were no key
        return None


def keep_secret(name: str, value: str | None) -> None:
    """Put a key into the system keyring, or take it out when ``value`` is None or empty.

    Raises:
        UserError: There is no keyring, or it is locked or refuses.
    """
    import keyring
    from keyring.errors import KeyringError, NoKeyringError, PasswordDeleteError

    try:
        if value:
            keyring.set_password(_KEYRING_SERVICE, name, value)
        else:
            keyring.delete_password(_KEYRING_SERVICE, name)
    except PasswordDeleteError:
        return
    except NoKeyringError as error:
        raise UserError(
            "This computer has no keyring to keep the key in.",
            f"Set it in the environment as {variable(name)}.",
        ) from error
    except KeyringError as error:
        raise UserError(
            "Your system's keyring could not be opened.",
            f"Unlock it and try again, or set the key in the environment as {variable(name)}.",
        ) from error


def _upper(name: str) -> str:
    return re.sub(r"[^A-Z0-9]", "_", name.upper())


def _host_and_port(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
        return f"{parts.hostname or ''}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
    except ValueError:  # not an address: nothing is sent there
        return address
