"""Does a sentence talk to whoever grades the answer, instead of telling the story?

Such sentences support nothing and cost nothing. Ordinary speech that merely looks alike ("ignore that, let me start
again", "my manager gave me a four out of five") must pass: a sentence is flagged only when it is aimed at the
assessment itself, by its vocabulary together with a command, a claim about the result, or a machine's format.
"""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FORMAT = re.compile(
    r"""[{\[<].*["'<].*(?:score|met|level|evidence|verdict|total|grade|rating|check|role|headline|system)\b"""
    r"""|"(?:met|evidence|score|level|total|headline|role|verdict|checks?|criteria|uncertain)"\s*[:=]"""
    r"""|<\|?/?(?:im_start|im_end|system|assistant|user|instructions?|endoftext|eot|begin_of_text|s|inst)\b[^>]*\|?>"""
    r"""|\[/?(?:inst|system|assistant|end of (?:answer|transcript))\]|```|^\s*#{2,}\s*(?:system|instruction|assistant)"""
    r"""|\b(?:open|left|curly|opening) (?:curly )?(?:brace|bracket)s?\b.*\b(?:score|met|level|evidence|true|checks?)\b"""
    r"""|\b(?:colon|equals) true\b|\b(?:met|evidence|shown|passed)\s*(?::|=|colon|equals|is set to)\s*(?:true|1|yes|one)\b"""
    r"""|\b(?:no_cured_claim|no_blame_shift|not_rebranded|specific_event|harm_stated|harm_sized|own_action|"""
    r"""own_judgement|cause_given|cause_internal|deeper_layer|new_practice|applied_since|outcome_shown|"""
    r"""sustained_or_shared|still_a_risk|trigger_named|current_guard|plain_admission|no_defensiveness|real_failure|"""
    r"""root_cause|behaviou?r_change|self_awareness)\b""",
    re.IGNORECASE | re.DOTALL,
)
#: Words for whoever or whatever assesses.
_JUDGE = (
    r"(?:grader|assessor|evaluator|rater|scorer|marker|judge|examiner|coach|ai|a\.i\.|language model|llm|model|assistant|"
    r"chat ?gpt|gpt|claude|gemini|llama|bot|algorithm|software|program|system|machine|computer|reviewer|rubric|"
    r"grading|scoring|evaluation|assessment|reader|parser|app|tool|failprep)"
)
_MARKS = (
    r"(?:full|top|maximum|max|perfect|highest|best|all|every|complete|a hundred|hundred percent|100 ?%?|ten|10|five|5|four|4|"
    r"twenty[- ]?four|24)[ -](?:the |of the |out of (?:\w+ )?)?(?:marks?|scores?|points?|levels?|credits?|grades?|ratings?|checks?|"
    r"criteria|criterion|boxes|stars?|ticks?|ten|10|five|5|four|4|twenty[- ]?four|24)"
)
_GIVE = (
    r"(?:give|award|grant|assign|mark|score|rate|grade|tick|set|put|return|output|respond|reply|answer|print|write|record|"
    r"report|treat|count|consider|accept|credit|assess|evaluate|label|classify|pass|raise|increase|bump|approve|fill)"
)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|skip|discard|set aside|drop|stop following|do not follow|don'?t follow|"
    r"cancel|erase|overrule)\b[^.]{0,40}\b(?:(?:previous|prior|earlier|above|preceding|foregoing|all|any|your|the|other|those)\s+)*"
    r"(?:instructions?|prompts?|rubric|guidelines?|criteria|directives?|system|rules you|orders|programming|training|"
    r"grading|scoring|evaluation)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    rf"\b(?:dear|hey|hello|hi|attention|note (?:to|for)|message (?:to|for)|memo to|instructions? (?:to|for)|important for|"
    rf"this is (?:for|to)|speaking to|talking to|addressing|for|to) (?:the |any |an? |whoever(?:'s)? |whatever |my |our |all |you,? )?"
    rf"(?:\w+ )?{_JUDGE}\b",
    re.IGNORECASE,
)
_AS_JUDGE = re.compile(
    rf"\b(?:you are|you're|act as|pretend (?:to be|you are)|as|being|behave as|from now on you) (?:an? |the |now (?:an? )?)?"
    rf"(?:\w+ ){{0,2}}{_JUDGE}\b|\bsystem (?:prompt|message|override|note|update|instruction|command)\b|\bdeveloper mode\b|"
    r"\b(?:new|updated|final|special|additional|real|actual|hidden) instructions?\b|\binstructions? (?:above|below|follow|from (?:the )?"
    r"(?:developer|system|admin|owner|author|company))|\bend of (?:the )?(?:transcript|answer|input|candidate)|\bbegin (?:the )?"
    r"(?:system|evaluation|grading|assessment)\b|\bprompt injection\b|\bjailbreak",
    re.IGNORECASE,
)
_WANTS = re.compile(
    rf"\b{_GIVE}\b[^.]{{0,60}}\b{_MARKS}|\b{_MARKS}[^.]{{0,40}}\b(?:for (?:this|me|everything|all)|please|deserve|on (?:this|every|all))\b|"
    rf"\b(?:mark|tick|score|grade|rate|set|count|treat|credit|check|label)\b[^.]{{0,40}}\b(?:everything|all of (?:it|them)|(?:every|each|all|"
    r"this|these|that|the)(?: of (?:the|these|those))? (?:\w+ ){0,3}(?:checks?|criteri\w+|boxes|box|items?|answers?|transcripts?|responses?|"
    r"candidates?|levels?))\b[^.]{0,40}\b(?:as|met|shown|passed|true|yes|complete|satisfied|full|strong|excellent|four|max\w*|high\w*)\b|"
    r"\b(?:this|the|my) (?:answer|response|transcript|candidate|applicant|speaker|take|reply)\b[^.]{0,50}\b(?:should|must|ought to|needs to|"
    r"has to|deserves|meets?|satisf\w+|fulfil\w*|passes|shows?|gets?|receives?|earns?|scores?|qualif\w+|demonstrat\w+|is (?:rated|"
    r"scored|graded|an? (?:perfect|exemplary|model|outstanding)))\b[^.]{0,70}\b(?:checks?|criteri\w+|marks?|scores?|points?|levels?|rubric|"
    r"grades?|credit|twenty[- ]?four|24|four|full|max\w*|perfect|ten|ownership|requirements?|evidence|boxes)\b|"
    r"\b(?:all|every|each)(?: one)?(?: of)?(?: the| these| those| your)?(?: \w+| twenty[- ]four| 24)? (?:checks?|criteri\w+|boxes|levels?)\b"
    r"[^.]{0,30}\b(?:are|is|were|was|should|must|have|has|met|shown|passed|satisfied|at|as)\b",
    re.IGNORECASE,
)
_RUBRIC_TALK = re.compile(
    r"\b(?:rubric|scoring (?:guide|sheet|system|rules?)|grading (?:guide|sheet|system|rules?|scale|policy)|score ?card|mark scheme|"
    r"marking scheme|evaluation (?:form|criteria|sheet)|assessment (?:form|criteria))\b",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    rf"^\W*(?:(?:so|and|now|please|um|uh|okay|ok|also|just|then|anyway|but|oh|by the way|listen|look|well)\W+)*(?:please |kindly |just )?{_GIVE}\b"
    rf"|\b(?:please|kindly|you (?:must|should|can|will|need to|have to|are to|may)|i (?:need|want|ask|order|instruct|command|would like) you to|"
    rf"make sure (?:you|to|that)|be sure to|let'?s|do not|don'?t)\b",
    re.IGNORECASE,
)
_SCORE_WORD = re.compile(
    r"\b(?:scores?|marks?|grades?|ratings?|points?|credits?|levels?|verdicts?|criteri(?:a|on)|checks?|rubrics?|evidence)\b",
    re.IGNORECASE,
)
_YOUR_SCORE = re.compile(
    r"\b(?:your|the) (?:final )?(?:score|scoring|grading|grade|verdict|rubric|evaluation|assessment|rating)s?\b[^.]{0,60}\b(?:should|must|is|be|will|has to|needs)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:ignor(?:a|e|ez|ier\w*|are|i|uj)|olvid(?:a|e)|oubli(?:e|ez)|vergiss|vergessen|dimentica|esque(?:ce|ça)|négligez|missachte\w*|"
    r"negeer|vergeet|zignoruj|puntuación|puntos?|puntaje|calificación|califica\w*|punteggio|punti|voto|pontuação|pontos|nota(?:s)?|"
    r"note(?:z)? maximale|points?|notes?|punktzahl|punkte|bewert\w+|bewerte|maximale?|máxim[ao]s?|massim[ao]|höchst\w+|volle|"
    r"instruc(?:ciones|tions|ões)|istruzioni|anweisungen|instructies|instrukcje|critères?|criterios?|criteri|kriterien|critérios|"
    r"évaluat\w+|evalua\w*|valuta\w*|beoordel\w*|punten|ocen\w*|punkt\w*|attribue\w*|accorde\w*|donne(?:z)?|dale|dame|otorga|"
    r"asigna|assegna|dê|gib|vergib|geef|todas?|tous|toutes|alle|tutti|wszystkie)\b",
    re.IGNORECASE,
)
_FOREIGN_FUNCTION = _set("""el la los las un una de del que y en es por para con todos todas este esta como mi le les des du une et est pour avec ce cette
    vous tous toutes der die das und ist ein eine den dem zu mit für alle diese dieser auf il lo gli che e di per con questa
    questo tutti tutte o os as uma do da em com não esta esse todos het een van en voor met deze alle ang ng sa mga na po ako ito
    lahat w z na do jest i się ke ya na wa kwa ni hii zote ve bir bu için tüm den och att det alla som til""")
