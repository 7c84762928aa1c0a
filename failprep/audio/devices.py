"""Microphones and speakers as the system has them now, and opening one.

PortAudio takes its list of devices when it starts and keeps it; a microphone plugged in later is not in it.
Starting it again takes some hundredths of a second and ends every open stream, so it is done here only
while none is open: every stream of the program is opened and closed here, and counted.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from failprep.audio.ring import Samples
from failprep.domain import UserError

if TYPE_CHECKING:
    from types import ModuleType


@dataclass(frozen=True, slots=True)
class Device:
    """A microphone or a speaker. ``id`` names it across restarts and plugging: its name and its host API."""

    name: str
    host: str
    is_default: bool
    sample_rate_hz: int
    channels: int

    @property
    def id(self) -> str:
        """What settings keep; ``open_input`` and ``open_output`` also take the bare name."""
        return f"{self.name}, {self.host}"


class Status(Protocol):
    """What PortAudio says about a block, as sounddevice's ``CallbackFlags``."""

    @property
    def input_overflow(self) -> bool:
        """Samples before this block were lost."""
        ...

    @property
    def output_underflow(self) -> bool:
        """The speaker ran out of samples before this block."""
        ...


class Stream(Protocol):
    """An open device, as sounddevice's ``InputStream`` and ``OutputStream``."""

    @property
    def samplerate(self) -> float:
        """Frames per second."""
        ...

    @property
    def channels(self) -> int:
        """Samples per frame."""
        ...

    @property
    def latency(self) -> float:
        """Seconds between the program and the air."""
        ...

    @property
    def active(self) -> bool:
        """Whether blocks are coming; False after the device went away."""
        ...

    def start(self) -> None:
        """Let the blocks come."""
        ...

    def close(self) -> None:
        """End it; no callback runs after this."""
        ...


#: Called with (block, frames, time, status); the block is frames × channels of float32, to be read or filled.
Callback = Callable[[Samples, int, object, Status], None]
#: Opens a device by id or name, or the system's own for None: (device, callback, on_finished) → a stream,
#: not started.
OpenStream = Callable[[str | None, Callback, Callable[[], None]], Stream]

# Low latency alone lets a block come every 2 ms, and each one costs the interpreter a turn: half the
# processor time of listening (seen with PulseAudio).
_BLOCK_S = 0.01
# What PortAudio calls high latency (35 ms) broke up on a busy computer. Where the player is takes latency
# into account, so the ear and the highlighted word stay together.
_OUTPUT_LATENCY_S = 0.15

# Starting PortAudio again can take a second where there are many devices. A list this young will do: for a
# microphone, which is opened once in a while, and for a speaker, which is opened for every quote that is
# played.
_FRESH_S = {"input": 1.0, "output": 30.0}

_lock = threading.RLock()
_open_streams = 0
_listed_at = float("-inf")
_NO_PORTAUDIO = "The sound library PortAudio is missing on this computer."


def input_devices() -> tuple[Device, ...]:
    """The microphones, the system's own choice first; none when there are none.

    While a stream is open the list is the one from when it was opened.

    Raises:
        UserError: PortAudio is missing.
    """
    return _devices("input")


def output_devices() -> tuple[Device, ...]:
    """The speakers and headphones, as ``input_devices``."""
    return _devices("output")


def open_input(device: str | None, callback: Callback, on_finished: Callable[[], None]) -> Stream:
    """A microphone at its own rate and low latency, one or two channels (the first carries no sound on some).

    Raises:
        UserError: There is no microphone, not this one, or it cannot be opened.
    """
    return _open("input", device, callback, on_finished)


def open_output(device: str | None, callback: Callback, on_finished: Callable[[], None]) -> Stream:
    """A speaker at its own rate, one or two channels.

    Raises:
        UserError: There is no speaker, not this one, or it cannot be opened.
    """
    return _open("output", device, callback, on_finished)


def refresh() -> bool:
    """Take the list of devices anew; False when an open stream forbids it. Raises UserError: no PortAudio."""
    global _listed_at  # noqa: PLW0603 - PortAudio itself is one per process
    with _lock:
        if _open_streams:
            return False
        sd = _sounddevice()
        _listed_at = time.monotonic()
        sd._terminate()  # noqa: SLF001 - sounddevice has no public way to start PortAudio again
        sd._initialize()  # noqa: SLF001
        return True


def _sounddevice() -> "ModuleType":
    try:
        import sounddevice
    except OSError as error:
        raise UserError(
            _NO_PORTAUDIO, "Install it; on Debian and Ubuntu: sudo apt install libportaudio2"
        ) from error
    module: ModuleType = sounddevice
    return module


