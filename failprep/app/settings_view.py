"""The Settings screen."""

import platform
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot, qVersion
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtQml import QmlElement

from failprep import __version__
from failprep.app.appearance import TEXT_SCALES, Appearance
from failprep.app.cases_view import CasesView
from failprep.app.choice import Choice, Toggle, interviewer_choice, target_choice, think_time_choice
from failprep.app.coach_view import CoachView
from failprep.app.microphone_view import MicrophoneView
from failprep.app.properties import qproperty
from failprep.app.rows import Rows
from failprep.app.settings_keeper import SettingsKeeper
from failprep.app.speech_models_view import SpeechModelsView
from failprep.app.wording import counted
from failprep.domain import UserError
from failprep.settings import Folders

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

_APPEARANCES = {"system": "Like the system", "light": "Light", "dark": "Dark"}
_KEEP_DAYS = {
    None: "Until I delete them",
    365: "For a year",
    90: "For 90 days",
    30: "For 30 days",
    7: "For a week",
}
#: What the keys do, in the order they are shown.
_SHORTCUTS = (
    ("Space", "Start, start at once while thinking, stop"),
    ("P", "Pause and go on"),
    ("M", "Mark a moment"),
    ("Esc", "Leave the think time; throw a take away (you are asked first)"),
    ("H", "Hear the question asked"),
    ("S", "Another question"),
    ("Ctrl+P", "Choose a question"),
    ("Space", "In a review: play and hold"),
    ("Left", "In a review: five seconds back"),
    ("Right", "In a review: five seconds on"),
    ("[", "In a review: slower"),
    ("]", "In a review: faster"),
    ("Ctrl+1", "Practice"),
    ("Ctrl+2", "History"),
    ("Ctrl+3", "Settings"),
    ("Ctrl++", "Larger text"),
    ("Ctrl+-", "Smaller text"),
    ("Ctrl+0", "Usual text size"),
)


@dataclass(frozen=True, slots=True)
class ShortcutRow:
    """A key and what it does."""

    keys: str
    does: str


