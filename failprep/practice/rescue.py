"""Recordings that became no take, since the program was killed: found, kept as takes, or deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from failprep.domain import Recording, UserError

if TYPE_CHECKING:
    from failprep.audio.recovery import Unfinished
    from failprep.store import Store


@dataclass(frozen=True, slots=True)
class Rescuer:
    """What can be done about them, in one store. Usable from any thread."""

    store: "Store"

    def unfinished(self) -> "Sequence[Unfinished]":
        """Takes that nobody is recording any more, and recordings that no take has, oldest first."""
        from failprep.audio import recovery

        folder = self.store.recordings
        found = (*recovery.unfinished(folder), *recovery.unkept(folder, self.store.known_recordings))
        return sorted(found, key=lambda take: take.started_at)

    def recover(self, take: "Unfinished") -> Recording:
        """Finish one. Raises UserError when it was kept meanwhile."""
        from failprep.audio import recovery

        if self._is_kept(take):
            raise UserError("This take is kept already.", "You find it in the history.")
        return recovery.recover(take)

    def throw_away(self, take: "Unfinished") -> None:
        """Delete one. Raises UserError when it was kept meanwhile."""
        from failprep.audio import recovery

        if self._is_kept(take):
            raise UserError("This take is kept already.", "It can be deleted in the history.")
        recovery.throw_away(take)

    def _is_kept(self, take: "Unfinished") -> bool:
        """Whether another failprep, which had only just stopped it, saved the take in the meantime."""
        return take.final and take.path in self.store.known_recordings()
