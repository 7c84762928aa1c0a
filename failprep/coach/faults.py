"""From what goes wrong between us and a server to one word for it, or to a reason to ask again."""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from failprep.coach.providers import Endpoint
from failprep.coach.streaming import BrokenOff, StreamError
from failprep.coach.trouble import Trouble

_STUMBLED = 500


class AskAgain(Exception):  # noqa: N818
    """The server is busy or stumbled. ``wait_s`` is what it asks for, None where it does not say."""

    def __init__(self, trouble: Trouble, wait_s: float | None) -> None:
        self.trouble = trouble
        self.wait_s = wait_s


class Unsupported(Exception):  # noqa: N818
    """The server does not know a parameter."""

    def __init__(self, parameter: str) -> None:
        self.parameter = parameter


@contextmanager
def worded(endpoint: Endpoint, optional: Collection[str] = ()) -> Iterator[None]:
    """Turn the client library's errors into ``Trouble``, or into a reason to ask again.

    Args:
        endpoint: Whom is asked.
        optional: What is sent and may be left out.
    """
    import httpx2
    import openai

    try:
        yield
    except (openai.APITimeoutError, httpx2.TimeoutException):
        raise Trouble("timeout") from None
    except (httpx2.HTTPError, BrokenOff):  # in the middle of an answer; before it, it is one of the next
        raise Trouble("cut") from None
    except StreamError as error:
        code = at(error.body, "error", "code")
        status = code if isinstance(code, int) and code >= 400 else _STUMBLED
        raise _by_status(endpoint, optional, status, {}, error.body) from None
    except openai.APIConnectionError as error:
        cut = type(error.__cause__).__name__ in {"RemoteProtocolError", "ReadError"}
        raise Trouble("cut" if cut else "unreachable") from None
    except openai.APIStatusError as error:
        raise _by_status(endpoint, optional, error.status_code, error.response.headers, error.body) from None


def _by_status(
    endpoint: Endpoint, optional: Collection[str], status: int, headers: Mapping[str, str], body: object
) -> Exception:
    said = at(body, "message") or at(body, "error", "message") or at(body, "error")
    detail = said if isinstance(said, str) else ""
    if endpoint.key:
        detail = detail.replace(endpoint.key, "…")
        detail = re.sub(rf"{re.escape(endpoint.key[:4])}\S*", "…", detail)
    code = at(body, "code") or at(body, "error", "code")
    if status == 401:
        return Trouble("key" if endpoint.key else "no_key")  # it may hold a part of the key
    if status == 403 or (status == 429 and code == "insufficient_quota"):
        return Trouble("forbidden" if status == 403 else "quota", detail)
    if status == 429 or status >= 500:
        return AskAgain(Trouble("busy" if status == 429 else "server", detail), _retry_after_s(headers))
    if status == 404:
        return Trouble("model" if "model" in detail.lower() else "broken", detail)
    refused = f"{at(body, 'param') or ''} {detail}"
    unsupported = [name for name in optional if name in refused]
    if unsupported:
        return Unsupported(unsupported[0])
    return Trouble("refused", detail) if status >= 400 else Trouble("broken")  # a redirect


def at(value: object, *keys: str) -> object:
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
