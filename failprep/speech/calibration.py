"""Which of the installed models this computer can keep up with while somebody speaks; measured only once.

A spoken sentence of known length is decoded. A model keeps up when decoding takes at most ``KEEPS_UP`` of the
time of speech, which leaves room for the recorder, the window and the second look in pauses.
"""

import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from failprep.domain import Cancelled, UserError
from failprep.settings import write_atomically
from failprep.speech import samples
from failprep.speech.models import SpeechModel
from failprep.speech.voice import Voice
from failprep.speech.whisper import SpeechEngine, default_threads

log = logging.getLogger(__name__)

IsCancelled = Callable[[], bool]

KEEPS_UP = 0.4
_SAID = (
    "Last spring I promised a report for Monday morning. I left the hardest part for the weekend, "
    "and on Sunday night I had to write to the whole team that it would not be ready in time."
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of decoding per second of speech."""

    model: str
    share: float

    @property
    def keeps_up(self) -> bool:
        """Whether words can appear while they are spoken."""
        return self.share <= KEEPS_UP


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured, from the heaviest model to the chosen one, and what to say about it."""

    chosen: SpeechModel
    speeds: tuple[Speed, ...]

    @property
    def note(self) -> str:
        """One sentence for the user."""
        speed = self.speeds[-1]
        if not speed.keeps_up:
            return (
                f"This computer is too slow to write while you speak; “{self.chosen.name}” is the fastest "
                "speech model here, and the words come after you stop."
            )
        passed = [one.model for one in self.speeds[:-1]]
        slower = f" (“{passed[-1]}” would fall behind)" if passed else ""
        return (
            f"“{self.chosen.name}” is the best speech model that keeps up with you on this computer{slower}."
        )


def choose(
    installed: Sequence[SpeechModel],
    cache: Path,
    *,
    measure: Callable[[SpeechModel, Path, IsCancelled], float] | None = None,
    cancelled: IsCancelled = lambda: False,
) -> Calibration:
    """The largest installed model that keeps up, or the smallest where none does.

    Measures only what was not measured on this computer before (``cache/calibration.json``). A measurement
    that was cancelled is never remembered, not even when it came to its end: what cancelled it may have
    slowed it down. Those that were whole before stay.

    Args:
        installed: From the lightest to the heaviest, as ``models.installed`` gives them; not empty.
        cache: The application's cache.
        measure: Gives the share of real time that a model needs for a spoken file; tests give their own.
        cancelled: Asked often; True stops at once.

    Raises:
        UserError: A model could not be run.
        Cancelled: ``cancelled`` said so.
    """
    if not installed:
        raise ValueError("no model to choose from")
    path = cache / "calibration.json"
    known = _read(path)
    speeds: list[Speed] = []
    for model in reversed(installed):
        key = f"{model.name}/{default_threads()}"
        if key not in known:
            _check(cancelled)
            spoken = Voice(cache).speak(_SAID)
            _check(cancelled)
            share = (measure or share_of_real_time)(model, spoken, cancelled)
            _check(cancelled)
            known[key] = round(share, 3)
            _write(path, known)
        speeds.append(Speed(model.name, known[key]))
        if speeds[-1].keeps_up:
            break
    by_name = {model.name: model for model in installed}
    calibration = Calibration(by_name[speeds[-1].model], tuple(speeds))
    log.info("speech models measured: %s", [asdict(speed) for speed in speeds])
    return calibration


def share_of_real_time(model: SpeechModel, spoken: Path, cancelled: IsCancelled) -> float:
    """Seconds of decoding per second of the spoken file: the better of two runs. Raises as ``choose``."""
    length_s = samples.duration_s(spoken)
    with SpeechEngine(model) as engine:
        engine.wait_until_ready(cancelled)
        took: list[float] = []
        for _ in range(2):
            began = time.perf_counter()
            engine.decode(spoken, 0.0, length_s, cancelled=cancelled)
            took.append(time.perf_counter() - began)
    return min(took) / length_s


def _check(cancelled: IsCancelled) -> None:
    if cancelled():
        raise Cancelled


def _read(path: Path) -> dict[str, float]:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(stored, dict):
        return {}
    return {str(key): float(value) for key, value in stored.items() if isinstance(value, int | float)}


def _write(path: Path, known: dict[str, float]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(known, indent=1))
    except OSError as error:
        raise UserError(f"{path.parent} cannot be written.", "Check that you may write there.") from error
