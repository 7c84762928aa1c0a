import csv
import json
import zipfile
from pathlib import Path

import pytest

from failprep.domain import Transcript, UserError, Word
from failprep.store import Store
from failprep.store.export import subtitles, takes_csv

from .conftest import PROMPT, SAID, assessed, record, transcript


def test_one_take(store: Store, tmp_path: Path) -> None:
    take_id = assessed(store, transcript(*(s.text for s in SAID.sentences), "It was my own mistake."))
    store.rename(take_id, "Clinic: week/end")
    store.set_note(take_id, "Slower next time.")
    store.correct(take_id, "mechanism", True, "It is told.")
    folder = store.export(tmp_path / "out", take_id=take_id, titles={"tone": "How it is told"})
    assert folder.parent == tmp_path / "out"
    assert folder.name.endswith(f"take {take_id} Clinic week end")
    names = {path.name for path in folder.iterdir()}
    assert names == {"answer.md", "answer.srt", "take.json", "recording.flac"}
    assert (folder / "recording.flac").read_bytes() == b"fLaC, or nearly"
    text = (folder / "answer.md").read_text(encoding="utf-8")
    for expected in (
        "# Clinic: week/end",
        PROMPT.text,
        SAID.text,
        "Slower next time.",
        "### How it is told: 2 of 4",
        "- Cause given: yes\n  > I skipped the rehearsal of the migration.",
        "- Mechanism: cannot tell (uncertain)",
        "Name the check you now do.",
        "- When did you last catch yourself?",
    ):
        assert expected in text
    whole = json.loads((folder / "take.json").read_text(encoding="utf-8"))
    assert whole["take"]["marks_s"] == [2.5, 7.0]
    assert whole["transcript"]["sentences"][1]["text"] == "Forty clinics lost a day of bookings."
    assert whole["assessment"]["criteria"][0]["checks"][0] == {
        "id": "specific_event",
        "met": True,
        "uncertain": False,
        "evidence": [1],
    }
    assert whole["corrections"][0]["check"] == "mechanism"


def test_of_a_few_words_no_verdict_is_written_out(store: Store, tmp_path: Path) -> None:
    folder = store.export(tmp_path / "out", take_id=assessed(store, transcript("I skipped the rehearsal.")))
    text = (folder / "answer.md").read_text(encoding="utf-8")
    assert "## Rubric: too short to judge" in text
    assert "of 4" not in text
    assert "of 24" not in text
    assert json.loads((folder / "take.json").read_text(encoding="utf-8"))["assessment"]["total"] == 12


def test_nothing_is_overwritten(store: Store, tmp_path: Path) -> None:
    take_id = assessed(store)
    out = tmp_path / "out"
    first = store.export(out, take_id=take_id)
    (first / "answer.md").write_text("mine")
    second = store.export(out, take_id=take_id)
    assert second != first
    assert (first / "answer.md").read_text() == "mine"
    taken = tmp_path / "all.zip"
    taken.write_text("mine")
    with pytest.raises(UserError, match="already"):
        store.export(taken)
    assert taken.read_text() == "mine"
    assert sorted(path.name for path in out.iterdir()) == sorted([first.name, second.name])


def test_all_takes_in_a_zip(store: Store, tmp_path: Path) -> None:
    one = assessed(store)
    two = store.add_take(PROMPT, record(store, "two.wav"))
    store.set_note(two, "=HYPERLINK(1)")
    packed = store.export(tmp_path / "all.zip")
    with zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
        rows = list(csv.DictReader(archive.read("takes.csv").decode("utf-8-sig").splitlines()))
    assert {Path(name).name for name in names if f"take {one} " in name} >= {"answer.srt", "recording.flac"}
    assert any(name.endswith("recording.wav") and f"take {two} " in name for name in names)
    assert [row["id"] for row in rows] == [str(two), str(one)]
    assert (rows[1]["total"], rows[1]["tone"], rows[0]["total"]) == ("12", "2", "")
    assert rows[0]["note"] == "'=HYPERLINK(1)"
    assert list(tmp_path.glob(".failprep*")) == []


def test_a_take_whose_audio_is_gone_still_exports(store: Store, tmp_path: Path) -> None:
    take_id = assessed(store)
    store.delete(take_id, audio_only=True)
    folder = store.export(tmp_path / "out", take_id=take_id)
    assert not list(folder.glob("recording*"))


@pytest.mark.parametrize("place", ["below-a-file/out", "/proc/out"])
def test_where_nothing_can_be_written(store: Store, tmp_path: Path, place: str) -> None:
    (tmp_path / "below-a-file").write_text("a file")
    with pytest.raises(UserError, match="could not be written"):
        store.export(tmp_path / place, take_id=assessed(store))


def test_subtitles_break_at_sentences_length_and_time() -> None:
    assert subtitles(SAID) == (
        "1\n00:00:00,000 --> 00:00:05,800\nI skipped the rehearsal of the\n\n"
        "2\n00:00:06,000 --> 00:00:06,800\nmigration.\n\n"
        "3\n00:00:07,000 --> 00:00:12,800\nForty clinics lost a day of\n\n"
        "4\n00:00:13,000 --> 00:00:13,800\nbookings.\n\n"
    )
    words = tuple(Word("extraordinarily", n / 10, n / 10 + 0.1, 1.0) for n in range(12))
    cues = subtitles(Transcript(" ".join(word.text for word in words), words=words))
    assert [len(line) <= 84 for line in cues.splitlines()] == [True] * len(cues.splitlines())
    assert cues.count("-->") == 3
    assert subtitles(Transcript("typed")) == ""
    assert subtitles(transcript("One.")).endswith("One.\n\n")


def test_csv_of_nothing_is_its_header() -> None:
    assert takes_csv(()).startswith("id,started_at,prompt_id")
