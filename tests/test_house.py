"""The house stands as drawn: imports point down, and only the window knows Qt."""

import pkgutil
import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

import failprep
from failprep import resources

ROOT = Path(__file__).resolve().parent.parent


def _modules_without_window() -> list[str]:
    names = [
        module.name
        for module in pkgutil.walk_packages(failprep.__path__, "failprep.")
        if not module.name.startswith("failprep.app") and module.name != "failprep.__main__"
    ]
    assert len(names) > 30  # the walk really saw the stations
    return names


def _loaded_after(imports: list[str]) -> set[str]:
    code = f"import {', '.join(imports)}, sys; print(*sorted(m.split('.')[0] for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_nothing_outside_the_window_loads_qt() -> None:
    loaded = _loaded_after(_modules_without_window())
    assert not loaded & {"PySide6", "shiboken6"}


def test_heavy_libraries_wait_until_they_are_used() -> None:
    loaded = _loaded_after(_modules_without_window())
    heavy = {"openai", "faster_whisper", "onnxruntime", "av", "ctranslate2", "hibari", "tokenizers", "torch"}
    assert not loaded & heavy


def test_no_two_modules_need_each_other() -> None:
    """Nor do more of them in a circle, be it only for their types. A package may name what is inside it."""
    graph = grimp.build_graph("failprep", cache_dir=None)
    needs = {
        name: {
            other
            for other in graph.find_modules_directly_imported_by(name)
            if not name.startswith(f"{other}.") and not other.startswith(f"{name}.")
        }
        for name in graph.modules
    }
    assert sum(map(len, needs.values())) > 300  # it really saw the imports
    TopologicalSorter(needs).prepare()  # raises CycleError with the circle


@pytest.mark.parametrize("name", ["/etc/passwd", "content/../secrets", "", "tests/conftest.py", "content\\x"])
def test_resources_refuse_what_is_not_packaged(name: str) -> None:
    with pytest.raises(ValueError, match="resource"):
        resources.resource(name)


def test_a_missing_resource_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        resources.resource("content/nothing-here.toml")


def test_the_text_of_the_app_is_calm() -> None:
    """No exclamation marks in what users read."""
    loud = []
    for path in [*ROOT.glob("content/**/*.toml"), *ROOT.glob("ui/**/*.qml")]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for text in re.findall(r'"([^"]*)"', line):
                if re.search(r"\w!(\s|$)", text):
                    loud.append(f"{path.relative_to(ROOT)}:{number}: {text}")
    assert not loud
