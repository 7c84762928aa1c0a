"""What an answer is about, in a word or two, for where none of its clauses can be said back."""

import re
from collections.abc import Mapping

from failprep.coach import turns
from failprep.coach.clauses import words
from failprep.coach.phrases import content_words
from failprep.domain import Reading, SentenceReading

#: What tells that something went wrong.
_FAILURE = ("own_action", "harm_stated", "specific_event")
_TOPIC = re.compile(
    r"(?<![\w'])(?P<of>my|our|the) (?P<what>[a-z]{3,}(?: [a-z]{4,})?)"
    r"(?= (?:in|of|on|at|to|for|with|from|by|and|but|that|this|which|who|because|so|i|we|he|she|it|they|"
    r"was|were|is|had)\b|\s*[,.;:!?]|\s*$)",
    re.IGNORECASE,
)


_NO_TOPIC = words(
    """
    first second third last next whole same other rest end time moment day only fault mistake failure story
    question situation decision point reason truth best worst main fact second part drop
    """
)


def named(sentence: str) -> str:
    """What a sentence is about, where no clause of it can be said back: "your target"; "" if unsure."""
    for match in _TOPIC.finditer(sentence.replace("’", "'")):
        meant = match["what"].lower().split()
        whole = len(content_words(match["what"])) == len(meant)
        if (
            whole
            and not _NO_TOPIC & set(meant)
            and not any(map(turns.finite, meant))
            and not meant[-1].endswith(("ing", "ly"))
        ):
            return f"{'the' if match['of'].lower() == 'the' else 'your'} {match['what']}"
    return ""


def topics(reading: Reading, texts: Mapping[int, str]) -> list[tuple[int, str]]:
    """What the failure was about, in a word or two, and where that was said; the most telling first."""

    def order(row: SentenceReading) -> float:
        return -max(row.shows.get(check, 0.0) for check in _FAILURE)

    told = [row for row in reading.sentences if row.trusted and any(row.shows.values())]
    rows = [row for row in told if row.sentence in texts]
    found = ((row.sentence, named(texts[row.sentence])) for row in sorted(rows, key=order))
    return [(number, name) for number, name in found if name]
