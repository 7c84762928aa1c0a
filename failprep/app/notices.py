"""What went wrong, told in one banner: a ``UserError`` in its own words, a bug with a report to copy."""

import logging
import platform
import sys
import traceback
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement

from failprep import __version__
from failprep.app.properties import qproperty
from failprep.domain import Cancelled, UserError

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

_log = logging.getLogger("failprep")


def report_of(error: BaseException) -> str:
    """What somebody needs to find this bug: versions and the whole trace, nothing that was said or typed."""
    system = (
        f"failprep {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    )
    return f"{system}\n{''.join(traceback.format_exception(error))}"


@QmlElement
class Notices(QObject):
    """The one banner. A newer notice takes the place of an older one."""

    changed = Signal()

    def __init__(self, log_folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_folder = log_folder
        self._message = self._way_out = self._report = ""
        self._kind = "trouble"

    @qproperty(str, notify=changed)
    def message(self) -> str:
        """What happened, in one sentence; empty when there is nothing to tell."""
        return self._message

    @qproperty(str, notify=changed)
    def way_out(self) -> str:
        """What to do about it; may be empty."""
        return self._way_out

    @qproperty(str, notify=changed)
    def report(self) -> str:
        """For a bug: the text to copy. Empty otherwise."""
        return self._report

    @qproperty(str, notify=changed)
    def kind(self) -> str:
        """``trouble`` or ``news``."""
        return self._kind

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """Tell a ``UserError`` as it is; log anything else in full and offer the report."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError):
            _log.info("told the user: %s", error)
            self._show(error.message, error.way_out)
            return
        _log.critical("a bug", exc_info=error)
        where = f" It is also in {self._log_folder}." if self._log_folder else ""
        self._show(
            "Something went wrong inside failprep.",
            f"Your recordings are safe. You can copy a report for whoever can mend it.{where}",
            report=report_of(error),
        )

    @Slot(str)
    @Slot(str, str)
    def tell(self, message: str, way_out: str = "") -> None:
        """Good or neutral news, in the same place."""
        self._show(message, way_out, kind="news")

    @Slot()
    def dismiss(self) -> None:
        """Take the banner away."""
        self._show("", "")

    @Slot()
    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)

    def _show(self, message: str, way_out: str, *, kind: str = "trouble", report: str = "") -> None:
        self._message, self._way_out, self._kind, self._report = message, way_out, kind, report
        self.changed.emit()


def catch_uncaught(notices: Notices) -> None:
    """Send exceptions that nobody caught on the main thread to the banner instead of to a console."""

    def on_uncaught(kind: type[BaseException], error: BaseException, trace: object) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, error.__traceback__)
        else:
            notices.show_error(error)

    sys.excepthook = on_uncaught
