"""The player on a screen: what is loaded, where it stands, how fast it goes."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.jobs import Jobs, Work
from failprep.app.properties import qproperty
from failprep.app.wording import clock, spoken_length
from failprep.domain import Recording, UserError

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

SPEEDS = (0.75, 1.0, 1.25, 1.5, 2.0)
_TICK_MS = 33


class AudioPlayer(Protocol):
    """The audio station's player, as far as a screen needs it; see ``audio.player.Player``."""

    def play(self, path: Path, start_s: float = 0.0, end_s: float | None = None, speed: float = 1.0) -> None:
        """Play from ``start_s`` up to ``end_s``, in place of what is played now."""

    def pause(self) -> None:
        """Hold."""

    def resume(self) -> None:
        """Go on after a pause."""

    def stop(self) -> None:
        """End."""

    def trouble(self) -> str | None:
        """Why it ended too early, in words."""

    @property
    def position_s(self) -> float:
        """Where in the recording the sound is, in seconds."""

    @property
    def state(self) -> str:
        """``playing``, ``paused`` or ``stopped``."""


@QmlElement
class PlayerView(QObject):
    """Plays one recording through the program's one player, which serves other screens while this is silent.

    Opening a loudspeaker can take a second or two, so commands go to it beside the window, in order; one that
    was overtaken by a newer one is dropped. The position is polled only while something plays.
    """

    moved = Signal()
    playing_changed = Signal()
    loaded = Signal()
    speed_changed = Signal()
    failed = Signal(object)  #: the exception that says why nothing is heard

    def __init__(self, player: AudioPlayer, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._jobs = jobs
        self._turn = threading.Lock()
        self._sent = self._obeyed = 0  # commands so far
        self._path: Path | None = None
        self._duration_s = 0.0
        self._position_s = 0.0
        self._speed = 1.0
        self._playing = False
        self._held = False  # paused here, so that resuming is possible
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    # What QML reads

    @qproperty(bool, notify=loaded)
    def available(self) -> bool:
        """Whether there is anything to play."""
        return self._path is not None

    @qproperty(float, notify=loaded)
    def duration_s(self) -> float:
        """How long the recording is."""
        return self._duration_s

    @qproperty(float, notify=moved)
    def position_s(self) -> float:
        """Where the playhead stands."""
        return self._position_s

    @qproperty(float, notify=moved)
    def fraction(self) -> float:
        """Where the playhead stands, 0 to 1."""
        return min(1.0, self._position_s / self._duration_s) if self._duration_s else 0.0

    @qproperty(str, notify=moved)
    def time_text(self) -> str:
        """Position and length, ``0:47 / 2:11``."""
        return f"{clock(self._position_s)} / {clock(self._duration_s)}"

    @qproperty(str, notify=moved)
    def time_spoken(self) -> str:
        """Position and length for a screen reader."""
        return f"{spoken_length(self._position_s)} of {spoken_length(self._duration_s)}"

    @qproperty(bool, notify=playing_changed)
    def playing(self) -> bool:
        """Whether sound is coming out."""
        return self._playing

    @qproperty(float, notify=speed_changed)
    def speed(self) -> float:
        """How fast it goes; the pitch stays."""
        return self._speed

    @qproperty(str, notify=speed_changed)
    def speed_text(self) -> str:
        """The speed as on the chip, ``1.25×``."""
        return f"{self._speed:g}×"

    # What QML calls

    @Slot()
    def toggle(self) -> None:
        """Play, or hold; at the end begin again."""
        if self._playing:
            self.pause()
        elif self._held:
            self._resume()
        else:
            at_end = self._position_s >= self._duration_s - 0.05
            self._play(0.0 if at_end else self._position_s)

    @Slot()
    def pause(self) -> None:
        """Hold where it is."""
        if self._playing:
            self._send(self._player.pause, playing=False)
            self._held = True

    @Slot(float)
    def play_from(self, seconds: float) -> None:
        """Play from here to the end."""
        self._play(seconds)

    @Slot(float, float)
    def play_range(self, start_s: float, end_s: float) -> None:
        """Play exactly this stretch, then stop."""
        self._play(start_s, end_s)

    @Slot(float)
    def seek(self, seconds: float) -> None:
        """Put the playhead here; what plays goes on from there."""
        if self._path is None:
            return
        target = max(0.0, min(seconds, self._duration_s))
        if self._playing:
            self._play(target)
        else:
            self.stop()
            self._move(target)

    @Slot(float)
    def skip(self, seconds: float) -> None:
        """Forward or back by so many seconds."""
        self.seek(self._position_s + seconds)

    @Slot(float)
    def seek_fraction(self, fraction: float) -> None:
        """Put the playhead at this share (0 to 1) of the whole."""
        self.seek(fraction * self._duration_s)

    @Slot(int)
    def change_speed(self, steps: int) -> None:
        """Faster (1) or slower (-1); after the fastest comes the slowest again."""
        place = SPEEDS.index(self._speed)
        self._speed = SPEEDS[(place + steps) % len(SPEEDS)]
        self.speed_changed.emit()
        self.seek(self._position_s)

    @Slot()
    def stop(self) -> None:
        """Give the loudspeaker back; the playhead stays."""
        if self._playing or self._held:
            self._send(self._player.stop, playing=False)

    # What a view model tells it

    def load(self, recording: Recording | None, duration_s: float = 0.0) -> None:
        """Make this the recording to play, from its start; None where there is no audio."""
        self.stop()
        self._path = recording.path if recording else None
        self._duration_s = recording.duration_s if recording else duration_s
        self._position_s = 0.0
        self.loaded.emit()
        self.moved.emit()

    def lend(self) -> None:
        """Something else comes out of the loudspeaker now; what was still to be played is dropped."""
        self._held = False
        self._sent += 1
        self._obeyed = self._sent
        self._set_playing(False)

    # Inside

    def _play(self, start_s: float, end_s: float | None = None) -> None:
        path, speed = self._path, self._speed
        if path is None:
            return
        start_s = max(0.0, min(start_s, self._duration_s))
        self._move(start_s)
        self._send(lambda: self._player.play(path, start_s, end_s, speed), playing=True)

    def _resume(self) -> None:
        path, start_s, speed = self._path, self._position_s, self._speed

        def resume() -> None:
            if self._player.state == "paused":
                self._player.resume()
            elif path is not None:  # another screen has used the player since
                self._player.play(path, start_s, None, speed)

        self._send(resume, playing=True)

    def _send(self, command: Callable[[], None], *, playing: bool) -> None:
        self._held = False
        self._sent += 1
        sent = self._sent
        self._set_playing(playing)

        def obey(_: Work) -> None:
            with self._turn:
                if sent == self._sent:
                    command()

        self._jobs.start(
            obey, on_done=lambda _: self._obey(sent), on_failed=lambda error: self._refuse(sent, error)
        )

    def _obey(self, sent: int) -> None:
        self._obeyed = max(self._obeyed, sent)

    def _refuse(self, sent: int, error: Exception) -> None:
        self._obey(sent)
        if sent == self._sent:
            self._set_playing(False)
        self.failed.emit(error)

    @Slot()
    def _tick(self) -> None:
        if self._obeyed < self._sent:
            return  # the loudspeaker is still being opened
        playing = self._player.state == "playing"
        self._move(min(self._player.position_s, self._duration_s))
        self._set_playing(playing)
        trouble = None if playing else self._player.trouble()
        if trouble:
            self.failed.emit(UserError(trouble))

    def _move(self, seconds: float) -> None:
        if seconds != self._position_s:
            self._position_s = seconds
            self.moved.emit()

    def _set_playing(self, playing: bool) -> None:
        if playing:
            self._timer.start()
        else:
            self._timer.stop()
        if playing != self._playing:
            self._playing = playing
            self.playing_changed.emit()
