"""Which sentences a language model does not get to see among the evidence, and what of them it sees apart.

The reader flags sentences that talk to the grader, and has its doubts about some more. A language model is
easier to talk into things than the offline coach, so this adds whatever sounds like it, generously: a
sentence withheld in error costs a little evidence, one let through could buy a level. Nothing here is shown
to the user as a reproach.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from failprep.domain import CHECKS, Reading, Transcript

#: What nobody says about a failure of their own.
_PLAIN = r"""
    rubrics? | graders? | transcripts? | jailbreak\w* | json | llms? | chat\W?gpt | gpt\W?\d*
  | (?:full|top|max\w*|perfect|highest|all)\W+(?:the\W+)?
      (?:marks?|points?|credit|scores?|grades?|levels?|ratings?)
  | (?:system|assistant|developer|admin\w*|user|override)\W*(?:prompt|message|mode|note|override|:)
  | (?:ignore|disregard|forget|override|bypass)\W+(?:(?:all|any|the|your|of|every\w*|my|these|those)\W+)*
      (?:previous|prior|above|earlier|instruct\w*|rules?|guid\w+|prompt\w*|criteri\w*|checks?|everything)
  | (?:language|ai)\W+model | as\W+an\W+ai | artificial\W+intelligence | prompt\W+injection
  | (?:four|4)\W+(?:out\W+)?of\W+(?:four|4)
  | (?:twenty\W?four|24)\W+(?:out\W+)?(?:of|from|slash)\W+(?:twenty\W?four|24)
  | (?:all|every|each|both|these|those)\W+(?:\w+\W+){0,3}(?:checks?|criteri\w+|boxes)\W+(?:\w+\W+){0,4}
      (?:met|yes|true|shown|passed|fulfilled|satisfied|ticked)
  | (?:answer|say|reply|respond|put|return)\W+(?:only\W+)?(?:with\W+)?(?:yes|true|met|shown)\b
  | (?:four|4)(?:\W+(?:four|4)){2,} | 4/4 | four\W+slash\W+four
  | (?:curly|square)\W+brackets?
  | (?:system|machine|computer|software|app|bot|program|tool|engine)\W+(?:that|which|who)\W+(?:\w+\W+){0,2}
      (?:reads?|reading|hears?|hearing|listens?|listening|scores?|grades?|judges)\W+(?:this|me|my|us|it)
  | (?:lenient|generous|strict|friendly|fair|kind)\W+(?:grader|examiner|marker|evaluator|assessor|rater|judge)
  | (?:ownership|root\W+cause|behaviou?r\W+change|self\W*awareness|real\W+failure)\W+(?:\w+\W+){0,3}
      (?:ownership|root\W+cause|behaviou?r\W+change|self\W*awareness|real\W+failure)
  | (?:scoring|grading|evaluation|judge)\W+(?:model|system|key|engine|mode)
  | (?:as|to|is|are)\W+(?:\w+\W+)?(?:not\W+)?(?:met|shown|violated|fulfilled|satisfied)\W*$
  | who(?:ever|mever|\W+ever)\W+(?:\w+\W+){0,2}
      (?:reads?|reading|listens?|listening|judg\w+|rates?|rating|marks?|marking|grad\w+|scor\w+|assess\w*
        |evaluat\w*)
  | (?:dear|hey|hello|hi|note\W+(?:to|for)|attention|listen)\W+(?:the\W+)?
      (?:judge|reader|coach|examiner|reviewer|model|system|machine|computer|software|program|bot|robot|ai)
"""
#: Words of grading, which turn up in honest stories too ...
_GRADING = r"""
    grad(?:e|es|ed|ing) | scor(?:e|es|ed|ing) | rat(?:e|es|ed|ing|ings) | evaluat\w+ | assess\w*
  | criteri(?:a|on) | verdicts? | evidence | instructions? | prompts? | marks? | marking | points? | credit
  | levels? | checks? | boxes | judg\w+ | model | bot | algorithm | ai | headline | sentence\w*
  | ticks? | ticked
  | total | maximum | passed | pass | examiner | reviewers? | gold\W+standard | yes | favour | result
  | ownership | root\W+cause | self\W+awareness | blame | trigger | tone | cured | strong | weaknesses
