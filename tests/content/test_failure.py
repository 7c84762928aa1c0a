"""The packaged theme "Learning from failure": complete, consistent, and with recordings that fit."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import soundfile

from failprep.domain import AVOIDED, CHECKS, CRITERION_OF, HEADLINES, INTERVIEWERS, PARTS, RUBRIC
from failprep.library import OWN, Library, Sample, Theme

LIBRARY = Library.load()
THEME = LIBRARY.theme()
SAMPLES = pytest.mark.parametrize("sample", THEME.samples, ids=lambda sample: sample.id)
#: check → the check it stands on
STANDS_ON = {
    "harm_sized": "harm_stated",
    "itemised": "own_action",
    "cause_internal": "cause_given",
    "deeper_layer": "cause_given",
    "mechanism": "cause_given",
    "applied_since": "new_practice",
    "outcome_shown": "new_practice",
    "sustained_or_shared": "new_practice",
}


def _all_texts(theme: Theme) -> list[str]:
    """Every text a user can meet in the theme."""
    texts = [theme.title, theme.about, theme.listens_for, *(q.text for q in theme.questions)]
    for family in theme.families:
        texts += [family.title, family.about]
    for prompt in theme.prompts:
        texts += [prompt.text, prompt.listens_for]
    for criterion in theme.criteria.values():
        texts += [criterion.title, criterion.question]
        texts += [text for c in criterion.checks.values() for text in (c.title, c.meets, c.misses)]
    wordings = [*theme.levels, *theme.headlines.values(), *theme.verdicts.values(), *theme.parts.values()]
    texts += [text for w in [*wordings, *theme.interviewers.values()] for text in (w.title, w.text)]
    texts += [text for p in theme.pitfalls for text in (p.title, p.text)]
    texts += [text for s in theme.strategies for text in (s.question, s.advice)]
    texts += [text for r in [*theme.related, *theme.companies] for text in (r.title, r.text)]
    for sample in theme.samples:
        texts += [sample.title, sample.speaker, sample.summary, *sample.sentences]
        texts += [comment.text for comment in sample.comments]
    return texts


def test_every_criterion_and_check_has_its_words_in_the_rubrics_order() -> None:
    assert [question.criterion for question in THEME.questions] == list(RUBRIC)
    assert list(THEME.criteria) == list(RUBRIC)
    for criterion, checks in RUBRIC.items():
        assert tuple(THEME.criteria[criterion].checks) == checks
    titles = [THEME.check(check).title for check in CHECKS]
    assert len(set(titles)) == len(CHECKS)
    assert max(map(len, titles)) <= 40  # one line beside its mark


def test_every_result_has_its_words() -> None:
    assert tuple(THEME.headlines) == HEADLINES
    assert tuple(THEME.parts) == PARTS
    assert tuple(THEME.interviewers) == INTERVIEWERS
    assert len(THEME.levels) == 5
    assert set(THEME.verdicts) == {"met", "not_met", "cannot_tell"}


def test_the_prompts_cover_seven_families_and_every_level() -> None:
    assert len(THEME.families) == 7
    assert len(THEME.prompts) >= 44
    for family in THEME.families:
        levels = {prompt.level for prompt in THEME.prompts if prompt.family == family.id}
        assert levels == {"any", "early", "mid", "senior", "director"}
        assert sum(prompt.family == family.id for prompt in THEME.prompts) >= 6


def test_prompts_are_told_apart() -> None:
    ids = [prompt.id for prompt in THEME.prompts]
    texts = [prompt.text.casefold() for prompt in THEME.prompts]

    assert len(set(ids)) == len(ids)
    assert len(set(texts)) == len(texts)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", prompt_id) for prompt_id in ids)
    assert all(prompt.id.startswith(f"{prompt.family}-") for prompt in THEME.prompts)
    assert all(not prompt.listens_for.endswith(".") for prompt in THEME.prompts)


def test_the_texts_are_calm_and_well_set() -> None:
    for text in _all_texts(THEME):
        assert "!" not in text
        assert "  " not in text
        assert '"' not in text, f"straight quotation marks: {text}"


def test_there_are_strong_and_weak_samples_from_different_lives() -> None:
    kinds = [sample.kind for sample in THEME.samples]

    assert kinds == sorted(kinds)  # the strong ones come first
    assert kinds.count("strong") >= 4
    assert kinds.count("weak") >= 4
    assert len({sample.speaker for sample in THEME.samples}) == len(THEME.samples)
    weaknesses = set.union(*({c for c in AVOIDED if s.checks[c].sentences} for s in THEME.samples))
    assert weaknesses == AVOIDED


@SAMPLES
def test_a_sample_is_judged_on_every_check_and_keeps_to_the_gates(sample: Sample) -> None:
    assert list(sample.checks) == list(CHECKS)
    for check, result in sample.checks.items():
        shown = {c for c in RUBRIC[CRITERION_OF[check]] if c not in AVOIDED and sample.checks[c].met}
        if check in AVOIDED:
            gate = "specific_event" in sample.met if CRITERION_OF[check] == "tone" else bool(shown)
            assert result.met == (gate and not result.sentences), check
        elif check != "proportionate":  # a matter of the whole answer
            assert result.met == bool(result.sentences), check
        if result.met and check in STANDS_ON:
            assert STANDS_ON[check] in sample.met, check


@SAMPLES
def test_a_sample_is_commented_where_it_teaches(sample: Sample) -> None:
    assert LIBRARY.prompt(sample.prompt).id != OWN
    assert 150 <= len(sample.text.split()) <= 320
    assert len(sample.comments) >= 5
    assert len({comment.check for comment in sample.comments}) == len(sample.comments)
    assert all(comment.sentences for comment in sample.comments)
    if sample.kind == "strong":
        assert {"new_practice", "applied_since", "outcome_shown"} <= sample.met
        assert len(sample.met) >= 20
    else:
        assert len(sample.met) <= 12
        assert len([c for c in RUBRIC["behaviour_change"] if c in sample.met]) <= 1


@SAMPLES
def test_a_sample_can_be_listened_to(sample: Sample) -> None:
    assert sample.audio is not None
    info = soundfile.info(sample.audio)
    words_per_minute = len(sample.text.split()) / info.duration * 60

    assert (info.format, info.channels, info.samplerate) == ("FLAC", 1, 16_000)
    assert 130 <= words_per_minute <= 215
    assert len(sample.times) == len(sample.sentences)
    assert all(before.end_s < after.start_s for before, after in pairwise(sample.times))
    assert 0.3 < sample.times[0].start_s < 2
    assert sample.times[-1].end_s < info.duration
    for sentence, span in zip(sample.sentences, sample.times, strict=True):
        assert 1.2 < len(sentence) / 9 / (span.end_s - span.start_s) < 3.2, sentence


@SAMPLES
def test_a_samples_sound_is_where_its_times_say_and_loud_enough(sample: Sample) -> None:
    assert sample.audio is not None
    audio, rate = soundfile.read(sample.audio, dtype="float32")
    spoken = [audio[round(span.start_s * rate) : round(span.end_s * rate)] for span in sample.times]
    gaps = [
        audio[round((a.end_s + 0.02) * rate) : round((b.start_s - 0.02) * rate)]
        for a, b in pairwise(sample.times)
    ]

    assert 0.3 < abs(audio).max() < 0.99
    assert all(float((piece**2).mean()) ** 0.5 > 0.02 for piece in spoken)
    assert all(float(abs(gap).max()) < 0.01 for gap in gaps)


def test_the_recordings_stay_small() -> None:
    files = [sample.audio for sample in THEME.samples if sample.audio]

    assert sum(file.stat().st_size for file in files) < 12.5e6
    folder = files[0].parent
    assert {file.stem for file in folder.glob("*.flac")} == {sample.id for sample in THEME.samples}


def test_the_first_sample_can_stand_in_for_a_take() -> None:
    first = THEME.samples[0]

    assert first.audio is not None
    assert 60 <= soundfile.info(first.audio).duration <= 90
    assert " um," in first.text
    assert max(b.start_s - a.end_s for a, b in pairwise(first.times)) > 2  # a pause worth seeing
    assert len(first.met) == len(CHECKS)


def test_pitfalls_and_follow_ups_reach_into_every_part_of_the_rubric() -> None:
    checks = [pitfall.check for pitfall in THEME.pitfalls] + [strategy.check for strategy in THEME.strategies]

    assert {CRITERION_OF[check] for check in checks} == set(RUBRIC)
    assert {"Dive Deep", "Ownership", "Googleyness"} == {item.title for item in THEME.related}
    assert {"Microsoft", "Google", "Anthropic"} <= {item.title for item in THEME.companies}


def test_the_guide_for_writers_lists_every_check() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "content.md").read_text(encoding="utf-8")

    assert all(f"`{name}`" in guide for name in (*RUBRIC, *CHECKS))
