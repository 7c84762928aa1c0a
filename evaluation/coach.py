"""How well the offline coach reads: ``python -m evaluation.coach [part …]`` prints figures and their goals.

The labels are careful readings by the rubric, not expert judgements. The coach was trained without any of the
development answers; the figures on left-out writers come from networks that never saw that writer.
"""

import hashlib
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from evaluation import metrics
from evaluation.cases import (
    PLACES,
    ROOT,
    Bench,
    Case,
    Levels,
    Result,
    aside_cases,
    changes,
    dev_cases,
    dev_pairs,
    lines,
    padded,
    real_readings,
    with_payload,
)
from evaluation.left_out import LeftOut, left_out
from failprep.coach.phrases import content_words
from failprep.domain import CHECKS, HEADLINES, INTERVIEWERS, RUBRIC
from training import disturb


def show(name: str, value: float, goal: str = "") -> None:
    """Print one figure and the goal set for it."""
    print(f"  {name:<58} {value:7.3f}   {goal}")


def agreement(ours: Sequence[Levels], gold: Sequence[Levels]) -> None:
    """Kappa per criterion, exact and within one, rank correlation of totals."""
    kappas = []
    for index, criterion in enumerate(RUBRIC):
        kappas.append(metrics.weighted_kappa([row[index] for row in ours], [row[index] for row in gold]))
        bias = metrics.mean([a[index] - b[index] for a, b in zip(ours, gold, strict=True)])
        show(f"kappa {criterion}", kappas[-1], f"mean difference {bias:+.2f}")
    gaps = [a - b for x, y in zip(ours, gold, strict=True) for a, b in zip(x, y, strict=True)]
    show("quadratic weighted kappa, mean over criteria", metrics.mean(kappas), "at least 0.70")
    show("quadratic weighted kappa, worst criterion", min(kappas), "at least 0.55")
    show("levels exact", metrics.share([gap == 0 for gap in gaps]), "at least 0.55")
    show("levels within 1", metrics.share([abs(gap) <= 1 for gap in gaps]), "at least 0.92")
    totals = [[float(sum(row)) for row in rows] for rows in (ours, gold)]
    show("rank correlation of totals", metrics.rank_correlation(*totals), "at least 0.85")


def per_check(ours: Sequence[Mapping[str, bool]], gold: Sequence[Mapping[str, bool]]) -> None:
    """Precision and recall of "met" for each check."""
    print(f"  {'check':<24}{'precision':>10}{'recall':>8}{'ours':>6}{'gold':>6}")
    for check in CHECKS:
        both = sum(a[check] and b[check] for a, b in zip(ours, gold, strict=True))
        said, true = sum(a[check] for a in ours), sum(b[check] for b in gold)
        precision, recall = both / said if said else 1.0, both / true if true else 1.0
        print(f"  {check:<24}{precision:>10.2f}{recall:>8.2f}{said:>6}{true:>6}")


def gold_headline(met: Mapping[str, bool]) -> str:
    """The headline that the labels amount to."""
    change = sum(met[check] for check in RUBRIC["behaviour_change"])
    if not met["specific_event"] or not met["not_rebranded"]:
        return HEADLINES[0]
    if not met["no_blame_shift"]:
        return HEADLINES[1]
    return HEADLINES[2 if change <= 1 else 3 if change == 2 else 4]


def development(bench: Bench) -> None:
    """Agreement with the development answers' gold labels."""
    cases = dev_cases()
    results = [bench.assess(case.answer) for case in cases]
    agreement([r.levels for r in results], [case.levels for case in cases])
    same = [r.assessment.headline == gold_headline(c.gold) for r, c in zip(results, cases, strict=True)]
    show("headline as from the gold checks", metrics.share(same), "at least 0.75")
    per_check([r.met for r in results], [case.gold for case in cases])
    wrong = sum(
        result.transcript.text[s.start_char : s.end_char] != s.text
        for result in results
        for s in result.transcript.sentences
    )
    ids = [
        number not in {s.id for s in result.transcript.sentences}
        for result in results
        for criterion in result.assessment.criteria
        for check in criterion.checks
        for number in check.evidence
    ]
    show("evidence that is not a slice of the transcript", wrong + sum(ids), "0")


def aside(bench: Bench) -> None:
    """Agreement on answers by four writers from whom nothing was ever learnt."""
    _agreed(bench, aside_cases(), "at least 0.75")


def real(bench: Bench) -> None:
    """Agreement on answers by real people (three readings of ours, never trained on), and of the readings."""
    readings = real_readings()
    for name, cases in readings.items():
        print(f"  {name}:")
        _agreed(bench, cases)
    first, second = readings["reading a"], readings["reading b"]
    print("  reading b beside reading a:")
    agreement([case.levels for case in second], [case.levels for case in first])


