"""The command line: the same pipeline without a window."""

from failprep.cli.main import main, window

__all__ = ["main", "window"]
