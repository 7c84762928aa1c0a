"""Makes the sound that the hesitation detector learns from: `python -m training.hesitations_data OUT.npz`.

Synthetic voices say sentences of the training answers in pieces; between them fall hesitations and, as traps,
single words that sound like one (“or”, “a”, “the”). The places are exact because the sound is spliced. Rooms,
microphones, noise, speed and pitch vary. Runs in the application's development environment, which has the
voices.
"""

import json
import re
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation import spoken
from failprep.speech import hesitations
from failprep.speech.samples import RATE_HZ, Samples

LENGTH_S = 12.0
_FRAMES = round(LENGTH_S * 100)

_FILLERS = {
    "hibari": ["Um.", "Um,", "Umm.", "Uh.", "Uh,", "Er.", "Erm.", "Hmm.", "Mm.", "Uhm."],
    "espeak-ng": [
        "um",
        "uh",
        "er",
        "erm",
        "hmm",
        "mm",
        "uhm",
        "[[V:m]]",
        "[[V::]]",
        "[[3::]]",
        "[[@:m:]]",
        "[[m::]]",
    ],
    "flite": ["um", "uh", "er", "erm", "uhm"],
}
_TRAPS = (
    "or I a the and so well but are her now no oh of on in all arm umbrella mum more hum yeah yes okay "
    "right then they we it an as at up us under other earth early home him them you he she my our one "
    "was were for from what that this there here our hour ahead I'm ever never earn word work first "
    "hurt fur far saw more door floor "
)


@dataclass(frozen=True)
class Pool:
    """What one voice can say."""

    voice: str
    pieces: list[Samples]
    fillers: list[Samples]
    traps: list[Samples]


def voices(rng: np.random.Generator) -> list[str]:
    """Many ways to speak; see ``spoken.VOICES`` for their spelling."""
    names = [
        f"hibari {speed} {seed}"
        for speed, seed in ((0.8, 0), (1.0, 0), (1.0, 3), (1.2, 1), (0.9, 2), (1.1, 5))
    ]
    accents = ["en-us", "en-gb-x-rp", "en-gb", "en-gb-scotland", "en-gb-x-gbclan", "en-gb-x-gbcwmd"]
    faces = [
        "",
        "+m1",
        "+m3",
        "+m5",
        "+m7",
        "+f1",
        "+f2",
        "+f3",
        "+f4",
        "+f5",
        "+Andy",
        "+Alicia",
        "+Lee",
        "+linda",
    ]
    for number in range(24):
        accent, face = accents[number % len(accents)], faces[number % len(faces)]
        names.append(f"espeak-ng {accent}{face} {rng.integers(135, 205)} {rng.integers(30, 70)}")
    names += [
        f"flite {name} {stretch}" for name in ("slt", "rms", "awb", "kal16") for stretch in (0.9, 1.05, 1.25)
    ]
    return names


def pieces_of_answers() -> list[str]:
    """Stretches of three to ten words from the training answers, hesitations taken out."""
    out: list[str] = []
    for path in sorted((Path(__file__).parent / "data").glob("t*.json")):
        for answer in json.loads(path.read_text(encoding="utf-8")):
            for sentence in answer["sentences"]:
                said = re.sub(r"\b(um+|uh+|er|erm|eh|hm+|mm+)\b,?\s*", "", sentence, flags=re.IGNORECASE)
                words = said.split()
                while len(words) >= 3:
                    count = 3 + len(out) % 8
                    out.append(" ".join(words[:count]))
                    words = words[count:]
    return out


def pool(voice: str, texts: list[str]) -> Pool:
    """Everything this voice says."""
    kind, *_ = voice.split()
    slow = []  # the same hesitations, drawn out
    if kind == "hibari":
        slow = [f"hibari {speed} 0" for speed in (0.55, 0.7)]
    elif kind == "espeak-ng":
        _, face, _, pitch = voice.split()
        slow = [f"espeak-ng {face} {speed} {pitch}" for speed in (90, 120)]
    else:
        slow = [f"flite {voice.split()[1]} {stretch}" for stretch in (1.6, 2.2)]
    fillers = [spoken.speak(how, text) for how in (voice, *slow) for text in _FILLERS[kind]]
    return Pool(
        voice,
        _heard(spoken.speak(voice, text) for text in texts),
        [one for one in fillers if 0.08 * RATE_HZ < len(one) < 1.0 * RATE_HZ],
        _heard(spoken.speak(voice, text) for text in _TRAPS.split()),
    )


