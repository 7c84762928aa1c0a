import gc
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from failprep.domain import (
    CHECKS,
    CRITERION_OF,
    HEADLINES,
    PARTS,
    AgentCounts,
    AnswerPart,
    Assessment,
    Check,
    Criterion,
    Delivery,
    FollowUp,
    PacePoint,
    Provenance,
    Sentence,
    Span,
    SpokenEvent,
    Take,
    Transcript,
    UserError,
    Word,
)
from failprep.store import Filters, Store
from failprep.store.values import document, from_json, to_json

from .conftest import DELIVERY, FOLLOW_UPS, PROMPT, SAID, STARTED, assessed, assessment, record, transcript


def test_a_take_is_there_before_anything_is_made_of_it(store: Store, tmp_path: Path) -> None:
    recording = record(store)
    take_id = store.add_take(PROMPT, recording, target_s=90.0)
    with Store(tmp_path / "data") as tomorrow:
        take = tomorrow.take(take_id)
    assert take == Take(
        id=take_id,
        prompt_id=PROMPT.id,
        prompt=PROMPT.text,
        theme="failure",
        started_at=STARTED,
        duration_s=9.5,
        recording=recording,
        target_s=90.0,
    )


def test_recordings_are_found_after_the_folder_moved(store: Store, tmp_path: Path) -> None:
    take_id = assessed(store)
    store.close()
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    with Store(tmp_path / "elsewhere") as moved:
        recording = moved.take(take_id).recording
    assert recording is not None
    assert recording.path.read_bytes() == b"fLaC, or nearly"


def test_a_recording_outside_the_folder_is_refused(store: Store, tmp_path: Path) -> None:
    outside = replace(record(store), path=tmp_path / "outside.flac")
    with pytest.raises(ValueError, match=r"outside\.flac"):
        store.add_take(PROMPT, outside)
    assert store.takes() == ()


def test_every_step_adds_a_version_and_the_newest_wins(store: Store) -> None:
    take_id = assessed(store)
    store.save_assessment(take_id, assessment(4, coach="llm", headline="changed"), FOLLOW_UPS[:1])
    again = transcript("I skipped the dress rehearsal.", model="small.en")
    first = store.take(take_id)
    store.save_transcript(take_id, again, None)
    unassessed = store.take(take_id)
    store.save_assessment(take_id, assessment(1), ())
    newest = store.take(take_id)

    assert (first.transcript, first.delivery, first.follow_ups) == (SAID, DELIVERY, FOLLOW_UPS[:1])
    assert first.assessment == assessment(4, coach="llm", headline="changed")
    # Evidence of the old text must not be shown on the new one.
    assert (unassessed.transcript, unassessed.assessment, unassessed.follow_ups) == (again, None, ())
    assert newest.assessment == assessment(1)
    said = store.transcripts(take_id)
    assert [(version.transcript, version.delivery) for version in said] == [(SAID, DELIVERY), (again, None)]
    versions = store.assessments(take_id)
    assert [version.assessment.total for version in versions] == [12, 24, 6]
    assert [version.transcript_id for version in versions] == [said[0].id, said[0].id, said[1].id]
    assert versions[0].follow_ups == FOLLOW_UPS
    assert all(version.made_at.tzinfo is UTC for version in versions)


def test_an_assessment_needs_a_transcript(store: Store) -> None:
    take_id = store.add_take(PROMPT, record(store))
    with pytest.raises(ValueError, match="no transcript"):
        store.save_assessment(take_id, assessment(), ())


def test_titles_notes_and_ratings(store: Store) -> None:
    take_id = assessed(store)
    store.rename(take_id, "  Clinic weekend ")
    store.set_note(take_id, "Half an emoji \ud83d and a \0.")
    store.set_self_rating(take_id, 0)
    take = store.take(take_id)
    assert (take.title, take.note, take.self_rating) == ("Clinic weekend", "Half an emoji ? and a .", 0)
    store.set_self_rating(take_id, None)
    assert store.take(take_id).self_rating is None
    with pytest.raises(ValueError, match="25"):
        store.set_self_rating(take_id, 25)


@pytest.mark.parametrize("method", ["take", "delete", "transcripts", "assessments", "corrections"])
def test_a_take_that_is_not_there(store: Store, method: str) -> None:
    with pytest.raises(UserError, match="no take #7"):
        getattr(store, method)(7)


