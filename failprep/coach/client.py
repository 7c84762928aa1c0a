"""One question to a language-model server, and every way it can go wrong, in one word and one line.

Runs in the calling thread on an event loop of its own, so that a deadline or a cancel closes the connection
at once, whatever the server is doing.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

from failprep.coach.prompting import Message
from failprep.coach.providers import Endpoint
from failprep.coach.streaming import StreamError, Wrote, whole
from failprep.domain import Cancelled

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

T = TypeVar("T")
IsCancelled = Callable[[], bool]

#: Why a language model did not answer: the word that is stored, and the line that is shown.
FALLBACKS: dict[str, str] = {
    "setup": "The language model is not set up.",
    "network_off": "The network is switched off, and the language model is not on this computer.",
    "unreachable": "The language model's server could not be reached.",
    "timeout": "The language model did not answer within the time set for it.",
    "key": "The language model's server did not accept the key.",
    "model": "The language model's server does not know this model.",
    "busy": "The language model's server is too busy.",
    "server": "The language model's server has trouble of its own.",
    "refused": "The language model's server did not accept the question.",
    "broken": "The language model's server sent something that is not an answer.",
    "unreadable": "The language model's answers could not be used.",
    "credulous": "The language model says yes to everything, so its verdicts are worth nothing.",
    "blind": "The language model finds nothing even where it is plain to see.",
}
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
_STUMBLED = 500


class Trouble(Exception):  # noqa: N818 - it is caught and told, never shown as an error
    """The model gave no usable answer.

    Args:
        word: A key of ``FALLBACKS``.
        detail: The server's own line, if it has one.
    """

    def __init__(self, word: str, detail: str = "") -> None:
        self.word = word
        self.detail = " ".join(_writable(detail).split())[:200]
        super().__init__(self.line)

    @property
    def line(self) -> str:
        """One clear line for the user."""
        return f"{FALLBACKS[self.word]} It says: {self.detail}" if self.detail else FALLBACKS[self.word]


class _AskAgain(Exception):  # noqa: N818
    """The server is busy or stumbled. ``wait_s`` is what it asks for, None where it does not say."""

    def __init__(self, trouble: Trouble, wait_s: float | None) -> None:
        self.trouble = trouble
        self.wait_s = wait_s


class _Unsupported(Exception):  # noqa: N818
    def __init__(self, parameter: str) -> None:
        self.parameter = parameter


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
        self._left_out: set[str] = set()

    async def __aenter__(self) -> Self:
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient

        key = self.endpoint.key or "none"
        if not (key.isascii() and key.isprintable()):
            raise Trouble("key")
        self._openai = AsyncOpenAI(
            base_url=self.endpoint.base_url,
            api_key=key,
            timeout=self.endpoint.timeout_s,
            max_retries=0,  # asking again keeps to the deadline, below
            # No redirects: what is sent goes where the user chose and nowhere else. No proxy to oneself.
            http_client=DefaultAsyncHttpxClient(follow_redirects=False, trust_env=not self.endpoint.is_local),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._openai.close()

    async def models(self) -> tuple[ModelInfo, ...]:
        """What the server offers, by name. Raises Trouble."""
        rows = _at(await self._patiently(self._listing), "data")
        if not isinstance(rows, list):
            raise Trouble("broken")
        found = []
        for row in rows:
            name, size = _at(row, "id"), _at(row, "meta", "n_params")
            if isinstance(name, str):
                found.append(ModelInfo(name, size if isinstance(size, int) else None))
        return tuple(sorted(found, key=lambda model: model.id))

    async def tags(self) -> dict[str, str]:
        """Name → size ("3.2B") of the models there, if it is an Ollama. Raises Trouble."""
        rows = _at(await self._patiently(self._tags), "models")
        found = {}
        for row in rows if isinstance(rows, list) else ():
            name, size = _at(row, "name"), _at(row, "details", "parameter_size")
            if isinstance(name, str) and isinstance(size, str):
                found[name] = size
        return found

    async def complete(
        self,
        messages: Sequence[Message],
        form: Mapping[str, object] | None = None,
        wrote: Wrote = lambda _: None,
    ) -> Reply:
        """One answer. ``form`` is the ``response_format``; ``wrote`` follows its growth. Raises Trouble."""
        while True:
            try:
                return _reply(await self._patiently(lambda: self._chat(messages, form, wrote)))
            except _Unsupported as unsupported:
                self._left_out.add(unsupported.parameter)

    async def _patiently(self, ask: Callable[[], Awaitable[object]]) -> object:
        """Ask, and ask again while the server is busy and the deadline allows."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self.endpoint.timeout_s
        tries = 0
        try:
            async with asyncio.timeout_at(deadline):
                while True:
                    try:
                        return await ask()
                    except _AskAgain as again:
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
        with self._worded():
            return json.loads((await self._openai.models.with_raw_response.list()).text)

    async def _tags(self) -> object:
        from httpx2 import Response

        with self._worded():
            url = f"{self.endpoint.base_url.removesuffix('/v1')}/api/tags"
            return json.loads((await self._openai.get(url, cast_to=Response)).text)

    async def _chat(
        self, messages: Sequence[Message], form: Mapping[str, object] | None, wrote: Wrote
    ) -> object:
        body: dict[str, object] = {k: v for k, v in _OPTIONAL.items() if k not in self._left_out}
        if form is not None:
            body["response_format"] = form
        with self._worded():
            async with self._openai.chat.completions.with_streaming_response.create(
                model=self.endpoint.model,
                messages=cast("list[ChatCompletionMessageParam]", list(messages)),
                extra_body=body,
            ) as response:
                return await whole(response.iter_lines(), wrote)

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """Turn the client library's errors into ``Trouble``, or into a reason to ask again."""
        import httpx2
        import openai

        try:
            yield
        except (openai.APITimeoutError, httpx2.TimeoutException):
            raise Trouble("timeout") from None
        except httpx2.HTTPError:  # in the middle of an answer; before it, it is one of the next
            raise Trouble("broken") from None
        except StreamError as error:
            code = _at(error.body, "error", "code")
            status = code if isinstance(code, int) and code >= 400 else _STUMBLED
            raise self._by_status(status, {}, error.body) from None
        except openai.APIConnectionError as error:
            cut = type(error.__cause__).__name__ in {"RemoteProtocolError", "ReadError"}
            raise Trouble("broken" if cut else "unreachable") from None
        except openai.APIStatusError as error:
            raise self._by_status(error.status_code, error.response.headers, error.body) from None

    def _by_status(self, status: int, headers: Mapping[str, str], body: object) -> Exception:
        said = _at(body, "message") or _at(body, "error", "message") or _at(body, "error")
        detail = said if isinstance(said, str) else ""
        if self.endpoint.key:
            detail = detail.replace(self.endpoint.key, "…")
        code = _at(body, "code") or _at(body, "error", "code")
        if status in {401, 403}:
            return Trouble("key")  # what it says may hold a part of the key
        if status == 429 and code == "insufficient_quota":
            return Trouble("busy", detail)
        if status == 429 or status >= 500:
            return _AskAgain(Trouble("busy" if status == 429 else "server", detail), _retry_after_s(headers))
        if status == 404:
            return Trouble("model" if "model" in detail.lower() else "broken", detail)
        refused = f"{_at(body, 'param') or ''} {detail}"
        unsupported = [name for name in _OPTIONAL if name in refused and name not in self._left_out]
        if unsupported:
            return _Unsupported(unsupported[0])
        return Trouble("refused", detail) if status >= 400 else Trouble("broken")  # a redirect


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
    choices = _at(body, "choices")
    choice = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(choice, dict) or not isinstance(choice.get("message"), dict):
        raise Trouble("broken")
    content = _at(choice, "message", "content")
    text = _writable(content) if isinstance(content, str) else ""
    prompt_tokens, completion_tokens = (
        _at(body, "usage", "prompt_tokens"),
        _at(body, "usage", "completion_tokens"),
    )
    return Reply(
        re.sub(r"(?s)^\s*<think>.*?(</think>|$)", "", text).strip(),
        choice.get("finish_reason") != "length",
        prompt_tokens if isinstance(prompt_tokens, int) else 0,
        completion_tokens if isinstance(completion_tokens, int) else 0,
    )


def _writable(text: str) -> str:
    """The text without the halves of characters that JSON may hold and no file can."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _at(value: object, *keys: str) -> object:
    """What is found below these keys; None where there is nothing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    said = headers.get("retry-after", "")
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())
