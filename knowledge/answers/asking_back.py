"""When entries that differ in one thing only would answer, the person is asked which is meant."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from knowledge.answers.candidates import Candidate
from knowledge.answers.extract import is_asked_in
from knowledge.answers.outcome import AskBack, Choice, Slot
from knowledge.entries.entry import Entry
from knowledge.index.scope import Scope

NEAR: Final = 0.9
"""Of the best score: entries that reach it answer as well as the best."""
MOST_CHOICES: Final = 6
TEXTS: Final[Mapping[Slot, str]] = {
    Slot.MATTER: "您问的是哪一个事项？",
    Slot.DISTRICT: "您在哪个区办理？",
    Slot.AUDIENCE: "您是个人办理，还是企业办理？",
    Slot.DOCUMENT: "您问的是哪一份文件？",
}
Read = Callable[[Entry], tuple[str, ...]]
SLOTS: Final[Mapping[Slot, Read]] = {
    Slot.DISTRICT: lambda entry: entry.tags.districts,
    Slot.AUDIENCE: lambda entry: entry.tags.audience,
    Slot.MATTER: lambda entry: entry.tags.matters,
    Slot.DOCUMENT: lambda entry: (entry.source.number,) if entry.source.number else (),
}


def ask_back(
    question: str, candidates: Sequence[Candidate], scope: Scope, names: Mapping[str, str]
) -> AskBack | None:
    """Return a question with its choices when it is not clear which entry is meant.

    Entries count that come as near as the best and differ from it in exactly one tag, which neither
    the question names nor the scope tells.

    Args:
        question: as it is understood.
        candidates: the best first.
        scope: what is known of the person.
        names: of matters by their id.
    """
    if not candidates:
        return None
    best = candidates[0]
    if is_asked_in(question, best.entry):
        return None
    near = [each for each in candidates if each.best.score >= NEAR * best.best.score]
    rivals = [each for each in near[1:] if _only_difference(best.entry, each.entry)]
    if not rivals:
        return None
    slot = _only_difference(best.entry, rivals[0].entry)
    if slot is None or _is_told(slot, scope):
        return None
    alike = [best, *(each for each in rivals if _only_difference(best.entry, each.entry) is slot)]
    choices = _choices(slot, [each.entry for each in alike], names)
    if len(choices) < 2 or any(choice.label in question for choice in choices):
        return None
    return AskBack(slot=slot, text=TEXTS[slot], choices=choices)


def _only_difference(one: Entry, other: Entry) -> Slot | None:
    """Return the tag in which two entries differ, None when it is none or several."""
    found = [slot for slot, read in SLOTS.items() if {*read(one)} != {*read(other)}]
    both = [slot for slot in found if SLOTS[slot](one) and SLOTS[slot](other)]
    return found[0] if len(found) == 1 and both else None


def _is_told(slot: Slot, scope: Scope) -> bool:
    told = {Slot.DISTRICT: scope.district, Slot.AUDIENCE: scope.audience}
    return bool(told.get(slot, ""))


def _choices(slot: Slot, entries: Sequence[Entry], names: Mapping[str, str]) -> tuple[Choice, ...]:
    if slot is Slot.DOCUMENT:
        made = [Choice(label=f"《{each.source.title}》", value=each.id) for each in entries]
    else:
        values = dict.fromkeys(value for each in entries for value in SLOTS[slot](each))
        made = [Choice(label=names.get(value, value), value=value) for value in values]
    return tuple(made[:MOST_CHOICES])
