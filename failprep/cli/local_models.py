"""``failprep language-model``: models for the built-in server, and fetching one."""

from failprep.cli.session import Session, notes
from failprep.settings import Settings


def listed(session: Session) -> list[dict[str, object]]:
    """Every model that can be fetched, and whether it is here and in use."""
    from failprep.coach import local_models

    here = local_models.installed(session.folders.cache)
    chosen = Settings.load(session.folders).local_model_file
    return [
        {
            "name": name,
            "about": info.about,
            "bytes": info.size,
            "licence": info.licence,
            "here": name in here,
            "chosen": chosen == str(local_models.path_of(name, session.folders.cache)),
        }
        for name, info in local_models.LOCAL_MODELS.items()
    ]


def fetch(name: str, session: Session) -> None:
    """Fetch a model and use it from now on with the built-in server.

    Raises:
        UserError: The network is off or fails, the disk is full, or what came is not the model.
    """
    from failprep.coach import local_models

    with notes.status(f"Fetching {name}") as status:

        def follow(done: int, whole: int) -> None:
            status.update(f"Fetching {name} {done / whole:.0%} of {whole / 1e9:.1f} GB")

        path = local_models.download(name, session.folders.cache, session.settings, follow)
    Settings.load(session.folders).changed(local_model_file=str(path)).save(session.folders)
    notes.print(f"{path} is here, and is what the built-in model uses.")


def show(rows: list[dict[str, object]]) -> None:
    """The list, for people."""
    from rich.markup import escape
    from rich.table import Table

    from failprep.cli.show import console

    table = Table.grid(padding=(0, 2))
    for row in rows:
        state = (
            "in use" if row["chosen"] else "here" if row["here"] else f"{int(str(row['bytes'])) / 1e9:.1f} GB"
        )
        table.add_row(f"[bold]{row['name']}[/]", state, escape(str(row["about"])))
    console.print(table)
    console.print("\nFetch one with: failprep language-model NAME")
