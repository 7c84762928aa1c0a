"""A window around one page, as the real one is around all: for tests and pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow

from failprep.resources import resource

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

    visible: true
    color: Theme.window
    font.family: Theme.family
    font.pixelSize: Theme.body

    Binding { target: Theme; property: "dark"; value: window.dark }

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
    view: QObject, page: str, *, width: int = 1280, height: int = 820, dark: bool = True
) -> Iterator[QQuickWindow]:
    """The page ``ui/pages/<page>`` in a window; the engine ends before the view model does."""
    engine = QQmlApplicationEngine()
    engine.setInitialProperties(
        {"view": view, "file": f"pages/{page}", "width": width, "height": height, "dark": dark}
    )
    folder = Path(str(resource("ui")))
    engine.loadData(_QML, QUrl.fromLocalFile(str(folder / "TestWindow.qml")))
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)
    try:
        yield window
    finally:
        window.close()
        del window
        engine.deleteLater()
        engine.destroyed.connect(lambda: None)
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def item(window: QQuickWindow, name: str) -> QQuickItem:
    """The item with this objectName. Fails when there is none."""
    found = window.findChild(QQuickItem, name) or _below(window.contentItem(), name)
    assert found is not None, f"no item called {name!r}"
    return found


def _below(root: QQuickItem, name: str) -> QQuickItem | None:
    """Items made by a Repeater have no QObject parent, so they are looked for by what is drawn."""
    for child in root.childItems():
        found = child if child.objectName() == name else _below(child, name)
        if found is not None:
            return found
    return None
