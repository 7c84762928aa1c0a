"""What the commands share: the pipeline, the console, and how errors end."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import Literal, cast

from rich.console import Console
from typer.exceptions import Abort, TyperException

from failprep.domain import Prompt, UserError
from failprep.library import Library
from failprep.practice import Practice, Progress, Report
from failprep.settings import Folders, Settings
from failprep.store import Store

log = logging.getLogger(__name__)

STEPS = {
    "listening": "Listening",
    "transcribing": "Writing down what was said",
    "reading": "Reading",
    "assessing": "Holding it against the rubric",
    "asking": "Thinking of follow-up questions",
}

#: Notes, progress and errors; standard output is for results.
notes = Console(stderr=True, highlight=False, soft_wrap=True)


class Session:
    """One run of the command line. Parts are made when a command first needs them."""

    @cached_property
    def standard(self) -> Folders:
        """The standard folders, before the user's own data folder."""
        return Folders.standard()

    @cached_property
    def settings(self) -> Settings:
        """What the user chose."""
        return Settings.load(self.standard)

    @cached_property
    def folders(self) -> Folders:
        """Where files live."""
        return self.standard.with_settings(self.settings)

    @cached_property
    def library(self) -> Library:
        """Themes and prompts, the user's own among them."""
        return Library.load(self.folders.data / "themes")

    def choose(self, *, coach: str | None = None, speech_model: str | None = None) -> None:
        """Use another coach or speech model for this run. Raises UserError for an unknown one."""
        settings = self.settings
        if coach is not None:
            if coach not in {"offline", "llm"}:
                raise UserError(f"There is no coach “{coach}”.", "Choose offline or llm.")
            settings = replace(settings, coach=cast(Literal["offline", "llm"], coach))
        if speech_model is not None:
            settings = replace(settings, speech_model=speech_model)
        self.__dict__["settings"] = settings

    def prompt(self, text: str | None) -> Prompt:
        """The prompt with this id or text; the theme's first when none is named."""
        return self.library.prompt(text) if text else self.library.theme().prompts[0]

    def fit_speech_model(self) -> None:
        """Before somebody's first recording: take the largest speech model that keeps up here, and say so.

        The same as the window does at its first start. A model that the user chose stays.
        """
        if self.settings.speech_model_chosen:
            return
        try:
            with self.practice() as practice, notes.status("Trying the speech model, once"):
                calibration = practice.calibrate()
        except UserError as error:
            log.info("the speech models were not measured: %s", error)
            return
        fitting = {"speech_model": calibration.chosen.name, "speech_model_chosen": True}
        Settings.load(self.standard).changed(**fitting).save(self.standard)
        self.__dict__["settings"] = self.settings.changed(**fitting)
        notes.print(calibration.note)

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The user's takes, closed afterwards."""
        store = Store(self.folders.data)
        try:
            yield store
        finally:
            store.close()

    @contextmanager
    def practice(self, *, keep: bool = False) -> Iterator[Practice]:
        """The pipeline, with the user's takes when ``keep`` is set."""
        if keep:
            with (
                self.store() as store,
                Practice(self.folders, self.settings, self.library, store) as practice,
            ):
                yield practice
        else:
            with Practice(self.folders, self.settings, self.library) as practice:
                yield practice


@contextmanager
def progress() -> Iterator[Report]:
    """A line on standard error that follows the work; silent when that is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with notes.status("Starting") as status:

        def report(step: Progress) -> None:
            percent = f" {step.fraction:.0%}" if step.fraction is not None else ""
            note = f" · {step.note}" if step.note else ""
            status.update(f"{STEPS[step.step]}{percent}{note}")

        yield report


def running(command: Callable[[], object]) -> int:
    """Run a command and turn its end into an exit status: 0, 2 for what the user can mend, 1 for a bug."""
    try:
        command()
    except UserError as error:
        print(f"failprep: {error}", file=sys.stderr)
        return 2
    except TyperException as error:  # a wrong word on the command line
        print(f"failprep: {' '.join(error.format_message().split())} See failprep --help.", file=sys.stderr)
        return 2
    except (KeyboardInterrupt, Abort):
        return 130
    except BrokenPipeError:  # the reader of our output went away, as `head` does
        sys.stderr.close()
        return 0
    return 0
