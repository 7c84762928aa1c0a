"""The transcript on the review screen: its text, the lights behind it, and what a click on a word means."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, Signal, Slot
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickTextDocument
from shiboken6 import isValid

from failprep.app.ownership_view import OwnershipView
from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.app.shown_transcript import Place, ShownTranscript
from failprep.app.text_marks import rectangles
from failprep.domain import Take

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1


_PARAGRAPH_GAP = 10.0  # pixels below a paragraph


@dataclass(frozen=True, slots=True)
class Mark:
    """One lit stretch on one line, in pixels of the text item; ``part`` gives its colour."""

    place: QRectF
    part: str


@dataclass(frozen=True, slots=True)
class AgentMark:
    """A line below one line of a sentence, in pixels of the text item; ``agent`` gives its colour."""

    place: QRectF
    agent: str


@QmlElement
class TranscriptView(QObject):
    """Owns the text item's document: what it says, how fillers look, and where lights lie behind it."""

    text_changed = Signal()
    spoken_changed = Signal()
    word_chosen = Signal(float)  #: the second at which a clicked word is said
    shown = Signal(float)  #: scroll so that this height (pixels of the text item) can be seen

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._transcript: ShownTranscript | None = None
        self._fillers: tuple[Place, ...] = ()
        self._attached: QQuickTextDocument | None = None
        self._marks = Rows(Mark, self)
        self._agent_marks = Rows(AgentMark, self)
        self._ownership = OwnershipView(self)
        self._ownership.changed.connect(self._place_marks)
        self._lit: tuple[int, ...] = ()
        self._spoken: int | None = None
        self._spoken_rect = QRectF()
        self._ink = QColor("#888888")
        self._line_height = 1.6

    # What QML reads

    @qproperty(str, notify=text_changed)
    def text(self) -> str:
        """The whole text, in paragraphs."""
        return self._transcript.text if self._transcript else ""

    @qproperty(Rows)
    def marks(self) -> Rows:
        """The lights behind the evidence."""
        return self._marks

    @qproperty(Rows)
    def agent_marks(self) -> Rows:
        """The lines below the sentences, while the map of who acts is shown."""
        return self._agent_marks

    @qproperty(OwnershipView)
    def ownership(self) -> OwnershipView:
        """Who acts in which sentence."""
        return self._ownership

    @qproperty(QRectF, notify=spoken_changed)
    def spoken_rect(self) -> QRectF:
        """Where the word lies that is being said; empty when there is none."""
        return self._spoken_rect

    # What QML calls

    @Slot(QQuickTextDocument, float, QColor)
    def attach(self, document: QQuickTextDocument, line_height: float, ink: QColor) -> None:
        """Write into this text item from now on.

        Args:
            document: The text item's document.
            line_height: From line to line, as a multiple of the font's own height.
            ink: The colour of fillers.
        """
        self._attached = document
        self._line_height, self._ink = line_height, ink
        self._write()

    @Slot(QColor)
    def set_ink(self, color: QColor) -> None:
        """The colour of fillers; it changes with the appearance."""
        self._ink = color
        self._underline_fillers()

    @Slot()
    def lay_out(self) -> None:
        """The text item got another width or font: find the places of all lights again."""
        self._place_marks()
        self._place_spoken()

    @Slot(int)
    def choose(self, position: int) -> None:
        """Somebody clicked at this place in the text, or pressed Enter there."""
        index = self._transcript.word_at(position) if self._transcript else None
        if self._transcript and index is not None:
            self.word_chosen.emit(self._transcript.words[index].start_s)

    @Slot(int)
    def point_at(self, position: int) -> None:
        """The pointer or the text cursor is at this place in the text: say who acts there."""
        transcript = self._transcript if self._ownership.shown else None
        self._ownership.point_at(transcript.sentence_at(position) if transcript else None)

    # What the review tells it

    def show_take(self, take: Take | None) -> None:
        """Show this take's words."""
        transcript = take.transcript if take else None
        delivery = take.delivery if take else None
        self._transcript = (
            ShownTranscript(transcript, delivery.parts if delivery else ()) if transcript else None
        )
        self._fillers = (
            self._transcript.filler_places(delivery.fillers) if self._transcript and delivery else ()
        )
        self._lit, self._spoken, self._spoken_rect = (), None, QRectF()
        self._ownership.show_take(take)
        self._write()
        self.text_changed.emit()
        self.spoken_changed.emit()

    def light(self, sentences: Iterable[int]) -> None:
        """Light these sentences, in the colours of their parts."""
        known = self._transcript.sentences if self._transcript else {}
        self._lit = tuple(sorted({s for s in sentences if s in known}))
        self._place_marks()

    def reveal(self, sentence: int) -> None:
        """Ask for this sentence to be scrolled into sight."""
        document = self._document
        if self._transcript and document and sentence in self._transcript.sentences:
            lines = rectangles(document, self._transcript.sentence_place(sentence))
            if lines:
                self.shown.emit(lines[0].y())

    def follow(self, seconds: float, playing: bool) -> None:
        """Light the word that is said at this moment."""
        spoken = self._transcript.word_at_time(seconds) if self._transcript and playing else None
        if spoken != self._spoken:
            self._spoken = spoken
            self._place_spoken()

    # Inside

    @property
    def _document(self) -> QTextDocument | None:
        """The text item's document, for as long as the text item lives."""
        attached = self._attached
        return attached.textDocument() if attached is not None and isValid(attached) else None

    def _write(self) -> None:
        document = self._document
        if document is None:
            return
        document.setUndoRedoEnabled(False)
        document.setPlainText(self.text)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(
            100 * self._line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        spacing.setBottomMargin(_PARAGRAPH_GAP)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(spacing)
        self._underline_fillers()
        self._place_marks()

    def _underline_fillers(self) -> None:
        document = self._document
        if document is None or not self._fillers:
            return
        ink = QTextCharFormat()
        ink.setForeground(self._ink)
        ink.setUnderlineColor(self._ink)
        ink.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for place in self._fillers:
            cursor.setPosition(place.start)
            cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(ink)
        cursor.endEditBlock()

    @Slot()
    def _place_marks(self) -> None:
        """The evidence's lights; or the map of who acts alone, since both together could not be read."""
        lights: list[Mark] = []
        lines: list[AgentMark] = []
        document, transcript = self._document, self._transcript
        if document is not None and transcript is not None:
            if self._ownership.shown:
                for sentence, agent in self._ownership.agents.items():
                    places = rectangles(document, transcript.sentence_place(sentence))
                    lines += (AgentMark(rect, agent) for rect in places)
            else:
                for sentence in self._lit:
                    places = rectangles(document, transcript.sentence_place(sentence))
                    lights += (Mark(rect, transcript.part_of(sentence)) for rect in places)
        self._marks.show(lights)
        self._agent_marks.show(lines)

    def _place_spoken(self) -> None:
        rect = QRectF()
        document, transcript = self._document, self._transcript
        if document is not None and transcript is not None and self._spoken is not None:
            lines = rectangles(document, transcript.words[self._spoken].place)
            rect = lines[0] if lines else QRectF()
        if rect != self._spoken_rect:
            self._spoken_rect = rect
            self.spoken_changed.emit()
