"""The pipeline: one take from its recording to a saved result, reported step by step.

This is the one place where the stations meet. Each station takes and gives values of ``domain``; nothing here
knows the window or the terminal.
"""

from failprep.practice.pipeline import Practice
from failprep.practice.steps import Heard, IsCancelled, LiveTimes, Progress, ReplyCheck, Report, Review, Step

__all__ = [
    "Heard",
    "IsCancelled",
    "LiveTimes",
    "Practice",
    "Progress",
    "ReplyCheck",
    "Report",
    "Review",
    "Step",
]
