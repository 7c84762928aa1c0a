from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from failprep.app.history_view import HistoryView
from failprep.app.jobs import Jobs
from failprep.app.take_rows import row
from failprep.store import Store
from tests.app.made_up import NOW, clinic_take, fresh_take, summaries
from tests.app.stage import SilentPlayer, history_screen, keep
from tests.app.window import click, item, items, nameless, names_by_tab, page_window, press

PAGE = "HistoryPage.qml"


@pytest.fixture
def player() -> SilentPlayer:
    return SilentPlayer()


@pytest.fixture
def view(store: Store, jobs: Jobs, player: SilentPlayer) -> HistoryView:
    return history_screen(store, jobs, player=player)


@pytest.fixture
def takes(store: Store) -> list[int]:
    """Three takes, newest first; the second has no audio any more, the third no review yet."""
    oldest = keep(store, fresh_take(), NOW - timedelta(days=6))
    silent = keep(store, clinic_take(), NOW - timedelta(days=1))
    store.delete(silent, audio_only=True)
    return [keep(store, clinic_take()), silent, oldest]


@pytest.fixture
def window(qtbot: QtBot, view: HistoryView, takes: list[int]) -> Iterator[QQuickWindow]:
    with page_window(view, PAGE) as window:
        qtbot.waitUntil(lambda: view.state == "listed" and bool(items(window, f"take_{takes[0]}")))
        item(window, "takeList").forceActiveFocus()
        yield window


def current(window: QQuickWindow) -> object:
    return item(window, "takeList").property("currentIndex")


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize(("width", "height"), [(1280, 820), (1024, 700), (900, 640)])
def test_the_list_is_drawn_in_every_size_and_appearance(
    qtbot: QtBot, view: HistoryView, takes: list[int], dark: bool, width: int, height: int
) -> None:
    with page_window(view, PAGE, width=width, height=height, dark=dark) as window:
        qtbot.waitUntil(lambda: bool(items(window, f"more_{takes[0]}")))
        more = item(window, f"more_{takes[0]}")
        qtbot.waitUntil(lambda: width - 80 < more.mapToScene(QPointF(more.width(), 0)).x() < width - 30)
        picture = window.grabWindow()
        assert len({picture.pixel(x, 120) for x in range(picture.width())}) > 20


def test_an_empty_history_invites_to_practise(qtbot: QtBot, view: HistoryView) -> None:
    with page_window(view, PAGE) as window:
        qtbot.waitUntil(lambda: view.state == "empty")
        qtbot.waitUntil(item(window, "nothingAction").isVisible)
        assert item(window, "nothingHere").property("text") == "Your first take will stand here"
        with qtbot.waitSignal(view.practise_requested):
            click(window, item(window, "nothingAction"))


def test_typing_searches_and_escape_shows_all_again(
    qtbot: QtBot, window: QQuickWindow, view: HistoryView, takes: list[int]
) -> None:
    item(window, "historySearch").forceActiveFocus()
    with qtbot.waitSignal(view.listed):
        press(window, *[Qt.Key[f"Key_{letter}"] for letter in "ZEBRA"])
    qtbot.waitUntil(lambda: item(window, "nothingHere").isVisible())
    assert item(window, "nothingHere").property("text") == "Nothing found"
    with qtbot.waitSignal(view.listed):
        press(window, Qt.Key.Key_Escape)
    assert view.takes.count == 3


def test_the_list_is_used_with_the_keyboard(
    qtbot: QtBot, window: QQuickWindow, view: HistoryView, takes: list[int], player: SilentPlayer
) -> None:
    assert current(window) == 0
    with qtbot.waitSignal(view.open_requested) as opened:
        press(window, Qt.Key.Key_Return)
    assert opened.args == [takes[0]]
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.playing_id == takes[0])
    press(window, Qt.Key.Key_End)
    assert current(window) == 2
    press(window, Qt.Key.Key_Up, Qt.Key.Key_Home)
    assert current(window) == 0


def test_a_click_opens_a_take(
    qtbot: QtBot, window: QQuickWindow, view: HistoryView, takes: list[int]
) -> None:
    with qtbot.waitSignal(view.open_requested) as opened:
        click(window, item(window, f"take_{takes[1]}"), QPointF(300, 20))
    assert opened.args == [takes[1]]


def test_the_play_button_plays_without_opening(
    qtbot: QtBot, window: QQuickWindow, view: HistoryView, takes: list[int]
) -> None:
    opened: list[int] = []
    view.open_requested.connect(opened.append)
    click(window, item(window, f"play_{takes[0]}"))
    qtbot.waitUntil(lambda: view.playing_id == takes[0])
    assert opened == []


def test_deleting_asks_first_and_keeping_is_the_default(
    qtbot: QtBot, window: QQuickWindow, view: HistoryView, store: Store, takes: list[int]
) -> None:
    press(window, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: item(window, "deleteNothing").hasActiveFocus())
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: item(window, "takeList").hasActiveFocus())
    assert len(store.takes()) == 3

    press(window, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: item(window, "deleteNothing").hasActiveFocus())
    with qtbot.waitSignal(view.take_changed):
        click(window, item(window, "deleteAudio"))
    assert store.take(takes[0]).recording is None

    qtbot.waitUntil(lambda: not view.takes.rows[0].has_audio)
    qtbot.waitUntil(lambda: item(window, "takeList").hasActiveFocus())
    press(window, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: item(window, "deleteNothing").hasActiveFocus())
    assert not item(window, "deleteAudio").isVisible()
    with qtbot.waitSignal(view.take_deleted):
        click(window, item(window, "deleteAll"))
    assert len(store.takes()) == 2


def test_naming_and_noting_with_the_keyboard(
    qtbot: QtBot, window: QQuickWindow, view: HistoryView, store: Store, takes: list[int]
) -> None:
    press(window, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: item(window, "describeName").hasActiveFocus())
    assert item(window, "describeName").property("text") == "Clinic weekend"
    press(window, Qt.Key.Key_End, Qt.Key.Key_S, Qt.Key.Key_Tab, Qt.Key.Key_O, Qt.Key.Key_K)
    with qtbot.waitSignal(view.take_changed):
        press(window, Qt.Key.Key_Return)
    assert (store.take(takes[0]).title, store.take(takes[0]).note) == ("Clinic weekends", "ok")
    qtbot.waitUntil(lambda: item(window, "takeList").hasActiveFocus())


def test_the_keyboard_reaches_search_filter_and_list_only(window: QQuickWindow, takes: list[int]) -> None:
    assert set(names_by_tab(window, 6)) == {"historySearch", "historyFilter", f"take_{takes[0]}"}


def test_every_control_has_a_name(window: QQuickWindow) -> None:
    assert nameless(window) == []


def test_five_thousand_takes_make_only_the_rows_that_are_seen(qtbot: QtBot, view: HistoryView) -> None:
    with page_window(view, PAGE) as window:
        qtbot.waitUntil(lambda: view.state == "empty")
        view._list(view._asked, [row(take, NOW) for take in summaries(5000)])
        takes = item(window, "takeList")
        qtbot.waitUntil(lambda: bool(items(window, "take_5000")))
        takes.forceActiveFocus()
        press(window, Qt.Key.Key_End)
        qtbot.waitUntil(lambda: bool(items(window, "take_1")))
        rows = [made for made in items(window) if made.objectName().startswith("take_")]
        assert 5 < len(rows) < 60
