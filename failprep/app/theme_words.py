"""A take's theme, and what the screens take from it."""

from failprep.domain import Take
from failprep.library import Library, Theme


def theme_of(library: Library, take: Take) -> Theme:
    """The take's theme, or the first one where a theme of the user's own is gone."""
    known = {theme.id for theme in library.themes}
    return library.theme(take.theme if take.theme in known else None)


def most_telling(take: Take) -> str:
    """The criterion to open first: what they would ask about first, else the weakest."""
    if take.assessment is None:
        return ""
    if take.follow_ups:
        return take.follow_ups[0].criterion
    return min(take.assessment.criteria, key=lambda criterion: criterion.level).id
