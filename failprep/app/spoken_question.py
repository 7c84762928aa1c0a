"""A question asked aloud by the offline voice: preparing, playing, over; one at a time."""

import threading

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from failprep.app.jobs import Jobs, Latest, Work
from failprep.app.ports import Sound, Voice

_TICK_MS = 100


class SpokenQuestion(QObject):
    """Says a text, or stops saying it.

    Args:
        voice: Makes a file of the text.
        sound: Plays it.
        jobs: For both.
        parent: Qt's parent.
    """

    changed = Signal()

    def __init__(self, voice: Voice, sound: Sound, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice, self._sound, self._jobs = voice, sound, jobs
        self._phase = self._text = ""
        self._latest = Latest(jobs)  # speaking or stopping, whatever was asked for last
        self._turn = threading.Lock()  # jobs that play and stop take turns
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def phase(self) -> str:
        """``preparing`` or ``playing``, else empty."""
        return self._phase

    @property
    def text(self) -> str:
        """What is being asked; empty when nothing is."""
        return self._text if self._phase else ""

    def hear(self, text: str) -> None:
        """Ask this aloud; or stop, where just this is being asked."""
        if self._phase and text == self._text:
            self.hush()
            return
        self._text = text
        self._set_phase("preparing")

        def speak(work: Work) -> None:
            with self._turn:
                work.check()
                self._sound.stop()  # whatever else came out of the loudspeaker
            path = self._voice.speak(text)
            with self._turn:
                work.check()
                self._sound.play(path)

        self._latest.start(speak, on_done=lambda _: self._set_phase("playing"), on_failed=self._failed)

    def hush(self) -> None:
        """Stop the voice."""
        if not self._phase:
            return

        def stop(work: Work) -> None:
            with self._turn:
                work.check()  # something else may be asked by now
                self._sound.stop()

        self._latest.start(stop)
        self._set_phase("")

    @Slot()
    def let_go(self) -> None:
        """Something else is played now: do not wait for an end, and do not stop it either."""
        self._latest.drop()
        if self._phase:
            self._set_phase("")

    def _failed(self, error: Exception) -> None:
        self._set_phase("")
        self._jobs.failed.emit(error)

    @Slot()
    def _tick(self) -> None:
        if self._phase == "playing" and self._sound.state != "playing":
            self._set_phase("")

    def _set_phase(self, phase: str) -> None:
        self._phase = phase
        if phase == "playing":
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()
