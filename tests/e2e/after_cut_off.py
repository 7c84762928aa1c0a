"""The start after a bad day: the take that was cut off is offered, and kept.

``python -m tests.e2e.after_cut_off PICTURES``; prints the length in seconds of the take that was kept.
"""

import sys
from pathlib import Path

from tests.e2e.stage import Stage


def main(pictures: Path) -> None:
    """Keep the offered take and read its review."""
    stage = Stage(pictures)
    practice, review = stage.screens.practice, stage.screens.review
    stage.until(lambda: practice.rescue.offered, "the take is offered")
    stage.until(lambda: practice.microphone.opening is False, "the microphone is open")
    stage.picture("practice-rescue")
    stage.click("keepRescued")
    stage.until(lambda: stage.window.navigation.screen == "review", "it opens as a take")
    stage.until(lambda: review.stage == "done", "it is reviewed", timeout_s=120)
    assert "clinics" in review.transcript.text
    stage.until(lambda: not practice.rescue.offered, "it is not offered any more")
    print(review.player.duration_s, flush=True)
    stage.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
