"""Answers, pairs and sentences that the coach is tested and measured on."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def lines(name: str) -> list[str]:
    """The lines of one of the text files here."""
    return (FOLDER / name).read_text(encoding="utf-8").splitlines()
