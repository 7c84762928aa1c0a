"""What the doctor finds that nobody else looks at before it is too late."""

from pathlib import Path

import pytest

from failprep.cli import doctor
from failprep.cli.session import Session
from failprep.domain import UserError
from failprep.resources import resource

THEME = {
    "theme.toml": 'title = "Bakery"\nabout = "Bread."\n',
    "prompts.toml": (
        '[[families]]\nid = "bread"\ntitle = "Bread"\nabout = "Bread."\n'
        '[[prompts]]\nid = "burnt"\nfamily = "bread"\ntext = "Tell me about a batch you ruined."\n'
    ),
}


def test_a_question_that_a_theme_lacks_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAILPREP_HOME", str(tmp_path))
    folder = Session().folders.data / "themes" / "bakery"
    folder.mkdir(parents=True)
    whole = resource("content/failure/probes.toml").read_text(encoding="utf-8")
    without = whole.replace("[further.harm_trust]", "[further.of_old]")
    for name, text in {**THEME, "probes.toml": without}.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"bakery.probes\.toml, “further\.harm_trust\.\w+” is missing"):
        doctor._themes(Session())
    (folder / "probes.toml").unlink()
    assert doctor._themes(Session()).endswith("Bakery")
