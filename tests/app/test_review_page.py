from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from failprep.app.jobs import Jobs
from failprep.app.review_view import ReviewView
from failprep.app.shown_transcript import Place
from failprep.app.text_marks import rectangles
from failprep.domain import UserError
from failprep.store import Store
from tests.app.looks import troubles
from tests.app.made_up import CLINIC_CHECKS, assessed, clinic_take, few_words, fresh_take, long_take
from tests.app.stage import SilentPlayer, SteeredReviewer, keep, review_screen
from tests.app.window import (
    click,
    item,
    items,
    lay_out,
    nameless,
    names_by_tab,
    page_window,
    press,
    spoken_name,
)

PAGE = "ReviewPage.qml"


@pytest.fixture
def view(store: Store, jobs: Jobs, player: SilentPlayer, reviewer: SteeredReviewer) -> ReviewView:
    return review_screen(store, jobs, player=player, reviewer=reviewer, guess_first=True)


@pytest.fixture
def window(qtbot: QtBot, view: ReviewView, store: Store) -> Iterator[QQuickWindow]:
    view.open(keep(store, replace(clinic_take(), self_rating=15)))
    qtbot.waitUntil(lambda: view.stage == "done" and view.shape.bars.count > 0)
    with page_window(view, PAGE) as window:
        qtbot.waitUntil(lambda: view.transcript.marks.count > 0)
        yield window


