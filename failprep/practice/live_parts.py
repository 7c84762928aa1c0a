"""Which part of the answer is being told, while it is told: the reader over the words so far."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from failprep.reading.reader import Reader


class HasReader(Protocol):
    """The pipeline, as far as its reader goes."""

    def reader(self) -> "Reader":
        """The reader, loaded or not."""


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A sentence told so far: one of ``PARTS``, and its characters in the text that was read."""

    part: str
    start_char: int
    end_char: int


class LiveParts:
    """Reads an answer that is not finished yet. Takes about 40 ms a minute of speech: for a job."""

    def __init__(self, practice: HasReader) -> None:
        self._practice = practice

    def read(self, text: str) -> tuple[ToldPart, ...]:
        """The part of each sentence of ``text``, in order."""
        from failprep.reading import sentences

        transcript = sentences.written(text)
        part_of = {row.sentence: row.part for row in self._practice.reader().read(transcript).sentences}
        return tuple(
            ToldPart(part_of[sentence.id], sentence.start_char, sentence.end_char)
            for sentence in transcript.sentences
        )
