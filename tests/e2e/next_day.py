"""Next day: start again, find the take by a word that was said, read it.

``python -m tests.e2e.next_day PICTURES`` on an X display with the virtual microphone.
"""

import sys
from pathlib import Path

from tests.e2e.answer import FIND_BY, SAID
from tests.e2e.stage import Stage


def main(pictures: Path) -> None:
    """Play the day; raises AssertionError where it goes otherwise."""
    stage = Stage(pictures)
    history, review = stage.screens.history, stage.screens.review
    stage.until(lambda: stage.screens.practice.state == "ready", "Practice is ready")
    stage.picture("practice-ready")

    stage.key("ctrl+2")
    stage.until(lambda: history.takes.rowCount() == 1, "the history lists the take")
    stage.picture("history")
    stage.key("ctrl+f")
    stage.type("zebra")
    stage.until(lambda: history.takes.rowCount() == 0, "a word that nobody said finds nothing")
    stage.key("ctrl+a")
    stage.type(FIND_BY)
    stage.until(lambda: history.takes.rowCount() == 1, "the word finds the take")
    stage.picture("history-search")
    stage.key("Return", "Return")  # to the list, then open its first take
    stage.until(lambda: stage.window.navigation.screen == "review", "the take opens")
    stage.until(lambda: review.stage == "done", "the review is shown")
    assert all(word in review.transcript.text for word in SAID)
    stage.picture("review")

    stage.key("ctrl+3")
    stage.until(lambda: stage.window.navigation.screen == "settings", "Settings open")
    stage.picture("settings")

    stage.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
