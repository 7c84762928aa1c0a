"""Recording from the terminal."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from failprep.audio.recorder import Recorder
from failprep.cli.session import Session, notes
from failprep.cli.show import clock
from failprep.domain import Prompt, Recording, Transcript, UserError
from failprep.practice import Practice
from failprep.practice.live_words import LiveWords

_LOOK_EVERY_S = 0.1


@contextmanager
def _stop_wish(seconds: float | None) -> Iterator[threading.Event]:
    """Set by Enter, by Ctrl-C or by a polite kill: each ends the recording and keeps it."""
    wish = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        wish.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    if seconds is None and sys.stdin.isatty():

        def wait_for_enter() -> None:
            sys.stdin.readline()
            wish.set()

        threading.Thread(target=wait_for_enter, daemon=True).start()
    try:
        yield wish
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def record_answer(
    session: Session, practice: Practice, prompt: Prompt, seconds: float | None
) -> tuple[Recording, Transcript | None]:
    """Record until Enter, Ctrl-C, or for ``seconds``, and decode meanwhile.

    Returns:
        The recording, and its words where they could be decoded while they were spoken.

    Raises:
        UserError: There is no microphone, it fell silent before a word was recorded, or the folder cannot be
            written.
    """
    recorder = Recorder(session.folders.data / "recordings")
    live = LiveWords(practice)
    try:
        recorder.listen(session.settings.microphone)
        notes.print(f"{prompt.text}\n")
        with _stop_wish(seconds) as wish:
            recorder.start()
            _follow(live, recorder)
            by_enter = seconds is None and sys.stdin.isatty()
            notes.print(f"Recording. {'Enter' if by_enter else 'Ctrl-C'} stops it{' early' * bool(seconds)}.")
            said = ""
            while not wish.wait(_LOOK_EVERY_S):
                trouble = recorder.trouble() or ""
                if trouble and trouble != said:
                    notes.print(trouble)
                said = trouble
                if recorder.state != "recording" or (seconds and recorder.elapsed_s >= seconds):
                    break
                if seconds and trouble and recorder.elapsed_s == 0:
                    raise UserError("No sound comes from the microphone.", trouble)
        recording = recorder.stop()
        heard = live.finish(recording.path)
    finally:
        live.abandon()
        recorder.close()
    notes.print(f"Recorded {clock(recording.duration_s)}.")
    return recording, heard


def _follow(live: LiveWords, recorder: Recorder) -> None:
    """Load the speech model beside the recording, which must not wait for it."""
    path = recorder.path
    if path is not None:
        live.expect(path)
        threading.Thread(target=live.begin, args=(path,), daemon=True).start()
