"""The eye of the other tests: it must see what is wrong."""

from PySide6.QtCore import QUrl
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from tests.app.looks import troubles

_QML = b"""
import QtQuick
Window {
    width: 200; height: 100; visible: true
    Text { text: "fine"; y: 5 }
    Text { text: "much too long for its place"; width: 60; y: 30 }
    Text { text: "outside"; x: 190; y: 50 }
    Text { text: "one"; y: 80; width: 200; horizontalAlignment: Text.AlignHCenter }
    Text { text: "two"; x: 85; y: 78 }
    Text { text: "hidden"; x: 300; visible: false }
}
"""


def test_it_sees_what_is_cut_outside_or_covered(qtbot: QtBot) -> None:
    engine = QQmlApplicationEngine()
    engine.loadData(_QML, QUrl())
    (window,) = engine.rootObjects()
    assert isinstance(window, QQuickWindow)
    assert troubles(window) == [
        "“much too long for its place” is wider than its place",
        "“outside” is outside the window",
        "“one” lies on “two”",
    ]
    window.close()
