"""The screens' view models, made once the stations are there, and the ways between the screens."""

import threading

from PySide6.QtCore import QObject, Slot

from failprep.app.appearance import Appearance
from failprep.app.asked import Asked
from failprep.app.cases_view import CasesView
from failprep.app.coach_view import CoachView
from failprep.app.history_view import HistoryView
from failprep.app.jobs import Jobs, Work
from failprep.app.judge_check_view import JudgeCheckView
from failprep.app.language_models import goes_to
from failprep.app.microphone_view import MicrophoneView
from failprep.app.model_servers import ModelServers
from failprep.app.model_speed_view import ModelSpeedView
from failprep.app.navigation import Navigation
from failprep.app.notices import Notices
from failprep.app.open_questions_view import OpenQuestionsView
from failprep.app.parts_bar import PartsBar
from failprep.app.practice_view import PracticeView
from failprep.app.prompts_view import PromptsView
from failprep.app.rescue_view import RescueView
from failprep.app.review_view import ReviewView
from failprep.app.settings_keeper import SettingsKeeper
from failprep.app.settings_view import SettingsView
from failprep.app.speech_models_view import SpeechModelsView
from failprep.app.spoken_question import SpokenQuestion
from failprep.app.stations import SpeechModels, Stations
from failprep.domain import Prompt, Transcript
from failprep.practice.live_parts import LiveParts
from failprep.practice.live_words import LiveWords
from failprep.practice.rescue import Rescuer
from failprep.settings import Folders, Settings
from failprep.store import Filters

_ANOTHER_MODEL = "Another one can be chosen in Settings, under Speech model."


