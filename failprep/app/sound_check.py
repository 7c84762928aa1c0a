"""A test of the microphone: three seconds are recorded and played back."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from failprep.app.jobs import Jobs, Latest, Work
from failprep.app.ports import Listener, Sound, Tester

TEST_S = 3.0


class SoundCheck(QObject):
    """Runs one test at a time. It can be dropped at any moment: then it neither records nor plays any more.

    Args:
        recorder: Gives the microphone up for the test.
        tester: Records the test.
        sound: Plays it.
        device_work: Held by whichever job opens or closes the microphone.
        jobs: For all that takes a moment.
        parent: Qt's parent.
    """

    changed = Signal()
    failed = Signal(object)  #: the exception that ended the test

    def __init__(
        self,
        *,
        recorder: Listener,
        tester: Tester,
        sound: Sound,
        device_work: threading.Lock,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._recorder, self._tester, self._sound = recorder, tester, sound
        self._device_work, self._jobs = device_work, jobs
        self._phase = ""
        self._latest = Latest(jobs)  # what a test that was dropped still does is not heard
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._play_back)

    @property
    def phase(self) -> str:
        """``recording`` or ``playing`` while the test runs, else empty."""
        return self._phase

    @property
    def over(self) -> bool:
        """Whether all of it was heard."""
        return self._phase == "playing" and self._sound.state != "playing"

    def run(self, device: str | None) -> None:
        """Record with this microphone, then play that."""

        def begin(work: Work) -> None:
            with self._device_work:
                work.check()
                self._recorder.close()
                self._tester.listen(device)
                self._tester.start()

        self._set_phase("recording")
        self._step(begin, lambda: self._timer.start(int(TEST_S * 1000)))

    def drop(self) -> bool:
        """End it wherever it stands; returns whether there was one."""
        if not self._phase:
            return False
        self._latest.drop()
        self._timer.stop()

        def end(_: Work) -> None:
            with self._device_work:
                self._tester.discard()
                self._tester.close()
                self._sound.stop()

        self._jobs.start(end)
        self._set_phase("")
        return True

    def end(self) -> None:
        """It was heard."""
        self._set_phase("")

    @Slot()
    def _play_back(self) -> None:
        def play(work: Work) -> None:
            with self._device_work:
                work.check()
                try:
                    recording = self._tester.stop()
                finally:
                    self._tester.close()
                self._sound.play(recording.path)

        self._step(play, lambda: self._set_phase("playing"))

    def _step(self, work: Callable[[Work], None], then: Callable[[], None]) -> None:
        def failed(error: Exception) -> None:
            self.end()
            self.failed.emit(error)

        self._latest.start(work, on_done=lambda _: then(), on_failed=failed)

    def _set_phase(self, phase: str) -> None:
        self._phase = phase
        self.changed.emit()
