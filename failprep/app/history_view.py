"""The history screen: every take, newest first, to find, hear, open, name and delete."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app import take_rows
from failprep.app.jobs import Jobs, Latest
from failprep.app.player_view import AudioPlayer, PlayerView
from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.domain import RUBRIC, Take, UserError
from failprep.library import Library
from failprep.store import Filters, Store

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

_SEARCH_AFTER_MS = 150


@dataclass(frozen=True, slots=True)
class FilterRow:
    """One way to narrow the list."""

    filter_id: str
    title: str
    chosen: bool


@QmlElement
class HistoryView(QObject):
    """The list of takes, and what can be done with one.

    Args:
        store: Where takes are kept.
        library: Titles of the criteria.
        player: The audio station's one player.
        jobs: For everything that takes time.
        now: The clock, for "today".
        parent: The Qt parent.
    """

    listed = Signal()
    search_changed = Signal()
    filter_changed = Signal()
    playing_changed = Signal()
    open_requested = Signal(int)  #: show this take's review
    practise_requested = Signal()  #: nothing here yet, and the user wants to begin
    take_changed = Signal(int)  #: renamed, noted on, or its audio deleted
    take_deleted = Signal(int)

    def __init__(
        self,
        store: Store,
        library: Library,
        player: AudioPlayer,
        jobs: Jobs,
        *,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._jobs, self._now = store, jobs, now
        self._takes = Rows(take_rows.TakeRow, self)
        self._player = PlayerView(player, jobs, self)
        self._player.playing_changed.connect(self.playing_changed)
        self._player.failed.connect(jobs.failed)
        self._loaded_id = 0  # the take in the player
        self._search = ""
        self._filter = ""
        self._listing = Latest(jobs)
        self._known = False
        titles = {criterion.id: criterion.title for criterion in library.theme().criteria.values()}
        self._filter_titles = {
            "": "All takes",
            "days:7": "The last 7 days",
            "days:30": "The last 30 days",
        } | {f"weak:{criterion}": f"Weak in {titles[criterion].lower()}" for criterion in RUBRIC}
        self._filters = Rows(FilterRow, self)
        self._show_filters()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_SEARCH_AFTER_MS)
        self._typing.timeout.connect(self.refresh)

    # What QML reads

    @qproperty(Rows)
    def takes(self) -> Rows:
        """The takes, newest first."""
        return self._takes

    @qproperty(PlayerView)
    def player(self) -> PlayerView:
        """The player of the list."""
        return self._player

    @qproperty(Rows)
    def filters(self) -> Rows:
        """The ways to narrow the list."""
        return self._filters

    @qproperty(str, notify=filter_changed)
    def filter_title(self) -> str:
        """The filter in use, or nothing."""
        return self._filter_titles[self._filter] if self._filter else ""

    @qproperty(str, notify=search_changed)
    def search(self) -> str:
        """What is searched for."""
        return self._search

    @qproperty(str, notify=listed)
    def state(self) -> str:
        """``loading`` (only at first), ``empty`` (no take yet), ``nothing_found`` or ``listed``."""
        if not self._known:
            return "loading"
        if self._takes.rows:
            return "listed"
        return "nothing_found" if self._search.strip() or self._filter else "empty"

    @qproperty(int, notify=playing_changed)
    def playing_id(self) -> int:
        """The take that is heard, or 0."""
        return self._loaded_id if self._player.playing else 0

    # What QML and other screens call

    @Slot()
    def refresh(self) -> None:
        """List again."""
        self._typing.stop()
        search, filters, now = self._search, self._chosen_filters(), self._now()

        def rows() -> list[take_rows.TakeRow]:
            return [take_rows.row(take, now) for take in self._store.takes(search, filters)]

        self._listing.start(lambda _: rows(), on_done=self._list)

    @Slot(str)
    def search_for(self, text: str) -> None:
        """Search a moment after the last key."""
        if text != self._search:
            self._search = text
            self.search_changed.emit()
            self._typing.start()

    @Slot(str)
    def choose_filter(self, filter_id: str) -> None:
        """Narrow the list; an empty id shows everything."""
        self._filter = filter_id
        self._show_filters()
        self.filter_changed.emit()
        self.refresh()

    @Slot()
    def show_all(self) -> None:
        """Neither search nor filter."""
        self._search = ""
        self.search_changed.emit()
        self.choose_filter("")

    @Slot(int)
    def open(self, take_id: int) -> None:
        """Show this take's review."""
        self._player.stop()
        self.open_requested.emit(take_id)

    @Slot(int)
    def toggle_play(self, take_id: int) -> None:
        """Hear this take, or hold it."""
        if take_id == self._loaded_id:
            self._player.toggle()
            return
        self._player.load(None)  # until it is read, nothing is there to be heard
        self._loaded_id = take_id
        self._jobs.start(lambda _: self._store.take(take_id), on_done=self._play)

    @Slot(int, str, str)
    def describe(self, take_id: int, title: str, note: str) -> None:
        """Give a take this title and this note."""

        def save() -> None:
            self._store.rename(take_id, title)
            self._store.set_note(take_id, note)

        self._jobs.start(lambda _: save(), on_done=lambda _: self._changed(take_id))

    @Slot(int, bool)
    def delete(self, take_id: int, audio_only: bool) -> None:
        """Delete a take: its audio alone, or everything about it."""
        if take_id == self._loaded_id:  # let go of the file first
            self._player.load(None)
            self._loaded_id = 0
        self._jobs.start(
            lambda _: self._store.delete(take_id, audio_only=audio_only),
            on_done=lambda _: self._changed(take_id) if audio_only else self._deleted(take_id),
        )

    @Slot()
    def leave(self) -> None:
        """Another screen is shown: be quiet, and stay so."""
        self._player.stop()
        if not self._player.available:
            self._loaded_id = 0  # what is still being read is not wanted any more

    # Inside

    def _chosen_filters(self) -> Filters:
        kind, _, value = self._filter.partition(":")
        if kind == "days":
            return Filters(since=self._now() - timedelta(days=int(value)))
        return Filters(weak_criterion=value, with_replies=False) if kind == "weak" else Filters()

    def _show_filters(self) -> None:
        self._filters.show(
            [FilterRow(key, title, key == self._filter) for key, title in self._filter_titles.items()]
        )

    def _list(self, listing: list[take_rows.TakeRow]) -> None:
        self._known = True
        self._takes.show(listing)
        self.listed.emit()

    def _play(self, take: Take) -> None:
        if take.id != self._loaded_id:
            return
        if take.recording is None:
            self._jobs.failed.emit(
                UserError("The audio of this take was deleted.", "Its transcript can still be read.")
            )
            return
        self._player.load(take.recording)
        self._player.play_from(0.0)

    def _changed(self, take_id: int) -> None:
        self.refresh()
        self.take_changed.emit(take_id)

    def _deleted(self, take_id: int) -> None:
        self.refresh()
        self.take_deleted.emit(take_id)
