"""The colours can be read: contrast by WCAG 2.2, dark and light."""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine
from pytestqt.qtbot import QtBot

from failprep.resources import resource

TEXTS = ("text", "textSoft", "textFaint", "accentText", "goodText", "warningText", "badText")
GROUNDS = ("window", "surface", "raised")
#: Graphics that mean something need 3 to 1.
SIGNS = (
    *("accent", "good", "warning", "bad", "focus", "info"),
    *("partSetup", "partFailure", "partCause", "partChange", "partSince"),
)


@pytest.fixture
def theme(qtbot: QtBot) -> Iterator[QObject]:
    """The singleton, without a window."""
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    here = QUrl.fromLocalFile(str(resource("ui") / "Here.qml"))
    component.setData(b'import QtQuick\nimport "."\nQtObject { property QtObject theme: Theme }', here)
    holder = component.create()
    yield holder.property("theme")
    del holder


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    shares = ((colour.redF(), 0.2126), (colour.greenF(), 0.7152), (colour.blueF(), 0.0722))
    return sum(share * linear(part) for part, share in shares)


def linear(part: float) -> float:
    """One channel, freed of its gamma."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: QColor, other: QColor) -> float:
    """1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_as_in_the_norm() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("white")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("dark", [True, False])
def test_everything_can_be_read(theme: QObject, dark: bool) -> None:
    theme.setProperty("dark", dark)
    for names, enough in ((TEXTS, 4.5), (SIGNS, 3.0)):
        for name, ground in product(names, GROUNDS):
            found = contrast(theme.property(name), theme.property(ground))
            assert found >= enough, f"{name} on {ground}: {found:.2f}"
    assert contrast(theme.property("accentInk"), theme.property("accent")) >= 4.5
