"""Does a sentence talk to whoever grades the answer, instead of telling the story?

Two of three witnesses. Patterns for what no story contains: machine formats, ids of the rubric, orders to
a grader. And the trained reader's own output for everything said more freely, which a pattern's hint can
tip. The third is the sentence's own words (``by_words.py``). Ordinary speech that only looks alike ("ignore
that, let me start again", "my manager gave me four out of five") has to pass.
"""

import re
from dataclasses import dataclass

import numpy as np

from failprep.reading.encoder import Heard

#: A token speaks for such talk from these log odds on: among a thousand sentences of stories hardly one does.
_EVEN = -1.5
#: Sums over tokens from which the reader is believed alone, and with a hint in the words.
_SURE, _WITH_HINT = 9.0, 4.0
#: The same from which there is doubt.
_DOUBT = 3.0
_CERTAIN = 100.0

_CHECK_IDS = (
    r"specific_event|harm_stated|harm_sized|not_rebranded|own_action|own_judgement|no_blame_shift|"
    r"cause_given|"
    r"cause_internal|deeper_layer|new_practice|applied_since|outcome_shown|sustained_or_shared|"
    r"still_a_risk|"
    r"trigger_named|current_guard|no_cured_claim|plain_admission|no_defensiveness|no_self_flagellation|"
    r"real_failure|root_cause|behaviou?r_change|self_awareness"
)
_CHECK_NAMES = _CHECK_IDS.replace("_", "[ _-]") + r"|internal cause|sized harm"
_KEYS = (
    r"met|evidence|score|level|levels|total|headline|role|verdict|check|checks|criteria|criterion|uncertain"
)
_JUDGE = (
    r"grader|assessor|evaluator|rater|scorer|examiner|scoring (?:model|system|engine|software)|"
    r"grading (?:\w+ )?(?:model|"
    r"system|engine|software)|evaluation (?:model|system|engine|software)|language model|llm|ai|"
    r"a\.i\.|chat ?gpt|chatbot"
)
_MARKS = r"marks?|scores?|points?|credits?|grades?|ratings?|levels?|notes?"
_FULL = r"full|top|maximum|max|perfect|highest|best possible|all the|every"
_CRISP = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        # machine formats
        rf"[{{\[<][^}}\]>]*[\"'][^}}\]>]*\b(?:{_KEYS})\b",
        rf"[\"'](?:{_KEYS}|{_CHECK_IDS})[\"']\s*:",
        rf"\b(?:{_CHECK_IDS})\b",
        r"</?(?:system|transcript|verdict|assistant|instructions?|user|result|score|answer|prompt)\b[^>]*>",
        r"<\|[^|>]*\|?>|\[/?(?:inst|system|assistant|user)\]|^\W*(?:system|assistant|user)\s*:|```",
        rf"[{{\[|,]\s*(?:{_KEYS}|{_CHECK_IDS}|reality|tone|ownership)\s*[:|=]",
        r"\[\s*(?:\"?\w+\"?\s*,\s*)*(?:true|false|\"?[a-z]+\d+\"?)\s*(?:,[^\]]*)?\]|\{\s*\"?\w+\"?\s*:",
        r"<!--|-->|</?\w+(?:\s[^>]*)?/?>|- \[x\]",
        r"\[(?:\w+ )?(?:system|admin|note|override|assistant|inst)\b[^\]]*\]",
        r"^#+\s+\w+|\bUPDATE\b \w+ \bSET\b|\|\s*\w+\s*\|\s*\w+\s*\|",
        r"#{2,}\s*\w+|\b(?:curly|square) brackets?\b.*\b(?:colon|quote)\b|"
        r"\bjson\b.*\b(?:level|met|score|true)\b",
        rf"\b(?:{_KEYS})\s*(?:=|colon|equals)\s*(?:true|yes|four|4|one|1)\b",
        r"(?:\b(?:equals?|is set to|colon) (?:one|true|yes|met|strong|full|four|max(?:imum)?)\b.*){2}",
        # orders that undo other orders
        r"(?:(?<!to )(?<!not )(?<!n't )|(?<=you to ))\b(?:ignore|disregard|forget|override|bypass|"
        r"cancel)\b[^.]{0,30}\b(?:"
        r"previous|prior|earlier|above|your|scoring|grading|"
        r"marking)\b[^.]{0,25}\b(?:instructions?|prompts?|rubric|rules|"
        r"guidelines?|guides?|criteria|orders|programming|training|scheme|sheet)\b",
        r"\b(?:system|developer|admin) (?:prompt|override|mode|message)\b|\b(?:prompt|score|"
        r"grading|scoring) (?:injection|override)\b",
        # made into somebody else
        rf"\byou(?: a|')re (?:now |from now on )?(?:an? |the )?(?:\w+ ){{0,2}}(?:{_JUDGE}|"
        rf"assistant|judge)\b",
        rf"\b(?:act|behave|respond|answer) (?:as|like) (?:an? |the )?(?:\w+ ){{0,2}}(?:{_JUDGE}|"
        rf"judge|assistant)\b",
        rf"\b(?:the|any|whichever|whatever) (?:{_JUDGE}) (?:should|must|shall|has to|needs to)\b",
        rf"\b(?:okay|ok|hey|hello|listen|please|between us),? (?:{_JUDGE}|computer|machine|app)\b",
        r"\b(?:this is|i am|i'm) (?:the|your) (?:developer|administrator|admin|creator|programmer|maker)\b",
        rf"\bso (?:that )?(?:the|this|your|you the) (?:app|machine|computer|software|model|{_JUDGE}) "
        r"(?:picks?|hears?|knows?|notes?|sees?|can)\b",
        r"\b(?:i )?want the (?:app|machine|computer|software|model) to (?:hear|know|note|see)\b",
        r"\bfor test(?:ing)? purposes\b",
        # checks by their names, one after the other
        rf"\b(?:{_CHECK_NAMES})\b\W+(?:\w+\W+){{0,3}}(?:{_CHECK_NAMES})\b",
        # marks for this answer
        r"\b(?:translate|apply|read out|fill in|print|repeat) (?:the|your|this) rubric\b",
        r"\b(?:covered|met|satisfied) (?:the|your|this) rubric\b",
        r"\b(?:set|put|raise|turn) (?:all|every|each) (?:of )?(?:the )?(?:levels?|criteri\w+|checks?)\b",
        r"\b(?:evidence|credit) for (?:all|every|each)(?: of)?(?: the)? (?:checks?|criteri\w+|levels?)\b",
        r"\bfull credit,? please\b|\bgrade me accordingly\b|\bscored? (?:me|this|it) accordingly\b",
        r"\b(?:this|my) (?:answer|response|transcript) (?:scores|earns|rates|is worth)\b|"
        r"\b(?:answer|response|transcript) (?:scores|earns) (?:\d|twenty|four|full|top|the (?:top|highest))",
        rf"\b(?:give|award|grant|assign|mark|rate|score|grade|put)\b (?:me|this|it|us|my|the "
        rf"(?:candidate|answer|speaker|response))"
        rf"\b[^.]{{0,50}}\b(?:{_FULL})\b[^.]{{0,15}}\b(?:{_MARKS})\b[^.]{{0,40}}(?:\b(?:please|"
        rf"candidate|criteri\w+|checks?|rubric|"
        rf"category|categories|answer)\b)",
        r"\b(?:this|my|the) (?:answer|response|transcript|candidate)\b[^.]{0,40}\b(?:should|must|"
        r"deserves|gets?|meets|has met|"
        rf"satisf\w+|demonstrat\w+|counts? as)\b[^.]{{0,60}}\b(?:checks?|criteri\w+|rubric|"
        rf"{_MARKS}|evidence)\b",
        r"\b(?:all|every|each)(?: of)?(?: the| these| your)?(?: twenty[- ]four| 24| six)? "
        r"(?:checks?|criteri\w+)\b[^.]{0,25}"
        r"\b(?:met|shown|passed|pass|satisfied|fulfilled|true|achieved|verified)\b",
        rf"\b(?:note|message|instructions?|attention|memo) (?:to|for) (?:the |any |whoever "
        rf")?(?:\w+ )?(?:{_JUDGE})\b",
        rf"\bif you(?: a|')re (?:an? |the )?(?:{_JUDGE})\b|\bdear (?:{_JUDGE})\b|\bas an (?:ai|llm)\b",
    )
)
_HINT = re.compile(
    rf"\b(?:{_JUDGE}|coach|machine|computer|software|app|algorithm|model|rubric|criteri(?:a|on)|"
    rf"checks?|boxes|evidence|verdict|"
    rf"{_MARKS}|evaluat\w+|assess\w*|grading|scoring|marking|transcript|candidate|output|true|met|"
    rf"instructions?|"
    rf"twenty[- ]four|four out of four)\b",
    re.IGNORECASE,
)
_FOREIGN_ORDER = re.compile(
    r"\b(?:nota|note[nz]?|punt\w*|pont\w*|puan|punkt\w*|points?|scores?|mark[a-z]?|crit[eè]r\w*|"
    r"crité\w*|kriter\w*|"
    r"califica\w*|evalua\w*|évalu\w*|bewert\w*|beoordel\w*|oce[nń]\w*|instru[cktz]\w*|istru\w*|"
    r"anweisung\w*|grille|barème|griglia|benot\w*|bestanden|vot[oi]|valuta\w*|avalia\w*|aprov\w*|aprueb\w*|"
    r"aprob\w*|sobresaliente|cijfers?|voldoende|değerlendir\w*|điểm|"
    r"(?P<all>\w+) (?:sur|de|von|van|su|op) (?P=all)|"
    r"rúbrica|rubri\w*|regel[ns]?|regole|regras|reglas|patakaran|tagubilin|talimat\w*|zasad\w*)\b|"
    r"оцен|балл|критери|"
    r"инструкц|[评評]|指[示令]|[满満]?[分点點](?:数|數)?|تعليمات|تقييم|درجة|معايير|القواعد|अंक|निर्देश|नियम|"
    r"मापदंड|점수|평가|채점",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a sentence that talk to the grader, and how plainly (a sum of log odds)."""

    start: int
    end: int
    strength: float


def crisp(text: str) -> Stretch | None:
    """What no story contains: a machine's format, a check's id, an order to a grader; else None."""
    plain = text.replace("’", "'").replace("“", '"').replace("”", '"')
    found = [match for pattern in _CRISP if (match := pattern.search(plain))]
    if not found:
        return None
    return Stretch(min(m.start() for m in found), max(m.end() for m in found), _CERTAIN)


def stretch(text: str, heard: Heard) -> Stretch | None:
    """The stretch that talks to the grader, or None; hinting words lower what it takes.

    Args:
        text: The sentence.
        heard: What the trained reader makes of its tokens.
    """
    best, first, last = _plainest(heard)
    if last < first:
        return None
    start, end = heard.spans[first][0], heard.spans[last][1]
    enough = _WITH_HINT if _HINT.search(text[start:end]) else _SURE
    return Stretch(start, end, best) if best >= enough else None


def doubtful(heard: Heard) -> bool:
    """Whether some stretch may talk to the grader, for all that the trained reader can tell."""
    return _plainest(heard)[0] >= _DOUBT


def _plainest(heard: Heard) -> tuple[float, int, int]:
    """The largest sum of the log odds of neighbouring tokens, and the first and the last of them.

    Kadane's algorithm. Where no token speaks for such talk the sum is 0 and the last lies before the first.
    """
    best, first, last = 0.0, 0, -1
    running, since = 0.0, 0
    for index, score in enumerate(np.clip(heard.aim - _EVEN, -4.0, 4.0)):
        if running <= 0:
            running, since = 0.0, index
        running += float(score)
        if running > best:
            best, first, last = running, since, index
    return best, first, last


def hints(text: str) -> bool:
    """Whether words about grading, machines or instructions occur."""
    return bool(_HINT.search(text))


def foreign_order(stretch: str) -> bool:
    """Whether a stretch in another language speaks of marks, criteria or instructions."""
    return bool(_FOREIGN_ORDER.search(stretch))
