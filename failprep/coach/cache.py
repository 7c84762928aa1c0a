"""Answers of language models, kept so that the same question is never paid for twice.

A file an answer, named by the hash of everything that was asked. The files hold sentence numbers and
verdicts, never what was said.
"""

import hashlib
import json
from pathlib import Path

from failprep.settings import write_atomically


class Cache:
    """Keeps texts under keys in a folder, or nothing without one. A failing disk only costs speed."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @staticmethod
    def key(*parts: object) -> str:
        """The name for an answer to this: any plain data."""
        text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, key: str) -> str | None:
        """What is kept under this key."""
        if self._folder is None:
            return None
        try:
            return self._path(self._folder, key).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def put(self, key: str, text: str) -> None:
        """Keep a text, whole or not at all."""
        if self._folder is None:
            return
        path = self._path(self._folder, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, text)
        except (OSError, UnicodeError):  # a model may write half a character
            return

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key}.json"
