"""What the shape of a strong answer is, roughly, and what to say about one that is far from it. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass

from failprep.domain import PARTS, Delivery


@dataclass(frozen=True, slots=True)
class Guide:
    """The share of the time (0 to 1) that a part takes in a strong answer, and what to say otherwise."""

    low: float
    high: float
    too_long: str
    too_short: str
    missing: str


#: A guide, no law: about half of the time for what went wrong and why, a third for what changed.
GUIDES = {
    "setup": Guide(
        0.15,
        0.20,
        "Two or three sentences of background are enough; the time is better spent on what changed.",
        "A sentence or two on where you were would help a stranger to follow.",
        "A sentence or two on where you were would help a stranger to follow.",
    ),
    "failure": Guide(
        0.25,
        0.30,
        "You can tell what went wrong more briefly: what you did, and what it cost.",
        "Stay a little longer with what went wrong: what you did, and what it cost.",
        "Say what went wrong: what you did, and what it cost.",
    ),
    "cause": Guide(
        0.17,
        0.22,
        "The reasons take a lot of room; one chain from your thinking to the outcome is enough.",
        "Give the why a few more seconds: what were you thinking at that moment?",
        "Say why it happened: what were you thinking at that moment?",
    ),
    "change": Guide(
        0.20,
        0.25,
        "The change is told at length; one thing that somebody could watch you do says more.",
        "Give what you do differently now more room; it is what they listen for most.",
        "Say what you do differently now; it is what they listen for most.",
    ),
    "since": Guide(
        0.10,
        0.15,
        "You can be shorter about what came of it; one result is enough.",
        "Spend a little longer on what came of it: when did you do it again, and how did it go?",
        "End with what came of it: when did you do it again, and how did it go?",
    ),
}
#: How far from the guide is out of shape: people differ, and the reader of parts errs.
_MARGIN = 0.10
_TOO_SHORT = 0.4  # of the lower end
_FEWEST_SENTENCES = 5
_MOST_TIPS = 2


@dataclass(frozen=True, slots=True)
class ShapeAdvice:
    """``facts`` names what stands out (`68% “Setup”, 4% “Change”.`), ``tips`` say what to do about it."""

    facts: str
    tips: tuple[str, ...] = ()


def typical() -> dict[str, float]:
    """Part → its share in a strong answer, the middle of each guide; together 1."""
    middles = {part: (guide.low + guide.high) / 2 for part, guide in GUIDES.items()}
    whole = sum(middles.values())
    return {part: middle / whole for part, middle in middles.items()}


def advice(delivery: Delivery | None, titles: Mapping[str, str]) -> ShapeAdvice | None:
    """What to say about this answer's shape; None when there is nothing to speak of yet."""
    if delivery is None or not delivery.parts:
        return None
    if sum(len(part.sentences) for part in delivery.parts) < _FEWEST_SENTENCES:
        return ShapeAdvice("It is too short to have a shape yet.")
    shares = dict.fromkeys(PARTS, 0.0) | {part.part: part.share for part in delivery.parts}
    found = sorted(
        ((_distance(shares[part], guide), part) for part, guide in GUIDES.items()),
        key=lambda one: -one[0],
    )
    out = [part for distance, part in found if distance > 0][:_MOST_TIPS]
    if not out:
        return ShapeAdvice("It has the shape of a strong answer.")
    facts = ", ".join(f"{shares[part]:.0%} “{titles[part]}”" for part in out)
    return ShapeAdvice(f"{facts}.", tuple(_tip(shares[part], GUIDES[part]) for part in out))


def _distance(share: float, guide: Guide) -> float:
    """How far out of shape, on a scale on which too long and too short compare; 0 for what is fine."""
    if share > guide.high + _MARGIN:
        return share - guide.high
    if share < _TOO_SHORT * guide.low:
        return guide.low - share
    return 0.0


def _tip(share: float, guide: Guide) -> str:
    if share > guide.high:
        return guide.too_long
    return guide.too_short if share > 0 else guide.missing
