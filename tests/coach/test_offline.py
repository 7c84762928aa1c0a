"""The offline coach: from a reading to an assessment."""

from dataclasses import replace

from failprep.coach.offline import OfflineCoach
from failprep.domain import AVOIDED, CHECKS
from failprep.library import Theme
from tests.coach.conftest import SHOWN, Read


def test_all_that_was_read_is_met_and_cited(read: Read) -> None:
    _, _, assessment = read()
    assert assessment.total == 24
    assert assessment.headline == "changed"
    for check, ids in SHOWN.items():
        assert assessment.check(check).evidence == ids


def test_offences_are_cited(read: Read) -> None:
    _, _, assessment = read(offences={"no_cured_claim": (11,)})
    assert assessment.check("no_cured_claim").met is False
    assert assessment.check("no_cured_claim").evidence == (11,)
    assert assessment.total == 23


def test_a_close_call_is_uncertain(read: Read, theme: Theme) -> None:
    transcript, reading, _ = read()
    close = replace(reading, answer={**reading.answer, "deeper_layer": 0.52})
    assert OfflineCoach(theme).assess(transcript, close).check("deeper_layer").uncertain
    assert not OfflineCoach(theme).assess(transcript, reading).check("deeper_layer").uncertain


def test_the_next_step_is_about_the_gap_in_words_of_the_answer(read: Read) -> None:
    _, _, assessment = read(without=("outcome_shown",))
    assert assessment.next_step.startswith("Next time, give the evidence that it works")
    assert assessment.next_step.endswith(".")
    assert assessment.next_step.count(".") == 1


def test_there_is_a_next_step_for_every_gap(read: Read) -> None:
    steps = {read(without=(check,))[2].next_step for check in CHECKS if check not in AVOIDED}
    steps |= {read(offences={check: (6,)})[2].next_step for check in AVOIDED}
    assert len(steps) == len(CHECKS)


def test_sentences_to_the_grader_are_named(read: Read, theme: Theme) -> None:
    transcript, reading, _ = read()
    rows = tuple(replace(row, to_grader=row.sentence == 3) for row in reading.sentences)
    flagged = OfflineCoach(theme).assess(transcript, replace(reading, sentences=rows))
    assert flagged.flagged_sentences == (3,)
