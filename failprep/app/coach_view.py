"""The Coach section of Settings: who judges, through which server, and whether it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement

from failprep.app.built_in_models_view import BuiltInModelsView
from failprep.app.choice import Choice
from failprep.app.jobs import Job, Jobs, Latest, Work
from failprep.app.judge_check_view import JudgeCheckView, coach_of
from failprep.app.key_view import KeyView
from failprep.app.language_models import LanguageModels, Spending, host_of, spending_line
from failprep.app.properties import qproperty
from failprep.app.settings_keeper import SettingsKeeper
from failprep.coach.providers import BUILT_IN, PROVIDERS, checked_url
from failprep.domain import UserError
from failprep.settings import Settings

QML_IMPORT_NAME = "Failprep"
QML_IMPORT_MAJOR_VERSION = 1

T = TypeVar("T")
_COACHES = {"offline": "Offline coach", "llm": "A language model"}
_VOTES = {1: "Once", 3: "Three times", 5: "Five times"}
_TIMEOUTS_S = (15.0, 30.0, 60.0, 120.0, 300.0)


@dataclass(frozen=True, slots=True)
class _Said:
    """The one line under the model: news or trouble."""

    text: str = ""
    good: bool = True


class ProviderChoice(Choice):
    """The provider; another one has other addresses and other models."""

    @Slot(int)
    def choose(self, place: int) -> None:
        """Choose the provider at this place."""
        provider = tuple(PROVIDERS)[place]
        if provider != self.value:
            self._keeper.change(provider=provider, base_url=None, llm_model=None)


@QmlElement
class CoachView(QObject):
    """Which coach judges. Whatever happens to a language model, the offline coach steps in."""

    changed = Signal()

    def __init__(
        self,
        models: LanguageModels,
        keeper: SettingsKeeper,
        jobs: Jobs,
        judge_check: JudgeCheckView,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._models, self._keeper, self._jobs, self._judge_check = models, keeper, jobs, judge_check
        self._coach = Choice(keeper, "coach", tuple(_COACHES), lambda v: _COACHES[v], self)
        self._provider = ProviderChoice(keeper, "provider", tuple(PROVIDERS), _provider_title, self)
        self._votes = Choice(keeper, "llm_votes", tuple(_VOTES), lambda v: _VOTES.get(v, f"{v} times"), self)
        self._timeout = Choice(keeper, "llm_timeout_s", _TIMEOUTS_S, lambda v: f"{v:.0f} seconds", self)
        self._key = KeyView(models, keeper, jobs, self)
        self._fetchable = BuiltInModelsView(models.fetchable, models.path_of, keeper, jobs, self)
        self._listed: tuple[str, ...] = ()
        self._said = _Said()
        self._busy = ""
        self._job: Job | None = None
        self._spending: Spending | None = None
        self._pricing = Latest(jobs)
        self._why_not_built_in = ""
        self._before = keeper.value
        keeper.changed.connect(self._follow)

    # What QML reads

    @qproperty(Choice)
    def coach(self) -> Choice:
        """The offline coach, or a language model."""
        return self._coach

    @qproperty(Choice)
    def provider(self) -> Choice:
        """The kind of server."""
        return self._provider

    @qproperty(Choice)
    def votes(self) -> Choice:
        """How often each criterion is asked."""
        return self._votes

    @qproperty(Choice)
    def timeout(self) -> Choice:
        """How long one answer may take."""
        return self._timeout

    @qproperty(KeyView)
    def key(self) -> KeyView:
        """The server's key."""
        return self._key

    @qproperty(BuiltInModelsView)
    def fetchable(self) -> BuiltInModelsView:
        """Models that can be fetched for the built-in server."""
        return self._fetchable

    @qproperty(bool, notify=changed)
    def network_allowed(self) -> bool:
        """Whether anything may be fetched."""
        return self._keeper.value.network_allowed

    @qproperty(JudgeCheckView)
    def judge_check(self) -> JudgeCheckView:
        """Whether the chosen coach can be trusted."""
        return self._judge_check

    @qproperty(bool, notify=changed)
    def uses_model(self) -> bool:
        """Whether a language model judges."""
        return self._keeper.value.coach == "llm"

    @qproperty(bool, notify=changed)
    def built_in(self) -> bool:
        """Whether the model is served by failprep itself."""
        return self._keeper.value.provider == BUILT_IN

    @qproperty(str, notify=changed)
    def address(self) -> str:
        """The address the user gave; empty for the usual one."""
        return self._keeper.value.base_url or ""

    @qproperty(str, notify=changed)
    def usual_address(self) -> str:
        """The provider's usual address, or what one looks like."""
        provider = PROVIDERS.get(self._keeper.value.provider)
        return (provider.base_url if provider else None) or "http://127.0.0.1:8080/v1"

    @qproperty(str, notify=changed)
    def where(self) -> str:
        """Where the transcript goes, or why it goes nowhere."""
        host = host_of(self._keeper.value)
        if not host:
            return "Your transcript stays on this computer."
        if not self._keeper.value.network_allowed:
            return (
                f"{host} is not on this computer, and the network is off below: nothing is sent, "
                "and the offline coach judges."
            )
        return f"Your transcript, never your voice, goes to {host}."

    @qproperty(bool, notify=changed)
    def refused(self) -> bool:
        """Whether the network switch keeps the chosen server from being asked."""
        return bool(host_of(self._keeper.value)) and not self._keeper.value.network_allowed

    @qproperty(list, notify=changed)
    def models(self) -> list[str]:
        """The models to choose from: those listed, and the present one."""
        chosen = self._keeper.value.llm_model
        return [*self._listed] if not chosen or chosen in self._listed else [chosen, *self._listed]

    @qproperty(str, notify=changed)
    def model(self) -> str:
        """The present model; empty while none is chosen."""
        return self._keeper.value.llm_model or ""

    @qproperty(str, notify=changed)
    def model_file(self) -> str:
        """The built-in model's file; empty while none is chosen."""
        return self._keeper.value.local_model_file or ""

    @qproperty(str, notify=changed)
    def why_not_built_in(self) -> str:
        """Why the built-in model cannot be used here; empty when it can."""
        return self._why_not_built_in

    @qproperty(str, notify=changed)
    def busy(self) -> str:
        """``listing``, ``testing`` or empty."""
        return self._busy

    @qproperty(str, notify=changed)
    def line(self) -> str:
        """What came of listing or testing, in one sentence."""
        return self._said.text

    @qproperty(bool, notify=changed)
    def line_is_good(self) -> bool:
        """Whether ``line`` is good news."""
        return self._said.good

    @qproperty(str, notify=changed)
    def spending(self) -> str:
        """What a take costs; empty while nothing is known."""
        line = spending_line(self._spending)
        return f"Your newest take would cost {line}. What was assessed before is free." if line else ""

    # What QML calls

    @Slot()
    def look(self) -> None:
        """The section is in front: see what is here."""
        self._jobs.start(lambda _: self._models.why_not_built_in(), on_done=self._set_why_not)
        self._key.look()
        self._fetchable.look()
        if self.uses_model:
            settings = self._keeper.value
            self._pricing.start(lambda _: self._models.estimate(settings), on_done=self._set_spending)
            self._jobs.start(
                lambda _: self._models.tier(settings),
                on_done=lambda tier: self._judge_check.tell_tier(settings, tier),
            )

    @Slot(str)
    def set_address(self, text: str) -> None:
        """Reach the server here; empty for the usual address."""
        provider = PROVIDERS.get(self._keeper.value.provider)
        try:
            url = checked_url(text, provider) if text.strip() and provider else None
        except UserError as error:
            self._say(str(error), good=False)
            return
        self._keeper.change(base_url=url)

    @Slot(str)
    def set_model(self, name: str) -> None:
        """Judge with this model."""
        self._keeper.change(llm_model=name.strip() or None)

    @Slot(QUrl)
    def choose_file(self, file: QUrl) -> None:
        """Serve this GGUF file."""
        path = file.toLocalFile()
        try:
            self._models.check_file(path)
        except UserError as error:
            self._say(str(error), good=False)
            return
        self._keeper.change(local_model_file=path)

    @Slot()
    def list_models(self) -> None:
        """Ask the server which models it has."""
        settings = self._keeper.value

        def ask(work: Work) -> tuple[str, ...]:
            return tuple(model.id for model in self._models.models(settings, work.cancelled))

        self._begin("listing", ask, lambda names: self._show_models(settings, names))

    @Slot()
    def test(self) -> None:
        """Ask the model for one short answer."""
        settings = self._keeper.value
        self._begin(
            "testing",
            lambda work: self._models.try_out(work.cancelled),
            lambda answer: self._say(f"{answer}." if self._same_server(settings) else ""),
        )

    @Slot()
    def cancel(self) -> None:
        """Stop listing or testing."""
        if self._job is not None:
            self._job.cancel()

    # Inside

    def _begin(self, busy: str, ask: Callable[[Work], T], on_done: Callable[[T], None]) -> None:
        if self._busy:
            return
        self._busy, self._said = busy, _Said()
        self._job = self._jobs.start(
            ask, on_done=on_done, on_failed=self._failed, on_cancelled=lambda: self._say("")
        )
        self.changed.emit()

    def _show_models(self, settings: Settings, names: tuple[str, ...]) -> None:
        if not self._same_server(settings):
            self._say("")
            return
        self._listed = names
        if names:
            self._say(f"It has {len(names)} models." if len(names) > 1 else "It has one model.")
        else:
            self._say("The server answers, but it has no model yet.", good=False)
        if len(names) == 1 and not self.model:
            self.set_model(names[0])

    def _failed(self, error: Exception) -> None:
        self._say(str(error) if isinstance(error, UserError) else "", good=False)
        if not isinstance(error, UserError):
            self._jobs.failed.emit(error)

    def _say(self, text: str, *, good: bool = True) -> None:
        self._busy, self._job, self._said = "", None, _Said(text, good)
        self.changed.emit()

    def _same_server(self, settings: Settings) -> bool:
        return _server(settings) == _server(self._keeper.value)

    def _set_why_not(self, why: str) -> None:
        self._why_not_built_in = why
        self.changed.emit()

    def _set_spending(self, spending: Spending | None) -> None:
        self._spending = spending
        self.changed.emit()

    @Slot()
    def _follow(self) -> None:
        before, self._before = self._before, self._keeper.value
        if _server(before) != _server(self._before):
            self.cancel()
            self._listed, self._said = (), _Said()
        elif before.llm_model != self._before.llm_model:
            self._said = _Said()
        if self.uses_model and _asked(before) != _asked(self._before):
            self.look()
        self.changed.emit()


def _provider_title(provider: str) -> str:
    return PROVIDERS[provider].title if provider in PROVIDERS else provider


def _server(settings: Settings) -> tuple[object, ...]:
    """What makes it another server."""
    return settings.provider, settings.base_url, settings.network_allowed


def _asked(settings: Settings) -> tuple[object, ...]:
    """What the price of a take and the trust in its coach hang on."""
    return *coach_of(settings), settings.llm_votes
