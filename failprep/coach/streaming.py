"""A chat answer while it is being written: the server's events, put together as the body they amount to.

The events are OpenAI's, which all compatible servers send: a line ``data: {…}`` with the next few characters
each, and ``data: [DONE]`` at the end.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

Wrote = Callable[[int], None]  # how many characters there are so far, thoughts included
_DATA = "data:"
_END = "[DONE]"
_END_S = 0.5


class StreamError(Exception):
    """The server gave up in the middle and says why.

    Args:
        body: What it said, as parsed from JSON.
    """

    def __init__(self, body: dict[str, object]) -> None:
        super().__init__("the server broke off its answer")
        self.body = body


class BrokenOff(Exception):  # noqa: N818
    """The answer began and has no end."""


async def whole(lines: AsyncIterator[str], wrote: Wrote) -> object:
    """The body of the answer, as if it had come in one piece.

    Args:
        lines: The response, line by line. A server that does not stream sends the body itself.
        wrote: Told whenever there is more of it.

    Raises:
        StreamError: The server reports an error instead of going on.
        BrokenOff: It stops before the end.
        ValueError: It is not JSON, or there is nothing in it.
    """
    unknown: list[str] = []
    answer = _Answer()
    async for line in lines:
        if not line.startswith(_DATA):
            unknown.append(line)
            continue
        data = line.removeprefix(_DATA).strip()
        if data == _END:
            await _to_the_end(lines)
            return answer.body()
        before = answer.characters
        answer.take(json.loads(data))
        if answer.characters > before:
            wrote(answer.characters)
    if answer.started:
        return answer.body()
    return json.loads("\n".join(unknown))


async def _to_the_end(lines: AsyncIterator[str]) -> None:
    """Let the response end, so that its connection can be used again; not for long, the answer is here."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_END_S):
            async for _ in lines:
                pass


class _Answer:
    """What has come so far."""

    def __init__(self) -> None:
        self.started = False
        self.characters = 0
        self._text: list[str] = []
        self._finish: object = None
        self._usage: object = None

    def take(self, event: object) -> None:
        """Add an event. Raises StreamError and ValueError."""
        if not isinstance(event, dict):
            raise ValueError("an event that is no object")
        if event.get("error"):
            raise StreamError(event)
        self.started = True
        self._usage = event.get("usage") or self._usage
        choices = event.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        if not isinstance(choice, dict):  # the last event may hold nothing but the usage
            return
        self._finish = choice.get("finish_reason") or self._finish
        delta = choice.get("delta")
        if isinstance(delta, dict):
            text, thought = delta.get("content"), delta.get("reasoning_content") or delta.get("reasoning")
            if isinstance(text, str):
                self._text.append(text)
            self.characters += sum(len(part) for part in (text, thought) if isinstance(part, str))

    def body(self) -> dict[str, object]:
        """All of it. Raises BrokenOff where the end is missing, ValueError where there is nothing."""
        if not self.started:
            raise ValueError("an answer without events")
        if self._finish is None:
            raise BrokenOff
        message = {"role": "assistant", "content": "".join(self._text)}
        choice = {"index": 0, "finish_reason": self._finish, "message": message}
        return {"choices": [choice], "usage": self._usage}
