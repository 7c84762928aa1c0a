"""Getting a readable answer out of a model that may not know how: strict schema, JSON mode, text and repair.

Each rung that fails is told; what is left when all fail is the offline coach.
"""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from failprep.coach.client import Client, Reply
from failprep.coach.prompting import Message, Unreadable
from failprep.coach.streaming import Wrote
from failprep.coach.trouble import Trouble

T = TypeVar("T")
Rung = Literal["schema", "json", "text"]
Complete = Callable[[Sequence[Message], Mapping[str, object] | None], Awaitable[Reply]]
RUNGS: tuple[Rung, ...] = ("schema", "json", "text")


@dataclass(slots=True)
class Ladder:
    """Asks one server, and remembers which rung it can stand on.

    Attributes:
        steps: What was tried and did not work, a line each, in order.
        prompt_tokens: Spent so far, as the server counts them.
        completion_tokens: The same for what the model wrote.
    """

    client: Client
    rung: Rung = "schema"
    steps: list[str] = field(default_factory=list)
    prompt_tokens: int = 0
    completion_tokens: int = 0

    async def ask(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, object],
        read: Callable[[str], T],
        wrote: Wrote = lambda _: None,
    ) -> T:
        """One readable answer, within the time for one question, however many rungs it takes.

        Args:
            messages: The question; it already says what the answer looks like.
            schema: The strict JSON schema of the answer.
            read: Reads an answer; raises Unreadable where it has another shape.
            wrote: Follows an answer's growth.

        Raises:
            Trouble: The server fails, or no rung gives a readable answer.
        """
        until = self.client.deadline()
        whole = True

        async def complete(messages: Sequence[Message], form: Mapping[str, object] | None) -> Reply:
            nonlocal whole
            reply = await self.client.complete(messages, form, wrote, until)
            whole = reply.complete
            self.prompt_tokens += reply.prompt_tokens
            self.completion_tokens += reply.completion_tokens
            return reply

        rungs = RUNGS[RUNGS.index(self.rung) :]
        while rungs:
            rung, rungs = rungs[0], rungs[1:]
            try:
                answer = await self._on(rung, messages, schema, read, complete)
            except Unreadable as unreadable:
                self.steps.append(f"{rung}: {unreadable}")
            except Trouble as trouble:
                if trouble.word not in {"refused", "server"} or rung == "text":
                    raise
                self.steps.append(f"{rung}: {trouble.line}")
                if trouble.word == "server":  # some stumble over any form, so once more without
                    rungs = rungs[-1:]
            else:
                self.rung = rung
                return answer
        raise Trouble("unreadable" if whole else "room")

    async def _on(
        self,
        rung: Rung,
        messages: Sequence[Message],
        schema: Mapping[str, object],
        read: Callable[[str], T],
        complete: Complete,
    ) -> T:
        if rung == "schema":
            named = {"name": "answer", "strict": True, "schema": schema}
            return read(_whole(await complete(messages, {"type": "json_schema", "json_schema": named})))
        if rung == "json":
            return read(_whole(await complete(messages, {"type": "json_object"})))
        reply = await complete(messages, None)
        try:
            return read(_object_in(reply.text))
        except Unreadable as unreadable:
            self.steps.append(f"text: {unreadable}")
            repair = f"That could not be used: {unreadable}. Give only the corrected JSON object."
            again = [
                *messages,
                {"role": "assistant", "content": reply.text},
                {"role": "user", "content": repair},
            ]
            return read(_object_in((await complete(again, None)).text))


def _whole(reply: Reply) -> str:
    if not reply.complete:
        raise Unreadable("it does not come to an end")
    return reply.text


def _object_in(text: str) -> str:
    """The JSON object in a text that may hold a fence and remarks around it."""
    found = re.search(r"(?s)\{.*\}", text)
    if found is None:
        raise Unreadable("it holds no JSON object")
    return found[0]
