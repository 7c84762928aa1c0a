"""The microphone on a screen: which one, how loud, what is wrong with it, and a test of three seconds."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Jobs
from failprep.app.ports import Device, Listener, Sound, Tester
from failprep.app.properties import qproperty
from failprep.app.settings_keeper import SettingsKeeper
from failprep.app.sound_check import SoundCheck
from failprep.domain import UserError

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

#: What Linux's sound systems call themselves, in words.
_NAMES = {"default": "System default", "sysdefault": "System default (ALSA)", "pulse": "PulseAudio"}
_TICK_MS = 40
_SILENCE_DB = -60.0  # the left end of the bar
_FALL = 0.06  # how much the bar sinks in a tick, so that the eye can follow
_PEAK_TICKS = 30  # how long the loudest moment stays marked


@QmlElement
class MicrophoneView(QObject):
    """One microphone for the whole window; it is open only while a screen that shows it is in front.

    Opening, closing and listing run as jobs, one after the other, since a device can take a moment.
    """

    moved = Signal()
    changed = Signal()

    def __init__(
        self,
        *,
        recorder: Listener,
        tester: Tester,
        sound: Sound,
        keeper: SettingsKeeper,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._recorder, self._tester = recorder, tester
        self._keeper, self._jobs = keeper, jobs
        self._device_work = threading.Lock()  # jobs that open and close take turns
        self._devices: tuple[Device, ...] = ()
        self._listed = False
        self._screens: set[str] = set()  # those that show it now
        self._wanted = False
        self._opening = self._again = False
        self._failure = ""
        self._trouble = ""
        self._advice = ""
        self._clipping = False
        self._level = self._peak = 0.0
        self._peak_age = 0
        self._check = SoundCheck(
            recorder=recorder,
            tester=tester,
            sound=sound,
            device_work=self._device_work,
            jobs=jobs,
            parent=self,
        )
        self._check.changed.connect(self.changed)
        self._check.failed.connect(self._test_failed)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    # What QML reads

    @qproperty(float, notify=moved)
    def level(self) -> float:
        """How loud it is, 0 to 1."""
        return self._level

    @qproperty(float, notify=moved)
    def peak(self) -> float:
        """The loudest moment of the last second, 0 to 1."""
        return self._peak

    @qproperty(str, notify=changed)
    def advice(self) -> str:
        """What to do about the level."""
        return self._advice

    @qproperty(str, notify=changed)
    def mood(self) -> str:
        """``good``, ``warning`` or ``quiet``: the colour of the advice."""
        if self._clipping:
            return "warning"
        return "good" if self._advice.startswith("Good") else "quiet"

    @qproperty(str, notify=changed)
    def trouble(self) -> str:
        """What is wrong and what to do; empty when all is well."""
        return self._failure or self._trouble

    @qproperty(bool, notify=changed)
    def opening(self) -> bool:
        """Whether a device is just being opened."""
        return self._opening

    @qproperty(str, notify=changed)
    def name(self) -> str:
        """The microphone in use."""
        chosen = self._keeper.value.microphone
        for device in self._devices:
            if chosen in {device.id, device.name}:
                return _called(device.name)
        if chosen is not None:
            return _called(chosen.split(", ")[0])
        if self._devices:
            return _called(self._devices[0].name)
        return "No microphone found" if self._listed else "…"

    @qproperty(list, notify=changed)
    def names(self) -> list[str]:
        """What can be chosen; the first follows the system."""
        names = [_called(device.name) for device in self._devices]
        first = names[0] if names else _NAMES["default"]
        return [first if first == _NAMES["default"] else f"{_NAMES['default']} ({first})", *names]

    @qproperty(int, notify=changed)
    def choice(self) -> int:
        """The chosen place in ``names``; -1 for a microphone that is not connected."""
        chosen = self._keeper.value.microphone
        if chosen is None:
            return 0
        places = [
            place for place, device in enumerate(self._devices, 1) if chosen in {device.id, device.name}
        ]
        return places[0] if places else -1

    @qproperty(str, notify=changed)
    def test(self) -> str:
        """``recording`` or ``playing`` while the test runs, else empty."""
        return self._check.phase

    # What QML calls

    @Slot(int)
    def choose(self, place: int) -> None:
        """Use the microphone at this place in ``names``."""
        device = self._devices[place - 1].id if place > 0 else None
        self._keeper.change(microphone=device)
        self._want()

    @Slot()
    def refresh(self) -> None:
        """Look for microphones anew, and listen again."""
        self._listed = False
        self._want()

    @Slot()
    def run_test(self) -> None:
        """Record three seconds and play them back."""
        if not self._check.phase and self._recorder.state not in {"recording", "paused"}:
            self._check.run(self._keeper.value.microphone)

    # For the other view models

    def open(self, screen: str = "") -> None:
        """This screen is in front: listen, as long as it shows the level."""
        self._screens.add(screen)
        self._want()

    def close(self, screen: str = "") -> None:
        """This screen is left: let go of the microphone, unless another shows it or a take is under way."""
        self._screens.discard(screen)
        if self._screens:
            return  # the next screen may come before the last one goes
        self._check.drop()
        self._wanted = False
        self._timer.stop()
        if self._recorder.state not in {"recording", "paused"}:
            self._jobs.start(lambda _: self._close_if_unwanted())

    def when_open(self, then: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Call ``then`` once it listens, at once if it does; ``otherwise`` when it cannot be opened.

        A test is over: it would be heard in the take. While jobs have the device in hand, what the recorder
        says of itself may be over the next moment.
        """
        in_hand = self._check.drop() or self._opening
        if self._recorder.state != "closed" and not in_hand:
            then()
        else:
            self._wanted = True
            self._timer.start()
            self._listen(then, otherwise)

    # Inside

    def _want(self) -> None:
        self._wanted = True
        self._timer.start()
        if self._opening:
            self._again = True  # what was asked for has changed
        else:
            self._listen()

    def _listen(
        self, then: Callable[[], None] | None = None, otherwise: Callable[[], None] | None = None
    ) -> None:
        self._opening = True
        self.changed.emit()
        device = self._keeper.value.microphone

        def opened(_: None) -> None:
            self._opening, self._failure = False, ""
            self.changed.emit()
            self._open_again()
            if self._wanted and then is not None:
                then()
            elif not self._wanted:
                self._jobs.start(lambda _: self._close_if_unwanted())
                if otherwise is not None:
                    otherwise()

        def failed(error: Exception) -> None:
            self._opening = False
            if isinstance(error, UserError):
                self._failure = str(error)
            else:
                self._jobs.failed.emit(error)
            self.changed.emit()
            self._open_again()
            if otherwise is not None:
                otherwise()

        self._jobs.start(lambda _: self._open_device(device), on_done=opened, on_failed=failed)

    def _open_again(self) -> None:
        if self._again:
            self._again = False
            self._listen()

    def _open_device(self, device: str | None) -> None:
        with self._device_work:
            if not self._listed:
                if self._recorder.state == "listening":
                    self._recorder.close()
                self._devices, self._listed = tuple(self._recorder.microphones()), True
            self._recorder.listen(device)

    def _close_if_unwanted(self) -> None:
        with self._device_work:
            if not self._wanted and self._recorder.state == "listening":
                self._recorder.close()

    @Slot(object)
    def _test_failed(self, error: Exception) -> None:
        self._jobs.failed.emit(error)
        self._want()

    @Slot()
    def _tick(self) -> None:
        if self._check.over:
            self._check.end()
            self._want()
        source = self._tester if self._check.phase == "recording" else self._recorder
        level = source.level()
        before = (self._level, self._peak)
        self._level = max(_share(level.rms_db), self._level - _FALL)
        loudest = _share(level.peak_db)
        self._peak_age += 1
        if loudest >= self._peak or self._peak_age > _PEAK_TICKS:
            self._peak, self._peak_age = loudest, 0
        if (self._level, self._peak) != before:  # silence needs no repainting
            self.moved.emit()
        news = (level.advice, level.clipping, source.trouble() or "")
        if news != (self._advice, self._clipping, self._trouble):
            self._advice, self._clipping, self._trouble = news
            self.changed.emit()


def _called(name: str) -> str:
    return _NAMES.get(name, name)


def _share(level_db: float) -> float:
    return min(1.0, max(0.0, 1 - level_db / _SILENCE_DB))
