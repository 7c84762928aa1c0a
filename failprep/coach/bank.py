"""What can be asked about each check, and when.

Each check has two questions: one for an answer that shows no sign of it, and a further one, which asks what
hardly any answer contains, for where the thing itself was said or nearly so. Where no failure was told there
are others.
"""

from dataclasses import dataclass, replace

from failprep.coach.phrases import When

#: Checks whose sentences a question can hang on, the best first.
_ACT = ("own_action", "itemised", "own_judgement", "specific_event")
_DEED = ("own_action", "itemised", "specific_event")
_HARM = ("harm_sized", "harm_stated")
_WHY = ("cause_internal", "deeper_layer")
_CHANGE = ("new_practice", "applied_since", "sustained_or_shared")
_PRACTICE = ("new_practice", "sustained_or_shared")
_RISK = ("still_a_risk", "trigger_named")
_EVENT = ("specific_event", "harm_stated", "own_action")


_OF_A_MOMENT = frozenset(
    {
        "own_judgement",
        "further.own_judgement",
        "cause_internal",
        "further.cause_internal",
        "further.cause_given",
    }
)


@dataclass(frozen=True, slots=True)
class Probe:
    """A question, ready to be hung on what was said.

    Attributes:
        wording: Where its text stands in ``probes.toml``.
        about: The checks whose sentences it can hang on, the best first; none: any.
        when: Whether what is asked about is then, today, or the reason.
        strict: It makes no sense on any other sentence.
        own: It makes no sense but on something the candidate does, did or is.
    """

    check: str
    wording: str
    about: tuple[str, ...]
    when: When = ""
    strict: bool = False
    own: bool = False

    @property
    def moment(self) -> bool:
        """Whether it asks about the moment when something was done."""
        return self.wording in _OF_A_MOMENT

    @property
    def of_failing(self) -> bool:
        """Whether it takes what it hangs on for what went wrong."""
        return self.when == "fault" or "own_action" in self.about

    @property
    def habit(self) -> bool:
        """Whether it takes what it hangs on for something that is done still."""
        return self.check in {"applied_since", "outcome_shown", "sustained_or_shared"}

    @property
    def deed(self) -> bool:
        """Whether it makes no sense but on something that the candidate did."""
        return self.moment and self.check != "cause_given"  # something left undone will do there


def _table(prefix: str, rows: dict[str, tuple[tuple[str, ...], When, bool, bool]]) -> dict[str, Probe]:
    return {check: Probe(check, prefix + check, *row) for check, row in rows.items()}


#: Of an answer that shows no sign of the check.
DIRECT = _table(
    "",
    {
        "specific_event": (_EVENT, "then", False, False),
        "harm_stated": (_ACT, "then", False, False),
        "harm_sized": (("harm_stated",), "", True, False),
        "not_rebranded": (("not_rebranded",), "", True, False),
        "own_action": (("specific_event", "harm_stated", "own_action"), "then", False, False),
        "own_judgement": (_DEED, "then", False, True),
        "itemised": (_DEED, "then", False, True),
        "no_blame_shift": (("no_blame_shift",), "", True, False),
        "cause_given": (_ACT, "then", False, False),
        "cause_internal": (_DEED, "then", False, True),
        "deeper_layer": (_WHY, "why", False, True),
        "mechanism": ((*_WHY, "cause_given"), "why", True, True),
        "new_practice": (_ACT, "", False, True),
        "applied_since": (_CHANGE, "now", True, True),
        "outcome_shown": (_PRACTICE, "now", True, False),
        "sustained_or_shared": (_PRACTICE, "now", True, False),
        "still_a_risk": ((*_DEED, "own_judgement", "cause_internal"), "then", False, True),
        "trigger_named": (_RISK, "why", True, True),
        "current_guard": (("still_a_risk", "trigger_named", *_ACT), "", False, True),
        "no_cured_claim": (("no_cured_claim",), "", True, False),
        "plain_admission": (_ACT, "then", False, False),
        "proportionate": (_ACT, "then", False, False),
        "no_defensiveness": (("no_defensiveness",), "", True, False),
        "no_self_flagellation": (_ACT, "then", False, False),  # their hard words are not said back
    },
)
#: Where the thing itself was said, or nearly.
FURTHER = _table(
    "further.",
    {
        "harm_stated": (_HARM, "", True, False),
        "harm_sized": (_HARM, "", True, False),
        "own_action": (_EVENT, "then", False, False),
        "own_judgement": (("own_action", "itemised", "own_judgement"), "then", True, True),
        "cause_given": (_DEED, "then", True, True),
        "cause_internal": (_DEED, "then", True, True),
        "deeper_layer": (_WHY, "why", True, True),
        "mechanism": (_DEED, "then", True, True),
        "new_practice": (("still_a_risk", "cause_internal"), "now", True, True),
        "applied_since": (_PRACTICE, "now", True, True),
        "outcome_shown": (_PRACTICE, "now", True, False),
        "sustained_or_shared": (_PRACTICE, "now", True, True),
        "still_a_risk": (_RISK, "now", True, True),
        "trigger_named": (_RISK, "why", True, True),
        "current_guard": (("current_guard", "new_practice"), "watch", True, False),
    },
)
#: Asked in turn of what came of it: that it is another question each time.
HARM_TURNS = ("harm_stated", "harm_trust", "harm_today", "harm_unseen")
for _name in HARM_TURNS[1:]:
    FURTHER[_name] = replace(FURTHER["harm_stated"], wording=f"further.{_name}")
