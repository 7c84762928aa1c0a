"""What the reader learns from beside the answers holds together, and holds nothing that it is measured on."""

from itertools import combinations
from pathlib import Path

from evaluation.cases import aside_cases, dev_cases
from failprep.reading import plain, sentences
from training import corpus
from training.answers import everything

MEASURED = Path(__file__).resolve().parents[1] / "data" / "coach"
#: Shorter sentences of an answer ("I got that wrong") are bound to be said twice.
LONG = 6


def bare(text: str) -> str:
    return " ".join(word.text for word in plain.words(text))


def test_every_line_is_there_once_and_is_of_one_kind() -> None:
    kinds = [
        list(map(bare, lines))
        for lines in (corpus.written_neutral(), corpus.telling(), corpus.payloads(), corpus.lookalikes())
    ]
    for lines in kinds:
        assert "" not in lines
        assert len(lines) == len(set(lines))
    for one, other in combinations(kinds, 2):
        assert not set(one) & set(other)


def test_nothing_it_is_measured_on_was_learnt() -> None:
    learnt = {*corpus.written_neutral(), *corpus.telling(), *corpus.payloads(), *corpus.lookalikes()}
    learnt |= {sentence for answer in everything() for sentence in answer.sentences}
    files = sorted(MEASURED.glob("*.txt"))
    measured = {bare(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()}
    for case in (*dev_cases(), *aside_cases()):
        told = [bare(sentence.text) for sentence in sentences.written(case.answer).sentences]
        measured |= {line for line in told if len(line.split()) >= LONG}
    assert len(measured) > 500
    assert set(map(bare, learnt)) & measured <= {""}


def test_neutral_talk_is_what_was_written_and_what_carries_no_label() -> None:
    answers = everything()[:40]
    found = corpus.neutral(answers)
    bare_of_labels = [t for a in answers for t, row in zip(a.sentences, a.labels, strict=True) if not row]
    assert bare_of_labels
    assert found == corpus.written_neutral() + bare_of_labels
