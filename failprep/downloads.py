"""Fetch files over HTTP: with progress, resumable, cancellable, in place only when their hash is right."""

import hashlib
import http
import http.client
import os
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from failprep.domain import Cancelled, UserError

_BLOCK = 1 << 16
_TIMEOUT_S = 30.0
_INTERRUPTIONS = (
    urllib.error.URLError,
    http.client.HTTPException,
    ssl.SSLError,
    ConnectionError,
    TimeoutError,
)


class KnownFile(Protocol):
    """A file, and how to tell that it is the right one."""

    @property
    def name(self) -> str:
        """Its name, at its source and here."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def sha256(self) -> str:
        """Its hash, in hexadecimal."""


def fetch(
    files: Sequence[KnownFile],
    folder: Path,
    source: str,
    what: str,
    *,
    report: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Bring every file into ``folder``. A file takes its name only once its hash is right.

    Args:
        files: What to fetch.
        folder: Where to; made if it is missing.
        source: The address that the files lie under.
        what: What they are, for the user: ``the speech model “base”``.
        report: Called with the bytes so far and in all.
        cancelled: Asked often.

    Raises:
        UserError: Network, server or disk failed, or what came is not the model. What is good so far is kept.
        Cancelled: ``cancelled`` said so. What is good so far is kept.
    """
    done, size = 0, sum(file.size for file in files)

    def progress(so_far: int) -> None:
        if cancelled and cancelled():
            raise Cancelled
        if report:
            report(done + so_far, size)

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            if not _is_there(folder / file.name, file):
                _fetch_file(file, f"{source}/{file.name}", folder, what, progress)
            done += file.size
            progress(0)
    except urllib.error.HTTPError as error:
        error.close()
        raise UserError(f"The server does not give out {what} ({error.code}).", "Try again later.") from error
    except _INTERRUPTIONS as error:
        raise UserError(
            f"The download of {what} was interrupted.",
            "Check the connection and start it again; it goes on where it stopped.",
        ) from error
    except OSError as error:
        raise UserError(
            f"{what[:1].upper()}{what[1:]} cannot be written to {folder}.",
            f"Make sure that the folder can be written and has {size // 1_000_000 + 10} MB free.",
        ) from error


def _is_there(path: Path, file: KnownFile) -> bool:
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256


def _fetch_file(
    file: KnownFile, address: str, folder: Path, what: str, progress: Callable[[int], None]
) -> None:
    if not address.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise ValueError(f"models are fetched over https only, not from {address!r}")
    partial = folder / f"{file.name}.partial"
    have = partial.stat().st_size if partial.is_file() else 0
    if have > file.size:  # cannot be the beginning of it
        partial.unlink()
        have = 0
    if have < file.size:
        headers = {"User-Agent": "failprep"} | ({"Range": f"bytes={have}-"} if have else {})
        request = urllib.request.Request(address, headers=headers)  # noqa: S310 - scheme checked above
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:  # noqa: S310
            resumed = have > 0 and answer.status == http.HTTPStatus.PARTIAL_CONTENT
            so_far = have if resumed else 0
            with partial.open("ab" if resumed else "wb") as out:
                progress(so_far)
                while block := answer.read(_BLOCK):
                    out.write(block)
                    so_far += len(block)
                    if so_far > file.size:
                        break
                    progress(so_far)
                out.flush()
                os.fsync(out.fileno())
        if so_far < file.size:
            raise ConnectionError(f"{address} ended after {so_far} of {file.size} bytes")
    if not _is_there(partial, file):
        partial.unlink()
        raise UserError(
            f"What the server sent is not the {file.name} of {what}.",
            "Start the download again; if it fails once more, choose another model.",
        )
    partial.replace(folder / file.name)
