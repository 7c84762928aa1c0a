"""The wheel, built and installed for real: everything it needs is in it, and it runs outside the checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.cli.contract import check_review

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (built,) = folder.glob("failprep-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it; the libraries it needs come from this one's folder."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    command = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--quiet", "--no-deps"]
    subprocess.run([*command, "--no-index", str(wheel)], check=True)
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return folder


def run(
    installed: Path, *command: str, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a program of the fresh environment, far from the checkout."""
    return subprocess.run(
        [str(installed / "bin" / command[0]), *command[1:]],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        cwd=installed,
        env={**os.environ, **environment},
        timeout=120,
    )


def test_the_wheel_holds_the_data_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in ("ui/Main.qml", "content/failure/theme.toml", "content/failure/rubric.toml"):
        assert f"failprep/_data/{needed}" in names
    assert any(name.startswith("failprep/_data/assets/samples/") and name.endswith(".flac") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "evaluation/", "training/", "ui/"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_it_runs_outside_the_checkout(installed: Path) -> None:
    where = run(installed, "python", "-c", "import failprep; print(failprep.__file__)")
    assert where.stdout.startswith(str(installed)), where.stderr
    version = run(installed, "failprep", "--version")
    assert version.returncode == 0, version.stderr
    assert version.stdout.startswith("failprep 0.")


def test_it_assesses_outside_the_checkout(installed: Path) -> None:
    answer = "I broke the build on Friday. It was my mistake. Now a colleague reads every release first."
    done = run(installed, "failprep", "assess", "-", "--json", stdin=answer)
    assert done.returncode == 0, done.stderr
    check_review(done.stdout)


_OPEN_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from failprep.app import main
from failprep.settings import Folders

app = QGuiApplication(["failprep"])
main.load_fonts()
window = main.Window(app, Folders.standard())
look = QTimer()
look.timeout.connect(lambda: app.quit() if window.screens is not None else None)
look.start(20)
app.exec()
print(window.root.title(), window.screens.practice.state)
window.close()
"""


def test_a_window_opens_from_it(installed: Path) -> None:
    environment = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    done = run(installed, "python", "-c", _OPEN_WINDOW, **environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("failprep ")
    assert "qml" not in done.stderr.lower()