def test_takes_of_one_question_are_counted(store: Store) -> None:
    """The window says “take 2 of this question” where the history says #4."""
    first = store.add_take(PROMPT, record(store))
    store.add_take(replace(PROMPT, text="The same id, asked otherwise."), record(store))
    reply = store.add_take(PROMPT, record(store), reply_to=first)
    second = store.add_take(PROMPT, record(store))
    assert [store.attempt(store.take(take)) for take in (first, second)] == [1, 2]
    assert (first, reply, second) == (1, 3, 4)
    store.delete(first)
    assert store.attempt(store.take(second)) == 2  # the reply is a take of its own now


def test_a_correction_stands_beside_the_verdict(store: Store) -> None:
    take_id = assessed(store)
    store.correct(take_id, "mechanism", True, "Sentence two tells it.")
    store.correct(take_id, "cause_given", True)
    store.correct(take_id, "cause_given", False)
    found = store.corrections(take_id)
    assert [(c.check, c.was, c.met, c.note) for c in found] == [
        ("mechanism", None, True, "Sentence two tells it."),
        ("cause_given", True, False, ""),
    ]
    assert store.take(take_id).assessment == assessment()
    with pytest.raises(ValueError, match="no check"):
        store.correct(take_id, "charm", True)


def test_a_correction_can_be_taken_back(store: Store) -> None:
    take_id = assessed(store)
    store.correct(take_id, "mechanism", True)
    store.correct(take_id, "cause_given", False)
    store.save_assessment(take_id, assessment(3), FOLLOW_UPS)
    store.correct(take_id, "mechanism", True)
    store.take_back(take_id, "mechanism")
    assert [c.check for c in store.corrections(take_id)] == ["cause_given"]


# Follow-ups


def test_what_a_reply_left_open_is_not_asked(store: Store) -> None:
    take_id = assessed(store)
    reply = store.add_take(PROMPT, record(store, "reply.wav"), reply_to=take_id)
    store.save_transcript(reply, SAID, DELIVERY)
    store.save_assessment(reply, assessment(), FOLLOW_UPS)
    assert {question.take for question in store.open_questions()} == {take_id}


def test_a_take_knows_its_replies(store: Store) -> None:
    take_id = assessed(store)
    replies = tuple(
        store.add_take(PROMPT, record(store, name), reply_to=take_id) for name in ("one.wav", "two.wav")
    )
    assert store.replies(take_id) == replies
    assert store.replies(replies[0]) == ()


def test_a_reply_answers_its_question_and_the_other_stays_open(store: Store) -> None:
    take_id = assessed(store)
    reply = store.add_take(
        PROMPT,
        record(store, "reply.flac"),
        reply_to=take_id,
        reply_question=FOLLOW_UPS[0].question,
        reply_check=FOLLOW_UPS[0].check,
    )
    (still_open,) = store.open_questions()
    assert (still_open.take, still_open.prompt_id, still_open.follow_up) == (
        take_id,
        PROMPT.id,
        FOLLOW_UPS[1],
    )
    assert still_open.started_at == STARTED
    answered = store.take(reply)
    assert (answered.reply_to, answered.reply_check) == (take_id, "deeper_layer")
    assert answered.reply_question == FOLLOW_UPS[0].question
    # Asked again in the same words, it is still answered; with the reply gone it is not.
    store.save_assessment(take_id, assessment(3), FOLLOW_UPS)
    assert [question.follow_up for question in store.open_questions()] == [FOLLOW_UPS[1]]
    store.delete(reply)
    assert [question.follow_up for question in store.open_questions()] == list(FOLLOW_UPS)
    store.dismiss(store.open_questions()[0].id)
    assert [question.follow_up for question in store.open_questions(limit=5)] == [FOLLOW_UPS[1]]


def test_a_reply_in_other_words_answers_the_open_question_of_its_check(store: Store) -> None:
    take_id = assessed(store)
    store.add_take(
        PROMPT,
        record(store, "r.flac"),
        reply_to=take_id,
        reply_question="And now?",
        reply_check="current_guard",
    )
    assert [question.follow_up for question in store.open_questions()] == [FOLLOW_UPS[0]]


def test_replies_survive_what_they_answer(store: Store) -> None:
    take_id = assessed(store)
    reply = store.add_take(PROMPT, record(store, "r.flac"), reply_to=take_id, reply_question="Why?")
    store.delete(take_id)
    assert store.take(reply).reply_to is None
    assert store.take(reply).reply_question == "Why?"


# Deleting


