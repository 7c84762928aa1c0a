"""A transcript as the screen shows it: in paragraphs, with the place of every word and sentence.

Places count UTF-16 units, as Qt's text items do, so that they can be handed to one without conversion.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from failprep.domain import AnswerPart, Sentence, SpokenEvent, Transcript

#: Once a paragraph is this long, a new part of the answer begins another; at twice this, any sentence does.
PARAGRAPH_CHARS = 420
_NEAR_S = 0.15  #: so far apart may lie when a filler was heard and when the recogniser puts its word
#: A word stays lit this long after its end, so that the light does not flicker between words.
_AFTERGLOW_S = 0.35


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the shown text: ``start`` up to, not including, ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A recognised word, where it stands in the text and when it is said (seconds)."""

    place: Place
    start_s: float
    end_s: float
    text: str


class ShownTranscript:
    """Where everything stands, and what stands at a place or a time."""

    def __init__(self, transcript: Transcript, parts: Iterable[AnswerPart] = ()) -> None:
        self._part_of = {sentence: part.part for part in parts for sentence in part.sentences}
        self.sentences: dict[int, Sentence] = {s.id: s for s in transcript.sentences}
        characters = _in_paragraphs(transcript, self._part_of)
        self._units = _utf16_offsets(characters)
        self.text = characters
        self.words = tuple(self._placed(transcript))
        self._starts = [word.place.start for word in self.words]
        self._times = list(accumulate((word.start_s for word in self.words), max))

    def word_at(self, position: int) -> int | None:
        """The index of the word at this place; between words, the one before. None before the first."""
        return (
            bisect_right(self._starts, position) - 1 if self._starts and position >= self._starts[0] else None
        )

    def word_at_time(self, seconds: float) -> int | None:
        """The index of the word that is being said at this moment, or None in a pause."""
        index = bisect_right(self._times, seconds + 1e-6) - 1
        return index if index >= 0 and seconds <= self.words[index].end_s + _AFTERGLOW_S else None

    def sentence_place(self, sentence_id: int) -> Place:
        """Where a sentence stands. Raises KeyError for an unknown one."""
        sentence = self.sentences[sentence_id]
        return self._place(sentence.start_char, sentence.end_char)

    def sentence_at(self, position: int) -> int | None:
        """The id of the sentence at this place in the text, or None."""
        for sentence_id in self.sentences:
            place = self.sentence_place(sentence_id)
            if place.start <= position < place.end:
                return sentence_id
        return None

    def part_of(self, sentence_id: int) -> str:
        """Which part of the answer a sentence belongs to."""
        return self._part_of.get(sentence_id, "other")

    def filler_places(self, fillers: Iterable[SpokenEvent]) -> tuple[Place, ...]:
        """Where the fillers stand that the recogniser wrote down; those it dropped have no place."""
        places = []
        for filler in fillers:
            said = {_bare(token) for token in filler.text.split()}
            index = bisect_right(self._times, filler.start_s - 0.5)
            while index < len(self.words) and self.words[index].start_s < filler.end_s + _NEAR_S:
                word = self.words[index]
                if word.end_s > filler.start_s - _NEAR_S and _bare(word.text) in said:
                    places.append(_without_punctuation(word))
                index += 1
        return tuple(places)

    def _place(self, start: int, end: int) -> Place:
        return Place(self._units[start], self._units[end]) if self._units else Place(start, end)

    def _placed(self, transcript: Transcript) -> Iterable[PlacedWord]:
        """Find each word in the text, in order. A word that the text does not hold is left out."""
        text, cursor = transcript.text.casefold(), 0
        if len(text) != len(transcript.text):  # folding changed lengths (ß, İ): then only exact case is found
            text = transcript.text
        for word in transcript.words:
            wanted = word.text.strip()
            found = text.find(wanted.casefold(), cursor, cursor + len(wanted) + 80) if wanted else -1
            if found < 0:
                continue
            cursor = found + len(wanted)
            yield PlacedWord(self._place(found, cursor), word.start_s, word.end_s, wanted)


def _in_paragraphs(transcript: Transcript, part_of: dict[int, str]) -> str:
    """The text with the space before a sentence turned into a line end where a paragraph should begin.

    One character for one character, so that every offset stays true.
    """
    characters = list(transcript.text)
    begun, part = 0, ""
    for sentence in transcript.sentences:
        this = part_of.get(sentence.id, part)
        length, at = sentence.start_char - begun, sentence.start_char - 1
        turn = length >= PARAGRAPH_CHARS and this != part
        if at > 0 and characters[at].isspace() and (turn or length >= 2 * PARAGRAPH_CHARS):
            characters[at] = "\n"
            begun = sentence.start_char
        part = this
    return "".join(characters)


def _utf16_offsets(text: str) -> list[int]:
    """For each character its offset in UTF-16 units; empty where both are the same."""
    if text.isascii() or max(text) < "\U00010000":
        return []
    return list(accumulate((2 if ch > "\uffff" else 1 for ch in text), initial=0))


def _bare(word: str) -> str:
    return word.strip(".,;:!?…—–-\"'“”‘’").casefold()


def _without_punctuation(word: PlacedWord) -> Place:
    """The word's place without a comma or stop that hangs on it."""
    start = word.place.start + len(word.text) - len(word.text.lstrip("—–-\"'“”‘’"))
    return Place(start, start + len(_bare(word.text)))
