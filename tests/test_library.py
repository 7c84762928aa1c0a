"""Loading themes: the packaged ones, a user's own, and what is said about broken ones."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from failprep.domain import CHECKS, UserError
from failprep.library import OWN, Library
from failprep.library.reader import read_theme
from failprep.resources import resource

THEME = """
title = "Bakery"
about = "What the head baker asks."
"""
PROMPTS = """
[[families]]
id = "mornings"
title = "Mornings"
about = "Before the shop opens."

[[prompts]]
id = "bakery-burnt"
family = "mornings"
text = "Tell me about a batch you ruined."

[[prompts]]
id = "bakery-late"
family = "mornings"
level = "early"
text = "When did you oversleep?"
listens_for = "who paid for it"
"""
SAMPLE = """
title = "No salt"
kind = "strong"
speaker = "Baker"
prompt = "Tell me about a batch you ruined."
summary = "Short and honest."
sentences = ["In May I baked sixty loaves without salt.", "Now it waits in a bowl."]
[checks]
harm_sized = { met = true, sentences = [1] }
still_a_risk = { met = false, sentences = [] }
[[comments]]
check = "harm_sized"
sentences = [1]
text = "Sixty is a number."
[[comments]]
check = "still_a_risk"
sentences = [2]
text = "When would it happen again?"
"""


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    """A user's themes folder with one small, valid theme."""
    folder = tmp_path / "themes" / "bakery"
    (folder / "samples").mkdir(parents=True)
    (folder / "theme.toml").write_text(THEME, encoding="utf-8")
    (folder / "prompts.toml").write_text(PROMPTS, encoding="utf-8")
    (folder / "samples" / "no-salt.toml").write_text(SAMPLE, encoding="utf-8")
    return folder.parent


def test_a_users_theme_comes_after_the_packaged_one_and_borrows_what_it_leaves_out(themes: Path) -> None:
    library = Library.load(themes)

    assert library.problems == ()
    assert [theme.id for theme in library.themes] == ["failure", "bakery"]
    packaged, own = library.themes
    assert library.theme() is packaged
    assert library.theme("bakery") is own
    assert own.title == "Bakery"
    assert [(p.id, p.level, p.family, p.theme) for p in own.prompts] == [
        ("bakery-burnt", "any", "mornings", "bakery"),
        ("bakery-late", "early", "mornings", "bakery"),
    ]
    assert [p.listens_for for p in own.prompts] == [packaged.listens_for, "who paid for it"]
    assert own.criteria == packaged.criteria
    assert own.questions == packaged.questions
    assert own.words == packaged.words
    assert own.guide == packaged.guide


def test_a_users_sample_has_its_comments_and_recording(themes: Path) -> None:
    samples = themes / "bakery" / "samples"
    shutil.copy(resource("assets/samples/chef-allergy.flac"), samples / "no-salt.flac")
    (samples / "no-salt.json").write_text("[[0.5, 2], [2.5, 4.25]]", encoding="utf-8")

    sample = Library.load(themes).theme("bakery").sample("no-salt")

    assert sample.audio == samples / "no-salt.flac"
    assert [(span.start_s, span.end_s) for span in sample.times] == [(0.5, 2.0), (2.5, 4.25)]
    assert [(c.check, c.met, c.sentences) for c in sample.comments] == [
        ("harm_sized", True, (1,)),
        ("still_a_risk", False, (2,)),
    ]
    assert sample.met == {"harm_sized"}
    assert sample.text == "In May I baked sixty loaves without salt. Now it waits in a bowl."


def test_a_users_sample_never_takes_the_packaged_recording(themes: Path) -> None:
    samples = themes / "bakery" / "samples"
    (samples / "no-salt.toml").rename(samples / "chef-allergy.toml")

    assert Library.load(themes).theme("bakery").sample("chef-allergy").audio is None


def test_a_theme_may_bring_its_own_wording(themes: Path) -> None:
    for name in ("rubric.toml", "headlines.toml", "guide.toml"):
        shutil.copy(resource(f"content/failure/{name}"), themes / "bakery" / name)
    rubric = themes / "bakery" / "rubric.toml"
    text = rubric.read_text(encoding="utf-8").replace('title = "Root cause"', 'title = "Why the bread burnt"')
    rubric.write_text(text, encoding="utf-8")

    theme = Library.load(themes).theme("bakery")

    assert theme.criteria["root_cause"].title == "Why the bread burnt"
    assert theme.check("cause_given") == Library.load().theme().check("cause_given")


def test_a_file_saved_with_a_byte_order_mark_is_read(themes: Path) -> None:
    (themes / "bakery" / "theme.toml").write_text(THEME, encoding="utf-8-sig")

    assert Library.load(themes).problems == ()


def test_hidden_folders_and_loose_files_are_no_themes(themes: Path) -> None:
    (themes / ".git").mkdir()
    (themes / "_drafts").mkdir()
    (themes / "notes.txt").write_text("later", encoding="utf-8")

    assert Library.load(themes).problems == ()


