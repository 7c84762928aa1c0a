"""The take under way, as the screen draws it: clock and target, the voice, the marks, the words."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.asked import Asked
from failprep.app.jobs import Job, Jobs, Latest
from failprep.app.parts_bar import PartsBar
from failprep.app.ports import LiveWords, TakeRecorder
from failprep.app.properties import qproperty
from failprep.app.settings_keeper import SettingsKeeper
from failprep.app.wording import clock, spoken_length
from failprep.domain import Prompt, Transcript

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

#: How many twentieths of a second the waveform shows.
WAVE_SLOTS = 320
_LOUDNESS = 0.6  # Stevens's power law: drawn as loud as it sounds

CountTakes = Callable[[Prompt], int]  #: how many takes of a prompt are kept


@QmlElement
class RunningTake(QObject):
    """Follows the recorder while somebody calls ``tick``; the last take stays until the next one begins."""

    moved = Signal()
    name_changed = Signal()
    marks_changed = Signal()
    words_changed = Signal()
    settings_changed = Signal()

    def __init__(
        self,
        *,
        recorder: TakeRecorder,
        keeper: SettingsKeeper,
        jobs: Jobs,
        live_text: LiveWords | None,
        parts: PartsBar,
        count_takes: CountTakes,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts, self._count_takes = parts, count_takes
        self._name = ""
        self._recorder, self._keeper, self._jobs, self._live_text = recorder, keeper, jobs, live_text
        self._path: Path | None = None
        self._following = False
        self._leaving: Job | None = None  # letting go of the words of the take before
        self._counting = Latest(jobs)
        self._elapsed_s = 0.0
        self._wave: list[float] = []
        self._wave_taken = 0
        self._marks: list[float] = []
        self._words = ("", "")
        keeper.changed.connect(self.settings_changed)

    # What QML reads

    @qproperty(str, notify=name_changed)
    def name(self) -> str:
        """``Take 4 of this question``; empty until that is known."""
        return self._name

    @qproperty(PartsBar)
    def parts(self) -> PartsBar:
        """Which part of the answer is being told."""
        return self._parts

    @qproperty(str, notify=moved)
    def elapsed(self) -> str:
        """How long it is, ``1:07``."""
        return clock(self._elapsed_s)

    @qproperty(str, notify=moved)
    def elapsed_spoken(self) -> str:
        """The same for a screen reader, in steps of ten seconds."""
        return spoken_length(self._elapsed_s // 10 * 10)

    @qproperty(float, notify=settings_changed)
    def target_s(self) -> float:
        """How long it should be, in seconds."""
        return self._keeper.value.target_time_s

    @qproperty(float, notify=moved)
    def fraction(self) -> float:
        """How much of the target is spoken; above 1 it is longer."""
        return self._elapsed_s / self._keeper.value.target_time_s

    @qproperty(list, notify=moved)
    def wave(self) -> list[float]:
        """The last peaks, 0 to 1, at most ``WAVE_SLOTS``."""
        return self._wave

    @qproperty(int)
    def wave_slots(self) -> int:
        """How many peaks fill the width."""
        return WAVE_SLOTS

    @qproperty(list, notify=marks_changed)
    def marks(self) -> list[float]:
        """Marked moments, in seconds."""
        return list(self._marks)

    @qproperty(bool, notify=settings_changed)
    def shows_words(self) -> bool:
        """Whether words appear while they are spoken."""
        return self._live_text is not None and self._keeper.value.live_transcript

    @qproperty(bool)
    def can_show_words(self) -> bool:
        """Whether there is anything that could hear words while they are spoken."""
        return self._live_text is not None

    @qproperty(str, notify=words_changed)
    def final_words(self) -> str:
        """The words that will not change any more."""
        return self._words[0]

    @qproperty(str, notify=words_changed)
    def tentative_words(self) -> str:
        """The words that may still change."""
        return self._words[1]

    # What QML calls

    @Slot(bool)
    def show_words(self, shown: bool) -> None:
        """Show or hide the words; shown in the middle of a take, they catch up."""
        self._keeper.change(live_transcript=shown)
        if self._path is not None:
            self._follow(self._path)

    # For the Practice screen

    def begin(self, path: Path | None, asked: Asked) -> None:
        """A new take has begun and grows at this path; it answers what was asked."""
        self._call(asked)
        self._parts.begin()
        self._path, self._following = path, False
        self._elapsed_s, self._wave, self._wave_taken = 0.0, [], 0
        self._marks, self._words = [], ("", "")
        self.moved.emit()
        self.marks_changed.emit()
        self.words_changed.emit()
        if path is not None:
            self._follow(path)

    def mark(self) -> None:
        """Mark this moment."""
        self._marks.append(self._recorder.mark())
        self.marks_changed.emit()

    def tick(self) -> None:
        """Take over what the recorder has."""
        self._elapsed_s = self._recorder.elapsed_s
        new = [peak**_LOUDNESS for peak in self._recorder.waveform(self._wave_taken)]
        self._wave_taken += len(new)
        self._wave = [*self._wave, *new][-WAVE_SLOTS:]
        self.moved.emit()
        if self._live_text is not None and self._following:
            heard = self._live_text.text()
            if (words := (heard.final, heard.tentative)) != self._words:
                self._words = words
                self.words_changed.emit()
            self._parts.follow(heard.words, self._elapsed_s)

    def finish(self, recording: Path) -> Transcript | None:
        """The final words, where they are to be had. Takes a moment: for a job."""
        return self._live_text.finish(recording) if self._live_text is not None else None

    def end(self) -> None:
        """Nothing grows any more."""
        self._path = None

    def let_go(self) -> None:
        """End it, and its words are not wanted either: the next take has its own only after that."""
        self.end()
        live = self._live_text
        if live is not None:
            self._leaving = self._jobs.start(lambda _: live.abandon())
            self._leaving.finished.connect(self._catch_up)

    def close(self) -> None:
        """Stop following, at once."""
        if self._live_text is not None:
            self._live_text.abandon()

    def _call(self, asked: Asked) -> None:
        """Name the take; counting the earlier ones takes a moment."""
        self._counting.drop()
        self._set_name("Answer to a follow-up" if asked.reply_to is not None else "")
        if asked.reply_to is None:
            self._counting.start(
                lambda _: self._count_takes(asked.prompt),
                on_done=lambda earlier: self._set_name(f"Take {earlier + 1} of this question"),
            )

    def _set_name(self, name: str) -> None:
        self._name = name
        self.name_changed.emit()

    def _follow(self, path: Path) -> None:
        live = self._live_text
        left = self._leaving is None or not self._leaving.running
        if live is not None and self.shows_words and left and not self._following:
            self._following = True
            live.expect(path)
            self._jobs.start(lambda _: live.begin(path))

    @Slot()
    def _catch_up(self) -> None:
        if self._path is not None:
            self._follow(self._path)