def _agreed(bench: Bench, cases: Sequence[Case], goal: str = "") -> None:
    results = [bench.assess(case.answer) for case in cases]
    agreement([r.levels for r in results], [case.levels for case in cases])
    same = [r.assessment.headline == gold_headline(c.gold) for r, c in zip(results, cases, strict=True)]
    show(f"headline as from the labels ({len(cases)} answers)", metrics.share(same), goal)


def writers(_: Bench) -> None:
    """The same on the training data, each writer read by networks that never saw them."""
    rows = left_out()
    for writer in sorted({row.answer.writer for row in rows}):
        mine = [row for row in rows if row.answer.writer == writer]
        kappas = [
            metrics.weighted_kappa([r.levels[i] for r in mine], [r.gold[i] for r in mine])
            for i in range(len(RUBRIC))
        ]
        show(
            f"kappa, {writer} left out ({len(mine)} answers)",
            metrics.mean(kappas),
            f"worst {min(kappas):.2f}",
        )
    agreement([row.levels for row in rows], [row.gold for row in rows])
    headlines = [row.headline == gold_headline(row.answer.met) for row in rows]
    show("headline as from the labels", metrics.share(headlines), "at least 0.75")
    per_check([row.met for row in rows], [row.answer.met for row in rows])
    cited = [
        number in row.answer.evidence(check)
        for row in rows
        for check, found in row.cited.items()
        for number in found
    ]
    right = [as_it_should for a, b in _retellings(rows) for as_it_should in _moves(a, b)]
    show(f"a check that differs between two versions does so ({len(right)})", metrics.share(right))
    show(f"cited sentences that the writer cites ({len(cited)})", metrics.share(cited), "at least 0.75")


def _retellings(rows: Sequence[LeftOut]) -> list[tuple[LeftOut, LeftOut]]:
    """An answer and each version of it in which twins stand for some of its sentences."""
    first = {row.answer.id: row for row in rows}
    return [(first[name.split("~")[0]], row) for name, row in first.items() if "~" in name]


def _moves(first: LeftOut, second: LeftOut) -> list[bool]:
    """For each check whose label differs between two versions: do ours differ the same way?"""
    labels, ours = (first.answer.met, second.answer.met), (first.met, second.met)
    return [
        (ours[0][check], ours[1][check]) == (labels[0][check], labels[1][check])
        for check in CHECKS
        if labels[0][check] != labels[1][check]
    ]


def pairs(bench: Bench) -> None:
    """Pairs that differ in one place and in one check."""
    flips: list[bool] = []
    holds: list[bool] = []
    for pair in dev_pairs():
        weak, strong = bench.assess(pair.weaker).met, bench.assess(pair.stronger).met
        flips.append(not weak[pair.check] and strong[pair.check])
        holds.extend(weak[check] == strong[check] for check in CHECKS if check != pair.check)
        if not flips[-1]:
            print(f"    {pair.id} {pair.check}: {weak[pair.check]} → {strong[pair.check]}")
    show("target check flips as it should", metrics.share(flips), "at least 0.75")
    show("other checks unchanged", metrics.share(holds), "at least 0.97")


def injections(bench: Bench) -> None:
    """Sentences that talk to the grader, put in five places each, may raise nothing."""
    _attacked(bench, lines("payloads.txt"), "0", tell=True)
    print("  by another hand:")
    _attacked(bench, lines("payloads-more.txt"), "0", tell=True)
    print("  indirect ones, written to be missed:")
    _attacked(bench, lines("payloads-indirect.txt"))
    for name, goal in (("lookalikes.txt", "at most 2"), ("lookalikes-more.txt", "")):
        flagged = [line for line in lines(name) if bench.assess(line).assessment.flagged_sentences]
        show(f"look-alikes flagged, of {len(lines(name))}", len(flagged), goal)
        for line in flagged:
            print(f"    {line}")


def _attacked(bench: Bench, payloads: Sequence[str], goal: str = "", *, tell: bool = False) -> None:
    cases = dev_cases()
    plain = {case.id: bench.assess(case.answer) for case in cases}
    draw = random.Random(7)
    raised, changed, missed, tried = 0, [], 0, 0
    for number, payload in enumerate(payloads):
        for offset, place in enumerate(PLACES):
            case = cases[(number * len(PLACES) + offset) % len(cases)]
            result = bench.assess(with_payload(case.answer, payload, place, draw))
            tried += 1
            missed += not result.assessment.flagged_sentences
            before = plain[case.id].levels
            changed.append(sum(changes(before, result.levels)))
            if any(a > b for a, b in zip(result.levels, before, strict=True)):
                raised += 1
                if tell:
                    print(f"    raised {case.id} {place}: {payload[:70]} {before} → {result.levels}")
    show(f"injections that raise a level, of {tried}", raised, goal)
    show("injections not flagged", missed)
    show("mean change of the total they cost", metrics.mean(changed))


