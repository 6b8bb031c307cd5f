"""When entries that differ in one thing only would answer, the person is asked which is meant."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from knowledge.answers.candidates import Candidate
from knowledge.answers.extract import is_asked_in
from knowledge.answers.outcome import AskBack, Choice, Slot
from knowledge.answers.sections import wanted_sections, without_asking
from knowledge.entries.entry import Entry
from knowledge.index.scope import Scope

NEAR: Final = 0.35
"""Log odds behind the best: entries within it answer as well as the best."""
NEAR_BARE: Final = 2.0
"""The same for a question of a word or two, which says little of what is meant."""
BARE: Final = 5
"""Characters beside those that ask."""
FAR: Final = 2.8
"""Log odds behind the best: what lies further is not offered."""
MOST_OFFERED: Final = 4
MOST_CHOICES: Final = 6
TEXTS: Final[Mapping[Slot, str]] = {
    Slot.MATTER: "您问的是哪一个事项？",
    Slot.DISTRICT: "您在哪个区办理？",
    Slot.AUDIENCE: "您是个人办理，还是企业办理？",
    Slot.DOCUMENT: "您问的是哪一份文件？",
}
OFFER: Final = "我不能确定您问的是哪一件事，请选择："
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

    Entries count that come as near as the best and differ from it in exactly one tag, of which they
    share no value, and which neither the question names nor the scope tells.

    Args:
        question: as it is understood.
        candidates: the best first.
        scope: what is known of the person.
        names: of matters by their id.
    """
    if not candidates or is_asked_in(question, candidates[0].entry):
        return None
    best = candidates[0]
    if _is_bare(question):
        near = _within(NEAR_BARE, candidates)
        if any(_of_another_matter(best, each) for each in near):
            return offer(near)
    return _which(question, _within(NEAR, candidates), scope, names)


def _which(
    question: str, near: Sequence[Candidate], scope: Scope, names: Mapping[str, str]
) -> AskBack | None:
    """Return the question for the one thing that entries as good as the best differ in."""
    best = near[0]
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


def offer(candidates: Sequence[Candidate]) -> AskBack | None:
    """Return the nearest entries to choose from; None where fewer than two come near."""
    choices = _by_title([each.entry for each in _within(FAR, candidates)])[:MOST_OFFERED]
    return AskBack(slot=Slot.MATTER, text=OFFER, choices=choices) if len(choices) > 1 else None


def _within(behind: float, candidates: Sequence[Candidate]) -> list[Candidate]:
    return [each for each in candidates if each.strength >= candidates[0].strength - behind]


def _of_another_matter(one: Candidate, other: Candidate) -> bool:
    own, others = ({*each.entry.tags.matters} for each in (one, other))
    return bool(own and others and not own & others)


def _is_bare(question: str) -> bool:
    return not wanted_sections(question) and len(without_asking(question)) <= BARE


def _only_difference(one: Entry, other: Entry) -> Slot | None:
    """Return the tag in which two entries differ, None when it is none or several."""
    found = [slot for slot, read in SLOTS.items() if {*read(one)} != {*read(other)}]
    if len(found) != 1:
        return None
    own, others = ({*SLOTS[found[0]](each)} for each in (one, other))
    return found[0] if own and others and not own & others else None


def _is_told(slot: Slot, scope: Scope) -> bool:
    told = {Slot.DISTRICT: scope.district, Slot.AUDIENCE: scope.audience}
    return bool(told.get(slot, ""))


def _choices(slot: Slot, entries: Sequence[Entry], names: Mapping[str, str]) -> tuple[Choice, ...]:
    by_title = _by_title(entries)
    if slot in {Slot.MATTER, Slot.DOCUMENT} and len(by_title) > 1:
        return by_title[:MOST_CHOICES]
    if slot is Slot.DOCUMENT:
        made = [Choice(label=f"《{each.source.title}》", value=each.id) for each in entries]
    else:
        values = dict.fromkeys(value for each in entries for value in SLOTS[slot](each))
        made = [Choice(label=names.get(value, value), value=value) for value in values]
    return tuple(made[:MOST_CHOICES])


def _by_title(entries: Sequence[Entry]) -> tuple[Choice, ...]:
    by_title: dict[str, Entry] = {}
    for each in entries:
        by_title.setdefault(each.title, each)
    return tuple(Choice(label=title, value=each.id) for title, each in by_title.items())
