"""Who acts, sentence by sentence, and where it is not the speaker although it went wrong there. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass

from failprep.app.wording import clock
from failprep.domain import Delivery, Sentence, Transcript

#: Who can act, and what that is called on the screen.
AGENTS = {"i": "I", "we": "We", "they": "They", "passive": "Nobody named"}
_ACTS = {
    "i": "You act in this sentence.",
    "we": "“We” act in this sentence.",
    "they": "Somebody else acts in this sentence.",
    "passive": "It happens, and nobody is named.",
}
#: Where ownership counts: what went wrong, and why.
_OWNED_PARTS = ("failure", "cause")


@dataclass(frozen=True, slots=True)
class AgentShare:
    """Who acts in how many sentences; ``share`` is 0 to 1 of all that have somebody acting."""

    agent: str
    title: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A sentence about what went wrong, or why, in which the speaker is not the one who acts."""

    text: str  # who acts
    label: str  # when
    start_s: float
    end_s: float


def agents(transcript: Transcript | None, delivery: Delivery | None) -> dict[int, str]:
    """Sentence id → who acts, for sentences in which somebody does; empty where it was not kept."""
    if transcript is None or delivery is None:
        return {}
    if len(delivery.sentence_agents) != len(transcript.sentences):  # measured before it was kept
        return {}
    return {
        sentence.id: agent
        for sentence, agent in zip(transcript.sentences, delivery.sentence_agents, strict=True)
        if agent is not None
    }


def says(agent: str | None) -> str:
    """Who acts, in a sentence."""
    return _ACTS[agent] if agent is not None else "Nobody acts in this sentence."


def shares(delivery: Delivery | None) -> list[AgentShare]:
    """Who acts, in how many sentences, all four of them."""
    if delivery is None:
        return []
    counts = {agent: int(getattr(delivery.agents, agent)) for agent in AGENTS}
    total = sum(counts.values()) or 1
    return [AgentShare(agent, AGENTS[agent], count, count / total) for agent, count in counts.items()]


def line(transcript: Transcript | None, delivery: Delivery | None) -> str:
    """In how many sentences about what went wrong, and why, the speaker acts; empty where nobody knows."""
    told = list(_owned(transcript, delivery))
    if not told:
        return ""
    own = sum(agent == "i" for _, agent in told)
    if own == len(told):
        return "Wherever you tell what went wrong and why, you are the one who acts."
    if own == 0:
        return "Where you tell what went wrong and why, you are never the one who acts."
    return f"Where you tell what went wrong and why, you act in {own} of {len(told)} sentences."


def elsewhere(transcript: Transcript | None, delivery: Delivery | None) -> list[Elsewhere]:
    """Where blame may have moved: the sentences about what went wrong, and why, in which others act."""
    return [
        Elsewhere(AGENTS[agent], clock(sentence.start_s), sentence.start_s, sentence.end_s)
        for sentence, agent in _owned(transcript, delivery)
        if agent in {"they", "passive"} and sentence.start_s is not None and sentence.end_s is not None
    ]


def _owned(transcript: Transcript | None, delivery: Delivery | None) -> Iterator[tuple[Sentence, str]]:
    who = agents(transcript, delivery)
    if transcript is None or delivery is None:
        return
    told = {one for part in delivery.parts if part.part in _OWNED_PARTS for one in part.sentences}
    for sentence in transcript.sentences:
        if sentence.id in told and sentence.id in who:
            yield sentence, who[sentence.id]
