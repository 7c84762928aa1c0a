"""The bar under the live waveform: which part of the answer is being told, and how long each took."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Jobs, Latest, Work
from failprep.app.ports import PartsReader
from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.app.told_parts import SpokenTimes, Stretch, ToldPart, seconds, stretches
from failprep.app.wording import clock, spoken_length
from failprep.domain import Word

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

#: After reading it rests so many times as long: reading takes at most a twentieth of the time, so that the
#: speech engine hardly feels it.
_REST_PER_READING = 20.0
_SHORTEST_REST_S = 1.0


@dataclass(frozen=True, slots=True)
class PartTime:
    """A part in the legend; ``time`` is empty as long as it was not told, ``now`` while it is being told."""

    part: str
    title: str
    time: str
    spoken: str
    now: bool


@QmlElement
class PartsBar(QObject):
    """Reads the live words again whenever they changed, one reading at a time, beside the window.

    Args:
        reader: Says which part each sentence belongs to; None: there is no bar.
        titles: The parts in the order of a well-told answer, and what they are called.
        jobs: For the reading.
        now: A clock in seconds that only goes forward.
        parent: The Qt parent.
    """

    changed = Signal()

    def __init__(
        self,
        reader: PartsReader | None,
        titles: Mapping[str, str],
        jobs: Jobs,
        *,
        now: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reader, self._jobs, self._now = reader, jobs, now
        self._titles = {part: title for part, title in titles.items() if part != "other"}
        self._stretches = Rows(Stretch, self)
        self._times = Rows(PartTime, self)
        self._latest = Latest(jobs)
        self.begin()

    # What QML reads

    @qproperty(bool, notify=changed)
    def told(self) -> bool:
        """Whether anything was told that could be read."""
        return bool(self._told)

    @qproperty(Rows)
    def stretches(self) -> Rows:
        """The take so far, part by part."""
        return self._stretches

    @qproperty(Rows)
    def times(self) -> Rows:
        """All parts, with the time each took."""
        return self._times

    # For the take under way

    def begin(self) -> None:
        """A new take: nothing was told yet."""
        self._latest.drop()  # it read a take that is over
        self._reading = False
        self._told: Sequence[ToldPart] = ()
        self._words: Sequence[Word] = ()
        self._spoken = SpokenTimes()
        self._text = self._read = ""
        self._rest_until = 0.0
        self._elapsed_s = 0.0
        self._show()

    def follow(self, words: Sequence[Word], elapsed_s: float) -> None:
        """These are the words by now (what may still change included), so long after the take began."""
        if words is not self._words:
            self._words = words
            self._text = " ".join(word.text for word in words)
            self._spoken = SpokenTimes(words)
        if (
            self._reader
            and not self._reading
            and self._text != self._read
            and self._now() >= self._rest_until
        ):
            self._look(self._text, self._reader)
        self._elapsed_s = elapsed_s
        self._draw()

    # Inside

    def _look(self, text: str, reader: PartsReader) -> None:
        def read(_: Work) -> tuple[Sequence[ToldPart], float]:
            began = time.perf_counter()
            return reader.read(text), time.perf_counter() - began

        self._read, self._reading = text, True
        self._latest.start(read, on_done=lambda done: self._seen(*done), on_failed=self._failed)

    def _seen(self, told: Sequence[ToldPart], took_s: float) -> None:
        self._reading, self._told = False, told
        self._rest_until = self._now() + max(_SHORTEST_REST_S, _REST_PER_READING * took_s)
        self._show()

    def _failed(self, error: Exception) -> None:
        """A bug: it is logged, and this take goes on without a bar (its reading never ends)."""
        self._told = ()
        self._show()
        self._jobs.failed.emit(error)

    def _show(self) -> None:
        self._draw()
        self.changed.emit()

    def _draw(self) -> None:
        told = stretches(self._told, self._spoken, self._elapsed_s)
        present = told[-1].part if told else ""
        rows = []
        for part, title in self._titles.items():
            took_s = seconds(part, told)
            was_told = any(stretch.part == part for stretch in told)
            rows.append(
                PartTime(
                    part,
                    title,
                    clock(took_s) if was_told else "",
                    f"{title}, {spoken_length(int(took_s))}" if was_told else f"{title}, not told yet",
                    part == present,
                )
            )
        self._stretches.show(told)
        self._times.show(rows)
