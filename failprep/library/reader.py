"""From a folder of TOML files to a checked ``Theme``."""

import json
from pathlib import Path

from failprep.domain import CHECKS, HEADLINES, INTERVIEWERS, PARTS, RUBRIC, Prompt, Span, UserError
from failprep.library.tables import Table
from failprep.library.theme import (
    KINDS,
    LEVELS,
    OWN,
    VERDICTS,
    CheckText,
    Comment,
    CriterionText,
    Family,
    Guide,
    Pitfall,
    Question,
    Related,
    Sample,
    SampleCheck,
    Strategy,
    Theme,
    Wording,
    Words,
)
from failprep.resources import resource


def read_theme(folder: Path, base: Theme | None = None) -> Theme:
    """Read and check the theme in ``folder``; what it may leave out is taken from ``base``.

    Raises:
        UserError: Something is missing or does not fit; it names the file and the key.
    """

    def left_out(name: str) -> bool:
        return not (folder / name).exists()

    file = Table.read(folder / "theme.toml")
    title, about = file.text("title"), file.text("about")
    listens_for = file.text("listens_for", base.listens_for if base else None)
    questions = base.questions if base and not file.has("questions") else _questions(file.table("questions"))
    file.close()
    families, prompts = _prompts(Table.read(folder / "prompts.toml"), folder.name, listens_for)
    rubric, words, guide = folder / "rubric.toml", folder / "headlines.toml", folder / "guide.toml"
    return Theme(
        id=folder.name,
        title=title,
        about=about,
        listens_for=listens_for,
        folder=folder,
        questions=questions,
        families=families,
        prompts=prompts,
        criteria=base.criteria if base and left_out(rubric.name) else _rubric(Table.read(rubric)),
        words=base.words if base and left_out(words.name) else _words(Table.read(words)),
        guide=base.guide if base and left_out(guide.name) else _guide(Table.read(guide)),
        samples=_samples(folder),
    )


def _questions(table: Table) -> tuple[Question, ...]:
    return tuple(Question(criterion, table.text(criterion)) for criterion in RUBRIC)


def _prompts(file: Table, theme: str, listens_for: str) -> tuple[tuple[Family, ...], tuple[Prompt, ...]]:
    families: dict[str, Family] = {}
    for row in file.tables("families"):
        family = Family(row.text("id"), row.text("title"), row.text("about"))
        if family.id in families:
            raise row.wrong("id", f"is “{family.id}”, which another family has already")
        families[family.id] = family
    prompts: dict[str, Prompt] = {}
    for row in file.tables("prompts"):
        prompt = Prompt(
            id=row.text("id"),
            text=row.text("text"),
            family=row.choice("family", families),
            listens_for=row.text("listens_for", listens_for),
            level=row.choice("level", LEVELS, "any"),
            theme=theme,
        )
        if prompt.id in prompts:
            raise row.wrong("id", f"is “{prompt.id}”, which another prompt has already", "Give each its own.")
        if prompt.id == OWN:
            raise row.wrong("id", f"is “{OWN}”, which stands for questions typed in", "Choose another.")
        prompts[prompt.id] = prompt
    file.close()
    return tuple(families.values()), tuple(prompts.values())


def _rubric(file: Table) -> dict[str, CriterionText]:
    criteria = {}
    for criterion, check_ids in RUBRIC.items():
        row = file.table(criterion)
        checks = {}
        for check in check_ids:
            words = row.table(check)
            checks[check] = CheckText(check, words.text("title"), words.text("meets"), words.text("misses"))
        criteria[criterion] = CriterionText(criterion, row.text("title"), row.text("question"), checks)
    file.close()
    return criteria


def _wording(row: Table) -> Wording:
    return Wording(row.text("title"), row.text("text"))


def _words(file: Table) -> Words:
    levels = file.tables("levels")
    if len(levels) != 5:
        raise file.wrong("levels", "should be five tables, for 0 to 4 checks met")

    def wordings(key: str, ids: tuple[str, ...]) -> dict[str, Wording]:
        table = file.table(key)
        return {name: _wording(table.table(name)) for name in ids}

    words = Words(
        headlines=wordings("headlines", HEADLINES),
        levels=tuple(_wording(row) for row in levels),
        verdicts=wordings("verdicts", VERDICTS),
        parts=wordings("parts", PARTS),
        interviewers=wordings("interviewers", INTERVIEWERS),
    )
    file.close()
    return words


def _guide(file: Table) -> Guide:
    def related(key: str) -> tuple[Related, ...]:
        return tuple(
            Related(row.text("title"), row.text("asked_by", ""), row.text("text")) for row in file.tables(key)
        )

    guide = Guide(
        pitfalls=tuple(
            Pitfall(row.text("title"), row.text("text"), row.choice("check", CHECKS))
            for row in file.tables("pitfalls")
        ),
        strategies=tuple(
            Strategy(row.text("question"), row.text("advice"), row.choice("check", CHECKS))
            for row in file.tables("strategies")
        ),
        related=related("related"),
        companies=related("companies"),
    )
    file.close()
    return guide


def _samples(folder: Path) -> tuple[Sample, ...]:
    """The sample answers in ``folder/samples``, strong ones first, else in the order of their file names."""
    samples = [_sample(Table.read(file), folder) for file in sorted((folder / "samples").glob("*.toml"))]
    return tuple(sorted(samples, key=lambda sample: KINDS.index(sample.kind)))


def _sample(file: Table, folder: Path) -> Sample:
    sample_id = file.file.stem
    sentences = file.texts("sentences")
    judged = file.table("checks")
    checks = {}
    for check in judged:
        if check not in CHECKS:
            raise judged.wrong(check, "is not a check of the rubric", f"Use one of: {', '.join(CHECKS)}.")
        row = judged.table(check)
        checks[check] = SampleCheck(row.flag("met"), row.numbers("sentences", len(sentences)))
    comments = []
    for row in file.tables("comments"):
        check = row.choice("check", tuple(checks))
        places = row.numbers("sentences", len(sentences))
        comments.append(Comment(check, checks[check].met, places, row.text("text")))
    audio = _audio(sample_id, folder)
    sample = Sample(
        id=sample_id,
        title=file.text("title"),
        kind=file.choice("kind", KINDS),
        speaker=file.text("speaker"),
        prompt=file.text("prompt"),
        sentences=sentences,
        summary=file.text("summary"),
        comments=tuple(comments),
        checks=checks,
        audio=audio,
        times=_times(audio, len(sentences)),
    )
    file.close()
    return sample


def _audio(sample_id: str, folder: Path) -> Path | None:
    """The recording beside the sample's file, or the packaged one; a sample may have none."""
    beside = folder / "samples" / f"{sample_id}.flac"
    if beside.exists():
        return beside
    try:
        packaged = resource(f"assets/samples/{sample_id}.flac")
    except FileNotFoundError:
        return None
    return packaged if folder.parent == resource("content") else None


def _times(audio: Path | None, count: int) -> tuple[Span, ...]:
    """Each sentence's place in the recording: ``[[start_s, end_s], …]`` in a JSON file beside it, if any."""
    if audio is None:
        return ()
    file = audio.with_suffix(".json")
    try:
        spans = tuple(Span(float(start), float(end)) for start, end in json.loads(file.read_text("utf-8")))
    except FileNotFoundError:
        return ()
    except (OSError, TypeError, ValueError) as error:
        raise UserError(f"{file} should hold a start and an end in seconds for each sentence.") from error
    if len(spans) != count:
        raise UserError(f"{file} has times for {len(spans)} sentences, but the answer has {count}.")
    return spans
