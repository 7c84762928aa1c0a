"""Where stretches of a laid-out text lie, line by line, for lights that are drawn behind the words.

Drawing behind the text instead of formatting it leaves the layout alone: the light on the spoken word moves
several times a second through answers of half an hour.
"""

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument, QTextLine

from failprep.app.shown_transcript import Place

_OVERHANG = 2.0  # how far a light reaches beyond the letters, in pixels


def rectangles(document: QTextDocument, place: Place) -> list[QRectF]:
    """One rectangle for each line the stretch covers, in the document's coordinates (pixels)."""
    return list(_rectangles(document, place))


def _rectangles(document: QTextDocument, place: Place) -> Iterator[QRectF]:
    if place.end <= place.start:
        return
    letters = QFontMetricsF(document.defaultFont())
    block = document.findBlock(place.start)
    while block.isValid() and block.position() < place.end:
        corner = document.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            span = _on_line(block, line, place)
            if span is not None:
                left, right = span
                baseline = line.y() + line.ascent()
                top = baseline - letters.ascent() - _OVERHANG / 2
                yield QRectF(
                    corner.x() + left - _OVERHANG,
                    corner.y() + top,
                    right - left + 2 * _OVERHANG,
                    letters.height() + _OVERHANG,
                )
        block = block.next()


def _on_line(block: QTextBlock, line: QTextLine, place: Place) -> tuple[float, float] | None:
    """From where to where (pixels) the stretch lies on this line; None where it does not touch it."""
    first = max(place.start - block.position(), line.textStart())
    last = min(place.end - block.position(), line.textStart() + line.textLength())
    text = block.text()
    while last > first and text[last - 1].isspace():  # a space at the line's end would stand out
        last -= 1
    if last <= first:
        return None
    return _x(line, first), _x(line, last)


def _x(line: QTextLine, position: int) -> float:
    x = line.cursorToX(position)  # the stubs say object; it is (x, the position it belongs to)
    assert isinstance(x, tuple)
    return float(x[0])
