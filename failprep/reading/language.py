"""The English in a sentence. The reader reads English only; stretches in another language are passed over."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words that English does not share with its neighbours.
_ENGLISH = _words(
    """
    the and it's my that we you is for with but they this had have not because when then what there just
    if from by about one would were been i'm don't didn't their our them your can could get got know
    where which who she's he's they're i've i'd should out up down it i to of was
    """
)
#: Small words of the languages a candidate is most likely to slip into, and that English does not have.
_FOREIGN = _words(
    """
    el la las los una unos de del que y en es por para todo todos todas este esta esto como mi mí le les
    des du et est pour avec ce cette vous tous toutes der das und ist ein eine dem zu mit für alle
    diese dieser auf il lo gli che e di questa questo tutti tutte o os uma da em com não esse het een
    voor met deze je geef ang ng sa mga na po ako ito lahat w z się ke kwa ni hii bir bu için tüm
    ve och att det alla som til nota más meus tus sus su tu te se deine dei partout überall tę tej jak
    ich sie nicht wie aber auch sehr ne pas elle nous sont avez suis non sono sei della nel anche muy
    pero yo uno dos nas aos seu sua hai fue são foi ter
    """
)
_TOKEN = re.compile(r"\S+")
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f]")
_FEWEST_WORDS, _FEWEST_SMALL_WORDS = 4, 2
_FEWEST_TO_TELL, _SMALL = 15, 0.15


def split(text: str) -> tuple[str, str]:
    """The English of a sentence, and what stands in it in another language ("" where there is nothing)."""
    tokens = [match.group() for match in _TOKEN.finditer(text)]
    keep = [not _NOT_LATIN.search(token) for token in tokens]
    start = 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and _bare(tokens[end]) not in _ENGLISH:
            end += 1
        first, last = _foreign_stretch(tokens[start:end])
        keep[start + first : start + last] = [False] * (last - first)
        start = end + 1
    if all(keep):
        return text, ""
    kept = " ".join(token for token, english in zip(tokens, keep, strict=True) if english)
    other = " ".join(token for token, english in zip(tokens, keep, strict=True) if not english)
    if not any(_bare(word) in _ENGLISH for word in kept.split()):
        return "", text  # a few names and borrowings make no English sentence
    return kept, other


def is_english(text: str) -> bool:
    """Whether an answer is in English. Of a few words nobody can tell, so they are taken for English.

    Of an English answer two words in five are small English ones, of the barest one in five.
    """
    words = [_bare(token) for token in text.split()]
    return len(words) < _FEWEST_TO_TELL or sum(word in _ENGLISH for word in words) >= _SMALL * len(words)


def _foreign_stretch(tokens: list[str]) -> tuple[int, int]:
    """From the first to the last word that only another language has, where there are enough; else (0, 0)."""
    words = [_bare(token) for token in tokens]
    telling = [i for i, word in enumerate(words) if word in _FOREIGN or not word.isascii()]
    small = {word for word in words if word in _FOREIGN}
    length = sum(bool(word) for word in words)
    if length < _FEWEST_WORDS or len(small) < max(_FEWEST_SMALL_WORDS, length / 6):
        return 0, 0
    return telling[0], telling[-1] + 1


def _bare(token: str) -> str:
    return token.lower().replace("’", "'").strip('.,;:!?…"“”()[]—–-')