#: Of a habit, where how hard it is was told.
FURTHER["habit_chosen"] = replace(FURTHER["sustained_or_shared"], wording="further.habit_chosen")
#: Where all else was asked or said.
LAST = (FURTHER["mechanism"], replace(FURTHER["own_action"], about=_DEED, strict=True, own=True))
TRAIT = ("still_a_risk", "cause_internal", "cause_given", "own_action", "specific_event")
#: No failure was told, but something that the candidate tends to do.
HABIT = _table(
    "habit.", dict.fromkeys(("specific_event", "new_practice", "harm_stated"), ((), "fault", False, False))
)
#: Nothing that went wrong was told.
NONE = _table(
    "none.", dict.fromkeys(("specific_event", "plain_admission", "own_action"), ((), "", False, False))
)

#: Something happened, but it is not clear that it was a failure.
HALF = tuple(
    replace(probe, about=(), when="fault", own=probe.check == "own_action")
    for probe in (DIRECT["harm_stated"], FURTHER["own_action"], DIRECT["specific_event"])
)
#: A way of doing things was told with what came of it, but no single time.
ONE_TIME = replace(HABIT["specific_event"], about=TRAIT, when="", own=True)
LIVED = frozenset({"own_action", "harm_stated", "cause_internal", "new_practice"})
#: What stands by itself, where there is nothing to hang a question on: with a failure told, and without.
ALONE = (NONE["own_action"], DIRECT["plain_admission"])
ALONE_WITHOUT = (NONE["specific_event"], NONE["plain_admission"])

#: How a story is told as a whole is for the next take, not for a question.
NOT_ASKED = frozenset({"proportionate"})
#: The reader hardly ever misses these, so that a little sign of them is none.
PLAIN_TO_SEE = frozenset({"new_practice", "applied_since", "sustained_or_shared"})
#: Where the thing was nearly said, the further question of these is asked; of others the direct one.
NEARLY = frozenset(FURTHER) - {"new_practice"}
#: No question about a check before these are met.
NEEDS: dict[str, tuple[str, ...]] = {
    "still_a_risk": ("own_action",),
    "current_guard": ("own_action",),
    "harm_sized": ("harm_stated",),
    "itemised": ("own_action",),
    "own_judgement": ("own_action",),
    "cause_internal": ("cause_given", "own_action"),
    "deeper_layer": ("cause_internal",),
    "mechanism": ("cause_given",),
    "applied_since": ("new_practice",),
    "outcome_shown": ("new_practice",),
    "sustained_or_shared": ("new_practice",),
    "trigger_named": ("still_a_risk",),
}
#: What to dig into when little is missing: one of each part of the story, the most telling first.
DIGS = (
    "applied_since",
    "deeper_layer",
    "current_guard",
    "own_judgement",
    "harm_stated",
    "trigger_named",
)
#: A relapse that was told answers the question when it was hardest: this is asked instead.
RELAPSE, INSTEAD = "trigger_named", {"applied_since": "sustained_or_shared"}
