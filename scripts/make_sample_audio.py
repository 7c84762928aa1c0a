"""Speak the sample answers: ``content/*/samples/<id>.toml`` → ``assets/samples/<id>.flac`` and ``<id>.json``.

Each sentence is spoken by the offline voice, with the pauses a person would make, and written as 16 kHz mono
FLAC. The JSON file holds ``[start_s, end_s]`` for each sentence, so that one can be played by itself. The
same text gives the same sound. After changing a sample: ``python scripts/make_sample_audio.py [id …]``.
"""

import json
import sys
import tomllib
from pathlib import Path

import numpy as np
import soundfile as sf
from hibari import Hibari
from numpy.typing import NDArray

Audio = NDArray[np.float32]

ROOT = Path(__file__).resolve().parent.parent
VOICE_HZ, FILE_HZ = 24_000, 16_000
LOUDNESS = 10 ** (-23 / 20)  # RMS of the voiced parts
CEILING = 10 ** (-1.5 / 20)
LEAD_IN_S, LEAD_OUT_S, HESITATION_S = 0.9, 0.6, 0.8
BREATHS_S = (0.45, 0.6, 0.4, 0.7, 0.5)  # between sentences, in turn

#: (pitch, pace). There is one offline voice; lower or higher, slower or faster, it passes for several people.
SPEAKERS = {
    "chef-allergy": (0.88, 0.95),
    "joiner-staircase": (0.84, 1.0),
    "nurse-complaint": (1.0, 1.0),
    "engineer-alarm": (0.86, 0.95),
    "manager-wednesdays": (0.97, 0.94),
    "student-report": (0.92, 1.0),
    "sales-target": (0.85, 0.98),
    "consultant-phrases": (1.0, 0.96),
    "teacher-deadline": (1.03, 0.92),
    "driver-barrier": (0.86, 1.0),
}
#: Longer thinking pauses before some sentences, in seconds.
THINKING_S = {
    "chef-allergy": {5: 1.1, 6: 2.3, 9: 1.2},
    "joiner-staircase": {7: 1.0, 9: 1.6, 15: 1.2},
    "nurse-complaint": {7: 1.5, 14: 1.1},
    "engineer-alarm": {7: 1.0, 8: 1.4},
    "manager-wednesdays": {6: 1.0, 7: 1.8},
    "teacher-deadline": {4: 1.2, 11: 1.6},
    "driver-barrier": {9: 1.2},
}


def main(wanted: list[str]) -> None:
    """Speak the samples with these ids, or all of them."""
    voice = Hibari()
    folder = ROOT / "assets" / "samples"
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted((ROOT / "content").glob("*/samples/*.toml")):
        if wanted and file.stem not in wanted:
            continue
        sentences = tomllib.loads(file.read_text(encoding="utf-8"))["sentences"]
        audio, times = speak(voice, file.stem, sentences)
        sf.write(
            folder / f"{file.stem}.flac",
            audio,
            FILE_HZ,
            format="FLAC",
            subtype="PCM_16",
            compression_level=1.0,
        )
        (folder / f"{file.stem}.json").write_text(json.dumps(times) + "\n", encoding="utf-8")
        print(f"{file.stem}: {len(audio) / FILE_HZ:.1f} s")


def speak(voice: Hibari, sample: str, sentences: list[str]) -> tuple[Audio, list[list[float]]]:
    """The whole answer as 16 kHz mono, and the start and end of each sentence in seconds."""
    thinking = THINKING_S.get(sample, {})
    pieces, times, at = [_silence(LEAD_IN_S)], [], LEAD_IN_S
    for number, sentence in enumerate(sentences, 1):
        if number > 1:
            gap_s = thinking.get(number, BREATHS_S[number % len(BREATHS_S)])
            pieces.append(_silence(gap_s))
            at += gap_s
        spoken = _sentence(voice, sample, sentence)
        pieces.append(spoken)
        times.append([round(at, 2), round(at + len(spoken) / FILE_HZ, 2)])
        at += len(spoken) / FILE_HZ
    pieces.append(_silence(LEAD_OUT_S))
    return _levelled(np.concatenate(pieces)), times


def _sentence(voice: Hibari, sample: str, sentence: str) -> Audio:
    """One sentence; "..." inside it is a hesitation."""
    pitch, pace = SPEAKERS.get(sample, (1.0, 1.0))
    parts: list[Audio] = []
    for phrase in sentence.split("..."):
        if parts:
            parts.append(_silence(HESITATION_S))
        parts.append(_resampled(_trimmed(voice(phrase.strip(), speed=pace / pitch, seed=0)), pitch))
    return np.concatenate(parts)


def _silence(seconds: float) -> Audio:
    return np.zeros(round(seconds * FILE_HZ), np.float32)


def _trimmed(audio: Audio) -> Audio:
    """Without the silence before and after."""
    frame = VOICE_HZ // 100
    frames = audio[: len(audio) // frame * frame].reshape(-1, frame)
    loud = np.flatnonzero(np.sqrt((frames.astype(np.float64) ** 2).mean(axis=1)) > 10 ** (-48 / 20))
    return audio[loud[0] * frame : (loud[-1] + 1) * frame]


def _resampled(audio: Audio, pitch: float) -> Audio:
    """At 16 kHz with pitch and formants moved together, by cutting the spectrum to the new length."""
    length = round(len(audio) * FILE_HZ / (VOICE_HZ * pitch))
    spectrum = np.fft.rfft(audio)[: length // 2 + 1]
    return (np.fft.irfft(spectrum, length) * (length / len(audio))).astype(np.float32)


def _levelled(audio: Audio) -> Audio:
    """Speech at ``LOUDNESS``, with no sample above ``CEILING``."""
    voiced = audio[np.abs(audio) > 10 ** (-48 / 20)]
    gain = LOUDNESS / float(np.sqrt(np.mean(voiced.astype(np.float64) ** 2)))
    return audio * np.float32(min(gain, CEILING / float(np.abs(audio).max())))


if __name__ == "__main__":
    main(sys.argv[1:])
