from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from failprep.app.history_view import HistoryView
from failprep.app.jobs import Jobs
from failprep.app.take_rows import row
from failprep.store import Store
from tests.app.made_up import CLINIC_CHECKS, NOW, assessed, clinic_take, fresh_take, summaries
from tests.app.stage import SilentPlayer, history_screen, keep
from tests.app.window import click, item, items, lay_out, nameless, names_by_tab, page_window, press

PAGE = "HistoryPage.qml"


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


def test_the_columns_of_all_takes_stand_on_one_line(qtbot: QtBot, view: HistoryView, store: Store) -> None:
    take = clinic_take()
    low = keep(store, replace(take, assessment=assessed(dict.fromkeys(CLINIC_CHECKS, (False, False, ())))))
    high = keep(store, take)
    with page_window(view, PAGE) as window:
        qtbot.waitUntil(lambda: bool(items(window, f"levels_{low}")))
        lay_out(window)
        bottoms = []
        for take_id in (low, high):
            column = item(window, f"levels_{take_id}").childItems()[-2]  # the last is the repeater
            foot = column.mapToItem(item(window, f"take_{take_id}"), QPointF(0, column.height()))
            bottoms.append(foot.y())
        assert bottoms[0] == pytest.approx(bottoms[1])


def test_a_reply_is_listed_under_its_own_question(qtbot: QtBot, view: HistoryView, store: Store) -> None:
    weak = assessed({**CLINIC_CHECKS, "current_guard": (False, False, ())})
    take = replace(clinic_take(), assessment=weak)
    first = keep(store, take)
    question = take.follow_ups[0]
    reply = replace(take, reply_to=first, reply_question=question.question, reply_check=question.check)
    keep(store, replace(reply, title=""))
    with page_window(view, PAGE):
        qtbot.waitUntil(lambda: view.takes.count == 2)
        found = next(row for row in view.takes.rows if row.unrated)
        assert (found.prompt, found.unrated, found.levels) == (question.question, "follow-up", ())
        assert found.about == f"Follow-up to “{take.prompt}”"
        view.choose_filter("weak:self_awareness")
        qtbot.waitUntil(lambda: view.takes.count == 1)
        assert view.takes.rows[0].take_id == first


def test_the_filters_open_below_their_button_and_not_beyond_the_list(
    qtbot: QtBot, window: QQuickWindow
) -> None:
    button = item(window, "historyFilter")
    click(window, button)
    menu = window.findChild(QObject, "historyFilters")
    assert menu is not None
    qtbot.waitUntil(lambda: menu.property("opened"))
    assert menu.property("x") + menu.property("width") == pytest.approx(button.width())


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
    press(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.takes.count == 3)


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
        view._list([row(take, NOW) for take in summaries(5000)])
        takes = item(window, "takeList")
        qtbot.waitUntil(lambda: bool(items(window, "take_5000")))
        takes.forceActiveFocus()
        press(window, Qt.Key.Key_End)
        qtbot.waitUntil(lambda: bool(items(window, "take_1")))
        rows = [made for made in items(window) if made.objectName().startswith("take_")]
        assert 5 < len(rows) < 60