@pytest.mark.parametrize("folder", [None, "nowhere"])
def test_without_a_users_folder_there_are_the_packaged_themes(tmp_path: Path, folder: str | None) -> None:
    library = Library.load(tmp_path / folder if folder else None)

    assert [theme.id for theme in library.themes] == ["failure"]
    assert library.problems == ()


def _replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(theme: Path) -> None:
        file = theme / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _copied(name: str, old: str, new: str) -> Callable[[Path], None]:
    """The packaged file, with one place changed."""

    def change(theme: Path) -> None:
        shutil.copy(resource(f"content/failure/{name}"), theme / name)
        _replace(name, old, new)(theme)

    return change


def _written(name: str, data: bytes) -> Callable[[Path], None]:
    def change(theme: Path) -> None:
        (theme / name).write_bytes(data)

    return change


def _times(text: str) -> Callable[[Path], None]:
    def change(theme: Path) -> None:
        (theme / "samples" / "no-salt.flac").write_bytes(b"")
        (theme / "samples" / "no-salt.json").write_text(text, encoding="utf-8")

    return change


SAMPLE_FILE = "samples/no-salt.toml"
MISTAKES = [
    (_replace("theme.toml", 'title = "Bakery"', ""), "theme.toml", "“title” is missing"),
    (_replace("theme.toml", '"Bakery"', '" "'), "theme.toml", "“title” should be a text"),
    (_replace("theme.toml", '"Bakery"', "3"), "theme.toml", "“title” should be a text"),
    (_replace("theme.toml", "about", "abuot"), "theme.toml", "“about” is missing"),
    (_written("theme.toml", b'title = "a"\nabout = "b"\ntitel = "c"'), "theme.toml", "“titel” is not a key"),
    (_written("theme.toml", b"title = "), "theme.toml", "is not valid TOML"),
    (_written("theme.toml", b'title = "\xff"'), "theme.toml", "is not valid TOML"),
    (
        _written("theme.toml", b'title = "a"\nabout = "b"\nquestions = 1'),
        "theme.toml",
        "“questions” should be",
    ),
    (
        _written("theme.toml", b'title = "a"\nabout = "b"\n[questions]\nreal_failure = "c"'),
        "theme.toml",
        "“questions.ownership” is missing",
    ),
    (lambda theme: (theme / "theme.toml").unlink(), "theme.toml", "There is no theme.toml"),
    (lambda theme: (theme / "prompts.toml").unlink(), "prompts.toml", "There is no prompts.toml"),
    (
        _written("prompts.toml", b"prompts = []\nfamilies = []"),
        "prompts.toml",
        "“families” should be one or more",
    ),
    (
        _replace("prompts.toml", 'id = "bakery-late"', 'id = "bakery-burnt"'),
        "prompts.toml",
        "“prompts[2].id”",
    ),
    (
        _replace("prompts.toml", 'id = "bakery-late"', 'id = "own"'),
        "prompts.toml",
        "“prompts[2].id” is “own”",
    ),
    (
        _replace("prompts.toml", 'id = "bakery-late"', 'id = "failed-shift"'),
        "prompts.toml",
        "“prompts[2].id”",
    ),
    (_replace("prompts.toml", '"early"', '"junior"'), "prompts.toml", "“prompts[2].level” is “junior”"),
    (
        _replace("prompts.toml", 'family = "mornings"', 'family = "x"'),
        "prompts.toml",
        "“prompts[1].family” is “x”",
    ),
    (
        _replace("prompts.toml", "listens_for", "listen_for"),
        "prompts.toml",
        "“prompts[2].listen_for” is not a",
    ),
    (
        _replace(
            "prompts.toml",
            "[[prompts]]",
            '[[families]]\nid = "mornings"\ntitle = "a"\nabout = "b"\n[[prompts]]',
        ),
        "prompts.toml",
        "“families[2].id” is “mornings”",
    ),
    (
        _copied("rubric.toml", "[tone.proportionate]", "[tone.moderate]"),
        "rubric.toml",
        "“tone.proportionate” is",
    ),
    (
        _copied("rubric.toml", "misses =", "missed ="),
        "rubric.toml",
        "“real_failure.specific_event.misses” is missing",
    ),
    (_copied("rubric.toml", "[tone]", "[tone.calm]\n[tone]"), "rubric.toml", "“tone.calm” is not a key"),
    (
        _copied("headlines.toml", "[headlines.changed]", "[headlines.done]"),
        "headlines.toml",
        "“headlines.changed”",
    ),
    (
        _copied("headlines.toml", "[[levels]]", "[[levels]]\ntitle='a'\ntext='b'\n[[levels]]"),
        "headlines.toml",
        "“levels”",
    ),
    (
        _copied("guide.toml", '"not_rebranded"', '"not_rebranding"'),
        "guide.toml",
        "“pitfalls[1].check” is “not_reb",
    ),
    (
        _replace(SAMPLE_FILE, "harm_sized = {", "harm_size = {"),
        SAMPLE_FILE,
        "“checks.harm_size” is not a check",
    ),
    (_replace(SAMPLE_FILE, '"harm_sized"', '"tone"'), SAMPLE_FILE, "“comments[1].check” is “tone”"),
    (
        _replace(SAMPLE_FILE, "sentences = [2]", "sentences = [3]"),
        SAMPLE_FILE,
        "“comments[2].sentences” names sentence 3",
    ),
    (
        _replace(SAMPLE_FILE, "sentences = [2]", "sentences = [0]"),
        SAMPLE_FILE,
        "“comments[2].sentences” names sentence 0",
    ),
    (
        _replace(SAMPLE_FILE, "sentences = [2]", "sentences = ['2']"),
        SAMPLE_FILE,
        "“comments[2].sentences” should be",
    ),
    (
        _replace(SAMPLE_FILE, "sentences = [1] }", "sentences = [7] }"),
        SAMPLE_FILE,
        "“checks.harm_sized.sentences” names",
    ),
    (
        _replace(SAMPLE_FILE, "met = true", 'met = "yes"'),
        SAMPLE_FILE,
        "“checks.harm_sized.met” should be true or",
    ),
    (_replace(SAMPLE_FILE, '"strong"', '"good"'), SAMPLE_FILE, "“kind” is “good”"),
    (_replace(SAMPLE_FILE, '"Now it waits in a bowl."', "2"), SAMPLE_FILE, "“sentences[2]” should be a text"),
    (_replace(SAMPLE_FILE, 'summary = "Short and honest."', ""), SAMPLE_FILE, "“summary” is missing"),
    (_times("[[0, 1]]"), "no-salt.json", "times for 1 sentences, but the answer has 2"),
    (_times("[0, 1]"), "no-salt.json", "should hold a start and an end"),
    (_times("{"), "no-salt.json", "should hold a start and an end"),
]