def drawn(window: QQuickWindow) -> int:
    """How many different colours the picture has: a page that is not drawn has few."""
    picture = window.grabWindow()
    assert not picture.isNull()
    return len(
        {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    )


def settled(qtbot: QtBot, made: QQuickItem) -> QQuickItem:
    """An item that was just made, once it has its place."""
    qtbot.waitUntil(lambda: made.width() > 0 and made.mapToScene(QPointF(0, 0)).y() > 0)
    return made


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize(("width", "height"), [(1280, 820), (1024, 700), (900, 640)])
def test_the_page_is_drawn_in_every_size_and_appearance(
    qtbot: QtBot, view: ReviewView, store: Store, dark: bool, width: int, height: int
) -> None:
    view.open(keep(store, clinic_take()))
    qtbot.waitUntil(lambda: view.stage == "done")
    with page_window(view, PAGE, width=width, height=height, dark=dark) as window:
        qtbot.waitUntil(lambda: drawn(window) > 60)
        column = item(window, "resultColumn")
        assert column.mapToScene(QPointF(column.width(), 0)).x() <= width


@pytest.mark.parametrize("state", ["working", "waiting", "failed", "guess", "no audio", "empty"])
def test_every_state_is_drawn(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer, state: str
) -> None:
    if state == "no audio":
        view.open(keep(store, clinic_take(audio=None)))
        qtbot.waitUntil(lambda: view.stage == "done")
    elif state != "empty":
        reviewer.outcome = (
            UserError("No voice was heard.", "Try once more.") if state == "failed" else clinic_take()
        )
        view.work_on(keep(store, fresh_take()))
        qtbot.waitUntil(lambda: view.stage == "working" and view.steps.rows[1].phase == "now")
        if state == "waiting":
            view.cancel()
        elif state != "working":
            reviewer.go.set()
        qtbot.waitUntil(lambda: view.stage == ("done" if state == "guess" else state))
    with page_window(view, PAGE) as window:
        assert drawn(window) >= (2 if state == "empty" else 20)
        assert item(window, "workCard").isVisible() == (state in {"working", "waiting", "failed"})
        assert item(window, "guessCard").isVisible() == (state in {"working", "guess"})
        assert item(window, "headline").isVisible() == (state == "no audio")
        assert item(window, "playPause").isVisible() == (state not in {"no audio", "empty"})


def test_clicking_a_word_plays_from_it(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, player: SilentPlayer
) -> None:
    take = clinic_take()
    assert take.transcript is not None
    word = next(word for word in take.transcript.words if word.text == "patients")
    document = view.transcript._document
    assert document is not None
    start = view.transcript.text.index("patients")
    (place,) = rectangles(document, Place(start, start + len("patients")))
    click(window, item(window, "transcriptWords"), place.center())
    qtbot.waitUntil(lambda: bool(player.calls))
    assert player.calls[-1][2:4] == (word.start_s, None)


def test_the_word_being_said_is_lit_and_the_light_moves(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, player: SilentPlayer
) -> None:
    take = clinic_take()
    assert take.transcript is not None
    light = item(window, "spokenWord")
    assert not light.isVisible()
    view.player.play_from(take.transcript.words[0].start_s)
    qtbot.waitUntil(light.isVisible)
    first = light.x()
    qtbot.waitUntil(lambda: bool(player.calls))
    player.position_s = take.transcript.words[4].start_s + 0.01
    qtbot.waitUntil(lambda: light.x() > first)
    view.player.pause()
    qtbot.waitUntil(lambda: not light.isVisible())


def test_an_evidence_chip_plays_exactly_its_sentence(
    qtbot: QtBot, window: QQuickWindow, player: SilentPlayer
) -> None:
    take = clinic_take()
    assert take.transcript is not None
    click(window, item(window, "criterion_root_cause"))
    click(window, settled(qtbot, item(window, "evidence_deeper_layer_7")))
    qtbot.waitUntil(lambda: bool(player.calls))
    sentence = take.transcript.sentences[6]
    assert player.calls[-1][2:4] == (round(sentence.start_s or 0, 2), round(sentence.end_s or 0, 2))


def test_the_keyboard_reaches_everything_in_order(window: QQuickWindow) -> None:
    names = [name for name in names_by_tab(window, 60) if name]
    wanted = [
        "reviewRetake",
        "playPause",
        "answerWave",
        "playerSpeed",
        "showParts",
        "showWhoActs",
        "transcriptWords",
        "criterion_real_failure",
    ]
    wanted += ["criterion_self_awareness", "evidence_current_guard_11", "answer_0", "fillers_0", "takeNote"]
    places = [names.index(name) for name in wanted]
    assert places == sorted(places)


def test_what_has_the_keyboard_is_in_sight(qtbot: QtBot, window: QQuickWindow) -> None:
    column = item(window, "resultColumn")
    item(window, "takeNote").forceActiveFocus()
    note = item(window, "takeNote")
    bottom = column.mapToScene(QPointF(0, column.height())).y()
    qtbot.waitUntil(lambda: note.mapToScene(QPointF(0, note.height())).y() <= bottom + 1)


def test_keys_play_skip_and_change_speed(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, player: SilentPlayer
) -> None:
    item(window, "answerWave").forceActiveFocus()
    press(window, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert view.player.position_s == 5.0
    press(window, Qt.Key.Key_BracketRight)
    assert view.player.speed == 1.25
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(player.calls))
    assert player.calls[-1][2:] == (5.0, None, 1.25)
    with qtbot.waitSignal(view.back_requested):
        press(window, Qt.Key.Key_Escape)


def test_in_the_transcript_enter_plays_from_the_word_and_space_holds(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, player: SilentPlayer
) -> None:
    take = clinic_take()
    assert take.transcript is not None
    words = item(window, "transcriptWords")
    words.forceActiveFocus()
    words.setProperty("cursorPosition", view.transcript.text.index("running"))
    press(window, Qt.Key.Key_Right, Qt.Key.Key_Return)
    said = next(word for word in take.transcript.words if word.text == "running")
    qtbot.waitUntil(lambda: player.calls[-1:] == [("play", "0-clinic.flac", said.start_s, None, 1.0)])
    press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: player.calls[-1] == ("pause",))


def test_clicking_the_waveform_seeks(window: QQuickWindow, view: ReviewView) -> None:
    wave = item(window, "answerWave")
    click(window, wave, QPointF(wave.width() / 2, 10))
    assert view.player.fraction == pytest.approx(0.5, abs=0.01)


def test_pointing_at_a_check_lights_its_sentences_alone(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView
) -> None:
    click(window, item(window, "criterion_behaviour_change"))
    qtbot.waitUntil(lambda: {mark.part for mark in view.transcript.marks.rows} == {"change", "since"})
    settled(qtbot, item(window, "evidence_new_practice_10")).forceActiveFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: {mark.part for mark in view.transcript.marks.rows} == {"change"})


