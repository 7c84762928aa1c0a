"""Samples to words, in the child process: faster-whisper, int8, greedy, no text carried over.

The same sound always gives the same words: nothing is sampled, and no earlier text is fed back. Where greedy
decoding runs in circles it is done once more with a beam, which may not repeat itself.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from failprep.domain import Word
from failprep.speech.samples import RATE_HZ, Samples

WINDOW_S = 30.0  # what Whisper hears at once
_SHORTEST_WINDOW_S = 15.0  # a shorter window is decoded faster but less well
_WINDOW_MARGIN_S = 1.0  # of silence behind the speech, so that its end is heard as an end
_CIRCLES = 2.4  # text that compresses better than this repeats itself (OpenAI's threshold)
_BEAM = {"beam_size": 5, "no_repeat_ngram_size": 5}
_PREPENDED, _APPENDED = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"


class RawWord(Protocol):
    """A word as faster-whisper gives it: a leading space begins a new word."""

    @property
    def word(self) -> str:
        """Its text."""

    @property
    def start(self) -> float:
        """Seconds from the start of the stretch."""

    @property
    def end(self) -> float:
        """Seconds from the start of the stretch."""

    @property
    def probability(self) -> float:
        """The recogniser's confidence."""


class Decoder:
    """One loaded model.

    Args:
        folder: The model's files.
        threads: Cores to use for one stretch.
    """

    def __init__(self, folder: Path, threads: int) -> None:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer
        from faster_whisper.transcribe import get_suppressed_tokens

        self._whisper = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
        )
        self._tokenizer = Tokenizer(
            self._whisper.hf_tokenizer,
            self._whisper.model.is_multilingual,
            task="transcribe",
            language="en",
        )
        self._suppressed = get_suppressed_tokens(self._tokenizer, [-1])

    def whole(self, sound: Samples, report: Callable[[float], None]) -> tuple[Word, ...]:
        """The words of a recording of any length; ``report`` hears how many seconds are done."""
        words, in_circles = self._whole(sound, report, {"beam_size": 1})
        return self._whole(sound, report, _BEAM)[0] if in_circles else words

    def _whole(
        self, sound: Samples, report: Callable[[float], None], how: Mapping[str, int]
    ) -> tuple[tuple[Word, ...], bool]:
        """The words, and whether a segment of them runs in circles."""
        segments, _ = self._whisper.transcribe(
            sound,
            language="en",
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=True,
            vad_filter=False,
            **how,
        )
        words: list[Word] = []
        in_circles = False
        for segment in segments:
            in_circles = in_circles or segment.compression_ratio > _CIRCLES
            words += words_of(segment.words or (), len(sound) / RATE_HZ)
            report(segment.end)
        return tuple(words), in_circles

    def window(self, sound: Samples) -> tuple[Word, ...]:
        """The words of at most 30 s of sound.

        The window is padded only as far as the model needs to hear well, which is what makes a short stretch
        quick: the encoder's work grows faster than the length.
        """
        from faster_whisper.audio import pad_or_trim
        from faster_whisper.transcribe import get_compression_ratio, merge_punctuations

        whisper, tokenizer = self._whisper, self._tokenizer
        features = whisper.feature_extractor(sound)
        frames = min(features.shape[-1] - 1, whisper.feature_extractor.nb_max_frames)
        encoded = whisper.encode(pad_or_trim(features[:, :frames], _padded(frames)))
        prompt = [*tokenizer.sot_sequence, tokenizer.no_timestamps]
        tokens: list[int] = []
        for how in ({"beam_size": 1}, _BEAM):
            result = whisper.model.generate(
                encoded,
                [prompt],
                suppress_blank=True,
                suppress_tokens=self._suppressed,
                max_length=whisper.max_length,
                **how,
            )[0]
            tokens = [token for token in result.sequences_ids[0] if token < tokenizer.eot]
            text = tokenizer.decode(tokens).strip()
            if not text or get_compression_ratio(text) <= _CIRCLES:
                break
        aligned = whisper.find_alignment(tokenizer, [tokens], encoded, frames)[0]
        merge_punctuations(aligned, _PREPENDED, _APPENDED)
        pieces = [_Piece(one["word"], one["start"], one["end"], one["probability"]) for one in aligned]
        return words_of(pieces, len(sound) / RATE_HZ)


@dataclass(frozen=True, slots=True)
class _Piece:
    word: str
    start: float
    end: float
    probability: float


def _padded(frames: int) -> int:
    """How many frames (of 10 ms) the encoder is given for so many frames of sound."""
    enough = max(frames + round(_WINDOW_MARGIN_S * 100), round(_SHORTEST_WINDOW_S * 100))
    return min(enough + enough % 2, round(WINDOW_S * 100))


def words_of(raw: Iterable[RawWord], length_s: float) -> tuple[Word, ...]:
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
                last.text + text, last.start_s, round(end, 3), min(last.probability, probability)
            )
        else:
            words.append(Word(text, round(start, 3), round(end, 3), probability))
    return tuple(words)
