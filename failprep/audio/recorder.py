"""Records takes: from an open microphone to a finished file, losing nothing on the way.

The microphone is opened by ``listen`` and stays open from take to take, so that Space loses no sound: a
take begins ``PRE_ROLL_S`` before the key. The sound goes from PortAudio's callback into a ring, and one
writer thread carries it
from there to the disk. What belongs to the take is a list of stretches of the stream, in sample positions;
``start``, ``pause``, ``resume`` and ``stop`` only note positions, so they are exact and the window never
waits for a disk.
"""

import errno
import threading
from pathlib import Path
from typing import Literal

from failprep.audio import devices
from failprep.audio.devices import Device, OpenStream
from failprep.audio.level import FLOOR_DB, Level
from failprep.audio.microphone import Microphone
from failprep.audio.recovery import Unfinished, recover, throw_away, unfinished, unkept
from failprep.audio.take import TakeFiles
from failprep.domain import Recording, UserError

__all__ = ["Level", "Recorder", "Unfinished", "recover", "throw_away", "unfinished", "unkept"]

State = Literal["closed", "listening", "recording", "paused"]

PRE_ROLL_S = 0.3
_TICK_S = 0.025


class Recorder:
    """The one recorder of the program. All methods may be called from any thread.

    ``listen`` and ``resume`` may open a device (up to some tenths of a second) and ``stop`` makes the FLAC
    (about a second for a long answer): not for a window's own thread. Everything else returns at once.

    Args:
        folder: Where takes are kept; made when it is needed.
        open_stream: Opens the microphone; tests give their own.
    """

    def __init__(self, folder: Path, *, open_stream: OpenStream = devices.open_input) -> None:
        self.folder = folder
        self._open_stream = open_stream
        self._device: str | None = None
        self._microphone: Microphone | None = None
        self._take: TakeFiles | None = None
        self._stretches: list[
            tuple[int, int | None]
        ] = []  # the take's parts of the stream; the last may be open
        self._at = (0, 0)  # which stretch is being written, and from which position on
        self._lost_before = 0  # samples the stream had lost before the take
        self._disk_trouble: str | None = None
        # Positions are noted under the first lock, which is never held during disk work. Whoever carries
        # sound to the disk, or changes the stream, holds the second, and takes the first only inside it.
        self._noting = threading.RLock()
        self._carrying = threading.RLock()
        self._closing = threading.Event()
        self._writer: threading.Thread | None = None

    # What the window shows

    @property
    def state(self) -> State:
        """Where the recorder stands."""
        with self._noting:
            if self._take:
                return "recording" if self._stretches and self._stretches[-1][1] is None else "paused"
            return "listening" if self._microphone else "closed"

    @property
    def elapsed_s(self) -> float:
        """The take's length so far in seconds, pauses left out; 0.0 without a take."""
        with self._noting:
            if not self._take or not self._microphone:
                return 0.0
            now = self._microphone.ring.written
            samples = sum((now if end is None else end) - start for start, end in self._stretches)
            return samples / self._take.sample_rate_hz

    @property
    def path(self) -> Path | None:
        """The growing WAV of the take: 44 bytes of header, then ``samples_written`` PCM16 mono samples."""
        take = self._take
        return take.path if take else None

    @property
    def samples_written(self) -> int:
        """How many samples of the take can be read from ``path``."""
        take = self._take
        return take.samples_written if take else 0

    @property
    def sample_rate_hz(self) -> int:
        """The microphone's own rate; 0 while none is open."""
        microphone = self._microphone
        return microphone.sample_rate_hz if microphone else 0

    @property
    def dropped_samples(self) -> int:
        """Samples of the take that were lost on the way, as far as is known."""
        with self._noting:
            return self._take.dropped_samples if self._take else 0

    def level(self) -> Level:
        """The level now, and advice in words."""
        microphone = self._microphone
        return microphone.level() if microphone else Level(FLOOR_DB, FLOOR_DB, False, "")

    def trouble(self) -> str | None:
        """What is wrong and what to do about it, in words; None when all is well."""
        microphone, writer = self._microphone, self._writer
        if microphone and writer and not writer.is_alive():
            return "Recording has stopped by a mistake of failprep. Stop: what you said until then is kept."
        return self._disk_trouble or (microphone.trouble() if microphone else None)

    def waveform(self, since: int = 0) -> tuple[float, ...]:
        """The largest amplitude (0 to 1) of each twentieth of a second, from number ``since`` on."""
        take = self._take
        return take.outline(since) if take else ()

    # What the user does

    def microphones(self) -> tuple[Device, ...]:
        """The microphones as they are now. While listening, the stream is closed for it and opened again.

        Raises:
            UserError: The microphone in use is no longer there (the recorder is then closed), or PortAudio
                is missing.
        """
        with self._carrying:
            if self.state != "listening":
                return devices.input_devices()
            self._end_stream()
            found = devices.input_devices()
            self._begin_stream()
            return found

    def listen(self, device: str | None = None) -> None:
        """Open a microphone (by id or name; None follows the system) and show its level.

        Nothing happens during a take, or when that microphone is open and well.

        Raises:
            UserError: There is no such microphone, or it cannot be opened. The recorder is then closed.
        """
        with self._carrying:
            if self._take or (self._microphone and not self._microphone.gone and device == self._device):
                return
            self._end_stream()
            self._device = device
            self._begin_stream()

    def start(self) -> None:
        """Begin a take, ``PRE_ROLL_S`` ago. Nothing happens when one is under way.

        Raises:
            UserError: No microphone is open, it went away and is not back, or the folder cannot be written.
        """
        with self._carrying:
            if self._take:
                return
            if not self._microphone:
                raise UserError("No microphone is open.", "Choose one, then try again.")
            now = self._microphone.ring.written
            if self._microphone.gone:
                self._begin_stream()
            begin = max(self._microphone.ring.released, now - round(PRE_ROLL_S * self.sample_rate_hz))
            self._disk_trouble = None
            try:
                take = TakeFiles(self.folder, self.sample_rate_hz)
            except OSError as error:
                raise UserError(
                    f"The recording cannot be saved in {self.folder}.",
                    "Check that there is space and that you may write there.",
                ) from error
            with self._noting:
                self._lost_before = self._microphone.dropped_samples
                self._stretches, self._at = [(begin, None)], (0, begin)
                self._take = take

    def pause(self) -> None:
        """Leave out what comes now. Nothing happens without a running take."""
        with self._noting:
            if self._microphone and self._stretches and self._stretches[-1][1] is None:
                self._stretches[-1] = (self._stretches[-1][0], self._microphone.ring.written)

    def resume(self) -> None:
        """Go on with a paused take. A microphone that went away is opened again.

        Raises:
            UserError: The microphone is not back, or has another sample rate than the take. The take stays
                paused.
        """
        with self._carrying:
            if self.state != "paused" or not self._microphone:
                return
            self._carry()
            if self._microphone.gone:
                self._begin_stream()
            with self._noting:
                self._disk_trouble = None
                self._stretches.append((self._microphone.ring.written, None))

    def mark(self) -> float:
        """Mark this moment of the take; returns its place in seconds."""
        with self._noting:
            at_s = self.elapsed_s
            if self._take:
                self._take.marks_s = (*self._take.marks_s, at_s)
            return at_s

    def stop(self) -> Recording:
        """End the take and make it final: a checked FLAC, or its WAV where that fails (see ``trouble``).

        Raises:
            UserError: There is no take, no sound came, or the file is damaged (it stays, as an unfinished
                take).
        """
        take = self._end_take()
        if not take.samples_written:
            take.throw_away()
            raise UserError(
                "No sound came, so there is nothing to keep.", "Check the microphone, then try again."
            )
        try:
            recording = take.finish()
        except OSError as error:
            raise UserError(
                "The take cannot be finished now.", f"What was recorded is kept in {take.path}."
            ) from error
        if recording.path.suffix == ".wav":
            self._disk_trouble = "The take is kept, but could not be compressed. Check the space on the disk."
        return recording

    def discard(self) -> None:
        """End the take and delete it. Nothing happens without one."""
        with self._carrying:
            if self._take:
                self._end_take().throw_away()
                self._disk_trouble = None

    def close(self) -> None:
        """Close the microphone. A running take is left as an unfinished one, to be offered next time."""
        with self._carrying:
            take = self._end_take() if self._take else None
            self._end_stream()
            self._closing.set()
        if self._writer:
            self._writer.join()
            self._writer = None
        if take:
            take.leave()

    # How it is done

    def _begin_stream(self) -> None:
        """Open ``self._device``, in place of one that went away. The caller holds ``_carrying``."""
        old = self._microphone
        if old:
            old.close()  # the old one stays until the new one is open: its trouble is still the truth
        new = Microphone(self._device, self._open_stream, old.ring if old else None)
        if self._take and new.sample_rate_hz != self._take.sample_rate_hz:
            new.close()
            raise UserError(
                "This microphone does not fit the take that was begun.",
                "Connect the first one again, or stop: what you said is kept.",
            )
        with self._noting:
            self._lost_before -= old.dropped_samples if old else 0
            self._microphone = new
        if not self._writer:
            self._closing.clear()
            self._writer = threading.Thread(target=self._run, name="recorder", daemon=True)
            self._writer.start()

    def _end_stream(self) -> None:
        if self._microphone:
            self._microphone.close()
            # sounddevice keeps the callback, and with it some MB of ring, until the next garbage collection
            self._microphone.ring.free()
            self._microphone = None

    def _end_take(self) -> TakeFiles:
        """Carry the rest of the take to the disk and give its files away."""
        with self._carrying:
            self.pause()
            self._carry()
            with self._noting:
                take, self._take, self._stretches = self._take, None, []
        if not take:
            raise UserError("Nothing is being recorded.", "Start a take first.")
        return take

    def _run(self) -> None:
        while not self._closing.wait(_TICK_S):
            with self._carrying:
                self._carry()

    def _carry(self) -> None:
        """Carry what came since the last time to the meter and the disk. The caller holds ``_carrying``."""
        microphone, take = self._microphone, self._take
        if not microphone:
            return
        microphone.measure(choose_channel=take is None)
        if microphone.gone:
            self.pause()
        # Taken before writing: what lies so far back is then written, or no part of any take.
        done_with = microphone.ring.written - round(PRE_ROLL_S * microphone.sample_rate_hz)
        if take:
            take.dropped_samples = microphone.dropped_samples - self._lost_before
            try:
                self._write(take, microphone)
                take.sync_if_due()
            except OSError as error:
                self._disk_failed(error)
        microphone.ring.release(done_with)

    def _write(self, take: TakeFiles, microphone: Microphone) -> None:
        """Write what is noted of the take and not yet written."""
        number, at = self._at
        while number < len(self._stretches):
            with self._noting:
                start, end = self._stretches[number]
                until = microphone.ring.written if end is None else end
            at = max(at, start)
            for block in microphone.ring.read(at, until):
                if len(block):
                    before = take.samples_written
                    try:
                        take.write(block[:, microphone.channel])
                    finally:
                        at += take.samples_written - before
                        self._at = (number, at)
            if end is None:
                return
            number += 1
            self._at = (number, at)

    def _disk_failed(self, error: OSError) -> None:
        """End the take's last stretch where the disk gave up, so that it counts what is really there."""
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        what = "The disk is full" if full else "The disk cannot be written"
        self._disk_trouble = f"{what}. What you said until then is kept: free some space and go on, or stop."
        with self._noting:
            number, at = self._at
            if number < len(self._stretches):
                self._stretches[number:] = [(self._stretches[number][0], at)]
                self._at = (number + 1, at)
