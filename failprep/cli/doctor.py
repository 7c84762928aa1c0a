"""``failprep doctor``: what works, what does not, and how to mend it."""

import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass

from rich.markup import escape

from failprep.cli.session import Session
from failprep.coach.wording import probes
from failprep.domain import UserError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``mend`` is empty where it works."""

    name: str
    works: bool
    detail: str
    mend: str = ""

    def as_dict(self) -> dict[str, object]:
        """The finding as JSON types."""
        return asdict(self)


def _looked_at(name: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, look())
    except UserError as error:
        return Finding(name, False, error.message, error.way_out)


def examine() -> tuple[Finding, ...]:
    """Look at the settings, the data folder, the microphone, the speech model and the coach."""
    session = Session()
    settings = _looked_at("settings", lambda: _settings(session))
    if not settings.works:
        return (settings,)
    return (
        settings,
        _looked_at("data_folder", lambda: _data_folder(session)),
        _looked_at("themes", lambda: _themes(session)),
        _looked_at("microphone", lambda: _microphone(session)),
        _looked_at("speech_model", lambda: _speech_model(session)),
        _looked_at("coach", lambda: _coach(session)),
    )


def _settings(session: Session) -> str:
    session.settings  # noqa: B018 - reading them is the test
    return str(session.folders.config)


def _data_folder(session: Session) -> str:
    folder = session.folders.data
    with session.store() as store:
        count = len(store.takes())
    with tempfile.TemporaryFile(dir=folder):
        pass
    return f"{folder}, {count} take{'s' * (count != 1)}"


def _themes(session: Session) -> str:
    library = session.library
    if library.problems:
        raise UserError(library.problems[0], "Mend or remove that file.")
    for theme in library.themes:
        probes(theme.folder)  # else nobody reads them before a take is assessed
    return ", ".join(theme.title for theme in library.themes)


def _microphone(session: Session) -> str:
    from failprep.audio import devices

    found = devices.input_devices()
    if not found:
        raise UserError("No microphone was found.", "Plug one in, or allow failprep to use it.")
    wanted = session.settings.microphone
    names = [device.name for device in found]
    if wanted and wanted not in names:
        raise UserError(f"The microphone “{wanted}” is not plugged in.", "Choose another in Settings.")
    default = next((device.name for device in found if device.is_default), names[0])
    return wanted or default


def _speech_model(session: Session) -> str:
    with session.practice() as practice:
        engine = practice.engine()
        engine.warm()
        return f"“{engine.model.name}” is verified and ready"


def _coach(session: Session) -> str:
    with session.practice() as practice:
        practice.reader().load()
        if session.settings.coach == "offline":
            return "offline, works without a network"
        return practice.try_model()


def show(findings: tuple[Finding, ...]) -> None:
    """Print the findings for people."""
    from rich.table import Table

    from failprep.cli.show import console

    table = Table.grid(padding=(0, 2))
    for finding in findings:
        mark = "[green]works[/]" if finding.works else "[red]needs a look[/]"
        told = escape(f"{finding.detail}\n{finding.mend}" if finding.mend else finding.detail)
        table.add_row(finding.name.replace("_", " ").capitalize(), mark, told)
    console.print(table)
