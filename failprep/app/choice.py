"""One setting out of a few: what a chip's menu and a box in Settings choose from."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.properties import qproperty
from failprep.app.settings_keeper import SettingsKeeper
from failprep.app.wording import clock
from failprep.domain import INTERVIEWERS

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Choice(QObject):
    """A setting with its possible values, worded.

    Args:
        keeper: Holds the settings.
        name: The setting's name.
        values: What can be chosen.
        wording: What a value is called; also for one that is none of ``values``.
        parent: Qt's parent.
    """

    changed = Signal()

    def __init__(
        self,
        keeper: SettingsKeeper,
        name: str,
        values: Sequence[Any],
        wording: Callable[[Any], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper, self._name, self._values, self._wording = keeper, name, tuple(values), wording
        keeper.changed.connect(self.changed)

    @property
    def value(self) -> Any:  # noqa: ANN401 - whatever the setting holds
        """The setting as it is."""
        return getattr(self._keeper.value, self._name)

    @qproperty(list)
    def names(self) -> list[str]:
        """What can be chosen, worded."""
        return [self._wording(value) for value in self._values]

    @qproperty(int, notify=changed)
    def place(self) -> int:
        """The place of the present choice in ``names``; -1 for a value that is not among them."""
        return self._values.index(self.value) if self.value in self._values else -1

    @qproperty(str, notify=changed)
    def text(self) -> str:
        """The present choice, worded."""
        return self._wording(self.value)

    @Slot(int)
    def choose(self, place: int) -> None:
        """Choose the value at this place."""
        self._keeper.change(**{self._name: self._values[place]})


@QmlElement
class Toggle(QObject):
    """A setting that is on or off."""

    changed = Signal()

    def __init__(self, keeper: SettingsKeeper, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper, self._name = keeper, name
        keeper.changed.connect(self.changed)

    @qproperty(bool, notify=changed)
    def on(self) -> bool:
        """Whether it is on."""
        return bool(getattr(self._keeper.value, self._name))

    @Slot(bool)
    def turn(self, on: bool) -> None:
        """Turn it on or off."""
        self._keeper.change(**{self._name: on})


def think_time_choice(keeper: SettingsKeeper, parent: QObject) -> Choice:
    """How long to think before the recording starts."""
    times = (0.0, 15.0, 30.0, 60.0, 120.0)
    return Choice(keeper, "think_time_s", times, lambda s: clock(s) if s else "Off", parent)


def target_choice(keeper: SettingsKeeper, parent: QObject) -> Choice:
    """How long the answer should be."""
    return Choice(keeper, "target_time_s", (60.0, 90.0, 120.0, 150.0, 180.0, 240.0, 300.0), clock, parent)


def interviewer_choice(keeper: SettingsKeeper, parent: QObject) -> Choice:
    """Who asks."""
    return Choice(keeper, "interviewer", INTERVIEWERS, str.capitalize, parent)
