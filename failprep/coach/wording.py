"""The texts of probes and next steps, from the theme's ``probes.toml`` or the packaged one."""

import tomllib
from functools import lru_cache
from pathlib import Path

from failprep.coach.bank import FURTHER, HABIT, NONE
from failprep.domain import CHECKS, INTERVIEWERS, UserError
from failprep.resources import resource

_PACKAGED = "content/failure/probes.toml"
#: Tables beside those of the checks; a theme that lacks them gets the packaged ones.
_BESIDE = frozenset({"further", "habit", "none"})


class Probes:
    """What to ask and what to advise, check by check.

    Raises:
        UserError: The file is not TOML, or a wording is missing or has wrong braces.
    """

    def __init__(self, path: Path) -> None:
        packaged = resource(_PACKAGED)
        self._texts = _texts(path)
        for table in _BESIDE - self._texts.keys():
            self._texts[table] = _texts(packaged)[table]
        for check in CHECKS:
            self._require(path, check, *INTERVIEWERS, "next")
            try:
                self.next_step(check).format(own="")
            except (LookupError, ValueError):
                raise UserError(
                    f"In {path}, “{check}.next” has braces that hold something else than “own”.",
                    "Write “{own}”, or nothing in braces.",
                ) from None
        for probe in (*FURTHER.values(), *HABIT.values(), *NONE.values()):
            self._require(path, probe.wording, *INTERVIEWERS)

    def question(self, name: str, interviewer: str) -> str:
        """The question itself, without its opening. ``name``: a check, or ``further.<check>`` etc."""
        return str(self._table(name)[interviewer])

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


def _texts(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}.", "Correct the file, or remove it.") from None


@lru_cache(maxsize=8)
def probes(folder: Path | None = None) -> Probes:
    """The theme folder's own wording where it has one, else the packaged wording."""
    own = folder / "probes.toml" if folder is not None else None
    return Probes(own if own is not None and own.exists() else resource(_PACKAGED))
