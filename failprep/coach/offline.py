"""The coach that needs nothing but this program: instant, deterministic, and it explains itself.

It decides each check from what the reader saw, against a threshold per check that was set by
cross-validation, and points at the sentences that carry the decision. Close calls are marked as
uncertain.
"""

from typing import TYPE_CHECKING

from failprep.coach import next_step, plainly
from failprep.coach.rubric import Verdict, grade, headline
from failprep.domain import AVOIDED, CHECKS, RUBRIC, Assessment, Reading, Transcript

if TYPE_CHECKING:
    from failprep.library import Theme

#: A verdict this close to its threshold is shown as uncertain (probability).
_CLOSE = 0.08
_MOST_EVIDENCE = 4
#: What is shown by something that was done; "I'd own it, I'd look at the reasons" does nothing yet.
_DONE = (
    frozenset(
        check
        for name in ("real_failure", "ownership", "root_cause", "behaviour_change")
        for check in RUBRIC[name]
    )
    - AVOIDED
)
_THRESHOLD, _SENTENCE_THRESHOLD = 0.5, 0.5
#: Below this no sentence is accused of anything, whatever the whole looks like (probability).
_SUSPECT = 0.25


class OfflineCoach:
    """Fills in the rubric from a reading.

    Args:
        theme: Where the wording for the next step comes from.
    """

    name = "offline"

    def __init__(self, theme: "Theme") -> None:
        self._theme = theme

    def assess(self, transcript: Transcript, reading: Reading) -> Assessment:
        """The rubric for this answer. Depends on nothing but its arguments."""
        unheard = _DONE if plainly.only_supposes(transcript.text) else frozenset()
        criteria = grade(
            {check: Verdict(False) if check in unheard else self._verdict(check, reading) for check in CHECKS}
        )
        draft = Assessment(
            coach=self.name,
            headline=headline(criteria),
            total=sum(criterion.level for criterion in criteria),
            criteria=criteria,
            next_step="",
            flagged_sentences=tuple(s.sentence for s in reading.sentences if s.to_grader and reading.answer),
        )
        return Assessment(
            coach=draft.coach,
            headline=draft.headline,
            total=draft.total,
            criteria=draft.criteria,
            next_step=next_step.choose(transcript, reading, draft, self._theme),
            flagged_sentences=draft.flagged_sentences,
        )

    def _verdict(self, check: str, reading: Reading) -> Verdict:
        if not reading.answer:
            return Verdict(None)
        probability = reading.answer.get(check, 0.0)
        met = probability >= _THRESHOLD
        uncertain = abs(probability - _THRESHOLD) < _CLOSE
        if check in AVOIDED:
            # many faint signs make no offence: nobody is accused without a sentence that does it
            offences = () if met else self._offences(check, reading)
            return Verdict(not offences, uncertain or (not met and not offences), offences)
        return Verdict(met, uncertain, self._evidence(check, reading) if met else ())

    def _offences(self, check: str, reading: Reading) -> tuple[int, ...]:
        faint = all(row.shows.get(check, 0.0) < _SUSPECT for row in reading.sentences)
        if faint and not any(
            row.to_grader for row in reading.sentences
        ):  # who talks to the grader gains nothing
            return ()
        return self._evidence(check, reading)

    def _evidence(self, check: str, reading: Reading) -> tuple[int, ...]:
        """The sentences that carry a decision, the clearest ones, at least one; in the answer's order."""
        rows = [(s.shows.get(check, 0.0), s.sentence) for s in reading.sentences]
        rows = [row for row in rows if row[0] > 0]
        if not rows:
            return ()
        rows.sort(key=lambda row: (-row[0], row[1]))
        clear = [row for row in rows if row[0] >= _SENTENCE_THRESHOLD][:_MOST_EVIDENCE] or rows[:1]
        return tuple(sorted(number for _, number in clear))
