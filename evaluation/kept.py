"""Results that take long are kept in ``build/``, so that a measurement can be stopped and gone on with.

A result is used again only while the code it came from and what it was taken on are the same.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_FOLDER = _ROOT / "build" / "evaluation"

Values = dict[str, str | float]


def kept(name: str, key: Sequence[object], make: Callable[[], Values]) -> Values:
    """What ``make`` gives, from ``build/`` where it was made before.

    Args:
        name: Of the measurement; each has a folder of its own.
        key: All that the result depends on.
        make: Measures; its result must be JSON.
    """
    digest = hashlib.sha256("\n".join(str(one) for one in key).encode()).hexdigest()[:24]
    path = _FOLDER / name / f"{digest}.json"
    if path.is_file():
        found: Values = json.loads(path.read_text(encoding="utf-8"))
        return found
    made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made), encoding="utf-8")
    return made


def code(*patterns: str) -> str:
    """The state of these files of the project, as one digest."""
    files = sorted(file for pattern in patterns for file in _ROOT.glob(pattern))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:24]


def sound(samples: bytes) -> str:
    """A recording, as a digest."""
    return hashlib.sha256(samples).hexdigest()[:24]