def test_deleting_the_audio_keeps_the_words(store: Store) -> None:
    take_id = assessed(store)
    path = store.recordings / "one.flac"
    (store.recordings / "one.flac.peaks").write_bytes(b"cached")
    store.delete(take_id, audio_only=True)
    assert list(store.recordings.iterdir()) == []
    take = store.take(take_id)
    assert take.recording is None
    assert (take.transcript, take.duration_s) == (SAID, 9.5)
    assert not path.exists()
    assert store.takes()[0].has_audio is False


def test_what_was_deleted_is_nowhere_in_the_files(store: Store) -> None:
    take_id = assessed(store, transcript("The word is rhododendron."))
    kept = store.add_take(PROMPT, record(store, "other.flac"))
    store.delete(take_id)
    assert store.takes("rhododendron") == ()
    assert [row.id for row in store.takes()] == [kept]
    assert [path.name for path in store.recordings.iterdir()] == ["other.flac"]
    for path in store.folder.glob("failprep*"):
        assert b"rhododendron" not in path.read_bytes()
    with closing(sqlite3.connect(store.path)) as connection:
        for table in ("transcripts", "assessments", "check_results", "follow_ups", "removals"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table  # noqa: S608


def test_a_file_left_over_by_a_crash_goes_at_the_next_start(store: Store) -> None:
    take_id = assessed(store)
    with store._database.write() as connection:  # as delete() does, killed before it removes the file
        connection.execute("INSERT INTO removals VALUES ('recordings/one.flac')")
        connection.execute("DELETE FROM takes WHERE id = ?", (take_id,))
    folder = store.folder
    store.close()
    assert (folder / "recordings/one.flac").exists()
    with Store(folder) as reopened:
        assert list(reopened.recordings.iterdir()) == []


def test_a_take_whose_file_is_gone_can_be_deleted(store: Store) -> None:
    take_id = assessed(store)
    (store.recordings / "one.flac").unlink()
    store.delete(take_id)
    assert store.takes() == ()


def test_ids_are_not_used_again(store: Store) -> None:
    first = store.add_take(PROMPT, record(store))
    store.delete(first)
    assert store.add_take(PROMPT, record(store)) > first


def test_retention_takes_old_audio_only(store: Store) -> None:
    now = datetime.now(UTC)
    old = store.add_take(PROMPT, record(store, "old.flac", now - timedelta(days=31)))
    new = store.add_take(PROMPT, record(store, "new.flac", now - timedelta(days=29)))
    assert store.prune_recordings(older_than_days=30) == 1
    assert store.prune_recordings(older_than_days=30) == 0
    assert store.take(old).recording is None
    assert store.take(new).recording is not None
    assert [path.name for path in store.recordings.iterdir()] == ["new.flac"]


def test_flac_takes_the_place_of_wav(store: Store) -> None:
    take_id = store.add_take(PROMPT, record(store, "one.wav"))
    better = replace(record(store, "one.flac"), duration_s=9.25)
    store.replace_recording(take_id, better)
    assert store.take(take_id).recording == better
    assert [path.name for path in store.recordings.iterdir()] == ["one.flac"]


def test_a_written_answer_has_no_recording(store: Store) -> None:
    take_id = store.add_take(PROMPT, None)
    store.save_transcript(take_id, Transcript("I failed.", sentences=(Sentence(1, "I failed.", 0, 9),)), None)
    take = store.take(take_id)
    assert (take.recording, take.delivery, take.duration_s) == (None, None, 0.0)
    assert store.takes("failed")[0].words == 2


# Threads


def test_many_threads_write_and_read_and_leave_nothing_open(store: Store) -> None:
    def practise(number: int) -> int:
        take_id = store.add_take(PROMPT, record(store, f"{number}.flac"))
        store.save_transcript(take_id, SAID, DELIVERY)
        store.save_assessment(take_id, assessment(), FOLLOW_UPS)
        assert store.take(take_id).transcript == SAID
        return take_id

    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(practise, range(40)))
    assert len(set(ids)) == 40
    assert len(store.takes("rehearsal")) == 40
    for number in range(30):
        thread = threading.Thread(target=practise, args=(100 + number,))
        thread.start()
        thread.join()
    open_files = [Path(f"/proc/self/fd/{fd}").readlink() for fd in _handles()]
    databases = [path for path in open_files if path == store.path]
    assert len(databases) <= 9  # one for each that ever worked at the same time, whoever it was
    store.close()
    store.close()
    gc.collect()
    left = [
        path
        for path in (_target(fd) for fd in _handles())
        if path and path.name.startswith("failprep.sqlite3")
    ]
    assert left == []
    with pytest.raises(RuntimeError, match="closed"):
        store.takes()


