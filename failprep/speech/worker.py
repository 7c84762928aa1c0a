"""The speech engine's child process: reads one JSON request a line, writes one JSON answer a line.

Requests: ``{"id", "path", "start_s", "end_s"}`` (``end_s`` null: to the end). Answers: ``{"ready": true}``
once; then per request ``{"id", "done_s"}`` as it goes on, and at last ``{"id", "words"}``, or ``{"id",
"message", "way_out"}`` when the recording cannot be read. Anything else is a bug: its traceback goes to
standard error and the process ends. It also ends, at once, when its parent does.
"""

import json
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypedDict

from failprep.domain import UserError

if TYPE_CHECKING:
    from failprep.speech.decoder import Decoder


class Request(TypedDict):
    """A stretch of a recording to decode."""

    id: int
    path: str
    start_s: float
    end_s: float | None


def main() -> int:
    """Serve until standard input closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    if hasattr(os, "nice"):
        os.nice(5)  # the recorder and the window come first
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever prints goes to the log, never between the answers
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()

    from failprep.speech.decoder import Decoder

    decoder = Decoder(Path(sys.argv[1]), int(sys.argv[2]))
    _answer(answers, {"ready": True})
    while True:
        request: Request = json.loads(requests.get())
        try:
            words = _serve(decoder, request, answers)
        except UserError as error:
            _answer(answers, {"id": request["id"], "message": error.message, "way_out": error.way_out})
        else:
            _answer(answers, {"id": request["id"], "words": words})


def _serve(decoder: "Decoder", request: Request, answers: BinaryIO) -> list[tuple[str, float, float, float]]:
    """The words of the stretch asked for. Silence is not decoded: recognisers invent words in it."""
    from failprep.speech import coverage, pauses, samples, timing
    from failprep.speech.decoder import WINDOW_S

    start_s, end_s = request["start_s"], request["end_s"]
    sound = samples.read(Path(request["path"]), start_s, end_s)
    voiced = pauses.voice_activity(sound)
    if not voiced:
        return []
    if end_s is not None and end_s - start_s <= WINDOW_S:
        words = coverage.heard_fully(decoder.window, sound, voiced)
    else:
        words = decoder.whole(sound, lambda done: _answer(answers, {"id": request["id"], "done_s": done}))
        words = coverage.repaired(words, decoder.window, sound, voiced)
    return [
        (word.text, round(start_s + word.start_s, 3), round(start_s + word.end_s, 3), word.probability)
        for word in timing.fit_to_voice(words, voiced)
    ]


def _listen(source: BinaryIO, requests: "queue.SimpleQueue[bytes]") -> None:
    """Hand requests over; when the parent is gone, so is this process, whatever it was doing."""
    for line in source:
        requests.put(line)
    os._exit(0)


def _answer(answers: BinaryIO, answer: dict[str, object]) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main())
