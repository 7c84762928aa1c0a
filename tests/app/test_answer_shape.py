from failprep.app import answer_shape
from failprep.domain import PARTS
from tests.app.made_up import clinic_take


def test_the_waveform_takes_the_colour_of_what_is_told() -> None:
    take = clinic_take()
    assert take.delivery is not None
    parts = answer_shape.parts_over_time(260, take.transcript, take.delivery)
    first_seen = list(dict.fromkeys(parts))
    assert first_seen == ["setup", "failure", "cause", "change", "since"]
    assert take.transcript is not None
    change = take.transcript.sentences[9]
    middle = ((change.start_s or 0) + (change.end_s or 0)) / 2
    assert parts[int(middle / take.delivery.duration_s * 260)] == "change"


def test_a_silence_belongs_to_what_was_said_before_it() -> None:
    take = clinic_take()
    assert take.delivery is not None
    assert take.transcript is not None
    begins = take.transcript.sentences[5].start_s or 0.0  # the cause, after a pause of 2.6 s
    step = take.delivery.duration_s / 1000
    parts = answer_shape.parts_over_time(1000, take.transcript, take.delivery)
    assert parts[int((begins - 1.0) / step)] == "failure"
    assert parts[int((begins + 0.5) / step)] == "cause"


def test_without_a_transcript_everything_is_grey_and_a_quiet_take_still_fills_the_drawing() -> None:
    bars = answer_shape.bars((0.05, 0.1, 0.2), None, None)
    assert {bar.part for bar in bars} == {"other"}
    assert bars[2].amplitude == 1.0
    assert bars[0].amplitude == 0.25


def test_silence_is_not_blown_up() -> None:
    assert answer_shape.bars((0.001, 0.002), None, None)[1].amplitude == 0.002


def test_the_legend_keeps_the_order_of_a_well_told_answer() -> None:
    take = clinic_take()
    titles = {part: part.upper() for part in PARTS}
    legend = answer_shape.legend(take.delivery, titles)
    assert [entry.title for entry in legend] == ["SETUP", "FAILURE", "CAUSE", "CHANGE", "SINCE"]
    assert abs(sum(entry.share for entry in legend) - 1) < 1e-9
    assert answer_shape.legend(None, titles) == ()
