"""The Coach section's state: who judges, through which server, with which key, and what may leave."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from failprep.app.coach_view import CoachView
from failprep.app.jobs import Jobs
from failprep.app.language_models import goes_to, spending_line
from failprep.app.settings_keeper import SettingsKeeper
from failprep.coach.asking import Spending
from failprep.coach.judge_check import references
from failprep.coach.providers import PROVIDERS
from failprep.domain import RUBRIC, UserError
from failprep.settings import Folders, Settings
from tests.app.coach_stage import found
from tests.app.held import Held
from tests.app.practice_stage import PracticeStage


@pytest.fixture
def view(stage: PracticeStage) -> CoachView:
    stage.keeper.change(coach="llm")
    return stage.coach()


def choose(view: CoachView, provider: str) -> None:
    view.provider.choose(list(PROVIDERS).index(provider))


def test_the_offline_coach_is_the_default(stage: PracticeStage) -> None:
    view = stage.coach()
    assert (view.uses_model, view.coach.text) == (False, "Offline coach")
    view.coach.choose(1)
    assert view.uses_model
    assert Settings.load(stage.folders).coach == "llm"


def test_another_provider_has_another_address_and_other_models(view: CoachView, stage: PracticeStage) -> None:
    stage.keeper.change(base_url="http://10.0.0.2:11434/v1", llm_model="llama3.1:8b")
    choose(view, "lmstudio")
    assert (stage.keeper.value.base_url, stage.keeper.value.llm_model) == (None, None)
    assert view.usual_address == "http://127.0.0.1:1234/v1"
    assert (view.address, view.models) == ("", [])


def test_choosing_the_same_provider_again_keeps_its_model(view: CoachView, stage: PracticeStage) -> None:
    stage.keeper.change(llm_model="llama3.1:8b")
    choose(view, "ollama")
    assert view.model == "llama3.1:8b"


@pytest.mark.parametrize(
    ("provider", "url", "network", "line", "refused"),
    [
        ("ollama", None, False, "Your transcript stays on this computer.", False),
        ("builtin", None, False, "Your transcript stays on this computer.", False),
        ("openai", None, True, "Your transcript, never your voice, goes to api.openai.com.", False),
        ("openai", None, False, "api.openai.com is not on this computer, and the network is off", True),
        ("custom", "http://192.168.1.9:8000/v1", False, "192.168.1.9 is not on this computer", True),
        ("openai", "http://127.0.0.1:9/v1", False, "Your transcript stays on this computer.", False),
    ],
)
def test_where_the_transcript_goes(
    view: CoachView,
    stage: PracticeStage,
    provider: str,
    url: str | None,
    network: bool,
    line: str,
    refused: bool,
) -> None:
    stage.keeper.change(provider=provider, base_url=url, network_allowed=network)
    assert view.where.startswith(line)
    assert view.refused is refused
    assert bool(goes_to(stage.keeper.value)) == ("goes to" in view.where)


def test_nothing_goes_anywhere_while_the_offline_coach_judges() -> None:
    away = Settings(coach="llm", provider="openai", network_allowed=True)
    assert goes_to(away) == "api.openai.com"
    assert goes_to(away.changed(coach="offline")) == ""
    assert goes_to(away.changed(base_url="http://[::1")) == ""


def test_an_address_that_is_none_is_told_and_not_kept(view: CoachView, stage: PracticeStage) -> None:
    view.set_address("not an address")
    assert not view.line_is_good
    assert "is not an address" in view.line
    assert stage.keeper.value == Settings(coach="llm")
    view.set_address(" http://127.0.0.1:9999/v1/ ")
    assert stage.keeper.value.base_url == "http://127.0.0.1:9999/v1"
    assert view.line == ""
    view.set_address("")
    assert stage.keeper.value == Settings(coach="llm")


def test_models_are_listed_and_one_is_chosen(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.keeper.change(llm_model="mine")
    view.list_models()
    assert view.busy == "listing"
    stage.servers.go.set()
    qtbot.waitUntil(lambda: view.busy == "")
    assert (view.line, view.line_is_good) == ("It has 2 models.", True)
    assert view.models == ["mine", "llama3.1:8b", "qwen2.5:14b"]
    view.set_model("qwen2.5:14b")
    assert view.models == ["llama3.1:8b", "qwen2.5:14b"]
    assert stage.keeper.value.llm_model == "qwen2.5:14b"


def test_the_only_model_is_chosen_at_once(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.servers.names = ("gemma3:12b",)
    stage.servers.go.set()
    view.list_models()
    qtbot.waitUntil(lambda: view.model == "gemma3:12b")


def test_a_server_without_models_is_told(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.servers.names = ()
    stage.servers.go.set()
    view.list_models()
    qtbot.waitUntil(lambda: view.line == "The server answers, but it has no model yet.")
    assert not view.line_is_good


def test_what_one_server_lists_is_not_shown_for_another(
    view: CoachView, stage: PracticeStage, qtbot: QtBot
) -> None:
    view.list_models()
    qtbot.waitUntil(lambda: bool(stage.servers.asked))
    choose(view, "lmstudio")
    stage.servers.go.set()
    qtbot.waitUntil(lambda: stage.jobs.running == 0)
    assert (view.models, view.busy, view.line) == ([], "", "")


def test_a_test_of_the_connection_says_one_sentence(
    view: CoachView, stage: PracticeStage, qtbot: QtBot
) -> None:
    stage.servers.go.set()
    view.test()
    assert view.busy == "testing"
    qtbot.waitUntil(lambda: view.busy == "")
    assert (view.line, view.line_is_good) == ("“llama3.1:8b” answers on this computer, in 1.2 s.", True)


def test_a_server_that_does_not_answer_is_told_with_a_way_out(
    view: CoachView, stage: PracticeStage, qtbot: QtBot
) -> None:
    stage.servers.breaks = UserError(
        "The language model's server could not be reached.", "Check that it runs."
    )
    stage.servers.go.set()
    view.test()
    qtbot.waitUntil(lambda: view.busy == "")
    assert view.line == "The language model's server could not be reached. Check that it runs."
    assert not view.line_is_good


def test_a_test_can_be_stopped(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    view.test()
    view.cancel()
    qtbot.waitUntil(lambda: view.busy == "")
    assert view.line == ""


def test_a_bug_in_a_test_goes_to_the_banner(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.servers.breaks = ValueError("a bug")
    stage.servers.go.set()
    with qtbot.waitSignal(stage.jobs.failed):
        view.test()
    assert (view.busy, view.line) == ("", "")


# The key


def test_a_key_is_kept_in_the_keyring_and_never_shown(
    view: CoachView, stage: PracticeStage, qtbot: QtBot
) -> None:
    choose(view, "openai")
    assert view.key.needed
    view.key.keep("  sk-secret ")
    qtbot.waitUntil(lambda: view.key.there)
    assert stage.servers.keyring == {"openai": "sk-secret"}
    assert view.key.line == "There is one. It is kept in your system's keyring and not shown again."
    assert "sk-secret" not in (stage.folders.config / "settings.json").read_text()
    view.key.forget()
    qtbot.waitUntil(lambda: not view.key.there)
    assert stage.servers.keyring == {}


def test_a_key_that_was_kept_while_it_looked_is_there(
    held_jobs: Jobs, held: Held, keeper: SettingsKeeper, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = PracticeStage(held_jobs, keeper, folders)
    view = stage.coach()
    seen = iter(("keyring", ""))  # the look had seen none, and says so only afterwards
    monkeypatch.setattr(stage.servers, "key_place", lambda _: next(seen))
    view.key.look()
    view.key.keep("sk-secret")
    held.run_all(-1)
    assert view.key.there


def test_each_provider_has_a_key_of_its_own(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.servers.keyring["openai"] = "sk-secret"
    choose(view, "openai")
    qtbot.waitUntil(lambda: view.key.there)
    choose(view, "custom")
    assert not view.key.there
    assert not view.key.needed


def test_each_address_has_a_key_of_its_own(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.servers.keyring["openai"] = "sk-secret"
    choose(view, "openai")
    qtbot.waitUntil(lambda: view.key.there)
    view.set_address("https://proxy.example/v1")
    assert not view.key.there
    view.key.keep("sk-proxy")
    qtbot.waitUntil(lambda: view.key.there)
    assert stage.servers.keyring == {"openai": "sk-secret", "openai@proxy.example:443": "sk-proxy"}


def test_a_key_from_the_environment_is_not_forgotten_here(
    view: CoachView, stage: PracticeStage, qtbot: QtBot
) -> None:
    stage.servers.environment.add("openai")
    choose(view, "openai")
    qtbot.waitUntil(lambda: view.key.there)
    assert not view.key.forgettable
    assert view.key.line == "There is one. It comes from the environment, and can be changed only there."


def test_a_computer_without_a_keyring_is_told(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.servers.refuses_keys = UserError("This computer has no keyring.", "Set it in the environment.")
    view.key.keep("sk-secret")
    qtbot.waitUntil(lambda: view.key.troubled)
    assert view.key.line == "This computer has no keyring. Set it in the environment."
    view.key.keep("   ")
    assert stage.servers.keyring == {}


# The built-in model and spending


def test_a_file_is_looked_at_before_it_is_chosen(
    view: CoachView, stage: PracticeStage, tmp_path: Path
) -> None:
    file = QUrl.fromLocalFile(str(tmp_path / "model.gguf"))
    stage.servers.refuses_files = UserError("model.gguf is not a GGUF model.", "Choose another.")
    view.choose_file(file)
    assert (stage.keeper.value.local_model_file, view.line_is_good) == (None, False)
    stage.servers.refuses_files = None
    view.choose_file(file)
    assert view.model_file == str(tmp_path / "model.gguf")
    choose(view, "builtin")
    assert view.built_in
    assert not view.key.used


def test_what_is_missing_for_the_built_in_model_is_told(
    view: CoachView, stage: PracticeStage, qtbot: QtBot
) -> None:
    stage.servers.not_built_in = "It needs a part that is not installed."
    view.look()
    qtbot.waitUntil(lambda: view.why_not_built_in == "It needs a part that is not installed.")


def test_what_a_take_costs_is_told_before_it_is_spent(
    view: CoachView, stage: PracticeStage, qtbot: QtBot
) -> None:
    stage.servers.spending = Spending(9, 8210, 1170)
    view.look()
    qtbot.waitUntil(lambda: view.spending != "")
    assert view.spending.startswith("Your newest take would cost about 9,400 tokens in 9 questions.")
    assert spending_line(None) == spending_line(Spending()) == ""


def test_the_price_follows_how_often_it_is_asked(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.servers.spending = Spending(9, 8210, 1170)
    view.look()
    qtbot.waitUntil(lambda: "in 9 questions" in view.spending)
    view.votes.choose(2)
    qtbot.waitUntil(lambda: "in 45 questions" in view.spending)


# The judge check


def test_the_judge_check_shows_agreement_by_criterion(
    view: CoachView, stage: PracticeStage, qtbot: QtBot
) -> None:
    stage.judge.result = found("checks", "llama3.1:8b")
    check = view.judge_check
    check.run()
    assert check.running
    qtbot.waitUntil(lambda: check.fraction == 0.25)
    stage.judge.go.set()
    qtbot.waitUntil(lambda: not check.running)
    assert check.line == "504 of 576 checks as our reference"
    assert [(row.title, row.line) for row in check.rows.rows][:2] == [
        ("Real failure", "92 of 96"),
        ("Ownership", "88 of 96"),
    ]
    assert check.rows.rows[-1].title == "Answers that only sound good"
    assert check.tier == "Half trusted: a check counts only where the offline coach agrees."


def test_what_was_found_about_one_coach_says_nothing_of_another(
    view: CoachView, stage: PracticeStage, qtbot: QtBot
) -> None:
    stage.judge.result = found("full")
    stage.judge.go.set()
    view.judge_check.run()
    qtbot.waitUntil(lambda: view.judge_check.tier != "")
    view.set_model("another")
    assert (view.judge_check.line, view.judge_check.tier, view.judge_check.rows.count) == ("", "", 0)


def test_the_judge_check_can_be_stopped(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    view.judge_check.run()
    view.judge_check.cancel()
    qtbot.waitUntil(lambda: not view.judge_check.running)
    assert (view.judge_check.line, view.judge_check.rows.count) == ("", 0)


def test_a_judge_check_that_breaks_off_says_why(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.judge.result = found(trouble="The language model's server is too busy.")
    stage.judge.go.set()
    view.judge_check.run()
    qtbot.waitUntil(lambda: view.judge_check.trouble != "")
    assert view.judge_check.trouble == (
        "The language model's server is too busy. It broke off after 24 answers."
    )
    assert view.judge_check.rows.count == 0


@pytest.mark.parametrize(("answers", "where"), [(0, "at the first answer."), (1, "after 1 answer.")])
def test_a_judge_check_that_breaks_off_early_counts_right(
    view: CoachView, stage: PracticeStage, qtbot: QtBot, answers: int, where: str
) -> None:
    stage.judge.result = replace(found(trouble="The server is too busy."), answers=answers)
    stage.judge.go.set()
    view.judge_check.run()
    qtbot.waitUntil(lambda: view.judge_check.trouble == f"The server is too busy. It broke off {where}")


@pytest.mark.parametrize(("votes", "words"), [(1, "than 140 questions"), (5, "than 700 questions")])
def test_how_often_a_model_is_asked_goes_by_the_votes(
    view: CoachView, stage: PracticeStage, votes: int, words: str
) -> None:
    stage.keeper.change(llm_votes=votes)
    assert words in view.judge_check.about
    assert 140 <= len(references()) * len(RUBRIC) < 150


def test_a_model_that_is_not_set_up_is_told(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.judge.result = UserError("No language model is chosen.", "Choose one in Settings.")
    stage.judge.go.set()
    view.judge_check.run()
    qtbot.waitUntil(
        lambda: view.judge_check.trouble == "No language model is chosen. Choose one in Settings."
    )


def test_the_tier_so_far_is_shown_before_a_run(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.servers.known_tier = "labels"
    view.look()
    qtbot.waitUntil(lambda: view.judge_check.tier.startswith("A helper"))


# Models to fetch for the built-in server


def test_the_tier_is_looked_up_again_for_another_address(
    view: CoachView, stage: PracticeStage, qtbot: QtBot
) -> None:
    stage.servers.known_tier = "labels"
    view.look()
    qtbot.waitUntil(lambda: view.judge_check.tier.startswith("A helper"))
    stage.servers.known_tier = "checks"
    view.set_address("http://127.0.0.1:9999/v1")
    qtbot.waitUntil(lambda: view.judge_check.tier.startswith("Half trusted"))


def test_a_fetched_model_is_used_where_there_was_none(
    view: CoachView, stage: PracticeStage, qtbot: QtBot
) -> None:
    stage.keeper.change(provider="builtin", network_allowed=True)
    view.look()
    qtbot.waitUntil(lambda: [row.presence for row in view.fetchable.rows.rows] == ["missing", "missing"])
    assert "MIT licence" in view.fetchable.rows.rows[0].about
    view.fetchable.download("qwen3-4b")
    qtbot.waitUntil(lambda: stage.keeper.value.local_model_file == "/models/qwen3-4b.gguf")
    assert [row.chosen for row in view.fetchable.rows.rows] == [False, True]
    view.fetchable.download("phi-4-mini")
    qtbot.waitUntil(lambda: view.fetchable.rows.rows[0].presence == "here")
    assert view.model_file == "/models/qwen3-4b.gguf"  # what was chosen stays
    view.fetchable.choose("phi-4-mini")
    assert view.model_file == "/models/phi-4-mini.gguf"


def test_nothing_is_fetched_without_the_network(view: CoachView, stage: PracticeStage) -> None:
    stage.keeper.change(provider="builtin")
    view.fetchable.download("qwen3-4b")
    assert (view.fetchable.fetching, view.network_allowed) == ("", False)


def test_a_download_that_fails_is_told(view: CoachView, stage: PracticeStage, qtbot: QtBot) -> None:
    stage.keeper.change(provider="builtin", network_allowed=True)
    stage.servers.shelf.breaks = UserError("The download was interrupted.", "Start it again.")
    with qtbot.waitSignal(stage.jobs.failed):
        view.fetchable.download("qwen3-4b")
    assert view.fetchable.rows.rows[1].presence == "missing"
    assert view.model_file == ""


def test_the_tier_of_a_model_that_was_left_is_not_shown_for_the_next(
    held_jobs: Jobs,
    held: Held,
    keeper: SettingsKeeper,
    folders: Folders,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stage = PracticeStage(held_jobs, keeper, folders)
    keeper.change(coach="llm", llm_model="llama3.1:8b")
    view = stage.coach()
    tiers = {"llama3.1:8b": "labels", "qwen2.5:14b": ""}
    monkeypatch.setattr(stage.servers, "tier", lambda settings: tiers[settings.llm_model])
    view.look()
    keeper.change(llm_model="qwen2.5:14b")  # looks as well
    held.run_all(-1)
    assert view.judge_check.tier == ""
