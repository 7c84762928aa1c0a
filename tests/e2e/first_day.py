"""First day: start, answer a prompt aloud, read the review, hear the evidence, close.

``python -m tests.e2e.first_day ANSWER.wav PICTURES`` on an X display with the virtual microphone.
"""

import subprocess
import sys
from pathlib import Path

from tests.e2e.answer import SAID
from tests.e2e.stage import Stage


def sounding() -> bool:
    """Whether the app plays something through the sound server."""
    done = subprocess.run(
        ["pactl", "list", "short", "sink-inputs"], capture_output=True, text=True, check=True
    )
    return bool(done.stdout.strip())


def main(answer: Path, pictures: Path) -> None:
    """Play the day; raises AssertionError where it goes otherwise."""
    stage = Stage(pictures)
    practice, review = stage.screens.practice, stage.screens.review

    stage.until(lambda: practice.state == "ready", "Practice is ready")
    stage.until(lambda: practice.microphone.opening is False, "the microphone is open")
    assert len(stage.item("promptText").property("text")) > 20
    stage.picture("practice-ready")

    stage.key("space")
    stage.until(lambda: practice.state == "recording", "recording has begun")
    with subprocess.Popen(["paplay", str(answer)]) as speaking:
        stage.until(lambda: practice.take.elapsed >= "0:20", "twenty seconds are recorded")
        stage.until(lambda: practice.microphone.level > 0, "a word is heard, not a pause")
        assert max(practice.take.wave) > 0.05
        stage.picture("practice-recording")
        stage.until(lambda: speaking.poll() is not None, "the answer is spoken", timeout_s=120)
    stage.key("space")

    stage.until(lambda: stage.window.navigation.screen == "review", "the review opens")
    stage.until(lambda: review.stage == "done", "the review is done", timeout_s=120)
    assert review.guess.asking
    stage.picture("review-guess")
    stage.click("guessSkip")
    stage.until(lambda: not review.guess.asking, "the result is shown")
    text = review.transcript.text
    for word in SAID:
        assert word in text, f"{word!r} is missing from: {text}"
    assert review.rubric.total > 0
    assert review.next_step
    assert review.follow_ups.rows.rowCount() >= 2
    stage.picture("review")

    rows = review.rubric.criteria
    criterion = next(row for row in rows.rows if any(check.evidence for check in row.checks.rows))
    if not criterion.open:
        stage.click(f"criterion_{criterion.criterion_id}")
    stage.until(
        lambda: next(r for r in rows.rows if r.criterion_id == criterion.criterion_id).open, "it opens"
    )
    check = next(check for check in criterion.checks.rows if check.evidence)
    stage.click(f"evidence_{check.check_id}_{check.evidence[0]['sentence']}")
    stage.until(lambda: review.player.playing, "the evidence plays")
    stage.until(sounding, "it is heard")
    stage.picture("review-evidence")
    stage.until(lambda: not review.player.playing, "the evidence ends", timeout_s=60)
    assert review.player.position_s > 0

    stage.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