def _refresh_if_old(kind: str) -> None:
    if time.monotonic() - _listed_at > _FRESH_S[kind]:
        refresh()


def _devices(kind: str) -> tuple[Device, ...]:
    with _lock:
        _refresh_if_old(kind)
        return tuple(device for _, device in _indexed(kind))


def _indexed(kind: str) -> list[tuple[int, Device]]:
    """PortAudio's index of each device of a kind, the default one first.

    Windows lists every device once per host API. WASAPI is the one with full names and low latency, so
    where it is there the others are left out.
    """
    sd = _sounddevice()
    hosts = sd.query_hostapis()
    wanted = [number for number, host in enumerate(hosts) if "WASAPI" in host["name"]]
    found = []
    for index, entry in enumerate(sd.query_devices()):
        host = hosts[entry["hostapi"]]
        channels = int(entry[f"max_{kind}_channels"])
        if not channels or (wanted and entry["hostapi"] not in wanted):
            continue
        is_default = index == (host[f"default_{kind}_device"] if wanted else _default(sd, kind))
        rate = round(entry["default_samplerate"])
        found.append((index, Device(entry["name"], host["name"], is_default, rate, channels)))
    return sorted(found, key=lambda pair: not pair[1].is_default)


def _default(sd: "ModuleType", kind: str) -> int:
    return int(sd.default.device[0 if kind == "input" else 1])


def _choose(kind: str, wanted: str | None) -> tuple[int, Device]:
    word = "microphone" if kind == "input" else "speaker"
    found = _indexed(kind)
    if wanted is None:
        if not found:
            raise UserError(f"No {word} was found.", "Connect one, then try again.")
        return found[0]
    for index, device in found:
        if wanted in {device.id, device.name}:
            return index, device
    raise UserError(
        f"The {word} “{wanted}” is not connected.", "Connect it, or choose another one in Settings."
    )


def _open(kind: str, wanted: str | None, callback: Callback, on_finished: Callable[[], None]) -> Stream:
    with _lock:
        _refresh_if_old(kind)
        try:
            return _open_listed(kind, wanted, callback, on_finished)
        except UserError:
            if not refresh():
                raise
            return _open_listed(kind, wanted, callback, on_finished)


def _open_listed(
    kind: str, wanted: str | None, callback: Callback, on_finished: Callable[[], None]
) -> Stream:
    global _open_streams  # noqa: PLW0603
    sd = _sounddevice()
    index, device = _choose(kind, wanted)
    extra: Any = sd.WasapiSettings(auto_convert=True) if "WASAPI" in device.host else None
    make = sd.InputStream if kind == "input" else sd.OutputStream
    try:
        stream = make(
            samplerate=device.sample_rate_hz,
            device=index,
            channels=min(2, device.channels),
            dtype="float32",
            latency="low" if kind == "input" else _OUTPUT_LATENCY_S,
            blocksize=round(_BLOCK_S * device.sample_rate_hz) if kind == "input" else 0,
            extra_settings=extra,
            callback=callback,
            finished_callback=on_finished,
        )
    except sd.PortAudioError as error:
        word = "microphone" if kind == "input" else "speaker"
        raise UserError(
            f"The {word} “{device.name}” cannot be opened.",
            "Close other programs that use it, or choose another one in Settings.",
        ) from error
    _open_streams += 1
    return _Counted(stream)


class _Counted:
    """A sounddevice stream that is counted until it is closed."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401 - sounddevice ships no types
        self._stream = stream
        self._closed = False

    @property
    def samplerate(self) -> float:
        return float(self._stream.samplerate)

    @property
    def channels(self) -> int:
        return int(self._stream.channels)

    @property
    def latency(self) -> float:
        return float(self._stream.latency)

    @property
    def active(self) -> bool:
        if self._closed:
            return False
        sd = _sounddevice()
        try:
            return bool(self._stream.active)
        except sd.PortAudioError:  # the device is gone
            return False

    def start(self) -> None:
        sd = _sounddevice()
        try:
            self._stream.start()
        except sd.PortAudioError as error:
            raise UserError(
                "The sound device cannot be started.", "Check that it is connected, then try again."
            ) from error

    def close(self) -> None:
        global _open_streams  # noqa: PLW0603
        with _lock:
            if self._closed:
                return
            self._closed = True
            _open_streams -= 1
            self._stream.close()  # errors of a device that is gone are left out by sounddevice
