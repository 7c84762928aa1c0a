"""Takes on disk: one SQLite file and a folder of recordings."""

from failprep.store.reading import AssessmentVersion, Correction, TranscriptVersion
from failprep.store.search import HIT_END, HIT_START, Filters
from failprep.store.takes import Store

__all__ = [
    "HIT_END",
    "HIT_START",
    "AssessmentVersion",
    "Correction",
    "Filters",
    "Store",
    "TranscriptVersion",
]
