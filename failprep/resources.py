"""The one door to ``ui/``, ``assets/`` and ``content/``, from a wheel and from a checkout alike."""

from importlib.resources import files
from pathlib import Path, PurePosixPath


def _root() -> Path:
    packaged = Path(str(files("failprep"))) / "_data"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """The path of a packaged file or folder, named as in the repository (``content/failure/theme.toml``).

    Raises:
        ValueError: ``name`` is absolute or climbs out of the packaged folders.
        FileNotFoundError: There is no such file.
    """
    parts = PurePosixPath(name).parts
    if not parts or PurePosixPath(name).is_absolute() or ".." in parts or "\\" in name:
        raise ValueError(f"not a packaged resource: {name!r}")
    if parts[0] not in {"ui", "assets", "content"}:
        raise ValueError(f"resources live in ui/, assets/ and content/, not in {name!r}")
    path = _root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path
