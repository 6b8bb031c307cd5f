"""The newer text made of the older one and the differences: what a comparison says is complete."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from docgen.gongwen.compare.compare import place_key
from docgen.gongwen.compare.difference import Comparison, Difference, Kind

_OTHERWISE = frozenset({Kind.FORMAT, Kind.PAGE})


@dataclass
class _Work:
    """What happens to each paragraph of the older file."""

    edits: dict[int, list[Difference]] = field(default_factory=lambda: defaultdict(list))
    joined: set[int] = field(default_factory=set)
    gone: set[int] = field(default_factory=set)
    placed: dict[int, str | int] = field(default_factory=dict)
    """By paragraph of the newer file: a text that was added, or the older paragraph it was."""


def apply_differences(texts: Sequence[str], comparison: Comparison) -> list[str]:
    """Return the paragraphs of the newer file, given those of the older one."""
    work = _sorted(comparison)
    stay: list[str] = []
    glue = False
    for index, text in enumerate(texts):
        if index in work.gone:
            continue
        parts = _edited(text, work.edits[index])
        if glue:
            stay[-1] += parts.pop(0)
        stay += parts
        glue = index in work.joined
    for place in sorted(work.placed):
        what = work.placed[place]
        if isinstance(what, int):
            (moved,) = _edited(texts[what], work.edits[what])
            stay.insert(place, moved)
        else:
            stay.insert(place, what)
    return stay


def _sorted(comparison: Comparison) -> _Work:
    work = _Work()
    for each in sorted(comparison.differences, key=place_key):
        work.gone |= {*each.removed, *(step.left for step in each.moved)}
        work.placed |= {added.paragraph: added.text for added in each.added}
        work.placed |= {step.right: step.left for step in each.moved}
        whole = each.removed or each.added or each.moved
        if whole or each.left is None or each.kind in _OTHERWISE:
            continue
        if each.kind is Kind.MERGE:
            work.joined.add(each.left.paragraph)
        else:
            work.edits[each.left.paragraph].append(each)
    return work


def _edited(text: str, edits: Sequence[Difference]) -> list[str]:
    """Return a text with its edits, as the parts it was cut into."""
    parts, at = [""], 0
    for each in edits:
        if each.left is None:
            continue
        parts[-1] += text[at : each.left.start]
        at = each.left.end
        if each.kind is Kind.SPLIT:
            parts.append("")
        else:
            parts[-1] += each.after
    parts[-1] += text[at:]
    return parts
