"""Made-up takes as rich as real ones: words with times, fillers, pauses, parts, a filled-in rubric."""

import math
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

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
    Recording,
    Sentence,
    Span,
    SpokenEvent,
    Take,
    TakeSummary,
    Transcript,
    Word,
)

NOW = datetime(2025, 11, 25, 19, 5)

#: (part of the answer, silence before the sentence in seconds, the sentence)
CLINIC = (
    ("setup", 1.4, "So last spring I was running the vendor change for our three clinics."),
    ("failure", 0.4, "And I decided to move all of them on the same weekend."),
    ("failure", 0.3, "I had the one-clinic-first plan on my desk, I just, um, didn't want to look slow."),
    (
        "failure",
        0.6,
        "On Monday forty patients turned up with no appointment in the system, and two of the "
        "front desk staff were in tears by ten.",
    ),
    ("failure", 0.3, "It took us nine days to get every booking back."),
    ("cause", 2.6, "And I think the honest reason is that I treat being quick as being good."),
    (
        "cause",
        0.3,
        "Like, I'd been praised for it my whole career, so a slower plan felt like admitting something.",
    ),
    (
        "cause",
        0.5,
        "So nobody got to ask me what happens if the import stops halfway, because I had already "
        "told everyone the date.",
    ),
    ("failure", 0.4, "I said to my director on the Tuesday that it was my call and it was wrong."),
    (
        "change",
        2.2,
        "Now I write the smallest first step at the top of the plan and somebody else signs it "
        "before I book anything.",
    ),
    ("change", 0.4, "If I can't name the smallest step, I don't get to name a date."),
    (
        "since",
        0.5,
        "I've done four moves since, the last one took nine weeks, and nobody phoned me on the Monday.",
    ),
    ("since", 0.3, "Two of the other site leads, uh, use the same sheet now."),
)

#: Who acts in each of these sentences.
CLINIC_AGENTS = ("i", "i", "i", "they", None, "i", "i", "i", "i", "i", "i", "we", "they")

#: Check id → (met, uncertain, evidence)
CLINIC_CHECKS: dict[str, tuple[bool | None, bool, tuple[int, ...]]] = {
    "specific_event": (True, False, (1, 2)),
    "harm_stated": (True, False, (4,)),
    "harm_sized": (True, False, (4, 5)),
    "not_rebranded": (True, False, ()),
    "own_action": (True, False, (2,)),
    "own_judgement": (True, False, (3,)),
    "itemised": (True, False, (2, 3)),
    "no_blame_shift": (True, False, ()),
    "cause_given": (True, False, (6,)),
    "cause_internal": (True, False, (6, 7)),
    "deeper_layer": (True, True, (7,)),
    "mechanism": (None, True, ()),
    "new_practice": (True, False, (10,)),
    "applied_since": (True, False, (12,)),
    "outcome_shown": (True, False, (12,)),
    "sustained_or_shared": (False, False, ()),
    "still_a_risk": (False, False, ()),
    "trigger_named": (False, False, ()),
    "current_guard": (True, False, (11,)),
    "no_cured_claim": (True, False, ()),
    "plain_admission": (True, False, (9,)),
    "proportionate": (True, False, (2, 6)),
    "no_defensiveness": (False, True, (3,)),
    "no_self_flagellation": (True, False, ()),
}


def spoken(script: tuple[tuple[str, float, str], ...]) -> tuple[Transcript, Delivery]:
    """The script as a recogniser would have written it, at about 150 words a minute."""
    words: list[Word] = []
    sentences: list[Sentence] = []
    fillers: list[SpokenEvent] = []
    pauses: list[Span] = []
    parts: dict[str, list[int]] = {}
    text, clock = "", 0.0
    for number, (part, silence, line) in enumerate(script, start=1):
        if silence >= 0.5 and number > 1:
            pauses.append(Span(clock, clock + silence))
        clock += silence
        start_char, start_s = len(text) + (number > 1), clock
        for token in line.split():
            length = 0.12 + 0.055 * len(token)
            words.append(Word(token, round(clock, 2), round(clock + length, 2), 0.94))
            if token.strip(".,").lower() in {"um", "uh", "like"} and token.endswith(","):
                fillers.append(SpokenEvent(token.strip(".,").lower(), clock, clock + length))
            clock += length + 0.03
        text += (" " if text else "") + line
        sentences.append(Sentence(number, line, start_char, len(text), start_s, clock))
        parts.setdefault(part, []).append(number)
    spoken_s = {part: sum(_length(sentences[n - 1]) for n in ids) for part, ids in parts.items()}
    total = sum(spoken_s.values())
    duration_s = clock + 1.0
    delivery = Delivery(
        duration_s=duration_s,
        time_to_first_word_s=words[0].start_s,
        words_per_minute=60 * len(words) / duration_s,
        pace=tuple(
            PacePoint(at, 142 + 30 * math.sin(at / 9) + 14 * math.sin(at / 3.1))
            for at in range(5, int(duration_s), 5)
        ),
        fillers=tuple(fillers),
        pauses=tuple(pauses),
        hedges=(SpokenEvent("I think", sentences[5].start_s or 0.0, (sentences[5].start_s or 0.0) + 0.5),),
        agents=AgentCounts(i=9, we=1, they=2, passive=0),
        parts=tuple(AnswerPart(part, tuple(ids), spoken_s[part] / total) for part, ids in parts.items()),
        articulation_rate=171.0,
        restarts=(SpokenEvent("I, I", sentences[1].start_s or 0.0, (sentences[1].start_s or 0.0) + 0.6),),
        sentence_agents=tuple(CLINIC_AGENTS[number % len(CLINIC_AGENTS)] for number in range(len(script))),
    )
    return Transcript(text, "en", "base", tuple(words), tuple(sentences)), delivery