class Screens(QObject):
    """Holds one view model per screen and takes the user from one to the other."""

    def __init__(
        self,
        stations: Stations,
        settings: Settings,
        folders: Folders,
        *,
        jobs: Jobs,
        appearance: Appearance,
        navigation: Navigation,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        from failprep.audio import files

        self._stations, self._jobs, self._navigation = stations, jobs, navigation
        self._keeper = SettingsKeeper(Folders.standard(), settings, self)
        self._speech_model = settings.speech_model
        self._using = threading.Lock()
        microphone = MicrophoneView(
            recorder=stations.recorder,
            tester=stations.tester,
            sound=stations.player,
            keeper=self._keeper,
            jobs=jobs,
            parent=self,
        )
        prompts = PromptsView(
            theme=stations.library.theme(),
            questions=stations.library,
            voice=stations.voice,
            sound=stations.player,
            jobs=jobs,
            parent=self,
        )
        rescue = RescueView(
            rescue=Rescuer(stations.store), practice=stations.practice, jobs=jobs, parent=self
        )
        self.practice = PracticeView(
            recorder=stations.recorder,
            practice=stations.practice,
            microphone=microphone,
            prompts=prompts,
            rescue=rescue,
            keeper=self._keeper,
            jobs=jobs,
            live_text=LiveWords(stations.practice),
            parts=self._make_parts(stations),
            count_takes=self._count_takes,
            open_questions=OpenQuestionsView(stations.store, jobs, parent=self),
            parent=self,
        )
        self.review = ReviewView(
            stations.practice,
            stations.store,
            stations.library,
            stations.player,
            jobs,
            peaks=files.peaks,
            keeper=self._keeper,
            spoken=SpokenQuestion(stations.voice, stations.player, jobs, self),
            parent=self,
        )
        self.history = HistoryView(stations.store, stations.library, stations.player, jobs, parent=self)
        self._cases = CasesView(stations.store, jobs, parent=self)
        self._cases.told.connect(notices.tell)
        self._closing = False
        self._speed = ModelSpeedView(stations.practice, self._keeper, jobs, self)
        self._speed.fell_back.connect(lambda note: notices.tell(note, _ANOTHER_MODEL))
        self.settings = SettingsView(
            keeper=self._keeper,
            folders=folders,
            appearance=appearance,
            microphone=microphone,
            models=SpeechModelsView(SpeechModels(folders.cache), self._speed, self._keeper, jobs, self),
            coach=self._make_coach(stations, folders),
            cases=self._cases,
            theme_problems=stations.library.problems,
            parent=self,
        )
        rescue.take_kept.connect(self._review)
        self.practice.take_kept.connect(self._review)
        self.practice.take_kept.connect(self.history.refresh)
        self.review.retake_requested.connect(self._ask)
        self.review.answer_requested.connect(self._ask)
        self.review.back_requested.connect(navigation.back)
        self.review.told.connect(notices.tell)
        self.review.take_changed.connect(self.history.refresh)
        self.history.open_requested.connect(self._open_take)
        self.history.practise_requested.connect(self._practise)
        self.history.take_changed.connect(self.review.refresh)
        self.history.take_deleted.connect(self.review.forget)
        self._keeper.changed.connect(self._use_settings)
        self._keeper.changed.connect(self._tell_status)
        self.practice.state_changed.connect(self._tell_status)
        self.practice.state_changed.connect(self._make_room)
        for turn in (self.review.work.progressed, self.review.work.reviewed, self.review.work.stopped):
            turn.connect(self._make_room)
            turn.connect(self._tell_status)
        self._tell_status()

    def _make_parts(self, stations: Stations) -> PartsBar:
        titles = {part: wording.title for part, wording in stations.library.theme().words.parts.items()}
        return PartsBar(LiveParts(stations.practice), titles, self._jobs, parent=self)

    def _count_takes(self, prompt: Prompt) -> int:
        """How many takes of a prompt are kept, answers to its follow-ups left out."""
        kept = self._stations.store.takes(filters=Filters(prompt_id=prompt.id, with_replies=False))
        return sum(take.prompt == prompt.text for take in kept)

    def _make_coach(self, stations: Stations, folders: Folders) -> CoachView:
        criteria = stations.library.theme().criteria
        titles = {criterion: text.title for criterion, text in criteria.items()}
        judge_check = JudgeCheckView(stations.practice, titles, self._keeper, self._jobs, self)
        servers = ModelServers(folders, stations.practice, stations.store, lambda: self._keeper.value)
        return CoachView(servers, self._keeper, self._jobs, judge_check, self)

    @property
    def views(self) -> dict[str, QObject]:
        """Main.qml's properties and their view models."""
        return {
            "settings": self.settings,
            "practice": self.practice,
            "review": self.review,
            "history": self.history,
        }

    @property
    def stations(self) -> Stations:
        """What the screens lean on."""
        return self._stations

    def warm_up(self) -> None:
        """Load the models, so that the first take does not wait for them."""

        def warm(_: Work) -> None:
            self._stations.practice.warm_up()

        self._jobs.start(warm).finished.connect(self._warmed)

    def close(self) -> None:
        """Let go of a running take and save what is still being typed."""
        self._closing = True
        self._speed.close()
        self.practice.close()
        self.review.leave()
        self.history.leave()

    @Slot()
    def _warmed(self) -> None:
        if not self._closing:
            self._speed.measure()

    @Slot()
    def _make_room(self) -> None:
        taking = self.practice.live or self.practice.state == "saving"
        self._speed.make_room(taking or self.review.work.busy)

    @Slot(int)
    def _open_take(self, take_id: int) -> None:
        self.review.open(take_id)
        self._navigation.open("review")

    @Slot(int)
    @Slot(int, object)
    def _review(self, take_id: int, heard: Transcript | None = None) -> None:
        self.review.work_on(take_id, heard)
        self._navigation.open("review")

    @Slot(object)
    def _ask(self, asked: Asked) -> None:
        self.practice.answer(asked)
        self._navigation.open("practice")

    @Slot()
    def _practise(self) -> None:
        self._navigation.open("practice")

    @Slot()
    def _tell_status(self) -> None:
        settings = self._keeper.value
        host = self.review.work.sends_to or goes_to(settings)
        self._navigation.tell(
            recording=self.practice.live, offline=not settings.network_allowed, goes_to=host
        )

    @Slot()
    def _use_settings(self) -> None:
        if self._closing:
            return
        another = self._keeper.value.speech_model != self._speech_model
        self._speech_model = self._keeper.value.speech_model

        def use(_: Work) -> None:
            with self._using:  # whichever job is last, the newest settings hold
                self._stations.practice.use(self._keeper.value)
            if another:
                self._stations.practice.warm_up()

        self._jobs.start(use)
