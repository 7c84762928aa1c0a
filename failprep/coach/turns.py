"""Words and turns of phrase that tell what a clause is about, where there is no parser to ask."""

import re

from failprep.coach.clauses import NUMBERS, words


def _any_of(text: str) -> str:
    """A pattern for any of the alternatives in a text, which are divided by slashes."""
    return "(?:" + "|".join(" ".join(part.split()) for part in text.split("/")) + ")"


#: What is about the telling, not about the story.
TALK = re.compile(
    "^"
    + _any_of(
        r"""
        i think / i guess / i mean / i suppose / i don't know / i do not know / i remember / i might
        / i learned / i did learn / i take from / i can say / i can't think / i'm telling /
        i'll tell / i'll call / i will share / i'm not going to lie / i'm not gonna / i'd be lying /
        i'd like to tell / i'd sooner / i would(?:n't)? say / i(?:'d| would) have to /
        i(?:'ve| have) (?:thought about|gone over|told it|got a fair idea) /
        i've been trying to think / i'm better on / i can't complain / i(?:'m| am) fine with /
        i(?: do not| don't) think i / i don't (?:really )?(?:want to|have one) /
        i know (?:that )?(?:people|you) / it's fine / that's it / that's all /
        that's (?:the|my) (?:story|one|size|reason) / what d'you / could we / can we
        """
    )
    + r"\b"
)
#: Who one is or was, not what one did: "I was a planner", "we are in Dublin", "I'd just joined".
SCENE = re.compile(
    r"^(?:(?:i|we)(?:'m|'re|'d been|'ve been| am| are| was| were| have been| had been) "
    + _any_of(
        r"""
        a / an / the / in / at / on / only / project / about / like / newly / quite / usually /
        generally / still / maybe / working / studying / doing / carrying / leading / running /
        looking after / put / selected / responsible / there / new / \w+teen / twenty / thirty
        """
    )
    + r"|(?:i|we)(?:'d|'ve| had| have)? (?:just )?"
    + _any_of(
        r"""
        started as / joined / worked (?:as|at|for|in) / work (?:as|at|for|in) / got sent / led /
        lead / run / manage / look after / (?:have|had) (?:a|an|the|to|one|two|three) /
        was (?!going)\w+ing (?:with|at|in)
        """
    )
    + r"|(?:he|she|they)(?:'s|'re| is| are| was| were) (?:a|an|the|in|at|on|my|our|only|\w+teen|twenty)"
    r"|(?:this|it) (?:was|is) (?:a|an|the|my|our|in|at|on|last|two|one))\b"
)
#: Somebody speaks, and what they said is not there: "she says to me", "I told my mum".
SPEECH = re.compile(
    r"\b(?:said|say|says|told|tell|tells|asked|ask|goes|thought)(?: to)?"
    r"(?: (?:me|him|her|us|them|you|myself)| (?:my|our|the|his|her|a|old)(?: \w+){1,2})?$"
)
#: What goes on inside somebody.
INNER = re.compile(
    r"\b"
    + _any_of(
        r"""
        stand / bear / hate\w* / lov\w+ / like[ds]? / want\w* / need\w* / fear\w* / afraid / scared
        / frightened / proud / pride / ashamed / shy / sure / certain / feel / felt / believ\w+ /
        thought / assum\w+ / figured / reckoned / expected / decided / trust\w* / hop(?:ed|ing|e) /
        prefer\w* / rather / wish\w* / enjoy\w* / care[ds]? / worr\w+ / impatient / lazy / stubborn
        / embarrass\w* / panick\w* / nervous / anxious / insecure / quiet / jealous / chose / choose
        / promis\w+ / tempt\w* / guess\w* / pretend\w* / hid(?:e|ing)? / avoid\w* / kick / buzz /
        prove / proving / took it as read / granted
        """
    )
    + r"\b"
)
#: How somebody keeps watch.
WATCH = re.compile(
    r"\b"
    + _any_of(
        r"""
        ask / check / watch / take / read / look / ring / phone / tell / text / say / listen / mark
        / count / sit / review / remind / call / stop / test / measure / write / show / send / sign
        / hold / keep / open / go through / note / log / list / compare / inspect / walk / draw /
        bang / raise / cover / see / ha(?:s|ve) (?:the|my|a|leave)
        """
    )
    + r"(?:e?s|ing)?\b"
)
#: What speaks of something that is not as it should be.
FAULT = re.compile(
    r"\b"
    + _any_of(
        r"""
        not / no / never / \w+n't / dont / didnt / cant / wont / too / late / empty / wrong\w* / fail\w*
        / los[et]\w* / down / cancel\w* / miss\w* / bad\w* / poor\w* / complain\w* / br[oe]ken? / angry /
        upset / critici[sz]\w* / mistakes? / misjudg\w* / problems? / trouble / unhappy / rude / stopped /
        forgot\w* / ignor\w* / lazy / shy / slow\w* / slid\w* / slip\w* / creeps / struggl\w* /
        avoid\w* / argued / fight\w* / quarrel\w* / blam\w* / short / behind / hurt\w* / spoil\w* /
        ruin\w* / regret\w* / disappoint\w* / unable / hard / strict / impatient / introvert / alone
        / stress\w* / fear / afraid / nervous / rather / trusting / obsess\w* / over\w* / scold\w* /
        controlling / crash\w* / flop\w* / suffer\w*
        """
    )
    + r"\b"
)
#: What was put right, a virtue, a career: no failing, though somebody did it.
NO_FAILING = re.compile(
    r"\b"
    + _any_of(
        r"""
        took it out / normal way / fixed / corrected / repaired / refunded / apologi[sz]ed / owned up
        / admitted / put (?:it|that|this) right / sorted (?:it|that) / made up for / looked into
        / took? (?:it|that|this) seriously / went (?:back )?(?:through|over) / held it together
        / raised (?!(?:my|our|your) (?:voice|hand)) / moved (?:to|on|into|over to) / joined
        / got promoted / got (?:this|that|it)(?! wrong)
        / (?:got|scored|had|have) (?:good|high|great) / helped / succeeded / achieved
        / never been (?:someone|somebody|one|a|an|the) / proud of / grateful / glad
        / planned to / (?:worked|studied) hard / (?:my|our|your) best
        / (?:would|do|did)(?:n't| not) (?:change|regret)
        """
    )
    + r"\b"
)
#: What goes on, though it was done once: "put in a gate"; or may be today, by its form: "read it aloud".
LASTING = re.compile(
    r"\b(?:put|set|read|let|cut|shut|built|made|wrote|started|began|changed|introduced|created|bought|moved|stopped|taught|"
    r"trained|agreed|every|each|always|since|never|nobody)\b"
)
#: Two words that no clause holds side by side; an order in the middle; a question at the end.
CLASH = re.compile(
    r"\b(?:with|for|in|on|at|of|to|from|and) (?:if|when|because|and|but|so|well)\b"
    r"|(?<![\w'])(?!(?:to|i|we|they|you|who|and|or|will|would|could|can|must|should|may|might|always|never|not|just|"
    r"people|don't|didn't|let|him|her|them|me|us|then|also|\w+(?:s|'ll|'d))\b)"
    r"[\w']+ (?:ask|tell|show|call) (?:me|us)\b"
    r"|\b(?:is|are|was|do|does|did|can|would|have|has)n't (?:it|i|we|he|she|they|you)$"
)
#: It is about telling it now.
AWKWARD = re.compile(r"\b(?:shy|ashamed|embarrassed|sorry|hard|difficult|funny) to (?:say|tell|admit|talk)\b")
#: Not a deed that something could have stopped.
NO_DEED = re.compile(
    r"\b(?:not|never|no|\w+n't|didnt|did|had|have|was|were|thought|knew|wanted|felt|believed|liked|got|when)\b"
)
_HARDLY = r"(?:do not|don't|cannot|can't|didn't|couldn't|never|hardly) "
#: What comes over somebody, and nobody chooses to keep up.
UNCHOSEN = re.compile(
    rf"^you (?:{_HARDLY}(?:see|know|think|care|want|notice)"
    rf"|(?:{_HARDLY})?(?:hear|like|feel|remember|understand|believe))\b"
)
#: What begins with these is no sentence.
HANGS_ON = words(
    """
    even why if when while because during after before to which where and or although by as for with until
    since
    """
)
#: Subjects that need a verb that can be seen, or they are none.
OTHERS = NUMBERS | words(
    """
    the my our his her their this that these those a an people every each all nothing everything both most
    some many half
    """
)
BE = words("is are was were be been")
_PRESENT = words(
    """
    is are has have can can't could will won't would does doesn't isn't aren't hasn't haven't must should
    shouldn't says asks checks watches reads looks rings tells listens marks counts sits reviews calls stops
    goes gets takes makes comes picks gives keeps knows sends wants needs means works runs holds writes shows
    """
)
_PAST = words(
    """
    was were had did didn't wasn't weren't hadn't couldn't wouldn't went got took made said told knew thought
    felt came saw left put let gave sent ran lost broke built bought sold read wrote spoke chose forgot kept
    held led met paid set shut sat stood cut hit rang drove threw fell hid lied spent brought caught drew grew
    found heard meant began became understood laid hurt stuck flew tore shook swore won beat dug fed
    """
)
_ENDS_PAST = re.compile(r"(?!(?:hundred|indeed|speed|exceed|naked|wicked)$)\w{2,}[^e\W]ed$")


def past(word: str) -> bool:
    """Whether a verb is in the past."""
    return word in _PAST or _ENDS_PAST.match(word) is not None


def finite(word: str) -> bool:
    """Whether a word is surely a verb that makes a sentence."""
    return word in _PRESENT or past(word)
