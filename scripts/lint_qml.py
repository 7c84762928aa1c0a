"""Check ui/: qmlformat's layout, and qmllint with the types of the Python view models.

qmllint cannot read Python, so what it needs to know is written down from the classes, as Qt sees them.
``--fix`` lays the files out anew instead of complaining.
"""

import importlib
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMetaMethod, QMetaObject, QMetaProperty, QObject

import failprep.app

ROOT = Path(__file__).resolve().parent.parent
_TYPES = {"PyObject": "QVariant"}


def main() -> int:
    """Run both tools; 0 when neither has anything to say."""
    files = sorted(str(file) for file in (ROOT / "ui").rglob("*.qml"))
    if "--fix" in sys.argv:
        subprocess.run([_tool("qmlformat"), "-i", "-W", "-1", *files], check=True)
    untidy = [file for file in files if _formatted(file) != Path(file).read_text(encoding="utf-8")]
    for file in untidy:
        print(
            f"{Path(file).relative_to(ROOT)}: not laid out as qmlformat does it (scripts/lint_qml.py --fix)"
        )
    with tempfile.TemporaryDirectory() as folder:
        write_types(Path(folder) / "Failprep")
        lint = subprocess.run(
            [_tool("qmllint"), "--max-warnings", "0", "--ignore-settings", "-I", folder, *files], check=False
        )
    return 1 if untidy or lint.returncode else 0


def write_types(folder: Path) -> None:
    """Write the module ``Failprep`` as qmllint reads it: a qmldir and a qmltypes file."""
    folder.mkdir(parents=True)
    (folder / "qmldir").write_text("module Failprep\ntypeinfo failprep.qmltypes\nimport QtQuick\n")
    components = "\n".join(_component(kind) for kind in sorted(_exposed(), key=lambda kind: kind.__name__))
    (folder / "failprep.qmltypes").write_text(f"import QtQuick.tooling 1.2\nModule {{\n{components}\n}}\n")


def _exposed() -> Iterator[type[QObject]]:
    """The classes of those modules in ``failprep.app`` that belong to the QML module ``Failprep``."""
    for info in pkgutil.iter_modules(failprep.app.__path__, "failprep.app."):
        module = vars(importlib.import_module(info.name))
        for kind in module.values() if module.get("QML_IMPORT_NAME") == "Failprep" else ():
            if isinstance(kind, type) and issubclass(kind, QObject) and kind.__module__ == info.name:
                yield kind


def _component(kind: type[QObject]) -> str:
    meta: QMetaObject = vars(kind)["staticMetaObject"]
    parent = meta.superClass()
    assert parent is not None
    lines = [
        f'name: "{meta.className()}"',
        'accessSemantics: "reference"',
        f'prototype: "{parent.className()}"',
        f'exports: ["Failprep/{meta.className()} 1.0"]',
        "exportMetaObjectRevisions: [256]",
        "isCreatable: false",
    ]
    lines += [_property(meta.property(i)) for i in range(meta.propertyOffset(), meta.propertyCount())]
    lines += [_method(meta.method(i)) for i in range(meta.methodOffset(), meta.methodCount())]
    return "Component { " + "\n".join(lines) + " }"


def _property(entry: QMetaProperty) -> str:
    parts = [f'name: "{_text(entry.name())}"', _typed(_text(entry.typeName()))]
    if not entry.isWritable():
        parts.append("isReadonly: true")
    if entry.isConstant():
        parts.append("isPropertyConstant: true")
    if entry.hasNotifySignal():
        parts.append(f'notify: "{_text(entry.notifySignal().name())}"')
    return "Property { " + "\n".join(parts) + " }"


def _method(entry: QMetaMethod) -> str:
    kind = "Signal" if entry.methodType() == QMetaMethod.MethodType.Signal else "Method"
    parts = [f'name: "{_text(entry.name())}"']
    if kind == "Method" and _text(entry.typeName()) != "void":
        parts.append(_typed(_text(entry.typeName())))
    for name, type_name in zip(entry.parameterNames(), entry.parameterTypes(), strict=True):
        parts.append(f'Parameter {{ name: "{_text(name)}"\n{_typed(_text(type_name))} }}')
    return f"{kind} {{ " + "\n".join(parts) + " }"


def _text(name: object) -> str:
    return str(name) if isinstance(name, str) else bytes(name).decode()  # type: ignore[call-overload]


def _typed(name: str) -> str:
    pointer = name.endswith("*")
    plain = name.rstrip("*")
    return f'type: "{_TYPES.get(plain, plain)}"' + ("\nisPointer: true" if pointer else "")


def _formatted(file: str) -> str:
    command = [_tool("qmlformat"), "-W", "-1", file]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def _tool(name: str) -> str:
    return str(Path(sys.executable).with_name(f"pyside6-{name}"))


if __name__ == "__main__":
    sys.exit(main())