def test_fillers_are_underlined_in_the_text(window: QQuickWindow, view: ReviewView) -> None:
    document = view.transcript._document
    assert document is not None
    cursor, underlined = QTextCursor(document), ""
    for position in range(document.characterCount() - 1):
        cursor.setPosition(position + 1)
        underlined += document.characterAt(position) if cursor.charFormat().fontUnderline() else ""
    assert underlined == "umLikeuh"


def test_the_guess_is_given_with_the_keyboard(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    reviewer.outcome = clinic_take()
    reviewer.go.set()
    take_id = keep(store, fresh_take())
    view.work_on(take_id)
    qtbot.waitUntil(lambda: view.stage == "done")
    with page_window(view, PAGE) as window:
        assert view.transcript.marks.count == 0  # evidence would give the result away
        item(window, "guessSlider").forceActiveFocus()
        press(window, *[Qt.Key.Key_Right] * 3)
        item(window, "guessShow").forceActiveFocus()
        press(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: item(window, "headline").isVisible())
        assert view.transcript.marks.count > 0
        assert item(window, "guessLine").property("text") == "you guessed 15 of 24 · we heard 19"
    assert store.take(take_id).self_rating == 15


def test_before_the_guess_the_shape_of_the_answer_tells_nothing(
    qtbot: QtBot, view: ReviewView, store: Store, reviewer: SteeredReviewer
) -> None:
    reviewer.outcome = clinic_take()
    reviewer.go.set()
    view.work_on(keep(store, fresh_take()))
    qtbot.waitUntil(lambda: view.stage == "done" and view.shape.facts != "")
    with page_window(view, PAGE) as window:
        assert item(window, "deliveryCard").isVisible()
        assert not item(window, "shapeBars").isVisible()
        view.guess.skip()
        qtbot.waitUntil(item(window, "shapeBars").isVisible)


def test_the_guess_stays_in_its_card_when_text_is_large(qtbot: QtBot, view: ReviewView, store: Store) -> None:
    view.open(keep(store, replace(clinic_take(), self_rating=15)))
    qtbot.waitUntil(lambda: view.stage == "done")
    with page_window(view, PAGE, width=1024, height=700, text_scale=1.75) as window:
        qtbot.waitUntil(lambda: bool(items(window, "criterion_tone")))
        lay_out(window)
        column, criterion = item(window, "resultColumn"), item(window, "criterion_tone")
        assert criterion.mapToItem(column, QPointF(criterion.width(), 0)).x() < column.width()


def test_another_take_begins_at_its_top(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, store: Store
) -> None:
    column, words = item(window, "resultColumn"), item(window, "transcript")
    for pane in (column, words):
        pane.setProperty("contentY", 40)
    with qtbot.waitSignal(view.changed):
        view.refresh(1)
    assert column.property("contentY") == 40  # the same take stays where it was
    view.open(keep(store, few_words()))
    qtbot.waitUntil(lambda: column.property("contentY") == words.property("contentY") == 0)


def test_a_long_sentence_is_wrapped_in_its_tip(qtbot: QtBot, window: QQuickWindow) -> None:
    chip = next(made for made in items(window) if made.objectName().startswith("evidence_"))
    tip = next(child for child in chip.children() if child.property("shown") is not None)
    tip.setProperty("text", "So last spring I was running the vendor change for our three clinics. " * 4)
    tip.setProperty("shown", True)
    qtbot.waitUntil(lambda: tip.property("opened"))
    words = tip.property("contentItem")
    assert words.property("lineCount") > 3
    assert tip.property("width") < 400
    assert words.property("contentWidth") <= words.width()
    assert tip.property("x") < chip.width() / 2 < tip.property("x") + tip.property("width")  # by its chip


def test_typing_a_note_keeps_it(qtbot: QtBot, window: QQuickWindow, view: ReviewView, store: Store) -> None:
    item(window, "takeNote").forceActiveFocus()
    press(window, Qt.Key.Key_H, Qt.Key.Key_M, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: store.take(1).note == "hm ")


def test_the_microphone_beside_a_follow_up_asks_for_an_answer(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView
) -> None:
    microphone = item(window, "answer_1")
    microphone.forceActiveFocus()
    with qtbot.waitSignal(view.answer_requested) as asked:
        press(window, Qt.Key.Key_Return)
    assert asked.args[0].question == clinic_take().follow_ups[1].question


def test_every_control_has_a_name(window: QQuickWindow) -> None:
    assert nameless(window) == []


def test_half_an_hour_is_written_in_paragraphs_and_only_its_lit_lines_are_drawn_over(
    qtbot: QtBot, view: ReviewView, store: Store, player: SilentPlayer
) -> None:
    take = long_take(30)
    assert take.transcript is not None
    view.open(keep(store, take))
    qtbot.waitUntil(lambda: view.stage == "done")
    with page_window(view, PAGE) as window:
        document = view.transcript._document
        assert document is not None
        assert document.blockCount() > 30
        assert view.transcript.marks.count < 40
        pane, light = item(window, "transcript"), item(window, "spokenWord")
        qtbot.waitUntil(lambda: pane.height() > 100)  # laid out
        late = take.transcript.words[4000]
        view.player.play_from(late.start_s)
        qtbot.waitUntil(light.isVisible)
        qtbot.waitUntil(lambda: 0 <= light.y() - pane.property("contentY") <= pane.height())


def test_leaving_the_page_is_quiet(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, player: SilentPlayer
) -> None:
    view.player.play_from(3.0)
    qtbot.waitUntil(lambda: bool(player.calls))
    item(window, "loader").setProperty("current", False)
    qtbot.waitUntil(lambda: player.calls[-1] == ("stop",))
    assert not view.player.playing


def menu_item(window: QQuickWindow, qtbot: QtBot, name: str) -> QQuickItem:
    """A choice of the menu that was just opened."""
    qtbot.waitUntil(lambda: any(made.isVisible() for made in items(window, name)))
    return next(made for made in items(window, name) if made.isVisible())


def test_a_check_is_overruled_and_taken_back_by_keyboard(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, store: Store
) -> None:
    shown = item(window, "checkMenu_still_a_risk")
    assert shown.opacity() == 1  # whoever does not point at it has to find it, too
    shown.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_Return)
    menu_item(window, qtbot, "seeAsMet")
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.rubric.your_line != "")
    assert [(c.check, c.met) for c in store.corrections(1)] == [("still_a_risk", True)]
    assert item(window, "beside_still_a_risk").property("text") == "You see it differently: it counts"
    assert item(window, "yourLine").isVisible()
    shown.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_Return)
    click(window, menu_item(window, qtbot, "agreeAgain"))
    qtbot.waitUntil(lambda: view.rubric.your_line == "")
    assert store.corrections(1) == ()


