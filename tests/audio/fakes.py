"""A microphone and a speaker that do what the test says, and waiting for a condition."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from failprep.audio.devices import Callback
from failprep.audio.ring import Samples
from failprep.domain import UserError

RATE = 16_000


def until(condition: Callable[[], bool], within_s: float = 5.0) -> None:
    """Wait until ``condition`` holds; fail after ``within_s``."""
    pause = threading.Event()
    end = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < end, "did not happen in time"
        pause.wait(0.002)


def counted(start: int, end: int) -> Samples:
    """A sound in which every sample tells its place (for 65,521 samples), exact in 16 bits."""
    places = np.arange(start, end, dtype=np.int64)
    return ((places * 7919 % 65_521 - 32_760) / 32_768).astype(np.float32)


def noise(samples: int) -> Samples:
    """A sound that no codec makes smaller, exact in 16 bits; always the same."""
    values = np.random.default_rng(7).integers(-32_768, 32_768, samples)
    return (values / 32_768).astype(np.float32)


@dataclass
class Flags:
    """What PortAudio says about a block."""

    input_overflow: bool = False
    output_underflow: bool = False


@dataclass
class FakeStream:
    """A stream whose blocks the test sends or fetches."""

    callback: Callback
    on_finished: Callable[[], None]
    samplerate: float = RATE
    channels: int = 1
    latency: float = 0.0
    active: bool = False
    closed: bool = False

    def start(self) -> None:
        self.active = True

    def close(self) -> None:
        self.active = False
        self.closed = True

    def send(self, block: Samples, *, overflow: bool = False) -> None:
        """As PortAudio would: a block arrives from the microphone (mono ones fill every channel)."""
        assert self.active
        if block.ndim == 1:
            block = np.repeat(block[:, np.newaxis], self.channels, axis=1)
        self.callback(block, len(block), None, Flags(input_overflow=overflow))

    def fetch(self, frames: int) -> Samples:
        """As PortAudio would: the speaker wants a block."""
        assert self.active
        block = np.full((frames, self.channels), np.nan, np.float32)
        self.callback(block, frames, None, Flags())
        return block

    def vanish(self) -> None:
        """The device goes away."""
        self.active = False
        self.on_finished()


@dataclass
class FakeDevice:
    """Opens fake streams; ``plugged`` says whether there is anything to open."""

    samplerate: float = RATE
    channels: int = 1
    latency: float = 0.0
    plugged: bool = True
    streams: list[FakeStream] = field(default_factory=list)

    def __call__(self, device: str | None, callback: Callback, on_finished: Callable[[], None]) -> FakeStream:
        if not self.plugged:
            raise UserError("No microphone was found.", "Connect one, then try again.")
        stream = FakeStream(callback, on_finished, self.samplerate, self.channels, self.latency)
        self.streams.append(stream)
        return stream

    @property
    def stream(self) -> FakeStream:
        """The newest one."""
        return self.streams[-1]
