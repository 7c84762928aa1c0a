"""TOML read key by key, with complaints a writer of themes can act on."""

import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Self

from failprep.domain import UserError


class Table:
    """A TOML table read key by key. Whatever does not fit is a UserError that names the file and the key."""

    def __init__(self, data: dict[str, object], file: Path, where: str = "") -> None:
        self._data, self.file, self._where = data, file, where
        self._asked: set[str] = set()
        self._children: list[Table] = []

    @classmethod
    def read(cls, file: Path) -> Self:
        """The whole file. Raises UserError where it is missing, unreadable or not TOML."""
        try:
            return cls(tomllib.loads(file.read_text(encoding="utf-8-sig")), file)
        except FileNotFoundError as error:
            raise UserError(f"There is no {file.name} in {file.parent}.", "Every theme needs one.") from error
        except OSError as error:
            raise UserError(
                f"{file} cannot be read ({error.strerror}).", "Check that you may read it."
            ) from error
        except ValueError as error:  # not TOML, or not UTF-8
            raise UserError(f"{file} is not valid TOML: {error}.", "Mend that place in the file.") from error

    def wrong(self, key: str, what: str, way_out: str = "") -> UserError:
        """The complaint that ``key`` in this table is ``what``."""
        place = ".".join(part for part in (self._where, key) if part)
        return UserError(f"In {self.file}, “{place}” {what}.", way_out)

    def _get(self, key: str) -> object:
        self._asked.add(key)
        if key not in self._data:
            raise self.wrong(key, "is missing", "Add it.")
        return self._data[key]

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._data

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty, with its line breaks and runs of spaces made single spaces."""
        if default is not None and not self.has(key):
            return default
        value = self._get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "should be a text in quotation marks and not empty")
        return " ".join(value.split())

    def choice(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of the ``allowed`` texts."""
        value = self.text(key, default)
        if value not in allowed:
            raise self.wrong(
                key, f"is “{value}”, which is not known here", f"Use one of: {', '.join(allowed)}."
            )
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._get(key)
        if not isinstance(value, bool):
            raise self.wrong(key, "should be true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, at least one."""
        value = self._get(key)
        if not isinstance(value, list) or not value:
            raise self.wrong(key, "should be a list of texts")
        rows = Table({f"{key}[{n}]": item for n, item in enumerate(value, 1)}, self.file, self._where)
        return tuple(rows.text(f"{key}[{n}]") for n in range(1, len(value) + 1))

    def numbers(self, key: str, at_most: int) -> tuple[int, ...]:
        """A list of sentence numbers from 1 to ``at_most``; it may be empty."""
        value = self._get(key)
        if not isinstance(value, list) or not all(type(n) is int for n in value):
            raise self.wrong(key, "should be a list of sentence numbers, such as [1, 2]")
        for n in value:
            if not 1 <= n <= at_most:
                raise self.wrong(key, f"names sentence {n}, but there are only sentences 1 to {at_most}")
        return tuple(value)

    def table(self, key: str) -> "Table":
        """A table inside this one."""
        value = self._get(key)
        if not isinstance(value, dict):
            raise self.wrong(key, "should be a table of its own")
        return self._child(value, key)

    def tables(self, key: str) -> "list[Table]":
        """A list of tables, at least one."""
        value = self._get(key)
        if not isinstance(value, list) or not value or not all(isinstance(row, dict) for row in value):
            raise self.wrong(key, f"should be one or more tables that begin with [[{key}]]")
        return [self._child(row, f"{key}[{n}]") for n, row in enumerate(value, 1)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def _child(self, data: dict[str, object], key: str) -> "Table":
        child = Table(data, self.file, ".".join(part for part in (self._where, key) if part))
        self._children.append(child)
        return child

    def close(self) -> None:
        """Complain about keys nobody asked for: most likely a slip of the pen."""
        for key in self._data:
            if key not in self._asked:
                raise self.wrong(
                    key, "is not a key that belongs there", "Correct its spelling or take it out."
                )
        for child in self._children:
            child.close()