def _handles() -> list[str]:
    return [path.name for path in Path("/proc/self/fd").iterdir() if _target(path.name)]


def _target(fd: str) -> Path | None:
    try:
        return Path(f"/proc/self/fd/{fd}").readlink()
    except FileNotFoundError:
        return None


# Round trip

seconds = st.floats(0, 1e5)
texts = st.text(max_size=30)
ids = st.integers(1, 99)
words = st.builds(Word, texts, seconds, seconds, st.floats(0, 1))
sentence = st.builds(Sentence, ids, texts, ids, ids, st.none() | seconds, st.none() | seconds)
transcripts = st.builds(
    Transcript,
    texts.map(lambda text: text.replace("\0", "")),
    st.sampled_from(["en", "de"]),
    st.none() | st.just("base"),
    st.lists(words, max_size=3).map(tuple),
    st.lists(sentence, max_size=3).map(tuple),
)
checks = st.builds(
    Check, st.sampled_from(CHECKS), st.none() | st.booleans(), st.booleans(), st.lists(ids).map(tuple)
)
assessments = st.builds(
    Assessment,
    texts,
    st.sampled_from(HEADLINES),
    st.integers(0, 24),
    st.lists(
        st.builds(
            Criterion,
            st.sampled_from(sorted(set(CRITERION_OF.values()))),
            st.integers(0, 4),
            st.lists(checks, max_size=4, unique_by=lambda check: check.id).map(tuple),
        ),
        max_size=1,
    ).map(tuple),
    texts,
    st.none() | texts,
    st.none() | texts,
    st.just(1),
    st.lists(ids).map(tuple),
    st.none() | texts,
)
follow_ups = st.lists(
    st.builds(FollowUp, texts, texts, st.sampled_from(CHECKS), st.none() | ids), max_size=3
).map(tuple)
spans = st.lists(st.builds(Span, seconds, seconds), max_size=2).map(tuple)
events = st.lists(st.builds(SpokenEvent, texts, seconds, seconds), max_size=2).map(tuple)
counts = st.integers(0, 99)
deliveries = st.builds(
    Delivery,
    seconds,
    st.none() | seconds,
    seconds,
    st.lists(st.builds(PacePoint, seconds, seconds), max_size=2).map(tuple),
    events,
    spans,
    events,
    st.builds(AgentCounts, counts, counts, counts, counts),
    st.lists(
        st.builds(AnswerPart, st.sampled_from(PARTS), st.lists(ids).map(tuple), st.floats(0, 1)), max_size=2
    ).map(tuple),
    st.none() | seconds,
)


# Its line is ours, or an error of a server in our words: no NUL, which SQLite's text cannot hold.
lines = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
provenances = st.builds(Provenance, lines, st.none() | st.integers(0, 10**7))


@given(transcripts, deliveries, assessments, follow_ups, provenances)
@settings(max_examples=60, deadline=None)
def test_values_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory,
    said: Transcript,
    delivery: Delivery,
    judged: Assessment,
    asked: tuple[FollowUp, ...],
    provenance: Provenance,
) -> None:
    with Store(tmp_path_factory.mktemp("round")) as store:
        take_id = store.add_take(PROMPT, None)
        store.save_transcript(take_id, said, delivery)
        store.save_assessment(take_id, judged, asked, provenance)
        take = store.take(take_id)
    assert (take.transcript, take.delivery, take.assessment, take.follow_ups, take.provenance) == (
        said,
        delivery,
        judged,
        asked,
        provenance,
    )


def test_json_has_the_contracts_names_and_refuses_what_json_cannot_say() -> None:
    take = Take(
        1, "p", "?", "", STARTED, 1.0, None, transcript=SAID, delivery=DELIVERY, assessment=assessment()
    )
    whole = document(take)
    assert set(whole) == {"transcript", "delivery", "assessment", "follow_ups"}
    assert isinstance(whole["delivery"], dict)
    assert set(whole["delivery"]) == {field.name for field in fields(Delivery)}
    assert from_json(Delivery, to_json(DELIVERY)) == DELIVERY
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(replace(DELIVERY, words_per_minute=float("nan")))
    with pytest.raises(TypeError, match="no JSON"):
        to_json({"when": STARTED})


def test_filters_are_checked() -> None:
    with pytest.raises(ValueError, match="no headline"):
        Filters(headline="superb")
    with pytest.raises(ValueError, match="no criterion"):
        Filters(weak_criterion="charm; DROP TABLE takes")
