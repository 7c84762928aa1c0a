"""A spoken sentence, divided into clauses short enough to be said back.

There is no parser here. A clause lies between natural breaks; where there is no punctuation, a new one begins
where a subject does that no word introduces. Fillers, false starts and what only leads up to something go.
"""

import re
from dataclasses import dataclass


def words(text: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(text.split())


MOST_WORDS = 12
_MOST_WHOLE = 14  # of what falls apart when it is cut, and of two that "and" holds together
_NAMED = words(
    """
    i i'm i'd i've i'll we we're we'd we've we'll he he's he'd she she's she'd they they're they'd they've it
    it's there there's the my our his her their nobody somebody everybody this that's these those a an
    people every each all nothing everything everyone both most some many half
    """
)
NUMBERS = words(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    """
)
SUBJECTS = _NAMED | NUMBERS
#: Words after which something has to follow.
UNFINISHED = words(
    """
    the a an my your our his her their to of in on at for with into from by and but or so if when that
    which who is was were are be been am do did does had have has not very i we he they it you as than
    about like because would could should will can don't didn't wasn't isn't couldn't wouldn't it's i'm he's
    she's they're there's what how why where i've i'd we've we'd they've such too more less each every some
    any no this these those its put till until unless while whereas per onto upon during among between against
    realised realized decided believed assumed figured wanted tried managed seemed kept never
    """
)
#: … but not where the clause ends by itself ("the dog went home with it still in").
_CLOSES = words("in on for with by at did had like")
_IS, _PRONOUNS = words("is was are were"), words("it that this he she they i we")
_CLOSES_LATE = words("it you that this more less too")
_BREAK = re.compile(
    r"[,;:.!?…()\"“”—–]+|\s-\s|\s(?=(?:because|cause|although|though|whereas|but)\s)", re.IGNORECASE
)
#: A word or two in quotation marks belong to the clause they stand in.
_QUOTED = re.compile(r"[\"“](?P<said>[\w']+(?: [\w']+){0,2})[.,]?[\"”]")
_JOINS = words("and so then")
#: In a long stretch, what follows these can be said by itself.
_OPENS = words("where when while until")
_JOINED = words("what well um then so now if when")
_HESITATION = re.compile(
    r"(?P<before>[\w']+)?,?\s*\b(?:um+|uh+|er+|erm+|eh|em|hmm|ehm|(?<=, )like(?=,))\b,?(?=\s|$)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:you know|i mean|sort of|kind of|kinda|basically|like i said|to be honest|"
    r"honestly|if i'm honest|how do you say|i suppose|i guess|i think|actually|literally|obviously|really|"
    r"just|definitely|probably|maybe)\b,?\s*",
    re.IGNORECASE,
)
_STUTTER = re.compile(r"(?<![\w'])(?P<word>[\w']+),? (?P=word)(?![\w'])", re.IGNORECASE)
_AGAIN = re.compile(r"(?<![\w'])(?P<word>i|we|he|she|it|they),? (?=(?P=word)'\w)", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:so|and|but|well|yeah|yes|no|okay|ok|right|now|then|anyway|because|cause|'cause|look|see|listen|like|"
    r"also|plus|although|though|or|oh|aye|anyhow|since then|after that|from then on|"
    r"(?:is|once)(?=\s+(?:i|we)\b)|"
    r"that(?=\s+(?:i|we|he|she|they|it|the|my|there|nobody)\b))\s+)+",
    re.IGNORECASE,
)
#: What only leads up to what is said: "what I'd done is I'd left it in", "I have to say I was late".
_FRAME = re.compile(
    r"^(?:(?:what|all|the thing) (?:i|we)\b[\w' ]{0,24}? (?:is|was)|"
    r"(?:the )?(?:thing|point|truth|reason|fact) (?:is|was)|"
    r"(?:i|we)(?:'d| would|'ll| have to| must| can| will)? (?:say|admit|tell you)|i(?:'d| would) have to say|"
    r"i remember|i reali[sz]ed|i came to know|(?:i|we) said)"
    r"(?: that)? (?=(?:i|we|he|she|they|it|the|my|our|there|nobody)\b)",
    re.IGNORECASE,
)
#: "… and she said, I": who "I" is from here on is not the candidate.
_OTHERS_SPEAK = re.compile(
    r"\b(?:he|she|they|\w+er|who|[A-Z][a-z]+)(?:'d| had| just| then| always)? "
    r"(?:say|says|said|go|goes|went|tells me|told me|asks|asks me|asked|asked me|wrote|turn round and say)"
    r"(?: to me| oh| me)?\s*$"
)
#: "Say I gave a parent …": what comes after it never happened.
_SUPPOSES = re.compile(
    r"(?:^\W*(?:(?:and|or|so|but|well|like|okay|now) )*|\b(?:let's|let us|can|or|like|well) )"
    r"(?:say|imagine|suppose|supposing|pretend)(?: that)? "
    r"(?:i|i'd|i've|i'm|we|we'd|you|he|she|they|it|there's|a|an|the|my|our|some\w*|one)\b",
    re.IGNORECASE,
)
#: "In May I …", "one night we …": when it was, before who did it.
_TIME = re.compile(
    r"^(?:(?:in|on|at|this|last|some|for|during)|one (?=day|night|time|morning|evening|week|summer|winter))"
    r"(?: ?\b(?!(?:i|we|he|she|they|who|that|which|if|when)\b)[\w']+){1,4}? (?=(?:i|we)(?:'\w+)? )",
    re.IGNORECASE,
)
_FRESH = words("i i'm i've i'd i'll we we've we're he she they it's that's there's he's she's")
_INTRODUCES = words(
    """
    that what how why if when because cause where who which than as thing way think know knew said say
    thought felt until before after since while time whatever like sure figured assumed believe reckon
    and or reason day place one things everything something anything nothing unless
    """
)
_TIMES = words("before after until since when while because during unless")
_CUT_BEFORE = _TIMES | words("in into on at with without who")
_GOES_ON = _CUT_BEFORE | words("and or but to for from")
_PARTICLES = words("in on")
#: What turns a "no" before it into a "not yet".
_CONDITIONS = words("until till unless without before")
_NO = words("not no never nobody nothing none cannot")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence; ``cut``: something was left off at its end."""

    tokens: tuple[str, ...]
    cut: bool = False

    @property
    def lower(self) -> tuple[str, ...]:
        """The words in lower case."""
        return tuple(token.lower() for token in self.tokens)


def punctuated(sentence: str) -> bool:
    """Whether somebody, or a recogniser that can, has set its marks."""
    return sentence.rstrip().endswith((".", "!", "?", "…", '"', "”"))


def clauses(sentence: str) -> list[Clause]:
    """The clauses that may be said back: whole ones, or cut before a word that can go with all that follows.

    What others are quoted with is not among them, nor what is only imagined.
    """
    text = sentence.replace("’", "'").strip()
    marked = punctuated(text)
    text = _QUOTED.sub(r"\g<said>", text)
    text = _AGAIN.sub("", _FILLER.sub("", _HESITATION.sub(_without_hesitation, text)))
    text = _STUTTER.sub(_once, text)
    found: list[Clause] = []
    for piece in _BREAK.split(text):
        if _SUPPOSES.search(piece):
            break
        before: list[str] = []
        for part in _at_subjects(piece.split(), anywhere=not marked):
            pair = [*before, *part]
            joined = marked and before and part[0].lower() == "and" and len(pair) <= _MOST_WHOLE
            alone = _led_in(part)
            long = alone if marked and MOST_WORDS < len(alone) <= _MOST_WHOLE else []
            for tokens, most in (
                (alone, MOST_WORDS),
                (long, _MOST_WHOLE),
                (pair if joined else [], _MOST_WHOLE),
            ):
                clause = _shortened(tokens, marked=marked, most=most)
                if clause is not None:
                    found.append(clause)
            before = alone
        if _OTHERS_SPEAK.search(piece):
            break
    return found


def _without_hesitation(match: re.Match[str]) -> str:
    before = match["before"]
    if before is None:
        return ""
    return before if before.lower() in UNFINISHED else f"{before},"


def _once(match: re.Match[str]) -> str:
    """A false start is said once; "twenty twenty-one" and "very very" are none."""
    return match["word"] if match["word"].lower() in UNFINISHED else match[0]


def _led_in(tokens: list[str]) -> list[str]:
    """Without the words that only lead up to it."""
    text = " ".join(tokens)
    while (shorter := _FRAME.sub("", _TIME.sub("", _LEAD.sub("", text)))) != text:
        text = shorter
    return text.split()


def _at_subjects(tokens: list[str], *, anywhere: bool) -> list[list[str]]:
    """Divided at "and she …", and in long or unpunctuated stretches wherever a new "I …" begins."""
    parts: list[list[str]] = [[]]
    for index, token in enumerate(tokens):
        lower = token.lower()
        before = tokens[index - 1].lower() if index else ""
        after = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
        condition = lower in _CONDITIONS and _denies(parts[-1])  # "I sign nothing until I …" is one thing
        opens = (
            lower in _OPENS
            and after in _FRESH
            and not condition
            and len(tokens) > MOST_WORDS
            and len(parts[-1]) >= 3
        )
        joins = opens or (lower in _JOINS and after in _NAMED | _JOINED and bool(parts[-1]))
        fresh = (
            lower in _FRESH
            and len(parts[-1]) >= (3 if anywhere else 4)
            and before not in _INTRODUCES
            and (anywhere or len(tokens) > MOST_WORDS)
        )
        if opens and (lower == "where" or _denies(parts[-1])):
            parts[-1] = []  # "this call where I …", "I sign nothing when I …": nothing without what follows
        elif joins or fresh:
            parts.append([])
        if not opens:
            parts[-1].append(token)
    return parts


def _shortened(tokens: list[str], *, marked: bool, most: int) -> Clause | None:
    """Cut anywhere else it would say something else, or nothing."""
    if not tokens:
        return None
    if len(tokens) <= most:
        last = tokens[-1].lower()
        closes = marked and (
            last in _CLOSES
            or (last in _CLOSES_LATE and len(tokens) >= 4)
            or (last in _IS and tokens[-2].lower() in _PRONOUNS)
        )
        return Clause(tuple(tokens)) if last not in UNFINISHED or closes else None
    for end in range(MOST_WORDS, 3, -1):
        if (
            tokens[end].lower() in (_TIMES if "put" in tokens else _CUT_BEFORE)
            and tokens[end - 1].lower() not in UNFINISHED
            and not _one_verb(tokens[end : end + 2])
            and not (_denies(tokens[:end]) and _CONDITIONS & {token.lower() for token in tokens[end:]})
        ):
            return Clause(tuple(tokens[:end]), cut=True)
    return None


def _one_verb(tokens: list[str]) -> bool:
    """Whether the first of these belongs to the verb before it: "hang on with it", "sits in and listens"."""
    return tokens[0].lower() in _PARTICLES and tokens[-1].lower() in _GOES_ON


def _denies(tokens: list[str]) -> bool:
    """Whether these say no to something: "I don't sign anything", said of "… until it was read"."""
    return any(token.lower() in _NO or token.lower().endswith("n't") for token in tokens)
