"""The questions of one assessment on their way: what is known, what is under way, what it has cost."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self

from failprep.coach import prompting
from failprep.coach.cache import Cache
from failprep.coach.client import Client
from failprep.coach.ladder import Ladder
from failprep.coach.prompting import Answer
from failprep.coach.providers import Endpoint
from failprep.coach.trouble import DECOY_FOUND

Doing = Literal["", "reading", "writing"]
#: Criterion, the sentences to see, the interview question, and which vote it is.
Question = tuple[str, Mapping[int, str], str, int]

CHARACTERS_A_TOKEN = 3.6
ANSWER_TOKENS = 150
_AT_ONCE_ELSEWHERE = 3  # requests at a time to a server that is not this computer
_NEARLY = 0.95  # an answer that is longer than expected is still not done
_WORTH_TELLING = 0.05  # of an answer


@dataclass(frozen=True, slots=True)
class Step:
    """Progress: ``done`` of ``total`` requests are answered, and something happened about ``criterion``.

    Attributes:
        doing: What the model is at there: ``reading`` the question, ``writing`` the answer; "" it is done.
        underway: How much is written of the answers that are not done yet, counted in answers; estimated.
    """

    done: int
    total: int
    criterion: str = ""
    doing: Doing = ""
    underway: float = 0.0

    @property
    def fraction(self) -> float:
        """How far it is, 0 to 1."""
        return (self.done + self.underway) / max(1, self.total)


@dataclass(frozen=True, slots=True)
class Spending:
    """Tokens, as the server counts them, or estimated."""

    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0

    @property
    def tokens(self) -> int:
        """Both ways together."""
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: "Spending") -> "Spending":
        return Spending(
            self.requests + other.requests,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
        )


class Asking:
    """Asks one server the questions of one assessment. Use as an async context manager.

    Args:
        endpoint: The server and the model.
        cache: Answers that are known already.
        report: Told about every step.
    """

    def __init__(self, endpoint: Endpoint, cache: Cache, report: Callable[[Step], None]) -> None:
        self._client = Client(endpoint)
        self._ladder = Ladder(self._client)
        self.endpoint, self._cache, self._report = endpoint, cache, report
        self._total = self._done = self._asked = 0
        self._written: dict[int, float] = {}  # request under way → share of its answer
        self._turn = asyncio.Semaphore(1 if endpoint.is_local else _AT_ONCE_ELSEWHERE)

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.__aexit__(None, None, None)

    @property
    def spent(self) -> Spending:
        """What it has cost so far, of use or not."""
        return Spending(self._asked, self._ladder.prompt_tokens, self._ladder.completion_tokens)

    @property
    def steps(self) -> tuple[str, ...]:
        """What was tried and did not work, a line each."""
        return tuple(self._ladder.steps)

    def expect(self, total: int) -> None:
        """So many questions are to come."""
        self._total = total
        self._tell()

    async def one(self, question: Question) -> Answer:
        """The answer to one question. Raises Trouble."""
        criterion, seen, prompt, vote = question
        numbers = tuple(seen)
        messages = prompting.messages(criterion, seen, prompt, vote)
        schema = prompting.schema(criterion, numbers, vote)
        key = Cache.key(
            "verdict", prompting.VERSION, (self.endpoint.where, self.endpoint.model), messages, schema
        )
        answer = self._kept(key, criterion, numbers)
        if answer is None:
            text = await self._ask(criterion, numbers, messages, schema)
            self._cache.put(key, prompting.bare(criterion, text))
            answer = prompting.read(criterion, numbers, text)
        if swayed(answer):
            self._ladder.steps.append(f"{criterion}: {DECOY_FOUND}")
        self._done += 1
        self._tell(criterion)
        return answer

    async def all(self, questions: Sequence[Question]) -> list[Answer]:
        """All answers in order; the first failure stops the others. Raises Trouble."""
        tasks = [asyncio.ensure_future(self.one(question)) for question in questions]
        try:
            return await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()
            if tasks:
                await asyncio.wait(tasks)

    async def _ask(
        self,
        criterion: str,
        numbers: Sequence[int],
        messages: Sequence[prompting.Message],
        schema: Mapping[str, object],
    ) -> str:
        def read(text: str) -> str:
            prompting.read(criterion, numbers, text)
            return text

        async with self._turn:
            number = self._asked = self._asked + 1
            self._tell(criterion, "reading")

            def wrote(characters: int) -> None:
                share = min(_NEARLY, characters / (ANSWER_TOKENS * CHARACTERS_A_TOKEN))
                known = self._written.get(number)
                if known is None or share - known >= _WORTH_TELLING:
                    self._written[number] = share
                    self._tell(criterion, "writing")

            try:
                return await self._ladder.ask(messages, schema, read, wrote)
            finally:
                self._written.pop(number, None)

    def _kept(self, key: str, criterion: str, numbers: Sequence[int]) -> Answer | None:
        text = self._cache.get(key)
        try:
            return prompting.read(criterion, numbers, text) if text else None
        except prompting.Unreadable:
            return None

    def _tell(self, criterion: str = "", doing: Doing = "") -> None:
        underway = sum(self._written.values())
        self._report(Step(self._done, self._total, criterion, doing, underway))


def swayed(answer: Answer) -> bool:
    """Whether the model found the decoy."""
    return any(found.swayed for found in answer.values())