def test_the_menu_reviews_again(
    qtbot: QtBot, window: QQuickWindow, view: ReviewView, reviewer: SteeredReviewer
) -> None:
    reviewer.outcome = clinic_take()
    click(window, item(window, "reviewMore"))
    menu_item(window, qtbot, "assessAgain")
    assert not any(made.isVisible() for made in items(window, "assessByOther"))  # no model is set up
    click(window, menu_item(window, qtbot, "assessAgain"))
    qtbot.waitUntil(lambda: item(window, "againCard").isVisible())
    assert not item(window, "reviewMore").isEnabled()
    assert nameless(window) == []
    click(window, item(window, "againCancel"))
    qtbot.waitUntil(lambda: not item(window, "againCard").isVisible())
    click(window, item(window, "reviewMore"))
    click(window, menu_item(window, qtbot, "transcribeAgain"))
    qtbot.waitUntil(lambda: reviewer.heard == [None])
    reviewer.go.set()
    qtbot.waitUntil(lambda: not view.again)


@pytest.mark.parametrize(("width", "height", "dark"), [(1280, 820, True), (1024, 700, False)])
def test_trust_and_answers_are_shown_whole(
    qtbot: QtBot,
    view: ReviewView,
    store: Store,
    reviewer: SteeredReviewer,
    width: int,
    height: int,
    dark: bool,
) -> None:
    take = clinic_take()
    assert take.assessment is not None
    by_model = replace(take.assessment, coach="llm", model="llama3.1:8b", tier="checks", fallback=None)
    take_id = keep(store, replace(take, assessment=by_model))
    question = take.follow_ups[0]
    keep(store, replace(take, reply_to=take_id, reply_question=question.question, reply_check=question.check))
    reviewer.offline = assessed(
        {**CLINIC_CHECKS, "harm_sized": (False, False, ()), "mechanism": (True, False, ())}
    )
    view.open(take_id)
    qtbot.waitUntil(lambda: view.stage == "done" and view.follow_ups.rows.rows[0].outcome != "")
    with page_window(view, PAGE, width=width, height=height, dark=dark) as window:
        for criterion in ("real_failure", "root_cause"):
            view.rubric.toggle(criterion)
        view.rubric.overrule("mechanism", False)
        view.rubric.overrule("harm_sized", False)
        link = item(window, "compareCoaches")
        link.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        press(window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: view.rubric.compare_line != "")
        column = item(window, "resultColumn")
        for share in (0.0, 0.4, 1.0):
            column.setProperty("contentY", share * (column.property("contentHeight") - column.height()))
            qtbot.waitUntil(lambda: troubles(window) == [])
        assert nameless(window) == []
        assert item(window, "reply_0").isVisible()


