"""The command line: the same pipeline without a window.

This door is light: the window, which most people start, does not wait for the commands' libraries.
"""

import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Open the window, or run the command that was given; ends the process with its exit status."""
    if len(sys.argv) == 1 and has_display():
        window()
    from failprep.cli.commands import run

    run()


def window() -> NoReturn:
    """Open the window and stay until it is closed."""
    from failprep.cli.logs import log_to_file
    from failprep.settings import Folders

    log_to_file(Folders.standard().log)
    from failprep.app.main import run

    sys.exit(run())


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
