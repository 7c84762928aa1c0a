"""The offline coach: from a reading to an assessment."""

from dataclasses import replace

from failprep.coach.offline import OfflineCoach
from failprep.coach.trust_words import judged_by
from failprep.domain import AVOIDED, CHECKS, Provenance, Reading, SentenceReading
from failprep.library import Theme
from failprep.reading import sentences
from tests.coach.conftest import SHOWN, STORY, Read


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


def test_where_nothing_could_be_read_it_cannot_tell(read: Read, theme: Theme) -> None:
    transcript, reading, _ = read()
    unread = OfflineCoach(theme).assess(transcript, replace(reading, answer={}))
    assert unread.check("specific_event").met is None
    assert "not in English" in judged_by(unread, Provenance())
    assert "not in English" not in judged_by(OfflineCoach(theme).assess(transcript, reading), Provenance())
    assert unread.total == 0
    assert "in English" in unread.next_step


def test_many_faint_signs_accuse_nobody(theme: Theme) -> None:
    coach, transcript = OfflineCoach(theme), sentences.written(STORY)
    shows = {check: 0.0 if check in AVOIDED else 0.9 for check in CHECKS}
    faint = {**shows, "not_rebranded": 0.2}
    answer = {**dict.fromkeys(CHECKS, 0.9), "not_rebranded": 0.45}
    rows = tuple(SentenceReading(s.id, faint) for s in transcript.sentences)
    check = coach.assess(transcript, Reading(rows, answer)).check("not_rebranded")
    assert check.met is True
    assert check.uncertain
    plain = (SentenceReading(rows[0].sentence, {**shows, "not_rebranded": 0.6}), *rows[1:])
    accused = coach.assess(transcript, Reading(plain, answer)).check("not_rebranded")
    assert accused.met is False
    assert accused.evidence[0] == rows[0].sentence
    talks = (replace(rows[0], to_grader=True), *rows[1:])
    assert coach.assess(transcript, Reading(talks, answer)).check("not_rebranded").met is False


def test_what_somebody_would_do_is_not_what_they_did(read: Read, theme: Theme) -> None:
    _, reading, _ = read()
    would = sentences.written(
        "If I sent out a wrong sheet I'd ring them myself. I'd own it, and I would look at the reasons. "
        "I'd ask whether I was tired. I would put a checklist on the wall, and I'd go through it on Fridays. "
        "I'd tell my mentor, because I would want to know."
    )
    assessment = OfflineCoach(theme).assess(would, reading)
    assert assessment.headline == "not_a_failure"
    levels = {criterion.id: criterion.level for criterion in assessment.criteria}
    assert [levels[name] for name in ("real_failure", "ownership", "root_cause", "behaviour_change")] == [
        0
    ] * 4
    assert levels["self_awareness"] > 0