@QmlElement
class SettingsView(QObject):
    """Everything the user can choose, each as a ``Choice`` or a ``Toggle`` that saves itself."""

    changed = Signal()

    def __init__(
        self,
        *,
        keeper: SettingsKeeper,
        folders: Folders,
        appearance: Appearance,
        microphone: MicrophoneView,
        models: SpeechModelsView,
        coach: CoachView,
        cases: CasesView,
        theme_problems: Sequence[str] = (),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper, self._folders, self._appearance = keeper, folders, appearance
        self._microphone, self._models, self._coach = microphone, models, coach
        self._cases, self._theme_problems = cases, theme_problems
        self._interviewer = interviewer_choice(keeper, self)
        self._think_time = think_time_choice(keeper, self)
        self._target = target_choice(keeper, self)
        self._looks = Choice(keeper, "appearance", tuple(_APPEARANCES), lambda v: _APPEARANCES[v], self)
        self._scale = Choice(keeper, "text_scale", TEXT_SCALES, lambda v: f"{v:.0%}", self)
        self._keep = Choice(
            keeper,
            "keep_recordings_days",
            tuple(_KEEP_DAYS),
            lambda v: _KEEP_DAYS.get(v, f"For {v} days"),
            self,
        )
        self._guess_first = Toggle(keeper, "guess_first", self)
        self._speak_questions = Toggle(keeper, "speak_questions", self)
        self._live_transcript = Toggle(keeper, "live_transcript", self)
        self._network = Toggle(keeper, "network_allowed", self)
        self._shortcuts = Rows(ShortcutRow, self)
        native = QKeySequence.SequenceFormat.NativeText
        self._shortcuts.show(
            [ShortcutRow(QKeySequence(keys).toString(native), does) for keys, does in _SHORTCUTS]
        )
        keeper.changed.connect(self._follow)
        appearance.text_scale_chosen.connect(self._remember_text_scale)

    # What QML reads

    @qproperty(MicrophoneView)
    def microphone(self) -> MicrophoneView:
        """The microphone and its test."""
        return self._microphone

    @qproperty(SpeechModelsView)
    def models(self) -> SpeechModelsView:
        """The speech models."""
        return self._models

    @qproperty(CoachView)
    def coach(self) -> CoachView:
        """Who judges."""
        return self._coach

    @qproperty(CasesView)
    def cases(self) -> CasesView:
        """The way out for what the user overruled."""
        return self._cases

    @qproperty(Choice)
    def interviewer(self) -> Choice:
        """Who asks."""
        return self._interviewer

    @qproperty(Choice)
    def think_time(self) -> Choice:
        """How long to think first."""
        return self._think_time

    @qproperty(Choice)
    def target(self) -> Choice:
        """How long an answer should be."""
        return self._target

    @qproperty(Choice)
    def looks(self) -> Choice:
        """Dark, light, or as the system."""
        return self._looks

    @qproperty(Choice)
    def text_size(self) -> Choice:
        """How large text is."""
        return self._scale

    @qproperty(Choice)
    def keep_recordings(self) -> Choice:
        """How long recordings are kept."""
        return self._keep

    @qproperty(Toggle)
    def guess_first(self) -> Toggle:
        """Whether the user rates the take before the result is shown."""
        return self._guess_first

    @qproperty(Toggle)
    def speak_questions(self) -> Toggle:
        """Whether follow-up questions are spoken."""
        return self._speak_questions

    @qproperty(Toggle)
    def live_transcript(self) -> Toggle:
        """Whether words are shown while they are spoken."""
        return self._live_transcript

    @qproperty(Toggle)
    def network(self) -> Toggle:
        """Whether failprep may use the network."""
        return self._network

    @qproperty(bool, notify=changed)
    def network_allowed(self) -> bool:
        """The same, for the list of models."""
        return self._keeper.value.network_allowed

    @qproperty(str, notify=changed)
    def data_folder(self) -> str:
        """Where takes are kept now."""
        return str(self._folders.data)

    @qproperty(str, notify=changed)
    def next_data_folder(self) -> str:
        """Where they are kept from the next start, when that is another place; else empty."""
        chosen = str(Folders.standard().with_settings(self._keeper.value).data)
        return chosen if chosen != self.data_folder else ""

    @qproperty(bool, notify=changed)
    def has_own_data_folder(self) -> bool:
        """Whether the user chose another place than the system's own."""
        return self._keeper.value.data_folder is not None

    @qproperty(str)
    def themes_left_out(self) -> str:
        """That themes of the user's own were left out; empty when all could be read."""
        count = len(self._theme_problems)
        return (
            f"{counted(count, 'theme')} of your own {'was' if count == 1 else 'were'} left out"
            if count
            else ""
        )

    @qproperty(str)
    def theme_problems(self) -> str:
        """Why: a line each, with file and key."""
        return "\n".join(self._theme_problems)

    @qproperty(Rows)
    def shortcuts(self) -> Rows:
        """What the keys do."""
        return self._shortcuts

    @qproperty(str)
    def version(self) -> str:
        """What this is, in a line."""
        return f"failprep {__version__}  ·  Python {platform.python_version()}  ·  Qt {qVersion()}"

    # What QML calls

    @Slot(bool)
    def show(self, shown: bool) -> None:
        """Tell whether the screen is in front."""
        if shown:
            self._microphone.open("settings")
            self._models.look()
            self._coach.look()
        else:
            self._microphone.close("settings")

    @Slot()
    def open_data_folder(self) -> None:
        """Show the data folder in the system's file manager."""
        _open_folder(self._folders.data)

    @Slot()
    def open_themes_folder(self) -> None:
        """Show the folder of the user's own themes in the system's file manager."""
        _open_folder(self._folders.data / "themes")

    @Slot()
    def open_log_folder(self) -> None:
        """Show the log in the system's file manager."""
        _open_folder(self._folders.log)

    @Slot(QUrl)
    def choose_data_folder(self, folder: QUrl) -> None:
        """Keep takes in this folder from the next start. Raises UserError when it cannot be written."""
        path = Path(folder.toLocalFile())
        if not _can_write(path):
            raise UserError(f"Nothing can be saved in {path}.", "Choose a folder that you may write to.")
        self._keeper.change(data_folder=str(path))

    @Slot()
    def use_standard_data_folder(self) -> None:
        """Go back to the system's own place."""
        self._keeper.change(data_folder=None)

    @Slot(float)
    def _remember_text_scale(self, text_scale: float) -> None:
        self._keeper.change(text_scale=text_scale)

    @Slot()
    def _follow(self) -> None:
        self._appearance.choose(self._keeper.value.appearance)
        self._appearance.scale_text(self._keeper.value.text_scale)
        self.changed.emit()


def _open_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _can_write(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
