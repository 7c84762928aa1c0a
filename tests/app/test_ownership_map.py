"""The map of who acts on the review screen: the switch, the lines, the words, and the moments to hear."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from failprep.app.jobs import Jobs
from failprep.app.ownership_view import OwnershipView
from failprep.app.review_view import ReviewView
from failprep.store import Store
from tests.app.looks import troubles
from tests.app.made_up import clinic_take, long_take
from tests.app.stage import SilentPlayer, keep, review_screen
from tests.app.window import click, item, items, nameless, page_window, press

PAGE = "ReviewPage.qml"


@pytest.fixture
def view(store: Store, jobs: Jobs, player: SilentPlayer) -> ReviewView:
    return review_screen(store, jobs, player=player)


@pytest.fixture
def ownership(view: ReviewView) -> OwnershipView:
    return view.transcript.ownership


@pytest.fixture
def window(qtbot: QtBot, view: ReviewView, store: Store) -> Iterator[QQuickWindow]:
    view.open(keep(store, replace(clinic_take(), self_rating=15)))
    qtbot.waitUntil(lambda: view.stage == "done" and view.shape.bars.count > 0)
    with page_window(view, PAGE) as window:
        qtbot.waitUntil(lambda: view.transcript.marks.count > 0)
        yield window


def test_the_switch_puts_a_line_below_every_sentence_and_takes_it_away(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, ownership: OwnershipView
) -> None:
    evidence = view.transcript.marks.count
    assert items(window, "agentLine") == []
    click(window, item(window, "showWhoActs"))
    assert ownership.shown
    qtbot.waitUntil(lambda: len(items(window, "agentLine")) >= 12)
    assert view.transcript.marks.count == 0  # evidence and map together could not be read
    assert item(window, "ownershipLegend").isVisible()
    colours = {QColor(line.property("color")).name() for line in items(window, "agentLine")}
    assert len(colours) == 3  # I, we and they
    thick = {line.height() for line in items(window, "agentLine")}
    assert len(thick) == 2  # it can be seen without colours, too
    click(window, item(window, "showParts"))
    assert items(window, "agentLine") == []
    assert view.transcript.marks.count == evidence


def test_the_switch_works_by_keyboard_and_stays_for_the_next_take(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, ownership: OwnershipView, store: Store
) -> None:
    item(window, "showWhoActs").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_Return)
    assert ownership.shown
    assert nameless(window) == []
    with qtbot.waitSignal(view.changed):
        view.open(keep(store, replace(clinic_take(), title="Another")))
    assert ownership.shown
    qtbot.waitUntil(lambda: len(items(window, "agentLine")) >= 12)
    item(window, "showParts").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_Space)
    assert not ownership.shown


def test_the_text_cursor_says_who_acts(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, ownership: OwnershipView
) -> None:
    words, line = item(window, "transcriptWords"), item(window, "ownershipLine")
    words.setProperty("cursorPosition", view.transcript.text.index("forty"))
    assert ownership.pointed == ""  # nobody asked
    ownership.show(True)
    assert line.property("text") == ownership.line
    words.setProperty("cursorPosition", view.transcript.text.index("patients"))
    assert line.property("text") == "Somebody else acts in this sentence."
    words.setProperty("cursorPosition", view.transcript.text.index("nine days"))
    assert line.property("text") == "Nobody acts in this sentence."
    ownership.show(True)
    qtbot.waitUntil(lambda: line.property("text") == ownership.line)


def test_where_others_act_can_be_heard(qtbot: QtBot, window: QQuickWindow, player: SilentPlayer) -> None:
    take = clinic_take()
    assert take.transcript is not None
    item(window, "elsewhere_0").forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(player.calls))
    start_s = take.transcript.sentences[3].start_s or 0.0
    assert player.calls[-1][2] == pytest.approx(start_s - 0.8, abs=0.02)


def test_a_take_measured_before_agents_were_kept_has_no_switch(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, store: Store, ownership: OwnershipView
) -> None:
    take = clinic_take()
    assert take.delivery is not None
    ownership.show(True)
    with qtbot.waitSignal(view.changed):
        view.open(keep(store, replace(take, delivery=replace(take.delivery, sentence_agents=()))))
    assert not ownership.shown
    assert not item(window, "mapSwitch").isVisible()
    assert items(window, "agentLine") == []


@pytest.mark.parametrize(
    ("width", "height", "dark", "scale"),
    [(1024, 700, False, 1.0), (900, 640, True, 1.0), (1280, 820, True, 1.5)],
)
def test_the_map_and_the_shape_fit_into_small_windows(
    qtbot: QtBot, view: ReviewView, store: Store, width: int, height: int, dark: bool, scale: float
) -> None:
    view.open(keep(store, replace(clinic_take(), self_rating=15)))
    qtbot.waitUntil(lambda: view.stage == "done")
    view.transcript.ownership.show(True)
    with page_window(view, PAGE, width=width, height=height, dark=dark, text_scale=scale) as window:
        qtbot.waitUntil(lambda: len(items(window, "agentLine")) > 0)
        qtbot.waitUntil(lambda: troubles(window) == [])
        assert item(window, "shapeFacts").property("text") == "It has the shape of a strong answer."
        for name in ("ownShape", "strongShape"):
            stack = item(window, name)
            parts = [part for part in stack.childItems() if part.width() > 0]
            assert len(parts) == 5
            assert sum(part.width() for part in parts) == pytest.approx(stack.width(), abs=12)


def test_half_an_hour_of_sentences_is_mapped_at_once(
    qtbot: QtBot, view: ReviewView, store: Store, ownership: OwnershipView
) -> None:
    take = long_take()
    assert take.transcript is not None
    view.open(keep(store, take))
    qtbot.waitUntil(lambda: view.stage == "done")
    with page_window(view, PAGE) as window:
        qtbot.waitUntil(lambda: view.transcript.marks.count > 0)
        ownership.show(True)
        with_somebody = [agent for agent in take.delivery.sentence_agents if agent] if take.delivery else []
        qtbot.waitUntil(lambda: len(items(window, "agentLine")) >= len(with_somebody))
