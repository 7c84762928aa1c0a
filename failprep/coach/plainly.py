"""What an answer says in so many words, where these are crisper than a reading: is there a story at all?"""

import re

from failprep.coach import turns

#: "I can't think of a mistake", "it has not really happened", "no regrets".
_DENIES = re.compile(
    r"^no\b|\b(?:no|not|never|none|nothing|without|(?:do|did|have|has|would|ca)n'?t|cannot|hardly)\b[^.!?]{0,40}"
    r"\b(?:regret\w*|fail\w*|mistakes?|misjudge|happened|think of (?:one|any)|one for that|too serious|"
    r"make (?:something|one) up|disappointment|disappointed|weakness\w*)\b",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    r"\b(?:(?:i|we)(?:'d(?! (?:been|had|\w+ed))|'ll| would| will)|would|if)\b", re.IGNORECASE
)
_ONE_DAY = re.compile(
    r"\b(?:once|one (?:day|time|night|morning|evening|incident)|that (?:day|night|morning)|when i was|during|"
    r"last (?:year|week|month|spring|summer|autumn|winter|\w+day)|(?:years?|months?|weeks?) (?:ago|back)|"
    r"in (?:19|20)\d\d|at that time|(?:in|after) my \w+)\b",
    re.IGNORECASE,
)
_UNCHANGED = re.compile(
    r"\b(?:not|never|nothing|n't|haven't|hasn't|don't|can't)\b[^.!?,;]{0,30}"
    r"\b(?:changed|any change|done (?:anything|much) about|do (?:anything|much) about)\b",
    re.IGNORECASE,
)
#: "I rang her", "his face when I told him", "in front of the board".
_FACED = re.compile(
    r"\b(?:i|we)(?:'d| had)? (?:then |just |also )?(?:told|rang|phoned|faced|apologi[sz]ed|confessed|"
    r"admitted|owned up|said sorry|wrote to|went (?:to|and told)|walked in|called (?:him|her|them|my)|"
    r"said (?:so |it |this |that )?to)\b|"
    r"\b(?:in front of|to (?:his|her|their) face|faced?|facing|crying|in tears|apolog\w+|in the eye)\b",
    re.IGNORECASE,
)
_HARD = re.compile(
    r"\b(?:hard(?:est)?|difficult|struggl\w+|ugly|slow\w*|awkward|tempt\w+|skip\w*|slip(?:s|ped)?|creeps?|"
    r"forg[eo]t\w*|drift\w*|backslide|still|yet|tug|when (?:we're|i'm|it's|it is|i am|we are))\b",
    re.IGNORECASE,
)
#: Somebody or something keeps watch, today.
_GUARDED = re.compile(
    r"\b(?:asks|watches|checks|reads|rings|stops|reminds|catches|marks|reviews) (?:me|my|us|our|it|every)\b|"
    r"\b(?:she|he|wife|husband|sister|deputy|manager|boss) (?:sits in|listens|goes through)\b|"
    r"\b(?:every|each|once a|first) (?:other )?(?:day|week|month|quarter|(?:mon|tues|wednes|thurs|fri)day)\b"
    r"[^.!?]{0,60}\b(?:i|we) (?:\w+ )?(?:look|check|go through|take|pick|test|restore|review|read|count)\b|"
    r"\bnobody (?:lets|gives|allows) me\b",
    re.IGNORECASE,
)
_FEWEST_PAST = 3
_FEWEST_SUPPOSED, _SHARE_SUPPOSED = 4, 0.6


def recounts(text: str) -> bool:
    """Whether something that happened once is told, failure or not."""
    return bool(_ONE_DAY.search(text)) and _past(text) >= _FEWEST_PAST


def denies(text: str) -> bool:
    """Whether it is said that there is nothing to tell."""
    return bool(_DENIES.search(text.replace("’", "'").strip()))


def only_supposes(text: str) -> bool:
    """Whether it is told what one would do, rather than what one did."""
    plain = text.replace("’", "'")
    return len(_SUPPOSES.findall(plain)) > max(_FEWEST_SUPPOSED, _SHARE_SUPPOSED * _past(plain))


def denies_change(text: str) -> bool:
    """Whether it is said that nothing was changed since."""
    return bool(_UNCHANGED.search(text.replace("’", "'")))


def faces(text: str) -> bool:
    """Whether it is told how somebody was faced."""
    return bool(_FACED.search(text.replace("’", "'")))


def says_it_is_hard(text: str) -> bool:
    """Whether it is told how hard it is to keep something up."""
    return bool(_HARD.search(text.replace("’", "'")))


def is_guarded(text: str) -> bool:
    """Whether it is told who or what keeps watch."""
    return bool(_GUARDED.search(text.replace("’", "'")))


def _past(text: str) -> int:
    return sum(turns.past(word) for word in re.findall(r"[\w']+", text.lower()))