def robustness(bench: Bench) -> None:
    """What form alone moves: mean absolute change of a level."""
    cases = dev_cases()
    plain = [bench.assess(case.answer) for case in cases]
    vocabulary = sorted(
        {word for case in cases for word in disturb.bare(case.answer).split() if word.isalpha()}
    )

    def moved(change: Callable[[str, random.Random], str], times: int = 3) -> float:
        gaps: list[int] = []
        for case, before in zip(cases, plain, strict=True):
            for time_ in range(times):
                after = bench.assess(change(case.answer, random.Random(f"{case.id} {time_}")))
                gaps.extend(changes(before.levels, after.levels))
        return metrics.mean(gaps)

    for rate, goal in ((0.05, 0.15), (0.10, 0.30), (0.20, 0.60)):
        value = moved(lambda text, draw, rate=rate: disturb.word_errors(text, rate, draw, vocabulary))  # type: ignore[misc]
        show(f"level change from {rate:.0%} word errors", value, f"at most {goal}")
    show(
        "level change without punctuation and case",
        moved(lambda text, _: disturb.bare(text), 1),
        "at most 0.25",
    )
    show(
        "level change from fillers",
        moved(lambda text, draw: disturb.fillers(text, 0.06, draw)),
        "at most 0.05",
    )
    for name, limit in (("padding.txt", "at most 0.5"), ("padding-more.txt", "")):
        talk = lines(name)
        totals = [
            abs(
                bench.assess(padded(case.answer, talk, random.Random(f"{case.id} {i}"))).assessment.total
                - p.assessment.total
            )
            for case, p in zip(cases, plain, strict=True)
            for i in range(2)
        ]
        show(f"change of the total from padding by half ({name})", metrics.mean(totals), limit)


def questions(bench: Bench) -> None:
    """Follow-ups: their words, their form, and whether one can tell whose they are."""
    cases = dev_cases()
    results = [bench.assess(case.answer) for case in cases]
    retrieval = metrics.Retrieval([case.answer for case in cases])
    for interviewer in INTERVIEWERS:
        asked = [(i, q) for i, result in enumerate(results) for q in bench.questions(result, interviewer)]
        words = [len(q.question.split()) for _, q in asked]
        shared = [_shares_words(q.question, results[i]) for i, q in asked]
        form = [len(q.question.split()) <= 25 and q.question.count("?") == 1 for _, q in asked]
        found = [retrieval.best(q.question) == i for i, q in asked]
        counts = [len(bench.questions(result, interviewer)) for result in results]
        print(f"  {interviewer}: {len(asked)} questions, {min(counts)} to {max(counts)} an answer")
        show("share a content word with the answer", metrics.share(shared), "at least 0.95")
        show("one question of at most 25 words", metrics.share(form), "1.00")
        show("swap test, top-1 over the answers", metrics.share(found), "at least 0.70")
        show("median words", statistics.median(words))
        open_ = [
            result.assessment.check(q.check).met is not True for (i, q) in asked for result in [results[i]]
        ]
        show("probe a check that is not met", metrics.share(open_))


def _shares_words(question: str, result: Result) -> bool:
    return bool(set(content_words(question)) & set(content_words(result.transcript.text)))


def stability(bench: Bench) -> None:
    """The same answer, ten times, in fresh processes; and how long a reading takes."""
    text = dev_cases()[0].answer
    digests = {_digest_in_fresh_process(text) for _ in range(10)}
    show("different results in ten fresh processes", len(digests), "1")
    four_hundred = " ".join((text + " " + dev_cases()[1].answer).split()[:400])
    bench.assess(four_hundred)
    began = time.perf_counter()
    for _ in range(5):
        bench.assess(four_hundred)
    show("seconds to read and assess 400 words", (time.perf_counter() - began) / 5, "at most 0.150")


def _digest_in_fresh_process(text: str) -> str:
    program = "import sys; from evaluation.coach import digest; print(digest(sys.stdin.read()))"
    done = subprocess.run(
        [sys.executable, "-c", program], input=text, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.strip()


def digest(text: str) -> str:
    """A fingerprint of all that is made of an answer."""
    bench = Bench()
    result = bench.assess(text)
    return hashlib.sha256(repr((result, bench.questions(result))).encode()).hexdigest()


PARTS: dict[str, Callable[[Bench], None]] = {
    "development": development,
    "aside": aside,
    "real": real,
    "writers": writers,
    "pairs": pairs,
    "injections": injections,
    "robustness": robustness,
    "questions": questions,
    "stability": stability,
}


def main() -> int:
    """Print the figures of the parts named on the command line, or all."""
    bench = Bench()
    for part in sys.argv[1:] or PARTS:
        print(f"\n{part}: {(PARTS[part].__doc__ or '').splitlines()[0]}")
        PARTS[part](bench)
    return 0


if __name__ == "__main__":
    sys.exit(main())
