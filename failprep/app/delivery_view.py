"""How it was said, on the review screen: the pace curve, and what can be clicked to hear."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.app.wording import LONG_PAUSE_S, clock, delivery_line
from failprep.domain import Delivery, PacePoint, SpokenEvent

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

#: Words per minute within which most listeners are comfortable; drawn as a band behind the curve.
EASY_PACE = (120.0, 170.0)
_ROUND = 20  # the curve's scale begins and ends at such round numbers
_AIR = 10.0  # words per minute that are free at least above and below the curve and the band

#: The figures are those of docs/measurements.md.
_FILLER_DOUBT = (
    "An estimate: of the computer voices it knows it misses 8 in 100, and of other voices up to 60 in 100; "
    "5 in 100 that it reports are none. It was not measured on people. Press one to hear it."
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something to hear: a filler, a repeated start, a hedge or a pause."""

    text: str
    label: str  # when, or for how long
    start_s: float
    end_s: float


@QmlElement
class DeliveryView(QObject):
    """The delivery of one take. Empty until it was measured."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._delivery: Delivery | None = None
        self._fillers = Rows(Moment, self)
        self._hedges = Rows(Moment, self)
        self._pauses = Rows(Moment, self)
        self._restarts = Rows(Moment, self)
        self._scale = _scale(())

    @qproperty(bool, notify=changed)
    def measured(self) -> bool:
        """Whether there is anything to show; a written answer has no delivery."""
        return self._delivery is not None

    @qproperty(str, notify=changed)
    def line(self) -> str:
        """The delivery in one line."""
        return delivery_line(self._delivery) if self._delivery else ""

    @qproperty(str, notify=changed)
    def pace_text(self) -> str:
        """The pace in words, with and without the pauses."""
        if self._delivery is None:
            return ""
        text = f"{self._delivery.words_per_minute:.0f} words a minute"
        rate = self._delivery.articulation_rate
        return f"{text}, {rate:.0f} without the pauses" if rate else text

    @qproperty(list, notify=changed)
    def pace(self) -> list[dict[str, float]]:
        """The pace curve: ``x`` and ``y`` from 0 to 1, ``y`` upwards."""
        if self._delivery is None or self._delivery.duration_s <= 0:
            return []
        return [
            {"x": min(1.0, point.at_s / self._delivery.duration_s), "y": self._height(point.words_per_minute)}
            for point in self._delivery.pace
        ]

    @qproperty(int, notify=changed)
    def pace_from(self) -> int:
        """The pace at the curve's lower edge, in words per minute."""
        return self._scale[0]

    @qproperty(int, notify=changed)
    def pace_to(self) -> int:
        """The pace at the curve's upper edge, in words per minute."""
        return self._scale[1]

    @qproperty(str, notify=changed)
    def pace_spoken(self) -> str:
        """What the curve shows, for a screen reader."""
        heights = [point.words_per_minute for point in self._delivery.pace] if self._delivery else []
        if not heights:
            return ""
        return f"Pace over the answer, from {min(heights):.0f} to {max(heights):.0f} words a minute"

    @qproperty(str, notify=changed)
    def easy_text(self) -> str:
        """What the band means."""
        return f"Shaded: {EASY_PACE[0]:.0f} to {EASY_PACE[1]:.0f}, where most listeners are at ease."

    @qproperty(float, notify=changed)
    def easy_from(self) -> float:
        """The lower edge of the comfortable band, on the curve's scale."""
        return self._height(EASY_PACE[0])

    @qproperty(float, notify=changed)
    def easy_to(self) -> float:
        """The upper edge of the comfortable band, on the curve's scale."""
        return self._height(EASY_PACE[1])

    @qproperty(Rows)
    def fillers(self) -> Rows:
        """Every filler that was heard."""
        return self._fillers

    @qproperty(str)
    def filler_doubt(self) -> str:
        """How sure the count of fillers is."""
        return _FILLER_DOUBT

    @qproperty(Rows)
    def hedges(self) -> Rows:
        """Every hedge."""
        return self._hedges

    @qproperty(Rows)
    def pauses(self) -> Rows:
        """The long pauses."""
        return self._pauses

    @qproperty(Rows)
    def restarts(self) -> Rows:
        """Repeated starts."""
        return self._restarts

    def show_delivery(self, delivery: Delivery | None) -> None:
        """Show this delivery."""
        self._delivery = delivery
        self._scale = _scale(delivery.pace if delivery else ())
        self._fillers.show(_moments(delivery.fillers) if delivery else [])
        self._hedges.show(_moments(delivery.hedges) if delivery else [])
        self._pauses.show(_long_pauses(delivery) if delivery else [])
        self._restarts.show(_moments(delivery.restarts) if delivery else [])
        self.changed.emit()

    def _height(self, words_per_minute: float) -> float:
        low, high = self._scale
        return (words_per_minute - low) / (high - low)


def _scale(pace: Iterable[PacePoint]) -> tuple[int, int]:
    """Round bounds with air around the curve and the band; never so fine that every breath is a drama."""
    heights = [*EASY_PACE, *(point.words_per_minute for point in pace)]
    low, high = max(0.0, min(heights) - _AIR), max(heights) + _AIR
    return math.floor(low / _ROUND) * _ROUND, math.ceil(high / _ROUND) * _ROUND


def _moments(events: Iterable[SpokenEvent]) -> list[Moment]:
    return [Moment(event.text, clock(event.start_s), event.start_s, event.end_s) for event in events]


def _long_pauses(delivery: Delivery) -> list[Moment]:
    return [
        Moment(f"{pause.end_s - pause.start_s:.1f} s", clock(pause.start_s), pause.start_s, pause.end_s)
        for pause in delivery.pauses
        if pause.end_s - pause.start_s >= LONG_PAUSE_S
    ]
