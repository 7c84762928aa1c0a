"""The composition root: makes everything, joins it, shows the window, and takes it down in order."""

import json
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QtMsgType, QUrl, Slot, qInstallMessageHandler
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from failprep.app.appearance import Appearance
from failprep.app.jobs import Jobs
from failprep.app.memory import give_back_what_is_free
from failprep.app.navigation import Navigation
from failprep.app.notices import Notices, catch_uncaught
from failprep.app.starting import Starting
from failprep.domain import UserError
from failprep.resources import resource
from failprep.settings import Folders, Settings

if TYPE_CHECKING:  # imported after the first frame
    from failprep.app.screens import Screens
    from failprep.app.stations import Stations

log = logging.getLogger(__name__)


class Window(QObject):
    """The window and all that stands behind it.

    The frame of the window is shown at once; the stations are made beside it, and the screens come when they
    are ready.
    """

    def __init__(
        self,
        app: QGuiApplication,
        folders: Folders,
        build: "Callable[[Folders, Settings], Stations] | None" = None,
    ) -> None:
        super().__init__()
        self._folders, self._build_stations = folders, build
        self.jobs = Jobs(parent=self)
        self.notices = Notices(folders.log, self)
        self.navigation = Navigation(self)
        self.starting = Starting(self)
        self.appearance = Appearance(app, *_looks(folders), parent=self)
        self.screens: Screens | None = None
        self._stations: Stations | None = None
        self._begun = False
        self._closing = False
        self.jobs.failed.connect(self.notices.show_error)
        self.starting.again_requested.connect(self._build)
        self._engine = QQmlApplicationEngine()
        self._engine.setInitialProperties(
            {
                "navigation": self.navigation,
                "appearance": self.appearance,
                "notices": self.notices,
                "starting": self.starting,
            }
        )
        self._engine.load(QUrl.fromLocalFile(str(resource("ui/Main.qml"))))
        self.root: QQuickWindow | None = next(
            (root for root in self._engine.rootObjects() if isinstance(root, QQuickWindow)), None
        )
        if self.root is None:
            raise RuntimeError("Main.qml could not be loaded")
        # The first frame is out: now the rest may take its time.
        self.root.frameSwapped.connect(self._on_first_frame, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """Stop the work, then the screens, then what they lean on."""
        self._closing = True
        if self.screens is not None:
            self.screens.close()
        self.jobs.close()
        self.root = None
        del self._engine  # before the view models, so that nothing reads from null
        if self._stations is not None:
            self._stations.close()

    @Slot()
    def _on_first_frame(self) -> None:
        if self.root is not None and not self._begun:
            self._begun = True
            self.root.frameSwapped.disconnect(self._on_first_frame)
            self._build()

    @Slot()
    def _build(self) -> None:
        self.starting.tell(None)

        def build(_: object) -> "tuple[Settings, Folders, Stations]":
            from failprep.app.stations import Stations

            settings = Settings.load(self._folders)
            folders = self._folders.with_settings(settings)
            return settings, folders, (self._build_stations or Stations.build)(folders, settings)

        self.jobs.start(build, on_done=lambda built: self._show(*built), on_failed=self._not_built)

    def _show(self, settings: Settings, folders: Folders, stations: "Stations") -> None:
        from failprep.app.screens import Screens

        self._stations = stations
        if self._closing:  # closed while they were being made: nobody wants the screens any more
            return
        self.screens = Screens(
            stations,
            settings,
            folders,
            jobs=self.jobs,
            appearance=self.appearance,
            navigation=self.navigation,
            notices=self.notices,
            parent=self,
        )
        assert self.root is not None
        for name, view in self.screens.views.items():
            self.root.setProperty(name, view)
        self.screens.warm_up()

    def _not_built(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.starting.tell(error)
        else:
            self.notices.show_error(error)


def make_app(arguments: list[str] | None = None) -> QGuiApplication:
    """Qt's application, with our typeface, icon and log."""
    give_back_what_is_free()
    qInstallMessageHandler(_log_qt)
    app = QGuiApplication(arguments or sys.argv[:1])
    app.setApplicationName("failprep")
    app.setDesktopFileName("failprep")
    app.setWindowIcon(QIcon(str(resource("assets/icons/failprep.svg"))))
    load_fonts()
    QQuickWindow.setTextRenderType(QQuickWindow.TextRenderType.NativeTextRendering)  # crisp on plain screens
    return app


def run(arguments: list[str] | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit status."""
    app = make_app(arguments)
    window = Window(app, Folders.standard())
    catch_uncaught(window.notices)
    with _quit_on_signals(app):
        status = app.exec()
    window.close()
    return status


@contextmanager
def _quit_on_signals(app: QGuiApplication) -> Iterator[None]:
    """Close in order on Ctrl+C and at the end of the session. A signal wakes Qt through a socket pair."""
    near, far = socket.socketpair()
    far.setblocking(False)
    wakeful = QSocketNotifier(near.fileno(), QSocketNotifier.Type.Read)
    wakeful.activated.connect(lambda: near.recv(1))
    before = signal.set_wakeup_fd(far.fileno())
    handlers = {
        number: signal.signal(number, lambda *_: app.quit()) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(before)
        wakeful.setEnabled(False)
        near.close()
        far.close()


def load_fonts() -> None:
    """Make Inter known, whatever the system has."""
    for file in sorted(resource("assets/fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    QGuiApplication.setFont(QFont("Inter"))


def _looks(folders: Folders) -> tuple[Literal["system", "light", "dark"], float]:
    """Appearance and text size for the first frame. All settings are read and checked a moment later."""
    try:
        stored = json.loads((folders.config / "settings.json").read_text(encoding="utf-8"))
        choice, scale = stored.get("appearance"), stored.get("text_scale", 1.0)
        return choice if choice in {"light", "dark"} else "system", min(2.0, max(0.8, float(scale)))
    except (OSError, ValueError, TypeError, AttributeError):
        return "system", 1.0


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt(kind: QtMsgType, context: object, message: str) -> None:
    logging.getLogger("qt").log(_LEVELS[kind], "%s", message)
