"""The texts of probes and next steps, from the theme's ``probes.toml`` or the packaged one."""

import tomllib
from functools import lru_cache
from pathlib import Path

from failprep.domain import CHECKS, INTERVIEWERS, UserError
from failprep.resources import resource

_PACKAGED = "content/failure/probes.toml"
#: Checks that can be dug into when everything is met, the strongest claim first.
DIGS = ("outcome_shown", "sustained_or_shared", "deeper_layer", "current_guard")


class Probes:
    """What to ask and what to advise, check by check.

    Raises:
        UserError: The file is not TOML, or a check's wording is missing.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._texts = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UserError(f"{path} cannot be read: {error}.", "Correct the file, or remove it.") from None
        for check in CHECKS:
            self._require(path, check, *INTERVIEWERS, "next")
        for check in DIGS:
            self._require(path, f"dig.{check}", *INTERVIEWERS)

    def question(self, check: str, interviewer: str, *, dig: bool = False) -> str:
        """The question itself, without its opening."""
        return str(self._table(f"dig.{check}" if dig else check)[interviewer])

    def next_step(self, check: str) -> str:
        """What to do next time; may hold ``{own}``."""
        return str(self._table(check)["next"])

    def _table(self, name: str) -> dict[str, object]:
        table: object = self._texts
        for key in name.split("."):
            table = table.get(key) if isinstance(table, dict) else None
        return table if isinstance(table, dict) else {}

    def _require(self, path: Path, name: str, *keys: str) -> None:
        table = self._table(name)
        for key in keys:
            text = table.get(key)
            if not isinstance(text, str) or not text.strip():
                raise UserError(f"In {path}, “{name}.{key}” is missing.", "Add it, or remove the file.")


@lru_cache(maxsize=8)
def probes(folder: Path | None = None) -> Probes:
    """The theme folder's own wording where it has one, else the packaged wording."""
    own = folder / "probes.toml" if folder is not None else None
    return Probes(own if own is not None and own.exists() else resource(_PACKAGED))
