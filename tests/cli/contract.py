"""The command line's JSON, as the product's design fixes it: names and types, checked strictly."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from failprep.domain import AVOIDED, CHECKS, CRITERION_OF, RUBRIC


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True)


class Word(_Strict):
    text: str = Field(min_length=1)
    start_s: float = Field(ge=0)
    end_s: float
    probability: float = Field(ge=0, le=1)


class Sentence(_Strict):
    id: int
    text: str
    start_char: int
    end_char: int
    start_s: float | None
    end_s: float | None


class Transcript(_Strict):
    text: str
    language: Literal["en"]
    model: str | None
    words: list[Word]
    sentences: list[Sentence]


class Event(_Strict):
    text: str
    start_s: float
    end_s: float


class Span(_Strict):
    start_s: float
    end_s: float


class Pace(_Strict):
    at_s: float
    words_per_minute: float


class Agents(_Strict):
    i: int
    we: int
    they: int
    passive: int


class Part(_Strict):
    part: Literal["setup", "failure", "cause", "change", "since", "other"]
    sentences: list[int]
    share: float = Field(ge=0, le=1)


class Delivery(_Strict):
    duration_s: float
    time_to_first_word_s: float
    words_per_minute: float
    pace: list[Pace]
    fillers: list[Event]
    pauses: list[Span]
    hedges: list[Event]
    agents: Agents
    parts: list[Part]


class Check(_Strict):
    id: str
    met: bool | None
    uncertain: bool
    evidence: list[int]


class Criterion(_Strict):
    id: str
    level: int = Field(ge=0, le=4)
    checks: list[Check] = Field(min_length=4, max_length=4)


class Assessment(_Strict):
    coach: str
    tier: str | None
    fallback: str | None
    rubric_version: Literal[1]
    headline: Literal["not_a_failure", "handed_away", "only_said", "changed_thin", "changed"]
    total: int = Field(ge=0, le=24)
    flagged_sentences: list[int]
    criteria: list[Criterion]
    next_step: str = Field(min_length=10)


class FollowUp(_Strict):
    question: str = Field(min_length=5)
    criterion: str
    check: str
    anchor_sentence: int | None


class Review(_Strict):
    transcript: Transcript
    delivery: Delivery | None
    assessment: Assessment
    follow_ups: list[FollowUp] = Field(min_length=2, max_length=4)


def check_review(text: str) -> Review:
    """One JSON document of ``analyse`` or ``assess``, checked down to the offsets and ids."""
    review = Review.model_validate_json(text)
    check_sentences(review.transcript)
    check_assessment(review.assessment, len(review.transcript.sentences))
    for follow_up in review.follow_ups:
        assert CRITERION_OF[follow_up.check] == follow_up.criterion
        anchor = follow_up.anchor_sentence
        assert anchor is None or 1 <= anchor <= len(review.transcript.sentences)
    return review


def check_sentences(transcript: Transcript) -> None:
    """Sentences are numbered slices of the text, and words lie in order within the recording."""
    for number, sentence in enumerate(transcript.sentences, 1):
        assert sentence.id == number
        assert transcript.text[sentence.start_char : sentence.end_char] == sentence.text
    starts = [word.start_s for word in transcript.words]
    assert starts == sorted(starts)
    assert all(word.start_s <= word.end_s for word in transcript.words)


def check_assessment(assessment: Assessment, sentences: int) -> None:
    """The rubric's arithmetic: ids in order, levels, total, evidence that exists."""
    assert [criterion.id for criterion in assessment.criteria] == list(RUBRIC)
    assert [check.id for criterion in assessment.criteria for check in criterion.checks] == list(CHECKS)
    for criterion in assessment.criteria:
        assert criterion.level == sum(check.met is True for check in criterion.checks)
        for check in criterion.checks:
            assert all(1 <= number <= sentences for number in check.evidence)
            if check.id not in AVOIDED:
                assert check.met is not True or check.evidence, f"{check.id} is met without evidence"
    assert assessment.total == sum(criterion.level for criterion in assessment.criteria)
