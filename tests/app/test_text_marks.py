import pytest
from PySide6.QtGui import QTextDocument

from failprep.app.shown_transcript import Place
from failprep.app.text_marks import rectangles

TEXT = "So last spring I was running the vendor change for our three clinics, and I decided alone."


@pytest.fixture
def document(qapp: object) -> QTextDocument:
    document = QTextDocument(TEXT + "\n" + TEXT)
    document.setDocumentMargin(0)  # as in a text item
    document.setTextWidth(200)
    return document


def place(words: str, start: int = 0) -> Place:
    at = TEXT.index(words) + start
    return Place(at, at + len(words))


def test_a_word_has_one_rectangle_around_it(document: QTextDocument) -> None:
    (first,), (second,) = rectangles(document, place("So")), rectangles(document, place("last"))
    assert first.left() <= 0
    assert 10 < first.width() < 40
    assert first.right() < second.right()
    assert first.top() == second.top()


def test_a_sentence_has_one_for_each_line_and_none_reaches_beyond_its_words(document: QTextDocument) -> None:
    lines = rectangles(document, Place(0, len(TEXT)))
    layout = document.firstBlock().layout()
    assert len(lines) == layout.lineCount() > 2
    for number, rect in enumerate(lines):
        assert rect.width() <= layout.lineAt(number).naturalTextWidth() + 4.1
        assert rect.right() <= 200 + 4


def test_a_stretch_over_two_paragraphs_is_lit_in_both(document: QTextDocument) -> None:
    lines = rectangles(document, Place(len(TEXT) - 6, len(TEXT) + 8))
    assert len(lines) == 2
    assert lines[1].top() > lines[0].top() + 10
    assert lines[1].left() <= 0


def test_nothing_has_no_rectangle(document: QTextDocument) -> None:
    assert rectangles(document, Place(5, 5)) == []
