"""What failprep knows by heart: themes with their prompts, the rubric's wording, sample answers and advice.

A theme is a folder of TOML files (``docs/content.md``). Everything is checked while it is read, and every
complaint is a ``UserError`` that names the file and the key. A broken theme of the user's own never stands in
the way of the packaged ones: ``Library.problems`` says what is wrong with it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from failprep.domain import Prompt, UserError
from failprep.library.reader import read_theme
from failprep.library.theme import (
    OWN,
    CheckText,
    Comment,
    CriterionText,
    Family,
    Guide,
    Pitfall,
    Question,
    Related,
    Sample,
    SampleCheck,
    Strategy,
    Theme,
    Wording,
    Words,
)
from failprep.resources import resource

__all__ = [
    "OWN",
    "CheckText",
    "Comment",
    "CriterionText",
    "Family",
    "Guide",
    "Library",
    "Pitfall",
    "Question",
    "Related",
    "Sample",
    "SampleCheck",
    "Strategy",
    "Theme",
    "Wording",
    "Words",
]


@dataclass(frozen=True, slots=True)
class Library:
    """All themes, the packaged ones first. ``problems`` tell of the user themes that were left out."""

    themes: tuple[Theme, ...]
    problems: tuple[str, ...] = ()

    @classmethod
    def load(cls, user_folder: Path | None = None) -> Self:
        """Read the packaged themes, then each folder in ``user_folder`` (which need not exist).

        Raises:
            UserError: A packaged theme is damaged. A user's broken theme is told in ``problems`` instead.
        """
        themes = [read_theme(file.parent, None) for file in sorted(resource("content").glob("*/theme.toml"))]
        problems: list[str] = []
        try:
            own = sorted(user_folder.iterdir()) if user_folder is not None and user_folder.is_dir() else []
        except OSError as error:
            own = []
            problems.append(f"Your themes in {user_folder} cannot be read ({error.strerror}).")
        for folder in own:
            if not folder.is_dir() or folder.name.startswith((".", "_")):
                continue
            try:
                themes.append(_without_clashes(read_theme(folder, themes[0]), themes))
            except UserError as error:
                problems.append(str(error))
        return cls(tuple(themes), tuple(problems))

    def theme(self, theme_id: str | None = None) -> Theme:
        """The theme with this id, else the first one: a saved take may belong to a theme that is gone."""
        return next((theme for theme in self.themes if theme.id == theme_id), self.themes[0])

    def prompt(self, text_or_id: str) -> Prompt:
        """The prompt with this id or exactly this text (case aside), else a prompt of the user's own.

        Raises:
            UserError: The text is empty.
        """
        wanted = " ".join(text_or_id.split())
        if not wanted:
            raise UserError(
                "The prompt is empty.", "Give the id of a prompt, or a question in your own words."
            )
        for theme in self.themes:
            for prompt in theme.prompts:
                if prompt.id == wanted or prompt.text.casefold() == wanted.casefold():
                    return prompt
        theme = self.themes[0]
        return Prompt(id=OWN, text=wanted, listens_for=theme.listens_for, theme=theme.id)


def _without_clashes(theme: Theme, others: list[Theme]) -> Theme:
    """The theme itself; a UserError where its id or a prompt's is taken: takes are saved under them."""
    if any(theme.id == other.id for other in others):
        raise UserError(f"The theme in {theme.folder} has the same name as another.", "Rename its folder.")
    taken = {prompt.id: other.title for other in others for prompt in other.prompts}
    for number, prompt in enumerate(theme.prompts, 1):
        if prompt.id in taken:
            raise UserError(
                f"In {theme.folder / 'prompts.toml'}, “prompts[{number}].id” is “{prompt.id}”, "
                f"which the theme “{taken[prompt.id]}” has already.",
                "Choose another.",
            )
    return theme
