"""The rules that the trained reader is compared with: surface patterns, check by check, and nothing learnt.

On top of the reader they gained nothing on left-out writers (docs/decisions/2026-11-25-reader.md), so the
app does without them.
"""

import re
from collections.abc import Sequence

from failprep.domain import AVOIDED, CHECKS, Reading, SentenceReading

_NUMBER_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|"
    r"million|billion|dozen|"
    r"half|couple of|several)"
)
_AMOUNT = rf"(?:[$£€]?\d[\d,.]*\s?(?:k|m|%|percent)?|{_NUMBER_WORD}(?:[ -](?:and[ -])?{_NUMBER_WORD})*)"
_UNIT = (
    r"(?:percent|per cent|%|dollars?|euros?|pounds?|quid|grand|k|bucks|rupees|minutes?|hours?|"
    r"days?|weeks?|months?|"
    r"years?|customers?|clients?|people|patients?|orders?|tickets?|invoices?|families|kids|staff|"
    r"accounts?|times|"
    r"nights?|boxes|bags|pieces|units|errors?|shifts?|houses|guests?)"
)
_QUANTITY = re.compile(rf"\b{_AMOUNT}[ -]?(?:\w+ ){{0,2}}?{_UNIT}\b|[$£€]\s?\d", re.IGNORECASE)