@pytest.mark.parametrize(("spoil", "file", "complaint"), MISTAKES)
def test_a_mistake_is_told_with_file_and_key_and_costs_only_that_theme(
    themes: Path, spoil: Callable[[Path], None], file: str, complaint: str
) -> None:
    spoil(themes / "bakery")

    library = Library.load(themes)

    assert [theme.id for theme in library.themes] == ["failure"]
    (problem,) = library.problems
    assert complaint in problem
    assert Path(file).name in problem
    assert str(themes / "bakery") in problem


def test_one_broken_theme_does_not_hide_another(themes: Path) -> None:
    broken = themes / "a-broken-one"
    broken.mkdir()

    library = Library.load(themes)

    assert [theme.id for theme in library.themes] == ["failure", "bakery"]
    (problem,) = library.problems
    assert problem == f"There is no theme.toml in {broken}. Every theme needs one."


def test_a_theme_cannot_take_the_name_of_a_packaged_one(themes: Path) -> None:
    (themes / "bakery").rename(themes / "failure")

    library = Library.load(themes)

    assert len(library.themes) == 1
    assert library.theme().title == "Learning from failure"
    assert library.problems[0].endswith("has the same name as another. Rename its folder.")


def test_what_cannot_be_opened_is_told(themes: Path) -> None:
    prompts = themes / "bakery" / "prompts.toml"
    prompts.unlink()
    prompts.mkdir()

    (problem,) = Library.load(themes).problems

    assert f"{prompts} cannot be read" in problem


def test_a_packaged_theme_must_be_complete(themes: Path) -> None:
    with pytest.raises(UserError, match="listens_for"):
        read_theme(themes / "bakery")


def test_a_saved_take_of_a_theme_that_is_gone_still_finds_words() -> None:
    library = Library.load()

    assert library.theme("gone") is library.theme()


def test_prompts_are_found_by_id_or_by_text(themes: Path) -> None:
    library = Library.load(themes)
    first = library.theme().prompts[0]

    assert library.prompt(first.id) == first
    assert library.prompt(f"  {first.text.upper()}\n") == first
    assert library.prompt("bakery-late").text == "When did you oversleep?"


def test_any_other_text_is_a_prompt_of_the_users_own() -> None:
    library = Library.load()

    prompt = library.prompt(" What did you\nbreak last? ")

    assert (prompt.id, prompt.text, prompt.theme) == (OWN, "What did you break last?", "failure")
    assert prompt.listens_for == library.theme().listens_for
    with pytest.raises(UserError, match="empty"):
        library.prompt("  \n")


def test_wording_is_found_by_id() -> None:
    theme = Library.load().theme()

    assert [theme.check(check).id for check in CHECKS] == list(CHECKS)
    assert theme.family("regret").id == "regret"
    for lookup in (theme.check, theme.family, theme.sample):
        with pytest.raises(KeyError):
            lookup("nothing")
