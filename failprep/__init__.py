"""failprep: practise "tell me about a time you failed" aloud, on your own computer."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("failprep")
except PackageNotFoundError:  # a bare checkout on the path, not installed
    __version__ = "0.0.0"
