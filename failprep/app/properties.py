"""Typed properties and rows for QML: PySide6's own ``Property`` loses its type under mypy strict."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from PySide6.QtCore import Property, Signal

T = TypeVar("T")

if TYPE_CHECKING:

    class TypedProperty(Generic[T]):
        """What mypy sees: reading the property gives a ``T``."""

        def __get__(self, instance: object, owner: type | None = None) -> T: ...


def qproperty(
    kind: type | str, notify: Signal | None = None
) -> "Callable[[Callable[[Any], T]], TypedProperty[T]]":
    """A read-only property that QML can bind to; view models change through slots.

    Args:
        kind: The Qt type: ``str``, ``int``, ``float``, ``bool``, ``list``, or a registered ``QObject`` class.
        notify: The signal that says it may have changed; None makes it constant.
    """

    def declare(getter: Callable[[Any], T]) -> "TypedProperty[T]":
        if notify is None:
            made = Property(cast("type", kind), getter, constant=True)
        else:
            made = Property(cast("type", kind), getter, notify=notify)
        return cast("TypedProperty[T]", made)

    return declare
