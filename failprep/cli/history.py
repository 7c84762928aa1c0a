"""``failprep history``: the takes that were kept."""

from pathlib import Path
from typing import Annotated

import typer

from failprep.cli import document
from failprep.cli.session import Session, notes
from failprep.domain import Take, UserError

app = typer.Typer(
    rich_markup_mode=None,
    invoke_without_command=True,
    help="The takes you kept: list, show, search, export, delete. Without a command, the list.",
)

TakeArgument = Annotated[
    int, typer.Argument(metavar="TAKE", help="The take's number, as listed: 12 for #12.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@app.callback()
def root(context: typer.Context) -> None:
    """The list, unless something else is asked for."""
    if context.invoked_subcommand is None:
        _list("", as_json=False)


def _list(search: str, as_json: bool) -> None:
    from failprep.practice.rescue import Rescuer

    with Session().store() as store:
        rows = store.takes(search)
        lost = () if search else Rescuer(store).unfinished()
    if as_json:
        print(document.dump([document.plain(document.summary(row)) for row in rows]))
    else:
        from failprep.cli import show

        show.takes(rows, search)
    for take in lost:
        when = take.started_at.astimezone().strftime("%d %b %Y %H:%M")
        notes.print(f"A recording of {when} is safe and not kept yet. Open the window to keep it.")


@app.command("list")
def list_(json_: JsonOption = False) -> None:
    """List every take, newest first."""
    _list("", json_)


@app.command()
def search(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="Words that were said.")],
    json_: JsonOption = False,
) -> None:
    """Find takes by what was said in them."""
    if not words.strip():
        raise UserError("There is nothing to search for.", "Give a word that was said.")
    _list(words, json_)


@app.command()
def show(take: TakeArgument, json_: JsonOption = False) -> None:
    """Show one take with its review."""
    session = Session()
    with session.store() as store:
        found = store.take(take)
        attempt = store.attempt(found)
    if json_:
        print(document.dump(document.take(found)))
        return
    _print(found, attempt, session)


def _print(take: Take, attempt: int, session: Session) -> None:
    from failprep.cli import show as printing
    from failprep.practice import Review

    when = take.started_at.astimezone().strftime("%d %b %Y %H:%M")
    which = "answer to a follow-up" if take.reply_to else f"take {attempt} of this question"
    notes.print(f"#{take.id} · {which} · {when} · {printing.clock(take.duration_s)}")
    notes.print(take.title or take.prompt, markup=False)
    if take.transcript is None:
        notes.print("It has no transcript yet. Open it in the window to make one.")
        return
    printing.console.print(f"\n{take.transcript.text}", markup=False)
    if take.assessment is not None:
        review = Review(take.transcript, take.delivery, take.assessment, take.follow_ups, take.provenance)
        printing.review(review, session.library.theme(take.theme or None))


@app.command()
def delete(
    take: TakeArgument,
    audio_only: Annotated[bool, typer.Option("--audio-only", help="Keep the words and the review.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete a take, or only its audio. It cannot be brought back."""
    with Session().store() as store:
        found = store.take(take)
        what = "the audio of take" if audio_only else "take"
        if not yes and not typer.confirm(f"Delete {what} #{take} ({found.prompt})", err=True):
            notes.print("Nothing was deleted.")
            return
        store.delete(take, audio_only=audio_only)
    notes.print(f"Deleted {what} #{take}.")


@app.command()
def export(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A folder to write into; nothing in it is overwritten.")
    ],
    take: Annotated[int | None, typer.Option("--take", help="Only this take.")] = None,
) -> None:
    """Write takes as Markdown, JSON, subtitles and audio, with one CSV of them all."""
    session = Session()
    with session.store() as store:
        written = store.export(folder, take_id=take, titles=session.library.theme().titles)
    notes.print(f"Exported to {written}.")
