"""Takes as files that other programs read.

Each take becomes ``answer.md`` (to read), ``take.json`` (the contract's document and what else is known),
``answer.srt`` (subtitles) and its recording; all takes together also get ``takes.csv``. Everything is written
under another name first and then moved into place, so an export is there whole or not at all.
"""

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from failprep.domain import RUBRIC, Assessment, Provenance, Take, TakeSummary, Transcript, UserError
from failprep.store.reading import Correction
from failprep.store.values import document, to_json

_CUE_CHARACTERS = 84  # two lines of a subtitle
_CUE_S = 6.0


def write(
    target: Path,
    takes: Iterable[tuple[Take, Sequence[Correction]]],
    titles: Mapping[str, str],
    *,
    listing: Sequence[TakeSummary] | None = None,
) -> Path:
    """Write the export and return where it is. See ``Store.export``.

    Args:
        target: A folder to write into, or the name of a zip file.
        takes: The takes with what the user overruled, read one by one.
        titles: Words for the ids of criteria, checks and headlines.
        listing: All takes, for the table beside them; without it there is one take, and it stands alone.
    """
    zipped = target.suffix.lower() == ".zip"
    parent = target.parent if zipped else target
    if zipped and target.exists():
        raise UserError(f"There is already a file {target}.", "Choose another name; nothing was overwritten.")
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".failprep-export-", dir=parent) as scratch:
            content = Path(scratch) / "content"
            content.mkdir()
            name = f"failprep {datetime.now().astimezone():%Y-%m-%d} all takes"
            for take, corrections in takes:
                if listing is None:
                    folder, name = content, _name(take)
                else:
                    folder = content / _name(take)
                    folder.mkdir()
                _write_take(take, corrections, folder, titles)
            if listing is not None:
                (content / "takes.csv").write_text(takes_csv(listing), encoding="utf-8-sig", newline="")
            return _zip(content, target) if zipped else _place(content, target, name)
    except OSError as error:
        raise UserError(
            f"The export could not be written in {parent}.",
            "Check that you may write there and that the disk has room.",
        ) from error


def takes_csv(rows: Sequence[TakeSummary]) -> str:
    """All takes as CSV, one a line."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            *("id", "started_at", "prompt_id", "prompt", "title", "note", "duration_s", "words"),
            *("words_per_minute", "fillers", "coach", "headline", "total", *RUBRIC, "reply_to"),
        ]
    )
    for row in rows:
        levels = row.levels or ("",) * len(RUBRIC)
        writer.writerow(
            [
                row.id,
                row.started_at.isoformat(),
                _cell(row.prompt_id),
                _cell(row.prompt),
                _cell(row.title),
                _cell(row.note),
                row.duration_s,
                row.words,
                row.words_per_minute,
                row.fillers,
                row.coach,
                row.headline,
                row.total,
                *levels,
                row.reply_to,
            ]
        )
    return out.getvalue()


def markdown(take: Take, titles: Mapping[str, str]) -> str:
    """A take to read: prompt, answer, rubric with the candidate's own words, follow-ups, note."""

    def title(identifier: str) -> str:
        return titles.get(identifier, identifier.replace("_", " ").capitalize())

    lines = [f"# {take.title or take.prompt}", ""]
    if take.title:
        lines += [f"**{take.prompt}**", ""]
    if take.reply_question:
        lines += [f"Asked in return: *{take.reply_question}*", ""]
    lines += [f"{take.started_at.astimezone():%d %B %Y, %H:%M} · {_clock(take.duration_s)}", ""]
    if take.note:
        lines += ["## Note", "", take.note, ""]
    if take.transcript is not None:
        lines += ["## What was said", "", take.transcript.text, ""]
    if take.assessment is not None:
        short = take.transcript is not None and take.transcript.too_short
        rubric = _rubric(take.assessment, take.provenance, take.transcript, title)
        lines += ["## Rubric: too short to judge", ""] if short else rubric
    if take.follow_ups:
        lines += ["## Follow-up questions", "", *(f"- {asked.question}" for asked in take.follow_ups), ""]
    if take.delivery is not None:
        said = take.delivery
        counts = f"{len(said.fillers)} fillers, {len(said.pauses)} pauses"
        lines += ["## Delivery", "", f"{said.words_per_minute:.0f} words per minute, {counts}", ""]
    return "\n".join(lines)


