"""An open microphone: the stream, the ring it fills, and what can be told about its health."""

import time

import numpy as np

from failprep.audio.devices import OpenStream, Status
from failprep.audio.level import Level, LevelMeter
from failprep.audio.ring import Ring, Samples
from failprep.domain import UserError

RING_S = 12.0  # how long the disk may stall before samples are lost
QUIET_S = 1.0  # this long without a block, or of exact zeros from the start, is trouble
# A sound server that was asleep hands over its first block late (1.8 to 2.0 s seen with PulseAudio).
FIRST_BLOCK_S = 2.5
# Later zeros may be a noise gate closing while the user thinks, so they are given more time.
ZEROS_S = 3.0


class Microphone:
    """Opens a device and keeps its last seconds in a ring.

    The callback copies the block and counts; all else happens in whoever calls ``measure`` again and again.

    Args:
        device: As ``open_stream`` takes it.
        open_stream: Opens the device.
        ring: The ring of an earlier stream, used again where it fits. Positions go on from it in any case.

    Raises:
        UserError: As ``open_stream``.
    """

    def __init__(self, device: str | None, open_stream: OpenStream, ring: Ring | None = None) -> None:
        self._overflows = 0
        self._finished = False
        self._stream = open_stream(device, self._take_block, self._take_end)
        self.sample_rate_hz = round(self._stream.samplerate)
        channels = self._stream.channels
        capacity = round(RING_S * self.sample_rate_hz)
        if ring is None or (ring.capacity, ring.channels) != (capacity, channels):
            ring = Ring(capacity, channels, ring.written if ring else 0)
        self.ring = ring
        self._first = self._measured = self.ring.written
        self._dropped_before = self.ring.dropped
        self._last_sound: int | None = None  # position after the last sample that was not exactly zero
        self._energy = np.zeros(channels)
        self.channel = 0
        self._meter = LevelMeter(self.sample_rate_hz)
        try:
            self._stream.start()
        except UserError:
            self._stream.close()
            raise
        self._last_block_at = time.monotonic()

    def _take_block(self, block: Samples, frames: int, _time: object, status: Status) -> None:
        if status.input_overflow:
            self._overflows += frames
        self.ring.write(block)

    def _take_end(self) -> None:
        self._finished = True

    @property
    def dropped_samples(self) -> int:
        """How many samples were lost since opening; where PortAudio cannot say how many, one block."""
        return self._overflows + self.ring.dropped - self._dropped_before

    @property
    def gone(self) -> bool:
        """The stream has ended by itself: unplugged, or the sound server went away."""
        return self._finished or not self._stream.active

    def measure(self, choose_channel: bool) -> None:
        """Look at what came since the last call: the level, zeros and which channel carries the voice.

        Some microphones fill only one of two channels, and the mean of a voice and nothing is a quieter
        voice: so the channel with the most energy is taken. It must not change within a take.
        """
        end = self.ring.written
        if end > self._measured:
            self._last_block_at = time.monotonic()
        for block in self.ring.read(self._measured, end):
            if not len(block):
                continue
            energy = np.einsum("ij,ij->j", block, block)
            if energy.any():
                sounding = np.flatnonzero(block.any(axis=1))
                self._last_sound = self._measured + int(sounding[-1]) + 1
            if choose_channel:
                # Old energy fades, so that a change of seats counts after a few seconds.
                self._energy = self._energy * 0.5 ** (len(block) / self.sample_rate_hz) + energy
                if self._energy.max() > 2 * self._energy[self.channel]:
                    self.channel = int(self._energy.argmax())
            self._meter.feed(block[:, self.channel])
            self._measured += len(block)

    def level(self) -> Level:
        """The level now, and advice in words."""
        return self._meter.level()

    def trouble(self) -> str | None:
        """What is wrong and what to do about it, in words; None when sound arrives."""
        if self.gone:
            return "The microphone is gone. Connect it again, then go on; what you said until then is kept."
        quiet_s = time.monotonic() - self._last_block_at
        if self.ring.written == self._first:
            if quiet_s > FIRST_BLOCK_S:
                return "The microphone sends nothing. Connect it again, or choose another one in Settings."
        elif quiet_s > QUIET_S:
            return (
                "No sound arrives from the microphone any more. Check its connection; what you said is kept."
            )
        if self._last_sound is None:
            if self._measured - self._first > QUIET_S * self.sample_rate_hz:
                return (
                    "The microphone sends complete silence. Check that it is not muted, and that "
                    "the system's privacy settings let failprep use it."
                )
        elif self._measured - self._last_sound > ZEROS_S * self.sample_rate_hz:
            return "The microphone sends complete silence. If you are speaking, check that it is not muted."
        return None

    def close(self) -> None:
        """End the stream."""
        self._stream.close()