def _heard(sounds: Iterable[Samples]) -> list[Samples]:
    return [one for one in sounds if len(one) > 0.05 * RATE_HZ]


def crop(source: Pool, rng: np.random.Generator) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """One stretch: normalised features (frames, bands) and, per frame, whether it is a hesitation."""
    sound = np.zeros(round(LENGTH_S * 1.25 * RATE_HZ), np.float32)
    truth = np.zeros(len(sound), np.float32)
    at = round(rng.uniform(0, 0.8) * RATE_HZ)
    while at < len(sound):
        draw = rng.random()
        kind = source.fillers if draw < 0.28 else source.traps if draw < 0.42 else source.pieces
        said = kind[rng.integers(len(kind))] * np.float32(rng.uniform(0.5, 1.0) if draw < 0.42 else 1.0)
        end = min(len(sound), at + len(said))
        sound[at:end] += said[: end - at]
        if draw < 0.28:
            truth[at:end] = 1.0
        at = end + round(_gap_s(rng) * RATE_HZ)
    sound, truth = _at_speed(sound, truth, rng.uniform(0.87, 1.15))
    logs = hesitations.features(_in_a_room(sound[: round(LENGTH_S * RATE_HZ)], rng))
    labels = truth[: _FRAMES * hesitations.HOP].reshape(_FRAMES, hesitations.HOP).mean(axis=1)
    return hesitations.normalised(logs), (labels > 0.5).astype(np.float32)


def _gap_s(rng: np.random.Generator) -> float:
    """Silence to the next piece; a negative one overlaps a little, as connected speech does."""
    return float(rng.choice([-0.03, -0.015, 0.0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 0.9]))


def _at_speed(sound: Samples, truth: Samples, speed: float) -> tuple[Samples, Samples]:
    """Faster and higher, or slower and lower."""
    places = np.arange(0, len(sound) - 1, speed)
    changed = np.interp(places, np.arange(len(sound)), sound).astype(np.float32)
    return changed, truth[np.round(places).astype(int)]


def _in_a_room(sound: Samples, rng: np.random.Generator) -> Samples:
    """With echoes, a microphone's colour, noise and some level."""
    if rng.random() < 0.5:
        length = round(rng.uniform(0.1, 0.4) * RATE_HZ)
        echoes = rng.standard_normal(length) * np.exp(-np.arange(length) * rng.uniform(4, 9) / length)
        echoes *= rng.uniform(0.02, 0.12)
        echoes[0] = 1.0
        sound = _filtered(sound, echoes)
    bins = np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    colour = np.interp(bins, np.linspace(0, 8000, 7), 10 ** (rng.uniform(-6, 6, 7) / 20))
    sound = np.fft.irfft(np.fft.rfft(sound) * colour, len(sound)).astype(np.float32)
    if rng.random() < 0.75:
        white = rng.standard_normal(len(sound)).astype(np.float32)
        noise = spoken.pink(len(sound), rng) if rng.random() < 0.6 else white
        loud = sound[np.abs(sound) > spoken.FLOOR]
        power = float(np.mean(loud**2)) if len(loud) else 1e-4
        ratio = 10 ** (rng.uniform(6, 35) / 10)
        sound = (sound + noise * np.sqrt(power / ratio / np.mean(noise**2))).astype(np.float32)
    return sound * np.float32(rng.uniform(0.2, 1.5))


def _filtered(sound: Samples, response: NDArray[np.float64]) -> Samples:
    size = 1 << (len(sound) + len(response)).bit_length()  # other lengths take ten times as long
    out = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)
    return np.asarray(out[: len(sound)], np.float32)


def main() -> int:
    """Make everything and write it as one file."""
    out, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60
    rng = np.random.default_rng(20)
    texts = pieces_of_answers()
    names = voices(rng)
    shares = [[texts[at] for at in rng.integers(len(texts), size=70)] for _ in names]
    with ThreadPoolExecutor(2) as workers:
        pools = list(workers.map(pool, names, shares))
    crops = [crop(one, rng) for one in pools for _ in range(count)]
    np.savez(
        out,
        x=np.stack([x for x, _ in crops]).astype(np.float16),
        y=np.stack([y for _, y in crops]).astype(np.uint8),
        voice=np.repeat(names, count),
    )
    print(f"{len(crops)} stretches, {len(crops) * LENGTH_S / 3600:.1f} h, {len(names)} ways to speak")
    return 0


if __name__ == "__main__":
    sys.exit(main())
