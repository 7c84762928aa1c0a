"""What people read in the place of a verdict when hardly anything was said.

The assessment itself stays what it is: its headline and levels are a contract that has no word for this.
"""

from failprep.domain import Transcript

TITLE = "Too short to judge"


def explain(transcript: Transcript) -> str:
    """Why there is no verdict on this answer, and what to do."""
    count = transcript.word_count
    return (
        f"The answer has only {count} word{'s' * (count != 1)}, too few to hold against the rubric. "
        "Tell one time from start to finish; most answers take a minute or two."
    )
