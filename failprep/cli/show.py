"""A review for people, on the terminal."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from failprep.domain import AVOIDED, Assessment, Check, Delivery, TakeSummary, Transcript
from failprep.library import Theme
from failprep.practice import Review
from failprep.store import HIT_END, HIT_START

if TYPE_CHECKING:
    from failprep.coach.judge_check import JudgeCheck

console = Console(highlight=False)


def clock(seconds: float) -> str:
    """Minutes and seconds: 83.4 → 1:23."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"


def delivery_line(delivery: Delivery) -> str:
    """The delivery in one line."""
    parts = [f"{clock(delivery.duration_s)} long", f"{delivery.words_per_minute:.0f} words a minute"]
    parts.append(f"{len(delivery.fillers)} filler{'s' * (len(delivery.fillers) != 1)} heard")
    long = sum(1 for pause in delivery.pauses if pause.end_s - pause.start_s >= 2)
    parts.append(f"{long} long pause{'s' * (long != 1)}")
    if delivery.time_to_first_word_s is not None:
        parts.append(f"first word after {delivery.time_to_first_word_s:.1f} s")
    return " · ".join(parts)


def _mark(check: Check, assessment: Assessment) -> str:
    from failprep.coach.rubric import waits

    if waits(check, assessment):
        return "[dim]·[/]"
    if check.met is None:
        return "[yellow]?[/]"
    return "[green]✓[/]" if check.met else "[dim]○[/]"


def _evidence(check: Check, transcript: Transcript) -> str:
    by_id = {sentence.id: sentence for sentence in transcript.sentences}
    cited = [by_id[number] for number in check.evidence if number in by_id][:1]
    return "".join(
        f"\n    [dim]{clock(s.start_s) + ' ' if s.start_s is not None else ''}“{escape(s.text)}”[/]"
        for s in cited
    )


def review(value: Review, theme: Theme) -> None:
    """The headline, who judged, the rubric with its evidence, the next step and the follow-ups."""
    from failprep.coach import too_short
    from failprep.coach.trust_words import judged_by, left_out, stepped_in

    if value.transcript.too_short:
        console.print(f"\n[bold]{too_short.TITLE}[/]\n{escape(too_short.explain(value.transcript))}")
        _follow_ups(value)
        return
    assessment, provenance = value.assessment, value.provenance
    headline = theme.headlines[assessment.headline]
    console.print(f"\n[bold]{escape(headline.title)}[/]  {assessment.total} of 24")
    console.print(escape(headline.text))
    why = stepped_in(assessment, provenance)
    if why:
        console.print(f"[yellow]{escape(' '.join(filter(None, (why, left_out(assessment)))))}[/]")
    else:
        console.print(f"[dim]{escape(judged_by(assessment, provenance))}[/]")
    if value.delivery:
        console.print(f"[dim]{delivery_line(value.delivery)}[/]")
    for criterion in assessment.criteria:
        text = theme.criteria[criterion.id]
        bar = "■" * criterion.level + "□" * (4 - criterion.level)
        console.print(f"\n[bold]{escape(text.title)}[/] [green]{bar}[/]")
        for check in criterion.checks:
            unsure = " [yellow](uncertain)[/]" if check.uncertain else ""
            shown = (check.met and check.id not in AVOIDED) or (check.met is False and check.id in AVOIDED)
            quote = _evidence(check, value.transcript) if shown else ""
            console.print(
                f"  {_mark(check, assessment)} {escape(text.checks[check.id].title)}{unsure}{quote}"
            )
    console.print(
        "\n[dim]✓ heard   ○ not heard   · counts once there is something beside it   ? cannot tell[/]"
    )
    console.print(f"\n[bold]One thing for the next take[/]\n{escape(assessment.next_step)}")
    _follow_ups(value)


def _follow_ups(value: Review) -> None:
    console.print("\n[bold]They would ask next[/]")
    for follow_up in value.follow_ups:
        console.print(f"• {escape(follow_up.question)}")


def takes(rows: tuple[TakeSummary, ...], search: str = "") -> None:
    """The history as a table."""
    if not rows:
        console.print(f"Nothing you said holds “{escape(search)}”." if search else "No takes here yet.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("Number", "When", "Prompt", "Length", "Total"):
        table.add_column(heading, justify="right" if heading in {"Number", "Length", "Total"} else "left")
    for row in rows:
        total = "too short" if row.too_short else f"{row.total}/24"
        if row.total is None:
            total = "–"
        elif row.reply_to is not None:
            total = "follow-up"
        when = row.started_at.astimezone().strftime("%d %b %Y %H:%M")
        prompt = escape(row.title or row.reply_question or row.prompt)
        if row.snippet:
            found = escape(row.snippet).replace(HIT_START, "[bold]").replace(HIT_END, "[/bold]")
            prompt += f"\n[dim]{found}[/dim]"
        table.add_row(f"#{row.id}", when, prompt, clock(row.duration_s), total)
    console.print(table)


def judge_check(found: "JudgeCheck", theme: Theme) -> None:
    """How far a coach agrees with the reference answers, criterion by criterion."""
    from failprep.coach.tiers import TIERS

    console.print(f"\n[bold]{escape(found.coach)}[/]: {escape(found.line)}, over {found.answers} answers\n")
    rows = [(theme.criteria[criterion].title, agreement) for criterion, agreement in found.criteria.items()]
    rows += [("Answers that only sound good", found.traps), ("Checks that are not met", found.unmet)]
    for title, agreement in rows:
        console.print(f"  {escape(title):<30} {agreement.agreed:4} of {agreement.of}")
    if found.tier is not None:
        console.print(f"\nTrust: {found.tier}. {TIERS[found.tier]}")
    console.print("\n[dim]The reference answers were labelled by careful reading, not by hiring experts.[/]")
