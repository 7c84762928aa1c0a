"""Takes to store."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from failprep.domain import (
    RUBRIC,
    AgentCounts,
    AnswerPart,
    Assessment,
    Check,
    Criterion,
    Delivery,
    FollowUp,
    PacePoint,
    Prompt,
    Recording,
    Sentence,
    Span,
    SpokenEvent,
    Transcript,
    Word,
)
from failprep.store import Store

PROMPT = Prompt("wrong_decision", "Walk me through a decision that turned out to be wrong.", theme="failure")
STARTED = datetime(2025, 3, 4, 17, 5, 6, 789, tzinfo=UTC)
FOLLOW_UPS = (
    FollowUp("What made you skip the rehearsal of the migration?", "root_cause", "deeper_layer", 1),
    FollowUp("When did you last catch yourself?", "self_awareness", "current_guard", None),
)
DELIVERY = Delivery(
    duration_s=9.5,
    time_to_first_word_s=0.4,
    words_per_minute=141.5,
    pace=(PacePoint(4.0, 140.0),),
    fillers=(SpokenEvent("um", 1.0, 1.3),),
    pauses=(Span(4.0, 5.25),),
    agents=AgentCounts(i=2),
    parts=(AnswerPart("failure", (1, 2), 1.0),),
    articulation_rate=180.0,
)


def transcript(*texts: str, model: str = "base") -> Transcript:
    """A transcript of these sentences, one second a word."""
    text = " ".join(texts)
    words = tuple(Word(word, float(n), n + 0.8, 0.9) for n, word in enumerate(text.split()))
    sentences, start, first = [], 0, 0
    for number, sentence in enumerate(texts, start=1):
        last = first + len(sentence.split()) - 1
        end = start + len(sentence)
        sentences.append(Sentence(number, sentence, start, end, words[first].start_s, words[last].end_s))
        start, first = end + 1, last + 1
    return Transcript(text, "en", model, words, tuple(sentences))


SAID = transcript("I skipped the rehearsal of the migration.", "Forty clinics lost a day of bookings.")


def assessment(level: int = 2, *, coach: str = "offline", headline: str = "only_said") -> Assessment:
    """An assessment in which each criterion reaches this level."""
    criteria = tuple(
        Criterion(
            criterion,
            level,
            tuple(
                Check(
                    check, place < level or (None if place == 3 else False), place == 3, (1, 2)[: place + 1]
                )
                for place, check in enumerate(checks)
            ),
        )
        for criterion, checks in RUBRIC.items()
    )
    return Assessment(
        coach, headline, level * 6, criteria, "Name the check you now do.", flagged_sentences=(2,)
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "data") as opened:
        yield opened


def record(store: Store, name: str = "one.flac", started_at: datetime = STARTED) -> Recording:
    """A file that stands for a recording, where recordings belong."""
    path = store.recordings / name
    path.write_bytes(b"fLaC, or nearly")
    return Recording(path, 48000, 9.5, started_at, (2.5, 7.0), dropped_samples=3)


def assessed(store: Store, said: Transcript = SAID) -> int:
    """A take that went all the way."""
    take_id = store.add_take(PROMPT, record(store))
    store.save_transcript(take_id, said, DELIVERY)
    store.save_assessment(take_id, assessment(), FOLLOW_UPS)
    return take_id