_PATTERNS: dict[str, tuple[str, ...]] = {
    "specific_event": (
        r"\b(?:last|this|that) (?:year|month|week|spring|summer|autumn|fall|winter|january|"
        r"february|march|april|may|"
        r"june|july|august|september|october|november|december|christmas|night|monday|tuesday|"
        r"friday|saturday|sunday)\b",
        r"\b(?:in|back in|it was|this was) (?:19|20)\d\d\b",
        r"\b(?:\w+) (?:years?|months?|weeks?) (?:ago|back)\b",
        r"\bmy (?:first|second|third) (?:year|month|week|job|day)\b",
    ),
    "harm_stated": (
        r"\b(?:cost|lost|lose|losing|missed|refund\w*|broke|damage\w*|hurt|injur\w+|complain\w*|"
        r"late|delay\w*|quit|left|"
        r"cancel\w*|wasted|threw away|throw away|thrown|stopped (?:talking|asking|trusting|"
        r"coming)|no longer trust\w*|"
        r"cried|crying|angry|upset|incident|outage|trust|fined?|delisted|overtime|scrap\w*)\b",
    ),
    "not_rebranded": (
        r"\bwork(?:ed|ing)? too hard\b",
        r"\bcare(?:d)? too much\b",
        r"\bperfectionist\b",
        r"\btoo (?:honest|loyal|kind|dedicated)\b",
        r"\bblessing\b",
        r"\bbest thing that (?:ever )?happened\b",
        r"\b(?:made|makes) me (?:stronger|better|who i am)\b",
        r"\bwouldn'?t change (?:a thing|anything|it)\b",
        r"\bended up (?:being )?(?:great|a success|our best)\b",
        r"\beveryone was (?:delighted|happy|thrilled|impressed)\b",
        r"\b(?:best|biggest) \w+ (?:ever|we ever|they'd ever)\b",
        r"\blearning opportunit",
        r"\bhigh(?:er)? standards\b",
        r"\bturned out (?:great|fine|well|for the best)\b",
    ),
    "own_action": (
        r"\bi (?:didn't|did not|never|forgot|skipped|left|put|sent|signed|cut|ignored|missed|let|"
        r"gave|told|said|promised|"
        r"took|pushed|ran|copied|booked|mixed|dropped|failed to|hadn't|chose|decided|rushed|shouted|hid)\b",
    ),
    "own_judgement": (
        r"\bi (?:thought|assumed|figured|decided|chose|knew|reckoned|believed|ignored|took it|"
        r"told myself|was sure|"
        r"convinced myself|didn't think)\b",
    ),
    "no_blame_shift": (
        r"\b(?:it was|that's|that was) (?:not |never )?(?:their|his|her|management'?s?|the "
        r"client'?s?) (?:fault|job|mistake)\b",
        r"\b(?:nobody|no one|they) (?:told|warned|informed|trained|gave) (?:me|us)\b",
        r"\bwhat could i (?:have )?do(?:ne)?\b",
        r"\bnot my (?:fault|job|mistake)\b",
        r"\bthe (?:real |main )?(?:reason|problem) (?:is|was) (?:the|that) (?:\w+ )?(?:"
        r"team|management|client|supplier|system|boss|market|company)\b",
        r"\bbad luck\b",
        r"\bout of my (?:hands|control)\b",
        r"\bunforeseen\b",
        r"\bthey (?:let|should have|should've|never|didn't)\b",
    ),
    "cause_given": (
        r"\b(?:because|cause|'cause|since i|that's why|the reason|the why|root cause|comes? from|"
        r"underneath|why i did)\b",
    ),
    "cause_internal": (
        r"\bi (?:was|am|get|got|felt) (?:afraid|scared|proud|lazy|embarrassed|ashamed|impatient|"
        r"stubborn|overconfident|"
        r"too proud|cocky|shy|bored|nervous)\b",
        r"\bi (?:assumed|wanted to (?:look|be|seem|prove|please)|hate|can't stand|"
        r"don't like to|didn't want to (?:look|seem|admit|ask))\b",
        r"\bmy (?:pride|ego|habit|fear|assumption)\b",
    ),
    "deeper_layer": (
        r"\b(?:deeper|underneath|deep down|below that|behind that|under that|grew up|my (?:dad|"
        r"father|mother|mum|mom|family)|"
        r"as a (?:kid|child)|since i was|all my life|self-image|identity|proving myself|imposter)\b",
    ),
    "mechanism": (
        r"\b(?:so (?:then|by the time|the|when|it|they|every)|which meant|that meant|and that's "
        r"how|so nobody|so no one|"
        r"ended up|by the time|as a result|one thing led)\b",
    ),
    "new_practice": (
        r"\b(?:now|these days|since then|from then on|nowadays|ever since|today)\b.{0,40}\b(?:i|"
        r"we|my|every|no|a|the)\b",
        r"\bwhat i do (?:now|differently)\b",
        r"\bnew rule\b",
        r"\bi(?:'ve got| have| made| keep| wrote) a (?:rule|list|checklist|"
        r"card|sheet|note|timer|script)\b",
        r"\bi (?:don't|never) .{3,40} (?:until|unless|before|without)\b",
    ),
    "applied_since": (
        r"\b(?:since then|ever since|every (?:one|time|job|week|month|single)|i did (?:it|that|"
        r"this) (?:for|on|with|in|last)|"
        r"i(?:'ve| have) (?:done|used|kept|run)|last (?:month|week|spring|year|time)|the next "
        r"(?:one|time|project))\b",
    ),
    "outcome_shown": (
        r"\b(?:no (?:more )?(?:complaints?|errors?|mistakes|incidents?|misses)|zero|none|not one|"
        r"came back clean|went down|"
        r"dropped (?:to|from)|went up|caught|saved|she said|he said|told me|on time|haven't "
        r"(?:lost|missed|had))\b",
    ),
    "sustained_or_shared": (
        rf"\b(?:for|over|in) (?:the (?:last|past) )?{_AMOUNT} (?:months?|years?|seasons?)\b",
        r"\bever since\b",
        r"\b(?:others|the (?:team|others|lads|girls|rest)|colleagues?|new (?:starters?|people|"
        r"hires?)) .{0,30}(?:use|do|copied|"
        r"taken|adopted|follow)\b",
        r"\b(?:still|to this day)\b",
        r"\b(?:copied|adopted|template|standard practice)\b",
    ),
    "still_a_risk": (
        r"\bstill (?:catch|do|feel|have|get|slip|happens?|there|in me|go|want)\b",
        r"\b(?:not (?:solved|cured|gone|fixed)|slips? "
        r"(?:back|out)|creeps? back|could happen again|come back|comes back|it doesn't go|haven't "
        r"stopped|i'd do it again|"
        r"i know i will)\b",
    ),
    "trigger_named": (
        r"\b(?:when(?:ever)? (?:i'm|i am|we're|it's|there's|somebody|someone|the)|worst (?:when|"
        r"on|with)|mostly (?:when|on|at)|"
        r"usually (?:when|on|at)|especially|under pressure|end of the (?:quarter|month|day)|if "
        r"(?:i'm|there's|somebody))\b",
    ),
    "current_guard": (
        r"\b(?:i(?:'ve)? ask(?:ed)? \w+ to|(?:she|he|they) (?:checks?|asks?|tells? me|reminds?|"
        r"watch(?:es)?|listens?|says?)|"
        r"once a (?:month|week)|every (?:month|friday|monday|week)|check(?:s)? (?:in|me|my)|"
        r"keeps? an eye|goes through my)\b",
    ),
    "no_cured_claim": (
        r"\bnever (?:\w+ ){0,3}?again\b",
        r"\b(?:won't|will not|can't|doesn't|does not|cannot) (?:ever )?(?:happen|come|repeat)\b"
        r".{0,25}\b(?:again|anymore|any more|second time|another time)\b",
        r"\b(?:that's|it's|is|been) (?:all )?(?:fixed|cured|"
        r"finished|gone|over and done|behind me|history)(?: for good| permanently| now)?\b.{0,12}$",
        r"\bi'?m (?:cured|past (?:it|that)|over (?:it|that))\b",
        r"\bnot (?:that|the same) person any ?more\b",
        r"\bfor good\b",
    ),
    "plain_admission": (
        r"\b(?:i failed|my (?:mistake|fault|error|bad)|i was wrong|i got (?:it|that) wrong|i "
        r"messed|i screwed|i blew it|it was "
        r"wrong|that was wrong|was a (?:bad|wrong|poor) (?:call|decision|idea|choice)|it failed|"
        r"that's on me|it was on me|"
        r"i (?:broke|botched|made a (?:mistake|mess)))\b",
    ),
    "no_defensiveness": (
        r"\b(?:in (?:my defen[cs]e|fairness)|anybody would|anyone would|everybody does|not "
        r"(?:that|such a) (?:bad|big)|no big deal|"
        r"to be fair|you have to understand|not the end of the world|could happen to any|it's not "
        r"like|blown out of proportion|"
        r"i don't agree|nobody'?s perfect|only human)\b",
    ),
    "no_self_flagellation": (
        r"\bi(?:'m| am| was) (?:so |such |just |a |an |the |really |totally )*(?:flawed|idiot|"
        r"terrible|useless|worthless|hopeless|"
        r"disgrace|fraud|failure of a|worst|stupid|pathetic|awful|monster|disaster|joke)\b",
        r"\bhate myself\b",
        r"\b(?:don't|didn't|do not) deserve\b",
        r"\bunforgivable\b",
        r"\bforgive myself\b",
        r"\bashamed of myself\b",
    ),
}
_COMPILED = {
    check: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    for check, patterns in _PATTERNS.items()
}
_CRISP = frozenset({"no_cured_claim", "no_self_flagellation", "not_rebranded"})


