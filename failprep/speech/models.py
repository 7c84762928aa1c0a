"""Find, verify and fetch speech models. A model is used only after every file matches the manifest.

Order: a folder the user names, a model package installed beside failprep, the user's cache. Nothing here
touches the network except ``download``.
"""

import contextlib
import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from failprep.domain import UserError
from failprep.settings import write_atomically
from failprep.speech.manifest import MODELS, ModelFile, ModelInfo

__all__ = ["MODELS", "ModelFile", "ModelInfo", "SpeechModel", "download", "find", "installed"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """A verified model on this computer, in the CTranslate2 format."""

    name: str
    folder: Path

    @property
    def english_only(self) -> bool:
        """Whether it knows no other language."""
        return self.name.endswith(".en")


def known(name: str) -> ModelInfo:
    """The manifest's entry. Raises UserError for a model failprep does not know."""
    try:
        return MODELS[name]
    except KeyError:
        raise UserError(
            f"There is no speech model called “{name}”.", f"Choose one of {', '.join(MODELS)}."
        ) from None


def find(name: str, *, cache: Path, user_folder: Path | None = None) -> SpeechModel:
    """The model, verified. What was verified once is remembered by size and time: a second start is instant.

    Args:
        name: One of ``MODELS``.
        cache: The application's cache; joined and downloaded models live in ``cache/models/<name>``.
        user_folder: A folder of the user's own that holds the model's files, or a folder named after it.

    Raises:
        UserError: The model is unknown, missing or damaged.
    """
    info = known(name)
    verified = _Verified(cache / "models" / "verified.json")
    if user_folder:
        for folder in (user_folder / name, user_folder / f"faster-whisper-{name}", user_folder):
            if _complete(folder, info):
                if verified.matches(folder, info):
                    return SpeechModel(name, folder)
                if folder != user_folder:  # the folder itself may well hold another model
                    raise _damaged(name, folder)
    kept = cache / "models" / name
    for folder in (*_package_folders(info), kept):
        if _complete(folder, info) and verified.matches(folder, info):
            return SpeechModel(name, folder)
    if _join(info, kept) and verified.matches(kept, info):
        return SpeechModel(name, kept)
    if _complete(kept, info):
        raise _damaged(name, kept)
    way_out = "Download it in Settings, under Speech model."
    if info.packages:
        packages = " ".join(package.requirement for package in info.packages)
        way_out = f"Install it with “pip install {packages}”, or download it in Settings, under Speech model."
    raise UserError(f"The speech model “{name}” is not on this computer.", way_out)


def installed(*, cache: Path, user_folder: Path | None = None) -> tuple[SpeechModel, ...]:
    """Every model that can be used right now, from the lightest to the heaviest."""
    models = []
    for name in MODELS:
        with contextlib.suppress(UserError):
            models.append(find(name, cache=cache, user_folder=user_folder))
    return tuple(models)


def download(
    name: str,
    cache: Path,
    report: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    source: str | None = None,
) -> SpeechModel:
    """Fetch a model into the cache, going on where an earlier attempt stopped, and verify it.

    Args:
        name: One of ``MODELS``.
        cache: The application's cache.
        report: Called with the bytes so far and in all.
        cancelled: Asked often; what was fetched is kept for the next attempt.
        source: Another address than the manifest's.

    Raises:
        UserError: The network or the disk does not play along, or what came is not the model.
        Cancelled: The user asked to stop.
    """
    from failprep import downloads

    info = known(name)
    folder = cache / "models" / name
    downloads.fetch(
        info.files,
        folder,
        source or info.source,
        f"the speech model “{name}”",
        report=report,
        cancelled=cancelled,
    )
    if not _Verified(cache / "models" / "verified.json").matches(folder, info):
        raise _damaged(name, folder)
    return SpeechModel(name, folder)


def sha256(path: Path) -> str:
    """The file's SHA-256, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _damaged(name: str, folder: Path) -> UserError:
    return UserError(
        f"The speech model “{name}” in {folder} is damaged.",
        "Delete that folder and get the model again in Settings, under Speech model.",
    )


def _complete(folder: Path, info: ModelInfo) -> bool:
    return all((folder / file.name).is_file() for file in info.files)


class _Verified:
    """Which files were found good, by size and time of change: a changed file is hashed again."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def matches(self, folder: Path, info: ModelInfo) -> bool:
        """Whether every file in ``folder`` is the manifest's."""
        seen = self._read()
        fresh = dict(seen)
        for file in info.files:
            path = (folder / file.name).absolute()
            stat = path.stat()
            stamp = [stat.st_size, stat.st_mtime_ns, file.sha256]
            if stat.st_size != file.size:
                return False
            if seen.get(str(path)) != stamp:
                if sha256(path) != file.sha256:
                    log.info("%s does not match the manifest", path)
                    return False
                fresh[str(path)] = stamp
        if fresh != seen:
            with contextlib.suppress(OSError):  # a cache that cannot be written only costs time
                self._path.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(self._path, json.dumps(fresh, indent=1))
        return True

    def _read(self) -> dict[str, list[object]]:
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stored if isinstance(stored, dict) else {}


def _package_folders(info: ModelInfo) -> Iterable[Path]:
    """Where installed packages keep their data; found by their metadata, never imported."""
    for package in info.packages:
        with contextlib.suppress(metadata.PackageNotFoundError):
            yield Path(str(metadata.distribution(package.distribution).locate_file(package.folder)))


def _join(info: ModelInfo, folder: Path) -> bool:
    """Put a model that packages carry in pieces together in ``folder``. False when pieces are missing.

    Raises:
        UserError: The cache cannot be written.
    """
    carried = list(_package_folders(info))

    def piece(name: str) -> Path | None:
        return next((path / name for path in carried if (path / name).is_file()), None)

    plan: list[tuple[ModelFile, list[Path]]] = []
    for file in info.files:
        pieces = [piece(name) for name in file.parts or (file.name,)]
        found = [path for path in pieces if path]
        if len(found) != len(pieces):
            return False
        plan.append((file, found))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, found in plan:
            _write_joined(found, folder / file.name)
    except OSError as error:
        raise UserError(
            f"The speech model “{info.name}” cannot be written to {folder}.",
            f"Make sure that the folder can be written and has {info.size // 1_000_000 + 10} MB free.",
        ) from error
    return True


def _write_joined(pieces: Iterable[Path], target: Path) -> None:
    """Write the pieces after each other into ``target``, in one move."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            for path in pieces:
                with path.open("rb") as file:
                    while block := file.read(1 << 22):
                        out.write(block)
            out.flush()
            os.fsync(out.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
