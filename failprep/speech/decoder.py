"""Samples to words, in the child process: faster-whisper, int8, greedy, no text carried over.

The same sound always gives the same words: nothing is sampled, and no earlier text is fed back.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from failprep.domain import Word
from failprep.speech.samples import RATE_HZ, Samples


class RawWord(Protocol):
    """A word as faster-whisper gives it: a leading space begins a new word."""

    word: str
    start: float
    end: float
    probability: float


class Decoder:
    """One loaded model.

    Args:
        folder: The model's files.
        threads: Cores to use for one stretch.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        from faster_whisper import WhisperModel

        self._model = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
        )

    def decode(self, sound: Samples, offset_s: float = 0.0) -> Iterator[tuple[Word, ...]]:
        """The words of a stretch that begins at ``offset_s`` of its recording, one segment at a time."""
        segments, _ = self._model.transcribe(
            sound,
            language="en",
            beam_size=1,
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=True,
            vad_filter=False,
        )
        length_s = len(sound) / RATE_HZ
        for segment in segments:
            yield words_of(segment.words or (), offset_s, length_s)


def words_of(raw: Iterable[RawWord], offset_s: float, length_s: float) -> tuple[Word, ...]:
    """Whole words without leading spaces, clipped to the stretch they were heard in.

    Whisper times “twenty-five” and “50%” in two pieces, the second without a leading space: such pieces
    belong to the word before.
    """
    words: list[Word] = []
    for piece in raw:
        text = piece.word.strip()
        if not text:
            continue
        start = min(max(float(piece.start), 0.0), length_s)
        end = min(max(float(piece.end), start), length_s)
        probability = round(float(piece.probability), 4)
        if words and not piece.word[0].isspace():
            last = words[-1]
            words[-1] = Word(
                last.text + text, last.start_s, round(offset_s + end, 3), min(last.probability, probability)
            )
        else:
            words.append(Word(text, round(offset_s + start, 3), round(offset_s + end, 3), probability))
    return tuple(words)