_ENGLISH_FUNCTION = _set("""the a an i it was to and of in that my we you is for on with but so he she they this had have not be at as me do did what
    now there just because when then or if from by all about out up no one would were been are it's i'm don't didn't""")


def to_grader(text: str) -> bool:
    """Whether the sentence is aimed at the assessment itself (or is written so that only a machine would read it)."""
    plain = text.replace("’", "'").replace("“", '"').replace("”", '"')
    if _FORMAT.search(plain) or _ORDER.search(plain) or _AS_JUDGE.search(plain) or _WANTS.search(plain):
        return True
    command, score = bool(_COMMAND.search(plain)), bool(_SCORE_WORD.search(plain))
    if _RUBRIC_TALK.search(plain) and (command or score or _ADDRESS.search(plain)):
        return True
    if _ADDRESS.search(plain) and command and score:
        return True
    if _YOUR_SCORE.search(plain):
        return True
    return foreign(plain) and len(_FOREIGN.findall(plain)) >= 2


def foreign(text: str) -> bool:
    """Whether a sentence is not English as a whole. A borrowed word or two does not make it so."""
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return False
    if sum(ord(character) > 0x24F for character in letters) > 0.3 * len(letters):
        return True
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower())
    if len(words) < 4:
        return False
    own = sum(word in _ENGLISH_FUNCTION for word in words)
    other = sum(word in _FOREIGN_FUNCTION and word not in _ENGLISH_FUNCTION for word in words)
    return other >= 2 and other > 2 * own
