"""What the figures of speech are taken on: real clips joined into takes, development answers spoken."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from evaluation import piper, spoken
from evaluation.spoken import Take
from failprep.domain import SpokenEvent
from failprep.speech import samples
from failprep.speech.samples import RATE_HZ, Samples

_TESTS = Path(__file__).resolve().parent.parent / "tests" / "data"
_FILLERS = {
    "hibari": ["Um.", "Uh.", "Er.", "Hmm."],
    "espeak-ng": ["um", "uh", "er", "hmm"],
    "flite": ["um", "uh", "er"],
    "piper": ["um", "uh", "er", "hmm"],
}
UNMET = "piper joe 1.0"  # a voice that the hesitation detector was not trained on
_OTHERS = ("espeak-ng en-us 150", "flite slt 1.0", "flite rms 1.0")


def clips() -> list[tuple[Path, str]]:
    """The real clips and their words."""
    folder = _TESTS / "speech"
    return [(folder / ref["file"], ref["text"]) for ref in json.loads((folder / "refs.json").read_text())]


def joined_clips(count: int = 6, least_s: float = 90.0) -> Iterator[Take]:
    """Takes of real speech: clips in changing order, 0.4 to 1.5 s apart, ``least_s`` of speech and more."""
    rng = np.random.default_rng(3)
    sounds = [(spoken.trimmed(samples.read(path)), text) for path, text in clips()]
    for number in range(count):
        pieces: list[Samples] = []
        said: list[str] = []
        while sum(len(piece) for piece in pieces) < least_s * RATE_HZ:
            for at in rng.permutation(len(sounds)):
                pieces.append(sounds[at][0])
                said.append(sounds[at][1])
        yield spoken.splice(
            f"real-{number}", pieces, list(rng.uniform(0.4, 1.5, len(pieces))), " ".join(said)
        )


def answers() -> list[tuple[str, str]]:
    """The development answers (id, text) that are written out properly, so that words can be compared."""
    stored = json.loads((_TESTS / "coach" / "dev_answers.json").read_text(encoding="utf-8"))
    return [(one["id"], one["answer"]) for one in stored if "recogniser errors" not in one["meta"]["design"]]


def spoken_answers(limit: int | None = None) -> Iterator[Take]:
    """Every development answer spoken by hibari, every fourth also by three other voices."""
    rng = np.random.default_rng(1)
    for number, (name, text) in enumerate(answers()[:limit]):
        yield spoken.spoken_answer(f"{name}-hibari", text, "hibari", rng)
        for voice in _OTHERS if number % 4 == 3 else ():
            yield spoken.spoken_answer(f"{name}-{voice.replace(' ', '_')}", text, voice, rng)


def long_answers(count: int, length_s: float = 180.0) -> Iterator[Take]:
    """Answers that run on for ``length_s`` and break off within a word, without silence behind."""
    rng = np.random.default_rng(9)
    texts = [text for _, text in answers()]
    for number in range(count):
        said = " ".join(texts[(3 * number + at) % len(texts)] for at in range(4))
        take = spoken.spoken_answer(f"long-{number}", said, "hibari", rng)
        sound = take.sound[: round((length_s + rng.uniform(-8, 8)) * RATE_HZ)]
        while len(sound) and np.abs(sound[-160:]).max() < 0.03:
            sound = sound[:-160]
        yield Take(take.name, sound, "", ())


def with_fillers() -> Iterator[tuple[str, Take, tuple[SpokenEvent, ...]]]:
    """Voice, take, and its hesitations in known places, close to words or set off by silence."""
    rng = np.random.default_rng(7)
    texts = answers()
    voices = [*spoken.VOICES, *([UNMET] if piper.installed() else [])]
    for order, voice in enumerate(voices):
        for again in range(4 if voice in {"hibari", UNMET} else 2):
            name, text = texts[(order * 5 + again * 3) % len(texts)]
            yield voice, *_with_fillers(f"fillers-{voice.replace(' ', '_')}-{name}", text, voice, rng)


def _with_fillers(
    name: str, text: str, voice: str, rng: np.random.Generator
) -> tuple[Take, tuple[SpokenEvent, ...]]:
    parts, truth, at = [np.zeros(RATE_HZ // 2, np.float32)], [], RATE_HZ // 2

    def add(sound: Samples) -> tuple[float, float]:
        nonlocal at
        parts.append(sound)
        at += len(sound)
        return (at - len(sound)) / RATE_HZ, at / RATE_HZ

    def wait(*choices_s: float) -> None:
        add(np.zeros(round(float(rng.choice(choices_s)) * RATE_HZ), np.float32))

    for stretch in _stretches(text):
        if rng.random() < 0.45:
            filler = str(rng.choice(_FILLERS[voice.split(maxsplit=1)[0]]))
            wait(0.03, 0.08, 0.15, 0.3, 0.6)
            level = np.float32(rng.uniform(0.6, 1.0))
            truth.append(SpokenEvent(filler.strip(".").lower(), *add(spoken.speak(voice, filler) * level)))
        wait(0.02, 0.06, 0.12, 0.25, 0.6, 0.9)
        add(spoken.speak(voice, stretch))
    return Take(name, np.concatenate(parts), text, ()), tuple(truth)


def _stretches(text: str) -> list[str]:
    """The text in pieces of a clause or eight words, without the hesitations that are written in it."""
    out: list[str] = []
    for sentence in spoken.sentences(
        re.sub(r"\b(um+|uh+|er|erm|hmm+)\b,?\s*", "", text, flags=re.IGNORECASE)
    ):
        for clause in re.split(r"(?<=[,;:])\s+", sentence):
            words = clause.split()
            while len(words) > 12:
                out.append(" ".join(words[:8]))
                words = words[8:]
            if words:
                out.append(" ".join(words))
    return out
