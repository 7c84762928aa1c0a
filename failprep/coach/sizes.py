"""How large a model is, as its server tells; a name may say nothing, or another thing."""

from dataclasses import replace

from failprep.coach.client import Client, IsCancelled, run
from failprep.coach.providers import Endpoint, parameters_of
from failprep.coach.trouble import Trouble

_MOST_S = 3.0
_NEVER_TELL = frozenset({"openai"})
_MAY_BE_OLLAMA = frozenset({"ollama", "custom"})


def sized(endpoint: Endpoint, cancelled: IsCancelled) -> Endpoint:
    """The endpoint with the size of its model, where the server tells it soon.

    Raises:
        Cancelled: The user asked to stop.
    """
    if endpoint.provider in _NEVER_TELL:
        return endpoint
    soon = replace(endpoint, timeout_s=min(endpoint.timeout_s, _MOST_S))
    try:
        return replace(endpoint, parameters=run(_size(soon), cancelled))
    except Trouble:  # the first question tells it
        return endpoint


async def _size(endpoint: Endpoint) -> int | None:
    async with Client(endpoint) as client:
        models = await client.models()
        named = [model for model in models if model.id == endpoint.model] or models
        if len(named) == 1 and named[0].parameters is not None:
            return named[0].parameters
        if endpoint.provider in _MAY_BE_OLLAMA:
            tags = await client.tags()
            return parameters_of(tags.get(endpoint.model) or tags.get(f"{endpoint.model}:latest", ""))
        return None
