"""Word error rate, after both texts are brought to one way of writing."""

import re

_TO_TEN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_TEENS = [
    "eleven",
    "twelve",
    *(f"{stem}teen" for stem in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
]
_SMALL = _TO_TEN + _TEENS
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_HESITATIONS = {"um", "uh", "er", "erm", "hmm", "mm", "uhm"}


def number(value: int) -> str:
    """A whole number below a billion in words, as in “two hundred five”."""
    if value < 20:
        return _SMALL[value]
    if value < 100:
        return _TENS[value // 10] + ("" if value % 10 == 0 else f" {_SMALL[value % 10]}")
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if value >= size:
            rest = value % size
            return f"{number(value // size)} {name}" + (f" {number(rest)}" if rest else "")
    raise AssertionError(value)


def normal(text: str) -> list[str]:
    """Lower-case words without punctuation, numbers in words, hesitation sounds left out."""
    text = text.casefold().replace("’", "'").replace("%", " percent ").replace("&", " and ")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"[$£€](\d+)", r"\1 dollars", text)
    text = re.sub(r"\d+", lambda found: f" {_spoken(found[0])} ", text)
    text = re.sub(r"(?<=\w)'(?=\w)", "", text)
    words = re.findall(r"[a-z]+", text)
    return [word for word in words if word not in _HESITATIONS and word != "and"]


def _spoken(digits: str) -> str:
    if len(digits) > 9 or (digits.startswith("0") and len(digits) > 1):
        return " ".join(_SMALL[int(digit)] for digit in digits)
    value = int(digits)
    if len(digits) == 4 and 1900 <= value <= 2099 and value % 1000 >= 10:  # a year
        return (
            f"{number(value // 100)} {number(value % 100)}"
            if value % 100
            else f"{number(value // 100)} hundred"
        )
    return number(value)


def errors(reference: str, heard: str) -> tuple[int, int]:
    """Word errors (substitutions, deletions, insertions) and words of the reference."""
    import jiwer

    said, got = normal(reference), normal(heard)
    if not said:
        return len(got), 0
    counts = jiwer.process_words(" ".join(said), " ".join(got))
    return counts.substitutions + counts.deletions + counts.insertions, len(said)
