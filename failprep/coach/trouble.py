"""Every way in which a language model gives no usable answer: a word that is stored, a line that is shown."""

#: Of an answer in which a model found the check that no answer meets.
DECOY_FOUND = "it found what no answer holds, so nothing it says counts"
#: Why a language model did not answer.
FALLBACKS: dict[str, str] = {
    "setup": "The language model is not set up.",
    "network_off": "The network is switched off, and the language model is not on this computer.",
    "unreachable": "The language model's server could not be reached.",
    "timeout": "The language model did not answer within the time set for it.",
    "key": "The language model's server did not accept the key.",
    "no_key": "The language model's server wants a key, and there is none.",
    "forbidden": "The language model's server does not allow this.",
    "model": "The language model's server does not know this model.",
    "busy": "The language model's server is too busy.",
    "quota": "The language model's server says that there is no credit left.",
    "server": "The language model's server has trouble of its own.",
    "refused": "The language model's server did not accept the question.",
    "cut": "The language model's server broke off in the middle of its answer.",
    "broken": "The language model's server sent something that is not an answer.",
    "room": "The language model ran out of room before its answer was whole; one that thinks less will fit.",
    "unreadable": "The language model's answers could not be used.",
    "credulous": "The language model says yes to everything, so its verdicts are worth nothing.",
    "blind": "The language model finds nothing even where it is plain to see.",
}
#: Stands behind the line where the offline coach judged in a model's place.
STEPPED_IN = "This is the offline coach's result."
#: What helps, where the user can do something about it.
WAYS_OUT: dict[str, str] = {
    "unreachable": "Check that it is running and that the address is right.",
    "timeout": "Give it more time in Settings, or choose a smaller model.",
    "key": "Check the key in Settings.",
    "no_key": "Give one in Settings.",
    "forbidden": "Look at your account there, or choose another model in Settings.",
    "model": "Choose one of the models that it lists.",
    "busy": "Wait a moment and try again.",
    "quota": "Look at your account there, or choose another model in Settings.",
    "server": "Look at the server, or try again later.",
    "cut": "Try again; if it goes on, a smaller model may fit its memory better.",
    "broken": "Check that the address is that of a language-model server; it often ends in /v1.",
}


class Trouble(Exception):  # noqa: N818 - it is caught and told, never shown as an error
    """The model gave no usable answer.

    Args:
        word: A key of ``FALLBACKS``.
        detail: The server's own line, if it has one.
    """

    def __init__(self, word: str, detail: str = "") -> None:
        self.word = word
        self.detail = " ".join(writable(detail).split())[:200]
        super().__init__(self.line)

    @property
    def line(self) -> str:
        """One clear line for the user."""
        return f"{FALLBACKS[self.word]} It says: {self.detail}" if self.detail else FALLBACKS[self.word]


def writable(text: str) -> str:
    """The text without the halves of characters that JSON may hold and no file can."""
    return text.encode("utf-8", "replace").decode("utf-8")
