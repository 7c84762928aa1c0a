"""The waveform of a take, coloured by the parts of the answer, with its marks, and what its shape says."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from failprep.app import answer_shape, strong_shape
from failprep.app.jobs import Jobs
from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.app.wording import clock, spoken_length
from failprep.domain import Recording, Take, UserError
from failprep.library import Theme

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

#: How many bars the waveform is drawn with.
BARS = 260

Peaks = Callable[[Path, int], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment that was marked while it was recorded; ``fraction`` is its place, 0 to 1."""

    at_s: float
    fraction: float
    label: str
    spoken: str  # for a screen reader


@QmlElement
class ShapeView(QObject):
    """Reads the peaks of a recording beside the window and colours them as soon as the parts are known."""

    changed = Signal()

    def __init__(self, peaks: Peaks, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_peaks = peaks
        self._jobs = jobs
        self._take: Take | None = None
        self._read_for: Path | None = None
        self._peaks: tuple[float, ...] = ()
        self._bars = Rows(answer_shape.Bar, self)
        self._marks = Rows(Mark, self)
        self._legend = Rows(answer_shape.Share, self)
        self._strong = Rows(answer_shape.Share, self)
        self._advice: strong_shape.ShapeAdvice | None = None

    @qproperty(Rows)
    def bars(self) -> Rows:
        """The waveform's bars."""
        return self._bars

    @qproperty(Rows)
    def marks(self) -> Rows:
        """The moments that were marked, in their order; none once the audio is gone."""
        return self._marks

    @qproperty(Rows)
    def legend(self) -> Rows:
        """The parts of the answer with their shares."""
        return self._legend

    @qproperty(Rows)
    def strong(self) -> Rows:
        """The same of a strong answer, roughly."""
        return self._strong

    @qproperty(str, notify=changed)
    def facts(self) -> str:
        """What stands out about the shape, ``68% “Setup”, 4% “Change”.``; empty when there is nothing."""
        return self._advice.facts if self._advice else ""

    @qproperty(list, notify=changed)
    def tips(self) -> list[str]:
        """What to do about it, a sentence each."""
        return list(self._advice.tips) if self._advice else []

    def show_take(self, take: Take | None, theme: Theme | None) -> None:
        """Show this take's shape."""
        self._take = take
        titles = {part: wording.title for part, wording in theme.words.parts.items()} if theme else {}
        delivery = take.delivery if take else None
        self._legend.show(answer_shape.legend(delivery, titles))
        typical = strong_shape.typical().items()
        strong = [answer_shape.Share(part, titles[part], share) for part, share in typical] if titles else []
        self._strong.show(strong)
        self._advice = strong_shape.advice(delivery, titles) if titles else None
        self._marks.show(_marks(take.recording if take else None))
        path = take.recording.path if take and take.recording else None
        if path is None:
            self._read_for, self._peaks = None, ()
        elif path != self._read_for:
            self._read_for, self._peaks = path, (0.0,) * BARS  # a line to begin with, so that nothing jumps
            self._jobs.start(
                lambda _: self._read_peaks(path, BARS),
                on_done=lambda peaks: self._read(path, peaks),
                on_failed=lambda error: self._unreadable(path, error),
            )
        self._draw()
        self.changed.emit()

    def _read(self, path: Path, peaks: tuple[float, ...]) -> None:
        if path == self._read_for:
            self._peaks = peaks
            self._draw()

    def _unreadable(self, path: Path, error: Exception) -> None:
        """What cannot be read leaves a flat line; the player says more when it is asked to play."""
        if not isinstance(error, UserError):
            self._jobs.failed.emit(error)

    def _draw(self) -> None:
        take = self._take
        self._bars.show(
            answer_shape.bars(self._peaks, take.transcript, take.delivery) if take and self._peaks else ()
        )


def _marks(recording: Recording | None) -> list[Mark]:
    if recording is None or recording.duration_s <= 0:
        return []
    marks = sorted(mark for mark in recording.marks_s if 0 <= mark <= recording.duration_s)
    return [
        Mark(
            at_s=at_s,
            fraction=at_s / recording.duration_s,
            label=f"Marked at {clock(at_s)}",
            spoken=f"Mark {number} of {len(marks)}, at {spoken_length(at_s)}",
        )
        for number, at_s in enumerate(marks, start=1)
    ]
