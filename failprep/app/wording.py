"""How times, lengths, dates and counts are worded on the screen. Pure functions, no Qt."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from failprep.domain import Delivery

#: A pause worth pointing out; shorter ones are how people breathe.
LONG_PAUSE_S = 2.0


def clock(seconds: float) -> str:
    """Minutes and seconds as on a player, ``2:11``; hours only where there are any."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def spoken_length(seconds: float) -> str:
    """A length in words, for a screen reader: ``2 minutes 11 seconds``."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    if not minutes:
        return counted(rest, "second")
    return counted(minutes, "minute") + (f" {counted(rest, 'second')}" if rest else "")


def when(moment: datetime, now: datetime) -> str:
    """A moment as people say it: ``Today 18:42``, ``Yesterday``, ``19 Nov``, ``19 Nov 2023``.

    Both are taken in the local time zone; a naive one is taken as local already.
    """
    here, today = _local(moment), _local(now).date()
    if here.date() == today:
        return f"Today {here:%H:%M}"
    if here.date() == today - timedelta(days=1):
        return "Yesterday"
    day = f"{here.day} {here:%b}"
    return day if here.year == today.year else f"{day} {here.year}"


def in_full(moment: datetime) -> str:
    """A moment to the minute, for a tooltip and a screen reader: ``19 November 2025, 18:42``."""
    here = _local(moment)
    return f"{here.day} {here:%B %Y, %H:%M}"


def counted(count: int, singular: str, plural: str = "") -> str:
    """``1 filler``, ``3 fillers``."""
    return f"{count} {singular if count == 1 else plural or singular + 's'}"


def delivery_line(delivery: Delivery) -> str:
    """The delivery in one line: pace, fillers, long pauses, first word."""
    long_pauses = sum(pause.end_s - pause.start_s >= LONG_PAUSE_S for pause in delivery.pauses)
    facts = [
        f"{delivery.words_per_minute:.0f} wpm",
        counted(len(delivery.fillers), "filler"),
        counted(long_pauses, "long pause"),
    ]
    if delivery.time_to_first_word_s is not None:
        facts.append(f"first word after {delivery.time_to_first_word_s:.1f} s")
    return " · ".join(facts)


def listed(items: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def _local(moment: datetime) -> datetime:
    return moment.astimezone() if moment.tzinfo else moment
