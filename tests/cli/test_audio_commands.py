"""``analyse`` and ``transcribe`` on real recordings with the real speech model, and on what is none."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from failprep.settings import Folders
from tests.cli.conftest import Failprep
from tests.cli.contract import Transcript, check_review, check_sentences

SPEECH = Path(__file__).resolve().parents[1] / "data" / "speech"


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all these tests: joining the model's parts takes a second."""
    folder = tmp_path_factory.getbasetemp() / "cli-home"
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("FAILPREP_HOME", str(folder))
    return folder


def written(home: Path) -> list[str]:
    """The files that a command left in the data folder."""
    data = home / "data"
    return sorted(str(path.relative_to(data)) for path in data.rglob("*") if path.is_file())


def test_analyse_gives_the_contract_and_keeps_nothing(failprep: Failprep, home: Path) -> None:
    before = written(home)
    run = failprep("analyse", SPEECH / "jfk.flac", "--json", "--prompt", "Tell me about a time you failed.")
    assert run.status == 0, run.err
    review = check_review(run.out)
    assert "what you can do for your country" in review.transcript.text
    assert review.transcript.model == "base"
    assert review.delivery is not None
    assert review.delivery.duration_s == pytest.approx(11.0, abs=0.1)
    assert len(review.transcript.words) == len(review.transcript.text.split())
    assert written(home) == before


def test_analyse_can_keep_and_history_finds_it_by_a_word(failprep: Failprep) -> None:
    kept = failprep("analyse", SPEECH / "libri_2412_0.flac", "--save", "--json")
    assert kept.status == 0, kept.err
    found = json.loads(failprep("history", "search", "antecedents", "--json").out)
    assert len(found) == 1
    shown = json.loads(failprep("history", "show", str(found[0]["id"]), "--json").out)
    assert "antecedents" in shown["transcript"]["text"]
    assert Path(shown["recording"]).suffix == ".flac"
    assert shown["assessment"]["total"] == json.loads(kept.out)["assessment"]["total"]
    number = found[0]["id"]
    assert f"Kept as take #{number}." in kept.err
    assert f"#{number}" in failprep("history", "list").out
    told = failprep("history", "show", number).err
    assert told.startswith(f"#{number} · take 1 of this question · ")
    assert failprep("history", "delete", number, "--yes").status == 0
    assert not Path(shown["recording"]).exists()
    assert json.loads(failprep("history", "search", "antecedents", "--json").out) == []


def test_transcribe_prints_the_words_and_the_time_it_took(failprep: Failprep) -> None:
    run = failprep("transcribe", SPEECH / "ami_es2011a.flac", "--json")
    assert run.status == 0, run.err
    document = json.loads(run.out)
    assert document.pop("compute_s") > 0
    transcript = Transcript.model_validate_json(json.dumps(document))
    check_sentences(transcript)
    assert "Abigail" in transcript.text


def test_the_smaller_model_works_too(failprep: Failprep) -> None:
    run = failprep("transcribe", SPEECH / "jfk.flac", "--speech-model", "tiny.en", "--json")
    assert json.loads(run.out)["model"] == "tiny.en"
    assert "your country" in json.loads(run.out)["text"]


def text_named_wav(path: Path) -> None:
    path.write_text("This is not sound.")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def ten_milliseconds(path: Path) -> None:
    soundfile.write(path, np.full(160, 0.1, np.float32), 16000)


def silence(path: Path) -> None:
    soundfile.write(path, np.zeros(16000 * 5, np.float32), 16000)


def faint_noise(path: Path) -> None:
    noise = np.random.default_rng(1).normal(0, 1e-4, 16000 * 5)
    soundfile.write(path, noise.astype(np.float32), 16000)


def folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("command", [("analyse",), ("analyse", "--save"), ("transcribe",)])
@pytest.mark.parametrize("make", [text_named_wav, empty, ten_milliseconds, silence, faint_noise, folder])
def test_what_is_no_answer_is_one_sentence(
    failprep: Failprep, home: Path, tmp_path: Path, command: tuple[str, ...], make: object
) -> None:
    assert callable(make)
    path = tmp_path / "answer.wav"
    make(path)
    before = written(home)
    run = failprep(*command, path, "--json")
    assert (run.status, run.out) == (2, "")
    assert len(run.err.splitlines()) == 1
    assert [name for name in written(home) if not name.startswith("failprep.sqlite3")] == [
        name for name in before if not name.startswith("failprep.sqlite3")
    ]


def test_a_missing_file_and_an_unknown_model_are_named(failprep: Failprep, tmp_path: Path) -> None:
    missing = failprep("analyse", tmp_path / "nothing.flac")
    assert missing.status == 2
    assert "nothing.flac" in missing.err
    unknown = failprep("analyse", SPEECH / "jfk.flac", "--speech-model", "giant")
    assert unknown.status == 2
    assert "giant" in unknown.err
    assert len(unknown.err.splitlines()) == 1


