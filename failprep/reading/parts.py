"""Which part of the story each sentence belongs to: setup, failure, cause, change, since, other.

The parts come mostly in this order, but people jump: the most likely sequence is found with a small cost
for going back (Viterbi). What a sentence shows decides; a sentence that shows nothing stays in the part
it stands in.
"""

from collections.abc import Sequence

from failprep.domain import PARTS

#: Which checks speak for which part.
_SPEAKS_FOR: dict[str, tuple[str, ...]] = {
    "failure": ("harm_stated", "harm_sized", "own_action", "itemised", "plain_admission"),
    "cause": ("cause_given", "cause_internal", "deeper_layer", "mechanism", "own_judgement"),
    "change": ("new_practice", "current_guard"),
    "since": ("applied_since", "outcome_shown", "sustained_or_shared", "still_a_risk", "trigger_named"),
}
_WEIGHT = {"own_judgement": 0.5, "current_guard": 0.8, "mechanism": 0.8}
_STAY, _FORWARD, _BACK = 0.0, 0.25, 0.7
_SETUP_BONUS = 0.45  # for the first sentences, as long as nothing went wrong yet
_OTHER = 0.32


def label(shows: Sequence[dict[str, float]]) -> tuple[str, ...]:
    """One of ``PARTS`` for every sentence, from the probabilities (0 to 1) of what each sentence shows."""
    if not shows:
        return ()
    scores = [_scores(probabilities, index, len(shows)) for index, probabilities in enumerate(shows)]
    best = [dict.fromkeys(PARTS, 0.0)]
    best[0] = {part: scores[0][part] - (0.0 if part == "setup" else 0.1) for part in PARTS}
    back: list[dict[str, str]] = []
    for score in scores[1:]:
        row: dict[str, float] = {}
        pointers: dict[str, str] = {}
        for part in PARTS:
            origin = max(PARTS, key=lambda before, part=part: best[-1][before] - _cost(before, part))  # type: ignore[misc]
            row[part] = best[-1][origin] - _cost(origin, part) + score[part]
            pointers[part] = origin
        best.append(row)
        back.append(pointers)
    part = max(PARTS, key=lambda name: best[-1][name])
    labels = [part]
    for pointers in reversed(back):
        part = pointers[part]
        labels.append(part)
    return tuple(reversed(labels))


def _scores(probabilities: dict[str, float], index: int, count: int) -> dict[str, float]:
    scores = {
        part: max(_WEIGHT.get(check, 1.0) * probabilities.get(check, 0.0) for check in checks)
        for part, checks in _SPEAKS_FOR.items()
    }
    early = max(0.0, 1.0 - index / max(2.0, 0.3 * count))
    scores["setup"] = _SETUP_BONUS * early
    scores["other"] = _OTHER
    return scores


def _cost(before: str, after: str) -> float:
    if before == after:
        return _STAY
    if "other" in (before, after):
        return _FORWARD
    return _FORWARD if PARTS.index(after) > PARTS.index(before) else _BACK