def quantified(text: str) -> bool:
    """Whether an amount, a count or a duration is named."""
    return bool(_QUANTITY.search(text))


def shows(text: str) -> dict[str, float]:
    """Check id → 0 or a probability, from patterns alone (*avoided* checks: that the sentence offends)."""
    plain = text.replace("’", "'")
    found = dict.fromkeys((*_COMPILED, "harm_sized", "itemised", "proportionate"), 0.0)
    for check, patterns in _COMPILED.items():
        hits = sum(bool(pattern.search(plain)) for pattern in patterns)
        if hits:
            found[check] = min(0.9, (0.7 if check in _CRISP else 0.55) + 0.15 * (hits - 1))
    if found["harm_stated"] and quantified(plain):
        found["harm_sized"] = 0.6
    if found["own_action"] and quantified(plain):
        found["itemised"] = 0.55
    if not any(
        found[check]
        for check in ("no_blame_shift", "no_defensiveness", "no_self_flagellation", "not_rebranded")
    ):
        found["proportionate"] = 0.6
    return found


def answer(sentences: Sequence[str]) -> Reading:
    """What an answer shows by patterns alone."""
    rows = [shows(sentence) for sentence in sentences]
    met = {}
    for check in CHECKS:
        most = max((row[check] for row in rows), default=0.0)
        met[check] = 1.0 - most if check in AVOIDED else most
    return Reading(tuple(SentenceReading(i, row) for i, row in enumerate(rows, 1)), met)
