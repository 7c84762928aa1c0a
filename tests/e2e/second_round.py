"""Second round: answer a follow-up aloud, see what that did, go back to the first answer; one is left open.

``python -m tests.e2e.second_round ANSWER.wav REPLY.wav PICTURES`` on an X display
with the virtual microphone.
"""

import subprocess
import sys
from pathlib import Path

from tests.e2e.stage import Stage


def record(stage: Stage, spoken: Path) -> None:
    """Start with the space bar, speak, stop with the space bar, and wait for the review."""
    practice, review = stage.screens.practice, stage.screens.review
    stage.until(lambda: practice.state == "ready" and not practice.microphone.opening, "Practice is ready")
    before = review.header.facts
    stage.key("space")
    stage.until(lambda: practice.state == "recording", "recording has begun")
    with subprocess.Popen(["paplay", str(spoken)]) as speaking:
        stage.until(lambda: speaking.poll() is not None, "it is spoken", timeout_s=120)
    stage.key("space")
    stage.until(lambda: stage.window.navigation.screen == "review", "the review opens")
    stage.until(lambda: review.header.facts != before, "it shows the new take")
    stage.until(lambda: review.stage == "done", "the review is done", timeout_s=120)


def main(answer: Path, reply: Path, pictures: Path) -> None:
    """Play it; raises AssertionError where it goes otherwise."""
    stage = Stage(pictures)
    practice, review = stage.screens.practice, stage.screens.review
    record(stage, answer)
    question = review.follow_ups.rows.rows[0].question
    first = review.header.question

    stage.click("answer_0")
    stage.until(lambda: stage.window.navigation.screen == "practice", "Practice opens")
    assert practice.prompts.text == question
    stage.until(lambda: practice.prompts.hearing == "playing", "the question is asked aloud")
    stage.picture("follow-up-asked")
    stage.until(lambda: practice.prompts.hearing == "", "the question is over", timeout_s=60)
    record(stage, reply)
    assert review.header.question == question
    stage.until(lambda: review.reply.line != "", "it says what the reply did")
    stage.picture("follow-up-answered")

    stage.click("firstAnswer")
    stage.until(lambda: review.header.question == first, "the first answer is shown")
    stage.until(lambda: review.follow_ups.rows.rows[0].outcome != "", "its question is answered")
    assert review.follow_ups.rows.rows[0].answered
    assert not review.follow_ups.rows.rows[1].answered

    stage.key("ctrl+1")
    stage.until(lambda: practice.open_questions.offered, "what is left open is offered")
    stage.click("shuffle")  # away from the follow-up
    stage.until(lambda: stage.item("openQuestionCard").isVisible(), "on the ready screen")
    stage.picture("still-unanswered")
    stage.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