"""
#: ... and words that ask somebody for something, or speak of the answer itself.
_ASKING = r"""
    please | your | you\W+(?:must|should|have\W+to|need|can|will|pass) | ought
  | (?:this|my|the)\W+(?:answer|response|question|candidate|assessment|evaluation|scoring|reviewer|app)
  | for\W+the\W+(?:purpose|record|evaluation|assessment)\w* | any\W+(?:system|model|program)
  | (?:debug|test)\W+(?:mode|account)
  | (?:^|[,;:.]\W*|and\W+|so\W+|then\W+|just\W+|now\W+)(?:to\W+|you\W+can\W+)?
      (?:give|mark|set|output|return|treat|count|consider|award|assign|rate|grade|score|answer|say|tick|accept
        |respond|reply|print|put|write|record|pass|be\W+generous|add|raise|tell|imagine|assume|confirm
        |conclude|decide|proceed|fill|skip|cite|don't\W+cite|keep)
"""
_PLAINLY = re.compile(rf"(?xi)\b(?:{_PLAIN})(?!\w)")
_ABOUT_GRADING = re.compile(rf"(?xi)\b(?:{_GRADING})\b")
_TO_SOMEBODY = re.compile(rf"(?xi)(?:\b|^)(?:{_ASKING})\b")
_CODE = re.compile(r"[{}<>\[\]|`\\]|={2,}|-{3,}|#{2,}|[a-z]_[a-z]|&\w+;")
_CLAUSE = re.compile(r"(?<=[,;:.!?])\s+|\s*[—–]\s*")
_SEAM = 8  # words on either side of a sentence's end
_NAMES = re.compile(r"(?i)\b(?:" + "|".join(c.replace("_", "[ _-]") for c in CHECKS if "_" in c) + r")\b")
#: Frequent words of English. Who says five words without one of them is speaking another language.
_ENGLISH_WORDS = """
    a about after all also always am an and any are as at back be because been before but by came
    can could day did do does done down each even ever every few first for from get go going good
    got had has have he her here him his how i if in into is it its just know last like long look
    made make many may me more most much my never new no not now of off on once one only or other
    our out over own people put really right said same saw say she should so some still such take
    than that the their them then there they thing this those though thought time to too two under
    until up us very was way we well went were what when where which while who why will with without
    work would yeah yes yet you your i'm i'd i've don't didn't that's it's
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
#: Frequent words of other languages that are no English words. An English answer holds few of them.
_FOREIGN_WORDS = """
    der und ist nicht ein eine bitte mit für auf sie dieser diese jede jedes bewerte bewertung
    ignoriere alles anweisungen el los las que por para una todos todas esta este como ignora
    instrucciones le les des est et une pour dans avec tous toutes ce cette vous ignorez veuillez il
    lo gli che di per tutti questa questo sono istruzioni os um uma isso não de da het een van niet
    voor dit geef negeer och att som inte det punti volle punktzahl note donne donnez dale puntos
    puntuación máxima massimo
"""
_FOREIGN = frozenset(_FOREIGN_WORDS.split())


def withheld(transcript: Transcript, reading: Reading) -> dict[int, str]:
    """The sentences that can support no *shown* check, and what of the story is in them.

    Returns:
        Sentence id → the sentence without what sounds like an order; empty where nothing else is in it.
    """
    texts = {s.id: s.text for s in transcript.sentences}
    rests = {
        row.sentence: row.story if row.to_grader else texts[row.sentence]
        for row in reading.sentences
        if not row.trusted
    }
    for number in _across(texts):
        rests.setdefault(number, texts[number])
    for number, text in texts.items():
        if sounds_like_an_order(text):
            rests.setdefault(number, text)
    return {number: _story_in(rests[number]) for number in sorted(rests)}


def _across(texts: Mapping[int, str]) -> Iterator[int]:
    """Neighbours that give no order alone and do together: one that was cut in two."""
    for (one, first), (two, second) in pairwise(texts.items()):
        if not sounds_like_an_order(first) and not sounds_like_an_order(second):
            seam = " ".join([*first.rstrip(".").split()[-_SEAM:], *second.split()[:_SEAM]])
            if sounds_like_an_order(seam):
                yield from (one, two)


def _story_in(text: str) -> str:
    """The clauses that sound like no order."""
    kept = [clause for clause in _CLAUSE.split(text) if clause.strip() and not sounds_like_an_order(clause)]
    return " ".join(clause.strip() for clause in kept)


def sounds_like_an_order(text: str) -> bool:
    """Whether a sentence might be meant for whoever grades it, in any wording we know of."""
    if _PLAINLY.search(text) or _CODE.search(text) or _NAMES.search(text) or _is_foreign(text):
        return True
    return bool(_ABOUT_GRADING.search(text) and _TO_SOMEBODY.search(text))


def _is_foreign(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    if letters and sum(not character.isascii() for character in letters) > len(letters) * 0.15:
        return True
    words = re.findall(r"[^\W\d_]+(?:'[a-z]+)?", text.lower().replace("’", "'"))
    if len(words) >= 6 and not _ENGLISH & set(words):
        return True
    return len(words) >= 3 and sum(word in _FOREIGN for word in words) >= max(2, len(words) // 4)
