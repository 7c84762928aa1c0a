"""Rows: a list of dataclasses as QML sees it."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from failprep.app.rows import Rows


@dataclass(frozen=True)
class Fruit:
    name: str
    seeds: int
    colours: tuple[str, ...] = ()


def role(rows: Rows, name: str) -> int:
    return next(number for number, role in rows.roleNames().items() if role.data() == name.encode())


def test_every_field_is_a_role(qtmodeltester: ModelTester) -> None:
    rows = Rows(Fruit)
    rows.show([Fruit("fig", 900, ("green", "purple"))])
    index = rows.index(0)
    assert rows.data(index, role(rows, "name")) == "fig"
    assert rows.data(index, role(rows, "seeds")) == 900
    assert rows.data(index, role(rows, "colours")) == ["green", "purple"]
    assert rows.data(index, Qt.ItemDataRole.DisplayRole) is None
    assert rows.rowCount(index) == 0
    qtmodeltester.check(rows)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("before", "after", "events"),
    [
        (["a", "b"], ["a", "b"], []),
        (["a", "b"], ["a", "c"], [("changed", 1)]),
        (["a"], ["a", "b", "c"], [("added", 1, 2), ("count",)]),
        (["a", "b", "c"], ["a"], [("removed", 1, 2), ("count",)]),
        (["a", "b"], [], [("removed", 0, 1), ("count",)]),
    ],
)
def test_only_what_changed_is_told(
    before: list[str], after: list[str], events: list[tuple[object, ...]]
) -> None:
    rows = Rows(Fruit)
    rows.show([Fruit(name, 1) for name in before])
    seen: list[tuple[object, ...]] = []
    rows.dataChanged.connect(lambda first, _: seen.append(("changed", first.row())))
    rows.rowsInserted.connect(lambda _, first, last: seen.append(("added", first, last)))
    rows.rowsRemoved.connect(lambda _, first, last: seen.append(("removed", first, last)))
    rows.count_changed.connect(lambda: seen.append(("count",)))
    rows.show([Fruit(name, 1) for name in after])
    assert seen == events
    assert [row.name for row in rows.rows] == after
    assert rows.count == len(after)
