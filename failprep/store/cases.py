"""What the user overruled, as cases: one line of JSON each, to train a coach on or to measure one by.

A case has the fields of the evaluation's own (``id``, ``answer``, ``gold``: check id → met) and what the
coach said of the same checks. Only overruled checks are in it: nobody looked at the others so closely.
"""

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from failprep.domain import TakeSummary, UserError
from failprep.store.reading import AssessmentVersion, Correction, TranscriptVersion


@dataclass(frozen=True, slots=True)
class Overruled:
    """A take with checks that the user overruled, and every version they may be about."""

    row: TakeSummary
    corrections: Sequence[Correction]
    transcripts: Sequence[TranscriptVersion]
    assessments: Sequence[AssessmentVersion]


def write(target: Path, takes: Iterable[Overruled]) -> int:
    """Write all cases into a new file in one move and return how many. See ``Store.export_cases``."""
    found = [case for take in takes for case in cases(take)]
    if not found:
        raise UserError("You have not overruled a check yet.", "In a review, open a check's menu to do so.")
    if target.exists():
        raise UserError(f"There is already a file {target}.", "Choose another name; nothing was overwritten.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".failprep-cases-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.writelines(json.dumps(case, ensure_ascii=False) + "\n" for case in found)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UserError(
            f"The cases could not be written in {target.parent}.", "Check that you may write there."
        ) from error
    return len(found)


def cases(take: Overruled) -> Iterator[dict[str, object]]:
    """One case per assessment that was overruled somewhere."""
    said = {version.id: version.transcript for version in take.transcripts}
    for version in take.assessments:
        overruled = [c for c in take.corrections if c.assessment_id == version.id]
        if overruled:
            transcript = said[version.transcript_id]
            yield {
                "id": f"take-{take.row.id}-{version.id}",
                "prompt": take.row.prompt,
                "answer": transcript.text,
                "sentences": [sentence.text for sentence in transcript.sentences],
                **_verdicts(version, overruled),
            }


def _verdicts(version: AssessmentVersion, overruled: list[Correction]) -> dict[str, object]:
    assessment = version.assessment
    return {
        "gold": {c.check: c.met for c in overruled},
        "coach_said": {c.check: c.was for c in overruled},
        "evidence": {c.check: assessment.check(c.check).evidence for c in overruled},
        "notes": {c.check: c.note for c in overruled if c.note},
        "coach": assessment.coach,
        "model": assessment.model,
        "rubric_version": assessment.rubric_version,
    }
