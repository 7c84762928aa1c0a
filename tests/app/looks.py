"""Is anything cut off, or on top of something else? Asked of a window as it is laid out."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem, QQuickWindow

from tests.app.window import lay_out

_SLACK = 1.5


def troubles(window: QQuickWindow) -> list[str]:
    """What is wrong with the texts of this window: cut, outside, or overlapping; empty when all is well."""
    lay_out(window)
    found = []
    texts = list(_texts(window.contentItem()))
    for item in texts:
        name = f"“{item.property('text')}”"
        if item.property("truncated") and item.property("maximumLineCount") > 2:
            found.append(f"{name} is elided")
        if item.property("contentWidth") > item.width() + _SLACK:
            found.append(f"{name} is wider than its place")
        painted, bounds = _painted(item), QRectF(0, 0, window.width(), window.height())
        if _scrolls(item):
            bounds.setTop(painted.top())
            bounds.setBottom(painted.bottom())
        if not bounds.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(painted):
            found.append(f"{name} is outside the window")
    for one, other in combinations(texts, 2):
        if _scrolls(one) == _scrolls(other):
            common = _painted(one).intersected(_painted(other))
            if common.width() > 2 and common.height() > 2:
                found.append(f"“{one.property('text')}” lies on “{other.property('text')}”")
    return found


def _texts(root: QQuickItem) -> Iterator[QQuickItem]:
    for child in root.childItems():
        if child.isVisible() and child.opacity() > 0:
            if child.inherits("QQuickText") and child.property("text"):
                yield child
            yield from _texts(child)


def _painted(item: QQuickItem) -> QRectF:
    """Where its letters are, in the window."""
    width, height = item.property("contentWidth"), item.property("contentHeight")
    room = item.width() - width
    left = {Qt.AlignmentFlag.AlignHCenter.value: room / 2, Qt.AlignmentFlag.AlignRight.value: room}
    # PySide6 cannot read Text's own enums, so QML is asked for the number.
    context = qmlContext(item)
    assert context is not None
    alignment, _ = QQmlExpression(context, item, "Number(effectiveHorizontalAlignment)").evaluate()
    x = left.get(int(alignment), 0.0)
    y = (item.height() - height) / 2
    place = item.mapToScene(QPointF(x, y))
    return QRectF(place.x(), place.y(), width, height)


def _scrolls(item: QQuickItem) -> bool:
    parent: QQuickItem | None = item.parentItem()
    return parent is not None and (parent.inherits("QQuickFlickable") or _scrolls(parent))
