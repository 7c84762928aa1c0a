"""The commands."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from failprep import __version__
from failprep.cli import document, has_display, history, window
from failprep.cli.logs import log_bugs, log_to_file
from failprep.cli.session import Session, notes, progress, running
from failprep.domain import Prompt, UserError
from failprep.practice import Review
from failprep.settings import Folders

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Practise the hardest interview question aloud. Without a command, the window opens.",
)
app.add_typer(history.app, name="history")

AudioArgument = Annotated[
    Path, typer.Argument(metavar="AUDIO", help="A recording: WAV, FLAC, MP3, M4A and others.")
]
PromptOption = Annotated[str | None, typer.Option("--prompt", help="A prompt's id, or any question.")]
CoachOption = Annotated[str | None, typer.Option("--coach", help="offline or llm.")]
ModelOption = Annotated[str | None, typer.Option("--speech-model", help="Which speech model writes it down.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


def _print_review(review: Review, session: Session, prompt: Prompt, as_json: bool) -> None:
    if as_json:
        _tell_failure(review)
        print(document.dump(document.review(review)))
    else:
        from failprep.cli import show

        show.review(review, session.library.theme(prompt.theme or None))


def _tell_failure(review: Review, where: str = "") -> None:
    """The contract's document has no place for it, so it goes beside it."""
    from failprep.coach.trust_words import failed

    line = failed(review.assessment, review.provenance)
    if line:
        notes.print(where + line, markup=False)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Open the window, or do its job on a sample where there is no display."""
    if version:
        print(f"failprep {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        if has_display():
            window()
        review_sample()


def review_sample() -> None:
    """Review a bundled recording on the terminal, and say why."""
    session = Session()
    spoken = [sample for sample in session.library.theme().samples if sample.audio is not None]
    if not spoken:
        raise UserError("There is no display here, and no sample to show.", "Start failprep on a desktop.")
    # A good answer that leaves something out shows more of a review than a flawless one.
    sample = max(spoken, key=lambda s: (len(s.met) <= 20, len(s.met)))
    notes.print(
        "There is no display here, so no window can open. This is the same review on a bundled sample\n"
        "answer; `failprep analyse YOUR_RECORDING` does it for yours, `failprep --help` lists the rest.\n"
    )
    prompt = session.library.prompt(sample.prompt)
    notes.print(f"Prompt: {prompt.text}")
    with session.practice() as practice, progress() as report:
        review = practice.analyse(Path(str(sample.audio)), prompt, report)
    _print_review(review, session, prompt, as_json=False)


@app.command()
def analyse(
    audio: AudioArgument,
    prompt: PromptOption = None,
    coach: CoachOption = None,
    speech_model: ModelOption = None,
    save: Annotated[bool, typer.Option("--save", help="Keep it in the history.")] = False,
    json_: JsonOption = False,
) -> None:
    """Write down a recording, measure it, hold it against the rubric and ask follow-up questions."""
    session = Session()
    session.choose(coach=coach, speech_model=speech_model)
    question = session.prompt(prompt)
    with session.practice(keep=save) as practice, progress() as report:
        if save:
            from failprep.audio import files

            # Reviewed before it is kept: what turns out not to be an answer leaves nothing behind.
            review = practice.analyse(audio, question, report)
            recording = files.import_audio(audio, session.folders.data / "recordings")
            take_id = practice.keep_reviewed(recording, question, review)
            notes.print(f"Kept as take #{take_id}.")
        else:
            review = practice.analyse(audio, question, report)
    _print_review(review, session, question, json_)


@app.command()
def assess(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A text file, or - for standard input.")
    ] = None,
    jsonl: Annotated[
        Path | None,
        typer.Option("--jsonl", help='One {"id", "prompt", "answer"} a line in, one result a line out.'),
    ] = None,
    prompt: PromptOption = None,
    coach: CoachOption = None,
    json_: JsonOption = False,
) -> None:
    """Hold a written answer against the rubric and ask follow-up questions."""
    session = Session()
    session.choose(coach=coach)
    if (file is None) == (jsonl is None):
        raise UserError("Name one text file, - for standard input, or --jsonl FILE.")
    if jsonl is not None:
        _assess_lines(session, jsonl, prompt)
        return
    question = session.prompt(prompt)
    answer = sys.stdin.read() if file == "-" else _read_text(Path(str(file)))
    with session.practice() as practice, progress() as report:
        review = practice.assess(answer, question, report)
    _print_review(review, session, question, json_)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise UserError(f"There is no file {path}.", "Check the name.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not a text file.", "Save it as plain text (UTF-8).") from error
    except OSError as error:
        raise UserError(f"{path} cannot be read.", "Check that it is a file you may read.") from error


def _assess_lines(session: Session, path: Path, prompt: str | None) -> None:
    """All lines are checked before the first is assessed, so that bad input prints nothing."""
    text = sys.stdin.read() if str(path) == "-" else _read_text(path)
    tasks: list[tuple[object, Prompt, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            task = json.loads(line)
            answer, named = task["answer"], task.get("prompt") or prompt
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise UserError(
                f"Line {number} of {path} is not what --jsonl reads.",
                'Each line is {"id": …, "prompt": …, "answer": …}.',
            ) from error
        if not isinstance(answer, str) or not answer.strip():
            raise UserError(f"Line {number} of {path} holds no answer.", "Fill it in or leave the line out.")
        if named is not None and not isinstance(named, str):
            raise UserError(
                f"The prompt in line {number} of {path} is not text.", "Give an id or a question."
            )
        tasks.append((task.get("id", number), session.prompt(named), answer))
    with session.practice() as practice:
        for identifier, question, answer in tasks:
            review = practice.assess(answer, question)
            _tell_failure(review, f"{identifier}: ")
            found = document.review(review)
            del found["delivery"]
            print(document.dump({"id": document.plain(identifier), **found}, one_line=True), flush=True)


@app.command()
def transcribe(
    audio: AudioArgument,
    speech_model: ModelOption = None,
    live: Annotated[
        bool, typer.Option("--live", help="Through the live path, as if it were being spoken.")
    ] = False,
    real_time: Annotated[
        bool, typer.Option("--real-time", help="With --live: at the pace of speech.")
    ] = False,
    json_: JsonOption = False,
) -> None:
    """Write down a recording, nothing more."""
    session = Session()
    session.choose(speech_model=speech_model)
    if real_time and not live:
        raise UserError("--real-time goes with --live.", "Add --live, or leave --real-time out.")
    with session.practice() as practice, progress() as report:
        if live:
            heard = practice.transcribe_live(audio, real_time=real_time, report=report)
        else:
            heard = practice.transcribe(audio, report)
    if json_:
        result = {**document.transcript(heard.transcript), "compute_s": round(heard.compute_s, 3)}
        if heard.live is not None:
            result["live"] = document.plain(asdict(heard.live))
        print(document.dump(result))
    else:
        print(heard.transcript.text)


@app.command()
def record(
    prompt: PromptOption = None,
    seconds: Annotated[float | None, typer.Option("--seconds", help="Stop after this long.")] = None,
    coach: CoachOption = None,
    speech_model: ModelOption = None,
    json_: JsonOption = False,
) -> None:
    """Record an answer from the microphone, keep it, and review it."""
    from failprep.cli.recording import record_answer

    session = Session()
    session.choose(coach=coach, speech_model=speech_model)
    if seconds is not None and seconds <= 0:
        raise UserError("--seconds needs a length above zero.", "For example --seconds 120.")
    question = session.prompt(prompt)
    if speech_model is None:
        session.fit_speech_model()
    with session.practice(keep=True) as practice:
        recording, heard = record_answer(session, practice, question, seconds)
        take_id = practice.keep(recording, question)
        notes.print(f"Kept as take #{take_id}.")
        with progress() as report:
            take = practice.review(take_id, report, heard=heard)
    if take.transcript is None or take.assessment is None:
        raise UserError(
            f"Take #{take_id} is kept but has no review yet.", "Open it in the window to try again."
        )
    review = Review(take.transcript, take.delivery, take.assessment, take.follow_ups, take.provenance)
    _print_review(review, session, question, json_)


@app.command("judge-check")
def judge_check(coach: CoachOption = None, json_: JsonOption = False) -> None:
    """Hold the chosen coach against the bundled reference answers."""
    session = Session()
    session.choose(coach=coach)
    with session.practice() as practice, progress() as report:
        found = practice.judge_check(report)
    if found.trouble:
        raise UserError(found.trouble, "Look at the coach's settings, or use the offline coach.")
    if json_:
        print(document.dump(document.judge_check(found)))
    else:
        from failprep.cli import show

        show.judge_check(found, session.library.theme())


@app.command("language-model")
def language_model(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The one to fetch; without it, the list.")
    ] = None,
    json_: JsonOption = False,
) -> None:
    """List the models for the built-in server, or fetch one (some gigabytes, with its hash checked)."""
    from failprep.cli import local_models

    session = Session()
    if name is not None:
        local_models.fetch(name, session)
    rows = local_models.listed(session)
    if json_:
        print(document.dump([document.plain(row) for row in rows]))
    elif name is None:
        local_models.show(rows)


@app.command()
def doctor(json_: JsonOption = False) -> None:
    """Say what works, what does not, and how to mend it."""
    from failprep.cli.doctor import examine, show

    findings = examine()
    if json_:
        print(document.dump({"findings": [document.plain(finding.as_dict()) for finding in findings]}))
    else:
        show(findings)


def run() -> NoReturn:
    """Run the command line; ends the process with its exit status."""
    log_to_file(Folders.standard().log)
    log_bugs()

    def command() -> None:
        try:
            status = app(standalone_mode=False)
        finally:
            log_bugs()  # once more: typer puts a hook of its own in the place of ours
        if isinstance(status, int) and status:
            raise SystemExit(status)

    sys.exit(running(command))
