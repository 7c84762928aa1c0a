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
from typing import BinaryIO, Protocol

from failprep.domain import Cancelled, UserError
from failprep.locks import lock

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
        UserError: Network, server or disk failed, it is being fetched already, or what came is not the model.
            What is good so far is kept.
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
    partial, path = folder / f"{file.name}.partial", folder / file.name
    with partial.open("ab") as out:
        if not lock(out):
            raise UserError(
                f"{what[:1].upper()}{what[1:]} is being fetched already.", "Wait until it is here."
            )
        if not _is_there(path, file):  # somebody else may have been faster
            _go_on(out, file, address, progress)
    if _is_there(path, file):
        partial.unlink(missing_ok=True)
    elif _is_there(partial, file):
        partial.replace(path)
    else:
        partial.unlink(missing_ok=True)
        raise UserError(
            f"What the server sent is not the {file.name} of {what}.",
            "Start the download again; if it fails once more, choose another model.",
        )


def _go_on(out: BinaryIO, file: KnownFile, address: str, progress: Callable[[int], None]) -> None:
    """Bring what is missing at the end of a file that is begun."""
    have = out.seek(0, os.SEEK_END)
    if have > file.size:  # cannot be the beginning of it
        have = out.truncate(0)
    if have == file.size:
        return
    headers = {"User-Agent": "failprep"} | ({"Range": f"bytes={have}-"} if have else {})
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the caller looked at the scheme
    with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:  # noqa: S310
        if have and answer.status != http.HTTPStatus.PARTIAL_CONTENT:
            have = out.truncate(0)
        progress(have)
        while block := answer.read(_BLOCK):
            out.write(block)
            have += len(block)
            if have > file.size:
                break
            progress(have)
        out.flush()
        os.fsync(out.fileno())
    if have < file.size:
        raise ConnectionError(f"{address} ended after {have} of {file.size} bytes")