def test_a_corrupt_model_is_noticed_before_it_is_used(
    failprep: Failprep, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A model in the user's own folder with one byte changed."""
    import shutil

    from failprep.settings import Settings
    from failprep.speech import models

    folders = Folders.standard()
    good = models.find("tiny.en", cache=folders.cache)
    shutil.copytree(good.folder, tmp_path / "models" / "tiny.en")
    weights = tmp_path / "models" / "tiny.en" / "model.bin"
    weights.chmod(0o644)
    with weights.open("r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)
        file.seek(1_000_000)
        file.write(bytes([byte[0] ^ 1]))
    monkeypatch.setenv("FAILPREP_HOME", str(tmp_path / "other"))
    Settings(model_folder=str(tmp_path / "models"), speech_model="tiny.en").save(Folders.standard())
    run = failprep("transcribe", SPEECH / "jfk.flac")
    assert (run.status, run.out) == (2, "")
    assert len(run.err.splitlines()) == 1
    assert "tiny.en" in run.err


def test_a_folder_that_cannot_be_written_is_said_before_any_work(
    failprep: Failprep, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from failprep.settings import Settings

    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("FAILPREP_HOME", str(tmp_path / "blocked"))
    Settings(data_folder=str(tmp_path / "file" / "data")).save(Folders.standard())
    for command in (("analyse", SPEECH / "jfk.flac", "--save"), ("history", "list")):
        run = failprep(*command)
        assert (run.status, run.out) == (2, "")
        assert len(run.err.splitlines()) == 1


def test_a_newer_database_is_refused_and_left_alone(
    failprep: Failprep, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import sqlite3

    monkeypatch.setenv("FAILPREP_HOME", str(tmp_path / "newer"))
    assert failprep("history", "list").status == 0
    path = Folders.standard().data / "failprep.sqlite3"
    connection = sqlite3.connect(path)
    version = connection.execute("pragma user_version").fetchone()[0]
    assert version > 0
    connection.execute(f"pragma user_version = {version + 1}")
    connection.close()
    content = path.read_bytes()
    run = failprep("analyse", SPEECH / "jfk.flac", "--save")
    assert (run.status, run.out) == (2, "")
    assert len(run.err.splitlines()) == 1
    assert path.read_bytes() == content


def test_arguments_are_called_as_the_manual_calls_them(failprep: Failprep) -> None:
    for command, name in (("analyse", "AUDIO"), ("transcribe", "AUDIO"), ("assess", "FILE")):
        assert name in failprep(command, "--help").out.splitlines()[0]


def test_doctors_words_stay_in_their_column(
    failprep: Failprep, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FAILPREP_HOME", str(tmp_path))  # settings that are spoilt for this test alone
    config = Folders.standard().config
    config.mkdir(parents=True)
    (config / "settings.json").write_text("{", encoding="utf-8")
    lines = failprep("doctor").out.splitlines()
    column = lines[0].index("The settings")
    assert len(lines) > 1
    assert all(line[:column].strip() == "" for line in lines[1:])


def test_doctor_says_what_works(failprep: Failprep) -> None:
    findings = {item["name"]: item for item in json.loads(failprep("doctor", "--json").out)["findings"]}
    assert set(findings) == {"settings", "data_folder", "themes", "microphone", "speech_model", "coach"}
    assert findings["speech_model"]["works"]
    assert findings["coach"]["works"]
    for finding in findings.values():
        assert finding["works"] or finding["mend"]


def test_the_live_path_says_when_each_sentence_was_final(failprep: Failprep) -> None:
    run = failprep("transcribe", SPEECH / "libri_1088.flac", "--live", "--json")
    assert run.status == 0, run.err
    document = json.loads(run.out)
    live = document.pop("live")
    assert document.pop("compute_s") > 0
    assert live["tail_compute_s"] > 0
    transcript = Transcript.model_validate_json(json.dumps(document))
    check_sentences(transcript)
    assert "admiration" in transcript.text
    moments = live["sentences_final_at_s"]
    assert len(moments) == len(transcript.sentences)
    assert moments == sorted(moments)
    for sentence, moment in zip(transcript.sentences, moments, strict=True):
        assert sentence.end_s is not None
        assert sentence.end_s <= moment + 0.5 <= 16.04 + 0.6


def test_real_time_goes_with_live(failprep: Failprep) -> None:
    run = failprep("transcribe", SPEECH / "jfk.flac", "--real-time")
    assert (run.status, run.out) == (2, "")
    assert "--live" in run.err


def test_without_a_display_a_sample_is_reviewed(failprep: Failprep, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    run = failprep()
    assert run.status == 0, run.err
    assert "no display" in run.err
    assert "of 24" in run.out
    assert "They would ask next" in run.out


def test_history_alone_lists_and_says_when_nothing_is_found(failprep: Failprep) -> None:
    assert failprep("history").status == 0
    assert "zebra" in failprep("history", "search", "zebra").out
