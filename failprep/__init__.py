"""failprep: practise "tell me about a time you failed" aloud, on your own computer."""

__version__: str


def __getattr__(name: str) -> str:
    """The version, looked up when somebody asks: reading package metadata would delay the first frame."""
    if name != "__version__":
        raise AttributeError(name)
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("failprep")
    except PackageNotFoundError:  # a bare checkout on the path, not installed
        return "0.0.0"
