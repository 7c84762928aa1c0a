"""The map of who acts: whether it is shown on the transcript, its legend, and where blame may have moved."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app import ownership
from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.domain import Take

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class OwnershipView(QObject):
    """Who acts in the sentences of one take. Empty until it was measured."""

    changed = Signal()
    pointed_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = False
        self._agents: Mapping[int, str] = {}
        self._line = ""
        self._pointed = ""
        self._shares = Rows(ownership.AgentShare, self)
        self._elsewhere = Rows(ownership.Elsewhere, self)

    # What QML reads

    @qproperty(bool, notify=changed)
    def known(self) -> bool:
        """Whether it is known for each sentence who acts."""
        return bool(self._agents)

    @qproperty(bool, notify=changed)
    def shown(self) -> bool:
        """Whether the map lies on the transcript now."""
        return self._wanted and self.known

    @qproperty(str, notify=changed)
    def line(self) -> str:
        """In how many sentences about what went wrong, and why, the speaker acts."""
        return self._line

    @qproperty(str, notify=pointed_changed)
    def pointed(self) -> str:
        """Who acts in the sentence under the pointer or the text cursor; empty when there is none."""
        return self._pointed

    @qproperty(Rows)
    def shares(self) -> Rows:
        """Who acts, in how many sentences."""
        return self._shares

    @qproperty(Rows)
    def elsewhere(self) -> Rows:
        """Where others act in what went wrong and why."""
        return self._elsewhere

    # What QML calls

    @Slot(bool)
    def show(self, shown: bool) -> None:
        """Show the map, or the parts again; it stays so for the next take."""
        self._wanted = shown
        self._set_pointed("")
        self.changed.emit()

    # What the transcript tells it

    @property
    def agents(self) -> Mapping[int, str]:
        """Sentence id → who acts."""
        return self._agents

    def point_at(self, sentence: int | None) -> None:
        """The pointer is on this sentence."""
        self._set_pointed(ownership.says(self._agents.get(sentence)) if sentence is not None else "")

    def show_take(self, take: Take | None) -> None:
        """Show this take's."""
        transcript, delivery = (take.transcript, take.delivery) if take else (None, None)
        self._agents = ownership.agents(transcript, delivery)
        self._line = ownership.line(transcript, delivery)
        self._shares.show(ownership.shares(delivery))
        self._elsewhere.show(ownership.elsewhere(transcript, delivery))
        self._set_pointed("")
        self.changed.emit()

    def _set_pointed(self, pointed: str) -> None:
        if pointed != self._pointed:
            self._pointed = pointed
            self.pointed_changed.emit()
