"""Where warnings and bugs go: the log file, never the terminal."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from failprep.settings import Folders

log = logging.getLogger(__name__)


def log_to_file(folder: Path) -> None:
    """Log warnings and errors in full, where the folder can be written; never to the terminal."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "failprep.log", maxBytes=1_000_000, backupCount=2, delay=True, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def log_bugs() -> None:
    """What nobody expected is logged in full, and told in one line."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("unexpected", exc_info=(kind, error, trace))
        where = Folders.standard().log / "failprep.log"
        print(
            f"failprep: something went wrong that should not have ({kind.__name__}); see {where}.",
            file=sys.stderr,
        )

    sys.excepthook = tell
