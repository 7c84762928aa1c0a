"""Language models for the built-in server that failprep can fetch: their files, hashes, licences and origin.

Where the hashes come from is told in ``docs/decisions``. Without a known hash no model is offered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from failprep.domain import UserError
from failprep.settings import Settings


@dataclass(frozen=True, slots=True)
class ModelFile:
    """The one file of a model."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class LocalModelInfo:
    """What is known about a model before it is on the computer.

    Attributes:
        name: Short and stable: what the command line takes.
        about: What a user should know when choosing it, its licence included.
        file: What is fetched.
        source: Address of the folder it lies in, at a fixed revision.
        licence: SPDX id of the weights' licence.
    """

    name: str
    about: str
    file: ModelFile
    source: str
    licence: str

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self.file.size


_ALL = (
    LocalModelInfo(
        "phi-4-mini",
        "Microsoft's Phi-4-mini-instruct, 3.8 billion parameters. Needs about 4 GB of memory. MIT licence.",
        ModelFile(
            "Phi-4-mini-instruct-Q4_K_M.gguf",
            2_491_874_272,
            "88c00229914083cd112853aab84ed51b87bdf6b9ce42f532d8c85c7c63b1730a",
        ),
        "https://huggingface.co/unsloth/Phi-4-mini-instruct-GGUF/resolve/"
        "78eb92a46fc37e6b524df991ed9aca9bc6aa7b80",
        "MIT",
    ),
    LocalModelInfo(
        "qwen3-4b",
        "Alibaba's Qwen3-4B-Instruct-2507, 4 billion parameters. Needs about 4 GB of memory. "
        "Apache-2.0 licence.",
        ModelFile(
            "Qwen_Qwen3-4B-Instruct-2507-Q4_K_M.gguf",
            2_497_280_736,
            "2fde00ce69dd4899c70d020845e2638353015bba0fdf161b3eb965f2bca4464e",
        ),
        "https://huggingface.co/bartowski/Qwen_Qwen3-4B-Instruct-2507-GGUF/resolve/"
        "ae44f08e1392f39c0e474af10c3ff8355c8b6688",
        "Apache-2.0",
    ),
)
#: Every model on offer.
LOCAL_MODELS: dict[str, LocalModelInfo] = {info.name: info for info in _ALL}


def known(name: str) -> LocalModelInfo:
    """The manifest's entry. Raises UserError for a model failprep does not know."""
    try:
        return LOCAL_MODELS[name]
    except KeyError:
        names = ", ".join(LOCAL_MODELS)
        raise UserError(
            f"There is no language model called “{name}” to fetch.", f"Choose one of {names}."
        ) from None


def path_of(name: str, cache: Path) -> Path:
    """Where a model of the manifest lies once it was fetched; it was verified when it came to this name."""
    return cache / "models" / name / known(name).file.name


def installed(cache: Path) -> frozenset[str]:
    """The names of the models that were fetched."""
    return frozenset(name for name, info in LOCAL_MODELS.items() if _is_whole(path_of(name, cache), info))


def download(
    name: str,
    cache: Path,
    settings: Settings,
    report: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    source: str | None = None,
) -> Path:
    """Fetch a model, going on where an earlier attempt stopped; it is in place once its hash is right.

    Args:
        name: One of ``LOCAL_MODELS``.
        cache: The application's cache.
        settings: Whether the network may be used.
        report: Called with the bytes so far and in all.
        cancelled: Asked often; what was fetched is kept for the next attempt.
        source: Another address than the manifest's.

    Returns:
        The model's file.

    Raises:
        UserError: The network is off or fails, the disk is full, or what came is not the model.
        Cancelled: The user asked to stop.
    """
    from failprep import downloads

    info = known(name)
    path = path_of(name, cache)
    if not settings.network_allowed and not _is_whole(path, info):
        raise UserError(
            f"The network is switched off, so the language model “{name}” cannot be fetched.",
            "Switch the network on in Settings, or choose a GGUF file that is on this computer.",
        )
    downloads.fetch(
        (info.file,),
        path.parent,
        source or info.source,
        f"the language model “{name}”",
        report=report,
        cancelled=cancelled,
    )
    return path


def _is_whole(path: Path, info: LocalModelInfo) -> bool:
    return path.is_file() and path.stat().st_size == info.size