def test_a_replys_card_leads_to_the_first_answer(qtbot: QtBot, view: ReviewView, store: Store) -> None:
    take = clinic_take()
    first = keep(store, take)
    question = take.follow_ups[0]
    reply = replace(take, reply_to=first, reply_question=question.question, reply_check=question.check)
    view.open(keep(store, reply))
    qtbot.waitUntil(lambda: view.reply.line != "")
    with page_window(view, PAGE) as window:
        qtbot.waitUntil(lambda: item(window, "replyCard").isVisible())
        qtbot.waitUntil(lambda: troubles(window) == [])
        assert not item(window, "headline").isVisible()
        click(window, settled(qtbot, item(window, "wholeRubric")))
        assert item(window, "headline").isVisible()
        link = item(window, "firstAnswer")
        settled(qtbot, link)
        click(window, link)
        qtbot.waitUntil(lambda: not item(window, "replyCard").isVisible())
        assert view.header.question == take.prompt


def test_marked_moments_are_flags_on_the_waveform(qtbot: QtBot, view: ReviewView, store: Store) -> None:
    """What the user marked while recording is found again: by eye, by ear and by keyboard."""
    take = clinic_take()
    assert take.recording is not None
    end_s = take.recording.duration_s
    view.open(keep(store, replace(take, recording=replace(take.recording, marks_s=(12.5, end_s)))))
    qtbot.waitUntil(lambda: view.stage == "done" and view.shape.bars.count > 0)
    with page_window(view, PAGE) as window:
        wave, first, last = (item(window, name) for name in ("answerWave", "mark_0", "mark_1"))
        assert first.x() == pytest.approx(12.5 / end_s * wave.width(), abs=2)
        assert last.x() + last.width() <= wave.width() + 2
        assert spoken_name(first) == "Mark 1 of 2, at 12 seconds"
        click(window, first)
        assert view.player.position_s == 12.5
        last.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        press(window, Qt.Key.Key_Return)
        assert view.player.position_s == end_s
        assert "mark_0" in names_by_tab(window, 60)


def test_without_audio_there_are_no_marks(qtbot: QtBot, view: ReviewView, store: Store) -> None:
    take = clinic_take()
    assert take.recording is not None
    take_id = keep(store, replace(take, recording=replace(take.recording, marks_s=(12.5,))))
    view.open(take_id)
    qtbot.waitUntil(lambda: view.shape.marks.count == 1)
    store.delete(take_id, audio_only=True)
    view.refresh(take_id)
    qtbot.waitUntil(lambda: view.shape.marks.count == 0)


def test_the_pace_curve_says_its_bounds(window: QQuickWindow, view: ReviewView) -> None:
    bounds = [item(window, name).property("text") for name in ("paceFrom", "paceTo")]
    assert bounds == [str(view.delivery.pace_from), str(view.delivery.pace_to)] == ["80", "200"]


def test_a_few_words_show_a_headline_and_no_bars(qtbot: QtBot, view: ReviewView, store: Store) -> None:
    view.open(keep(store, few_words()))
    qtbot.waitUntil(lambda: view.stage == "done")
    with page_window(view, PAGE) as window:
        assert item(window, "headline").property("text") == "Too short to judge"
        assert not items(window, "criterion_root_cause")
        assert not item(window, "coachLine").isVisible()
        assert not item(window, "nextStep").isVisible()
        assert troubles(window) == []
