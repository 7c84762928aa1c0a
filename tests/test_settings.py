"""Settings: kept whole, checked when read, keys never in a file."""

import json
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError, PasswordDeleteError

from failprep.domain import UserError
from failprep.settings import Folders, Settings, keep_secret, secret


class MemoryKeyring(KeyringBackend):
    """A keyring that forgets when the test ends."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not there")
        del self.kept[service, username]


class NoKeyring(KeyringBackend):
    """What a machine without a desktop has."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def get_password(self, service: str, username: str) -> str | None:
        raise NoKeyringError("none")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NoKeyringError("none")

    def delete_password(self, service: str, username: str) -> None:
        raise NoKeyringError("none")


@pytest.fixture
def memory_keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    return backend


def test_settings_come_back_as_they_were_saved(folders: Folders) -> None:
    chosen = Settings(microphone="Desk", target_time_s=90.0, appearance="dark", keep_recordings_days=30)
    chosen.save(folders)
    assert Settings.load(folders) == chosen


def test_without_a_file_the_defaults_hold(folders: Folders) -> None:
    assert Settings.load(folders) == Settings()


def test_keys_of_a_newer_version_do_no_harm(folders: Folders) -> None:
    Settings(target_time_s=90.0).save(folders)
    path = folders.config / "settings.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "from_the_future": 1}))
    assert Settings.load(folders).target_time_s == 90.0


@pytest.mark.parametrize(
    ("text", "named"),
    [("{", "settings.json"), ("[]", "settings.json"), ('{"target_time_s": "long"}', "target_time_s")],
)
def test_a_broken_file_is_named(folders: Folders, text: str, named: str) -> None:
    folders.config.mkdir(parents=True)
    (folders.config / "settings.json").write_text(text)
    with pytest.raises(UserError, match=named):
        Settings.load(folders)


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    blocked = Folders(tmp_path, tmp_path / "file" / "config", tmp_path, tmp_path)
    with pytest.raises(UserError, match="cannot be saved"):
        Settings().save(blocked)


def test_a_failed_save_leaves_the_old_file(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    Settings(target_time_s=90.0).save(folders)

    def full(_descriptor: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UserError):
        Settings(target_time_s=10.0).save(folders)
    assert Settings.load(folders).target_time_s == 90.0
    assert [path.name for path in folders.config.iterdir()] == ["settings.json"]


def test_changes_are_checked() -> None:
    assert Settings().changed(interviewer="sceptic").interviewer == "sceptic"
    with pytest.raises(UserError, match="interviewer"):
        Settings().changed(interviewer="cruel")


def test_a_key_lives_in_the_keyring_and_nowhere_else(folders: Folders, memory_keyring: MemoryKeyring) -> None:
    keep_secret("openai", "sk-secret")
    Settings(provider="openai").save(folders)
    assert secret("openai") == "sk-secret"
    assert "sk-secret" not in (folders.config / "settings.json").read_text()
    keep_secret("openai", None)
    keep_secret("openai", None)  # taking out what is not there is no error
    assert secret("openai") is None


@pytest.mark.usefixtures("memory_keyring")
def test_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_secret("openai", "from-keyring")
    monkeypatch.setenv("OPENAI_API_KEY", "from-environment")
    assert secret("openai") == "from-environment"
    monkeypatch.setenv("FAILPREP_OPENAI_KEY", "for-failprep")
    assert secret("openai") == "for-failprep"


def test_without_a_keyring_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", NoKeyring())
    assert secret("lm-studio") is None
    with pytest.raises(UserError, match="FAILPREP_LM_STUDIO_KEY"):
        keep_secret("lm-studio", "key")


def test_a_locked_keyring_is_not_called_missing(
    memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_service: str, _username: str, _password: str) -> None:
        raise KeyringLocked("locked")

    monkeypatch.setattr(memory_keyring, "set_password", locked)
    with pytest.raises(UserError, match="could not be opened") as told:
        keep_secret("openai", "key")
    assert "Unlock it" in told.value.way_out


def test_the_chosen_data_folder_is_used(folders: Folders, tmp_path: Path) -> None:
    assert folders.with_settings(Settings(data_folder=str(tmp_path / "mine"))).data == tmp_path / "mine"
    assert folders.with_settings(Settings()).data == folders.data
