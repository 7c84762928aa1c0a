"""Fillers and repeated starts that can be seen in the words.

Hesitation sounds are always fillers. “Like”, “you know” and “I mean” are so only in some places; the rules
look at their neighbours and at the commas, and leave a doubtful one uncounted.
"""

from collections.abc import Iterator, Sequence

from failprep.domain import SpokenEvent, Word
from failprep.reading.counting import event, neighbours, phrases, plain, vocabulary

#: Sounds of hesitation as recognisers spell them.
HESITATIONS = vocabulary("um umm ummm uhm uh uhh uhhh er err erm ehm eh ah ahm hm hmm hmmm mm mmm mhm")

_CANDIDATES = {("you", "know"), ("i", "mean")}
_ASKS = vocabulary("do did does don't didn't if as let lets would you'd could should because when before")
_KNOWN_THING = vocabulary("what how that why if who where when which whether the a an this it them him her")
_INTENSIFIERS = vocabulary("really so very super totally just completely literally basically pretty")
_LINKS = vocabulary("and but so or because then well just")
_SUBJECTS = vocabulary("i we he she they it you i'm i've i'd we're it's he's she's they're there")
_OWN_DOUBLES = vocabulary("had that very really no yes so many never bye long far again over more is do")


def fillers(words: Sequence[Word]) -> tuple[SpokenEvent, ...]:
    """The fillers, in order of time."""
    found = [event([word]) for word in words if plain(word.text) in HESITATIONS]
    found += phrases(words, _CANDIDATES, _is_filler)
    found += (event([words[at]]) for at in range(len(words)) if _is_filler_like(words, at))
    return tuple(sorted(found, key=lambda one: one.start_s))


def restarts(words: Sequence[Word]) -> tuple[SpokenEvent, ...]:
    """Repeated starts (“I, I was”): one to three words said again at once; meant doubles do not count."""
    return tuple(_restarts([word for word in words if plain(word.text) not in HESITATIONS]))


def _restarts(words: Sequence[Word]) -> Iterator[SpokenEvent]:
    tokens = [plain(word.text) for word in words]
    at = 0
    while at < len(tokens):
        for length in (3, 2, 1):
            said, again = tokens[at : at + length], tokens[at + length : at + 2 * length]
            if said == again and all(said) and not _is_meant(words, at, length):
                yield event(words[at : at + 2 * length])
                at += length
                break
        else:
            if _is_cut_off(words, at):
                yield event(words[at : at + 2])
            at += 1


def _is_meant(words: Sequence[Word], at: int, length: int) -> bool:
    """Whether the repetition is emphasis, grammar, a number, or crosses the end of a sentence."""
    said = words[at : at + length]
    if said[-1].text.rstrip('"”’').endswith((".", "!", "?")):
        return True
    return length == 1 and (plain(said[0].text) in _OWN_DOUBLES or plain(said[0].text)[:1].isdigit())


def _is_cut_off(words: Sequence[Word], at: int) -> bool:
    """“w- was”: a piece of a word with a dash, and the word itself."""
    if at + 1 >= len(words):
        return False
    piece, whole = words[at].text, plain(words[at + 1].text)
    start = plain(piece)
    return piece.endswith("-") and 0 < len(start) < len(whole) and whole.startswith(start)


def _is_filler(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether “you know” or “I mean” says nothing here."""
    before, after = neighbours(words, first, last)
    set_off = words[last - 1].text.endswith(",")
    if plain(words[first].text) == "you":
        return before not in _ASKS and (set_off or after not in _KNOWN_THING)
    if set_off:
        return before not in {"what", "that"}
    return before not in {"what", "that", "this", "and"} and after not in {"it", "that", "by", "business"}


def _is_filler_like(words: Sequence[Word], at: int) -> bool:
    """Whether “like” here is neither a verb nor a comparison."""
    if plain(words[at].text) != "like":
        return False
    before = words[at - 1].text if at else ""
    after = plain(words[at + 1].text) if at + 1 < len(words) else ""
    set_off = words[at].text.rstrip().endswith(",") and (not before or before.rstrip().endswith(","))
    if set_off or after in HESITATIONS:
        return True
    if after in _INTENSIFIERS and plain(before) in {
        "was",
        "is",
        "were",
        "it's",
        "that's",
        "i'm",
        "be",
        "got",
    }:
        return True
    return plain(before) in _LINKS and plain(before) != "just" and after in _SUBJECTS
