"""Who acts in a sentence: the speaker, a group with the speaker in it, others, or nobody (the passive).

A surface reading: the subject of the first finite clause that is not a frame such as "I think" or "you know".
"""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_I = _set("i i'm i've i'd i'll myself")
_WE = _set("we we're we've we'd we'll")
_THEY = _set("they they're they've they'd they'll he he's he'd he'll she she's she'd she'll")
_OTHERS = _set(
    """
    management manager managers team teams client clients customer customers boss supplier suppliers
    department company director directors board vendor vendors colleague colleagues leadership somebody
    someone everybody everyone people parents teacher owner owners product finance
    """
)
_FRAMES = re.compile(
    r"\b(?:i (?:think|guess|mean|suppose|believe|reckon|would say|must say|have to say|don'?t know)|i'd say|"
    r"you know|if i'm honest|to be honest|let me think|i'll be honest|i remember)\b,?"
)
_BE = _set("was were is are been being got gets")
_IRREGULAR = _set(
    """
    done made lost told sent cut given taken broken forgotten left missed put set built sold paid held
    brought thrown written shut hit let kept found said seen caught dropped skipped
    """
)
_NOT_PASSIVE = _set("tired worried scared supposed used excited ashamed bored interested married")


def agent(text: str) -> str | None:
    """``i``, ``we``, ``they``, ``passive``, or None where nobody acts."""
    words = _WORD.findall(_FRAMES.sub(" ", text.lower().replace("’", "'")))
    found = (_acts(words, index) for index in range(len(words)))
    who = next((agent_ for agent_ in found if agent_), None)
    return who or ("i" if {"my", "mine", "me"} & set(words) else None)


def _acts(words: list[str], index: int) -> str | None:
    """Whom the word at ``index`` makes the one who acts."""
    word = words[index]
    for who, pronouns in (("i", _I), ("we", _WE), ("they", _THEY)):
        if word in pronouns:
            return who
    if word in _OTHERS and index + 1 < len(words) and words[index + 1] not in {"of", "and"}:
        return "they"
    return "passive" if word in _BE and _is_passive(words, index) else None


def _is_passive(words: list[str], index: int) -> bool:
    for word in words[index + 1 : index + 4]:
        if word in _NOT_PASSIVE:
            return False
        if word in _IRREGULAR or (word.endswith("ed") and len(word) > 4):
            return "by" not in words[index:] or not ({"me", "us"} & set(words[index:]))
    return False
