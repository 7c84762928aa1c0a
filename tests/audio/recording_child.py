"""Records until it is killed: ``python -m tests.audio.recording_child FOLDER fake|real``.

Prints how far it is. With the fake microphone sound comes at about twice the pace of speech, and each line is
the number of samples that had come; with the real one each line is the take's length in samples.
"""

import sys
import threading
from pathlib import Path

from failprep.audio.recorder import Recorder
from tests.audio.fakes import RATE, FakeDevice, counted


def main(folder: Path, real: bool) -> None:
    device = FakeDevice()
    recorder = Recorder(folder) if real else Recorder(folder, open_stream=device)
    recorder.listen()
    recorder.start()
    pace = threading.Event()
    come = 0
    while not pace.wait(0.05):
        if real:
            come = round(recorder.elapsed_s * recorder.sample_rate_hz)
        else:
            device.stream.send(counted(come, come + RATE // 10))
            come += RATE // 10
            if come == RATE:
                recorder.mark()
        sys.stdout.write(f"{come}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] == "real")
