"""One question to a language-model server, and every way it can go wrong, in one word and one line.

Runs in the calling thread on an event loop of its own, so that a deadline or a cancel closes the connection
at once, whatever the server is doing.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

from failprep.coach.faults import AskAgain, Unsupported, at, worded
from failprep.coach.prompting import Message
from failprep.coach.providers import Endpoint
from failprep.coach.streaming import Wrote, whole
from failprep.coach.trouble import Trouble, writable
from failprep.domain import Cancelled

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

T = TypeVar("T")
IsCancelled = Callable[[], bool]

_LOOK_EVERY_S = 0.05
_MOST_TOKENS = 1500
_FIRST_WAIT_S = 1.0
_MOST_TRIES = 4
#: What helps, and what some model or server refuses.
_OPTIONAL = {
    "temperature": 0,
    "seed": 7,
    "max_tokens": _MOST_TOKENS,
    "stream_options": {"include_usage": True},
    "stream": True,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote. ``complete`` is False where it was cut off at the most tokens."""

    text: str
    complete: bool
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model that a server offers; ``parameters`` where the server says so."""

    id: str
    parameters: int | None = None


class Client:
    """Asks one server. Use as an async context manager."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._optional: dict[str, object] = dict(_OPTIONAL)

    async def __aenter__(self) -> Self:
        from httpx2 import InvalidURL
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient

        key = self.endpoint.key or "none"
        if not (key.isascii() and key.isprintable()):
            raise Trouble("key")
        try:
            self._openai = AsyncOpenAI(
                base_url=self.endpoint.base_url,
                api_key=key,
                timeout=self.endpoint.timeout_s,
                max_retries=0,  # asking again keeps to the deadline, below
                # No redirects: what is sent goes where the user chose and nowhere else. No proxy to oneself.
                http_client=DefaultAsyncHttpxClient(
                    follow_redirects=False, trust_env=not self.endpoint.is_local
                ),
            )
        except InvalidURL:
            raise Trouble("unreachable") from None
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._openai.close()

    async def models(self) -> tuple[ModelInfo, ...]:
        """What the server offers, by name. Raises Trouble."""
        rows = at(await self._patiently(self._listing), "data")
        if not isinstance(rows, list):
            raise Trouble("broken")
        found = []
        for row in rows:
            name, size = at(row, "id"), at(row, "meta", "n_params")
            if isinstance(name, str):
                found.append(ModelInfo(name, size if isinstance(size, int) else None))
        return tuple(sorted(found, key=lambda model: model.id))

    async def tags(self) -> dict[str, str]:
        """Name → size ("3.2B") of the models there, if it is an Ollama. Raises Trouble."""
        rows = at(await self._patiently(self._tags), "models")
        found = {}
        for row in rows if isinstance(rows, list) else ():
            name, size = at(row, "name"), at(row, "details", "parameter_size")
            if isinstance(name, str) and isinstance(size, str):
                found[name] = size
        return found

    async def complete(
        self,
        messages: Sequence[Message],
        form: Mapping[str, object] | None = None,
        wrote: Wrote = lambda _: None,
        until: float | None = None,
    ) -> Reply:
        """One answer.

        Args:
            messages: The question.
            form: The ``response_format``.
            wrote: Follows the answer's growth.
            until: The deadline, see ``deadline``; None allows the whole time from now.

        Raises:
            Trouble: There is none.
        """
        until = self.deadline() if until is None else until
        while True:
            try:
                return _reply(await self._patiently(lambda: self._chat(messages, form, wrote), until))
            except Unsupported as unsupported:
                self._optional.pop(unsupported.parameter, None)

    def deadline(self) -> float:
        """When the time for a question that is asked now is over, by the running loop's clock."""
        return asyncio.get_running_loop().time() + self.endpoint.timeout_s

    async def _patiently(self, ask: Callable[[], Awaitable[object]], until: float | None = None) -> object:
        """Ask, and ask again while the server is busy and the deadline allows."""
        loop = asyncio.get_running_loop()
        deadline = self.deadline() if until is None else until
        tries = 0
        try:
            async with asyncio.timeout_at(deadline):
                while True:
                    try:
                        return await ask()
                    except AskAgain as again:
                        tries += 1
                        wait_s = _FIRST_WAIT_S * 2 ** (tries - 1) if again.wait_s is None else again.wait_s
                        if tries == _MOST_TRIES or loop.time() + wait_s >= deadline:
                            raise again.trouble from None
                        await asyncio.sleep(wait_s)
        except TimeoutError:
            raise Trouble("timeout") from None
        except (ValueError, RecursionError):
            raise Trouble("broken") from None

    async def _listing(self) -> object:
        with worded(self.endpoint):
            return json.loads((await self._openai.models.with_raw_response.list()).text)

    async def _tags(self) -> object:
        from httpx2 import Response

        with worded(self.endpoint):
            url = f"{self.endpoint.base_url.removesuffix('/v1')}/api/tags"
            return json.loads((await self._openai.get(url, cast_to=Response)).text)

    async def _chat(
        self, messages: Sequence[Message], form: Mapping[str, object] | None, wrote: Wrote
    ) -> object:
        body = dict(self._optional)
        may_go = frozenset(body)
        if form is not None:
            body["response_format"] = form
        with worded(self.endpoint, may_go):
            async with self._openai.chat.completions.with_streaming_response.create(
                model=self.endpoint.model,
                messages=cast("list[ChatCompletionMessageParam]", list(messages)),
                extra_body=body,
            ) as response:
                return await whole(response.iter_lines(), wrote)


def run(work: Coroutine[object, object, T], cancelled: IsCancelled) -> T:
    """Run this to its end in the calling thread, or stop it at once.

    Raises:
        Cancelled: ``cancelled`` said so; connections are closed.
    """
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(_unless_cancelled(work, cancelled))
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()  # does not wait for a name look-up that hangs, as asyncio.run would


async def _unless_cancelled(work: Coroutine[object, object, T], cancelled: IsCancelled) -> T:
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            if cancelled():
                raise Cancelled
            await asyncio.wait({task}, timeout=_LOOK_EVERY_S)
        return task.result()
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task})


def _reply(body: object) -> Reply:
    choices = at(body, "choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, dict) or not isinstance(choice.get("message"), dict):
        raise Trouble("broken")
    content = at(choice, "message", "content")
    text = writable(content) if isinstance(content, str) else ""
    prompt_tokens, completion_tokens = (
        at(body, "usage", "prompt_tokens"),
        at(body, "usage", "completion_tokens"),
    )
    return Reply(
        re.sub(r"(?s)^\s*<think>.*?(</think>|$)", "", text).strip(),
        choice.get("finish_reason") != "length",
        prompt_tokens if isinstance(prompt_tokens, int) else 0,
        completion_tokens if isinstance(completion_tokens, int) else 0,
    )
