"""The command line: the same pipeline without a window."""


def main() -> None:
    """Run the command line."""


def window() -> None:
    """Open the window."""
