"""A window around one page, as the real one is around all: for tests and pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest

from failprep.resources import resource

PATIENCE_S = 60.0  #: how long a test waits for what must happen; only what never happens takes so long
PATIENCE_MS = round(PATIENCE_S * 1000)

_QML = b"""
import QtQuick
import QtQuick.Controls.Basic
import "."
import "parts"

ApplicationWindow {
    id: window

    required property QtObject view
    required property string file
    property bool dark: true
    property real textScale: 1

    visible: true
    color: Theme.window
    font.family: Theme.family
    font.pixelSize: Theme.body

    Binding { target: Theme; property: "dark"; value: window.dark }
    Binding { target: Theme; property: "textScale"; value: window.textScale }

    Rectangle { width: Theme.sidebarWidth; height: parent.height; color: Theme.surface }

    PageLoader {
        objectName: "loader"
        anchors.leftMargin: Theme.sidebarWidth
        current: true
        file: window.file
        view: window.view
    }
}
"""


@contextmanager
def page_window(
    view: QObject,
    page: str,
    *,
    width: int = 1280,
    height: int = 820,
    dark: bool = True,
    text_scale: float = 1.0,
) -> Iterator[QQuickWindow]:
    """The page ``ui/pages/<page>`` in a window that has the keyboard and is laid out.

    The engine ends before the view model does.
    """
    engine = QQmlApplicationEngine()
    engine.setInitialProperties(
        {
            "view": view,
            "file": f"pages/{page}",
            "width": width,
            "height": height,
            "dark": dark,
            "textScale": text_scale,
        }
    )
    folder = Path(str(resource("ui")))
    engine.loadData(_QML, QUrl.fromLocalFile(str(folder / "TestWindow.qml")))
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)
    try:
        come_up(window)
        yield window
    finally:
        window.close()
        engine.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def come_up(window: QQuickWindow) -> None:
    """Wait until the window is on the screen and has the keyboard: before, keys and clicks are lost."""
    assert QTest.qWaitForWindowActive(window, PATIENCE_MS)
    lay_out(window)


def lay_out(window: QQuickWindow) -> None:
    """Finish the layout, which else waits for the next frame: now everything is in its place."""
    window.grabWindow()


def items(window: QQuickWindow, name: str = "") -> list[QQuickItem]:
    """The drawn items with this objectName, or all."""
    return [made for made in _all_below(window.contentItem()) if name in ("", made.objectName())]


def item(window: QQuickWindow, name: str) -> QQuickItem:
    """The first of them. Fails when there is none."""
    found = items(window, name)
    assert found, f"no item called {name!r}"
    return found[0]


def click(window: QQuickWindow, target: QQuickItem, at: QPointF | None = None) -> None:
    """Click an item, once all is laid out, in its middle or ``at`` a place in its own coordinates."""
    lay_out(window)
    place = target.mapToScene(at or QPointF(target.width() / 2, target.height() / 2))
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(round(place.x()), round(place.y())))


def press(window: QQuickWindow, *keys: Qt.Key) -> None:
    """Press these keys, one after the other."""
    for key in keys:
        QTest.keyClick(window, key)


def names_by_tab(window: QQuickWindow, count: int) -> list[str]:
    """The objectNames that the keyboard reaches by pressing Tab so often, in order."""
    names = []
    for _ in range(count):
        press(window, Qt.Key.Key_Tab)
        focused: QQuickItem | None = window.activeFocusItem()
        names.append(focused.objectName() if focused else "")
    return names


def nameless(window: QQuickWindow) -> list[str]:
    """Controls that a screen reader could not name."""
    return [
        f"{item.metaObject().className()} {item.objectName()}"
        for item in _all_below(window.contentItem())
        if item.isVisible() and item.isEnabled() and item.property("activeFocusOnTab")
        if not spoken_name(item)
    ]


def spoken_name(item: QQuickItem) -> str:
    """What a screen reader calls it."""
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(item)
    return interface.text(QAccessible.Text.Name) if interface else ""


def _all_below(root: QQuickItem) -> Iterator[QQuickItem]:
    for child in root.childItems():
        yield child
        yield from _all_below(child)
