"""Where a language model is reached: the known providers, and the address and key to use.

Keys come from the environment or the system keyring and never show up in a representation, a log or a file.
"""

import ipaddress
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from failprep.domain import UserError
from failprep.settings import Settings, secret, secret_name, variable

#: A model of at most this many parameters may label and phrase, but not judge.
SMALL_PARAMETERS = 3_500_000_000
_SMALL_FAMILIES = re.compile(r"tinyllama|smollm|llama-?3\.2(?!.*vision)")  # without a size in their names


class NetworkOff(UserError):  # noqa: N818 - the user's wish, not a fault
    """The chosen server is elsewhere, and the user keeps the network switched off."""


@dataclass(frozen=True, slots=True)
class Provider:
    """A kind of server. ``base_url`` is its usual address; None where the user must give one."""

    id: str
    title: str
    base_url: str | None
    needs_key: bool = False


BUILT_IN = "builtin"
PROVIDERS: dict[str, Provider] = {
    provider.id: provider
    for provider in (
        Provider("openai", "OpenAI", "https://api.openai.com/v1", needs_key=True),
        Provider("ollama", "Ollama", "http://127.0.0.1:11434/v1"),
        Provider("lmstudio", "LM Studio", "http://127.0.0.1:1234/v1"),
        Provider("llamacpp", "llama.cpp server", "http://127.0.0.1:8080/v1"),
        Provider("custom", "Another compatible server", None),
        Provider(BUILT_IN, "Built-in model", None),
    )
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server, the model to use there, and how long one answer may take in all, in seconds."""

    base_url: str
    model: str
    timeout_s: float
    key: str | None = field(default=None, repr=False)
    provider: str = "custom"
    parameters: int | None = None  # where the server says how large the model is
    file: str = ""  # what tells the built-in model's file from any other

    @property
    def is_local(self) -> bool:
        """Whether nothing sent there leaves this computer."""
        return is_loopback(self.base_url)

    @property
    def where(self) -> str:
        """Where its answers are from, for ever: the built-in model's port changes, its file does not."""
        return self.file if self.provider == BUILT_IN else self.base_url


def endpoint(settings: Settings, *, model_needed: bool = True) -> Endpoint:
    """The server the user chose.

    Args:
        settings: What the user chose; not for the built-in model, which has no address before it runs.
        model_needed: Whether a model must be chosen already (not so to list them).

    Raises:
        NetworkOff: The network is switched off and the server is elsewhere.
        UserError: Something is missing.
    """
    provider = PROVIDERS.get(settings.provider)
    if provider is None:
        raise UserError(f"There is no provider “{settings.provider}”.", "Choose one in Settings.")
    base_url = checked_url(settings.base_url or provider.base_url, provider)
    if not is_loopback(base_url) and not settings.network_allowed:
        raise NetworkOff(
            f"{provider.title} is not on this computer, and the network is switched off.",
            "Switch the network on in Settings, or use a model on this computer.",
        )
    name, host = key_name(settings), urlsplit(base_url).hostname
    key = secret(name)
    if (key or provider.needs_key) and base_url.lower().startswith("http:") and not is_loopback(base_url):
        raise UserError(
            f"The key would go to {host} unencrypted, so nothing is sent.",
            "Give an address that begins with https, or take the key out in Settings.",
        )
    if provider.needs_key and not key:
        raise UserError(
            f"There is no key for {provider.title} at {host}.",
            f"Give one in Settings, or set {variable(name)} in the environment.",
        )
    if model_needed and not settings.llm_model:
        raise UserError("No language model is chosen.", "Choose one in Settings.")
    return Endpoint(base_url, settings.llm_model or "", settings.llm_timeout_s, key, provider.id)


def key_name(settings: Settings) -> str:
    """What the key for the chosen server is kept under; see ``settings.secret_name``."""
    provider = PROVIDERS.get(settings.provider)
    usual = provider.base_url if provider else None
    return secret_name(settings.provider, settings.base_url or usual or "", usual)


def checked_url(url: str | None, provider: Provider) -> str:
    """A base address that can be used, without a slash at its end. Raises UserError."""
    if not url:
        raise UserError(f"{provider.title} needs an address.", "Give one like http://127.0.0.1:8080/v1.")
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        usable = usable and url.isprintable() and " " not in url.strip()
    except ValueError:
        usable = False
    if not usable:
        raise UserError(f"“{url}” is not an address of a server.", "One is http://127.0.0.1:8080/v1.")
    return url.strip().rstrip("/")


def is_loopback(url: str) -> bool:
    """Whether the address is this computer itself."""
    host = urlsplit(url).hostname or ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return address.is_loopback or address.is_unspecified  # 0.0.0.0 is what servers print for “here”


def parameters_of(model: str) -> int | None:
    """How many parameters a model has by its name ("llama3.2:3b"); None when it does not say."""
    sizes = re.findall(r"(?<![\d.a-z])(?:a)?(\d+(?:\.\d+)?)([bm])(?![a-z])", model.lower().replace("_", "-"))
    if not sizes:
        return None
    return max(int(float(number) * (1e9 if unit == "b" else 1e6)) for number, unit in sizes)


def is_small(endpoint: Endpoint) -> bool:
    """Whether the model is known to be too small to be trusted with verdicts."""
    parameters = endpoint.parameters or parameters_of(endpoint.model)
    if parameters is None:
        return bool(_SMALL_FAMILIES.search(endpoint.model.lower()))
    return parameters <= SMALL_PARAMETERS