def assessed(checks: dict[str, tuple[bool | None, bool, tuple[int, ...]]] = CLINIC_CHECKS) -> Assessment:
    """The rubric filled in with these checks."""
    criteria = tuple(
        Criterion(criterion, sum(checks[c][0] is True for c in ids), tuple(Check(c, *checks[c]) for c in ids))
        for criterion, ids in RUBRIC.items()
    )
    return Assessment(
        coach="offline",
        headline="changed",
        total=sum(criterion.level for criterion in criteria),
        criteria=criteria,
        next_step="Say where it could still catch you. You tell the fix, not the risk that is left.",
    )


FOLLOW_UPS = (
    FollowUp(
        "When did you last feel that pull to name a date before the smallest step?",
        "self_awareness", "trigger_named", 11,
    ),
    FollowUp(
        "You said a slower plan “felt like admitting something”. Admitting what, exactly?",
        "root_cause", "mechanism", 7,
    ),
    FollowUp("Who, besides the two site leads, has to work differently because of it?",
             "behaviour_change", "sustained_or_shared", 13),
)  # fmt: skip


def clinic_take(take_id: int = 4, audio: Path | None = Path("/recordings/clinic.flac")) -> Take:
    """A good answer of about a minute, transcribed and assessed."""
    transcript, delivery = spoken(CLINIC)
    started_at = datetime(2025, 11, 25, 18, 42)
    recording = Recording(audio, 48_000, delivery.duration_s, started_at) if audio else None
    return Take(
        id=take_id,
        prompt_id="wrong_decision",
        prompt="Walk me through a decision you made that turned out to be wrong.",
        theme="failure",
        started_at=started_at,
        duration_s=delivery.duration_s,
        recording=recording,
        title="Clinic weekend",
        transcript=transcript,
        delivery=delivery,
        assessment=assessed(),
        follow_ups=FOLLOW_UPS,
    )


def fresh_take(take_id: int = 5) -> Take:
    """The same take before anything was made of it."""
    return replace(
        clinic_take(take_id), transcript=None, delivery=None, assessment=None, follow_ups=(), title=""
    )


def few_words() -> Take:
    """The same take, broken off after its first sentence, which has 13 words."""
    whole = spoken(CLINIC)[0]
    first = whole.sentences[0]
    words = tuple(word for word in whole.words if word.end_s <= (first.end_s or 0.0))
    transcript = Transcript(first.text, "en", "base", words, (first,))
    return replace(
        clinic_take(),
        transcript=transcript,
        delivery=Delivery(duration_s=6.0, time_to_first_word_s=1.4, words_per_minute=170.0),
        assessment=assessed(dict.fromkeys(CLINIC_CHECKS, (False, False, ()))),
        title="",
    )


def long_take(minutes: float = 30.0) -> Take:
    """The same story told over and over until the time is up."""
    once = spoken(CLINIC)[1].duration_s
    transcript, delivery = spoken(CLINIC * round(60 * minutes / once))
    take = clinic_take()
    assert take.recording is not None
    recording = replace(take.recording, duration_s=delivery.duration_s)
    return replace(
        take, transcript=transcript, delivery=delivery, duration_s=delivery.duration_s, recording=recording
    )


def summaries(count: int) -> tuple[TakeSummary, ...]:
    """Rows of the history, newest first."""
    wrong = "Walk me through a decision you made that turned out to be wrong."
    stories = (
        (wrong, "Clinic weekend", (4, 3, 1, 3, 2, 4)),
        (wrong, "Clinic weekend", (2, 1, 4, 3, 2, 4)),
        (
            "Tell me about a time you got feedback that was hard to hear.",
            "Night shift notes",
            (4, 1, 2, 3, 3, 3),
        ),
        ("Describe a project that didn’t go well. What did you do?", "Clinic weekend", (4, 3, 3, 3, 1, 1)),
        ("Tell me about a time you failed.", "Night shift notes", (4, 3, 2, 2, 4, 2)),
        ("Tell me about a project you regret leading.", "", (1, 4, 4, 1, 4, 2)),
    )
    rows = []
    for n in range(count):
        prompt, title, levels = stories[n % len(stories)]
        hours = (0.4, 0.8, 25, 140, 190, 240)[n] if n < 6 else 240 + 7 * n
        rows.append(
            TakeSummary(
                id=count - n,
                prompt_id=f"p{n % len(stories)}",
                prompt=prompt,
                started_at=NOW - timedelta(hours=hours),
                duration_s=98.0 + 17 * (n % 7),
                has_audio=n % 9 != 8,
                title=title,
                total=sum(levels),
                headline="changed",
                levels=levels,
            )
        )
    return tuple(rows)


def _length(sentence: Sentence) -> float:
    return (sentence.end_s or 0.0) - (sentence.start_s or 0.0)