def subtitles(transcript: Transcript) -> str:
    """The transcript as SubRip, in cues of at most two lines and six seconds; empty without times."""
    cues: list[tuple[float, float, str]] = []
    words: list[str] = []
    start = end = 0.0
    for word in transcript.words:
        text = word.text.strip()
        full = words and (len(" ".join(words)) + len(text) >= _CUE_CHARACTERS or word.end_s - start > _CUE_S)
        if full:
            cues.append((start, end, " ".join(words)))
            words = []
        if not words:
            start = word.start_s
        words.append(text)
        end = word.end_s
        if text.endswith((".", "?", "!")):
            cues.append((start, end, " ".join(words)))
            words = []
    if words:
        cues.append((start, end, " ".join(words)))
    return "".join(
        f"{number}\n{_srt_time(start)} --> {_srt_time(end)}\n{text}\n\n"
        for number, (start, end, text) in enumerate(cues, start=1)
    )


def _write_take(
    take: Take, corrections: Sequence[Correction], folder: Path, titles: Mapping[str, str]
) -> None:
    (folder / "answer.md").write_text(markdown(take, titles), encoding="utf-8")
    whole = {
        "take": {
            "id": take.id,
            "prompt_id": take.prompt_id,
            "prompt": take.prompt,
            "theme": take.theme,
            "started_at": take.started_at.isoformat(),
            "duration_s": take.duration_s,
            "title": take.title,
            "note": take.note,
            "target_s": take.target_s,
            "self_rating": take.self_rating,
            "reply_to": take.reply_to,
            "reply_question": take.reply_question,
            "reply_check": take.reply_check,
            "marks_s": take.recording.marks_s if take.recording else (),
        },
        **document(take),
        "provenance": take.provenance,
        "corrections": [
            {"check": c.check, "was": c.was, "met": c.met, "note": c.note, "made_at": c.made_at.isoformat()}
            for c in corrections
        ],
    }
    (folder / "take.json").write_text(to_json(whole, indent=1), encoding="utf-8")
    cues = subtitles(take.transcript) if take.transcript else ""
    if cues:
        (folder / "answer.srt").write_text(cues, encoding="utf-8")
    if take.recording is not None and take.recording.path.is_file():
        shutil.copyfile(take.recording.path, folder / f"recording{take.recording.path.suffix}")


def _rubric(
    assessment: Assessment, provenance: Provenance, transcript: Transcript | None, title: Callable[[str], str]
) -> list[str]:
    sentences = {sentence.id: sentence.text for sentence in transcript.sentences} if transcript else {}
    lines = [f"## Rubric: {title(assessment.headline)}, {assessment.total} of 24", ""]
    if assessment.fallback:
        why = provenance.line or f"({assessment.fallback})"
        lines += [f"Assessed by the {assessment.coach} coach: {why}", ""]
    for criterion in assessment.criteria:
        lines += [f"### {title(criterion.id)}: {criterion.level} of 4", ""]
        for check in criterion.checks:
            verdict = {True: "yes", False: "no", None: "cannot tell"}[check.met]
            lines.append(f"- {title(check.id)}: {verdict}{' (uncertain)' if check.uncertain else ''}")
            lines += [f"  > {sentences[number]}" for number in check.evidence if number in sentences]
        lines.append("")
    return [*lines, "## For the next take", "", assessment.next_step, ""]


def _place(content: Path, folder: Path, name: str) -> Path:
    place = folder / name
    number = 2
    while place.exists():
        place = folder / f"{name} ({number})"
        number += 1
    content.rename(place)
    return place


def _zip(content: Path, target: Path) -> Path:
    packed = Path(shutil.make_archive(str(content.with_name("packed")), "zip", content))
    packed.rename(target)
    return target


def _name(take: Take) -> str:
    words = re.sub(r"[^\w]+", " ", take.title or take.prompt_id).strip()[:40].strip()
    return f"{take.started_at.astimezone():%Y-%m-%d} take {take.id} {words}".strip()


def _cell(text: str) -> str:
    """Text that a spreadsheet will not run as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _srt_time(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, thousandths = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{thousandths // 1000:02d},{thousandths % 1000:03d}"
