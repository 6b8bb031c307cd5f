"""Words of closed lists: one, or several where a box takes several."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from extractors.checks.printed import compact
from models.specs import FormField
from prefill.standard.normal import Normal
from prefill.vocabularies import FORM_VOCABULARIES, choices, folded

JOIN: Final = "、"
APART: Final = re.compile(r"[、,，;；/|+\s]+(?![^(（]*[)）])")
"""What stands between the words of a row; never inside brackets."""
TICKS: Final[Mapping[str, str]] = dict.fromkeys(
    ("是", "TRUE", "1", "YES", "Y", "ON", "√", "✓"), "是"
) | (dict.fromkeys(("否", "FALSE", "0", "NO", "N", "OFF", "×", "不是"), "否"))


def word(box: FormField, text: str) -> Normal:
    """Return the box's word for a text; a word outside its vocabulary is kept, but not standard.

    Raises ``ValueError`` when the box lists its words itself and none fits.
    """
    standard = _standard(box)(text)
    if box.options and not standard:
        raise ValueError(f"应为{'、'.join(box.options)}之一")
    return Normal(standard) if standard else Normal(compact(text), standard=False)


def words(box: FormField, text: str) -> Normal:
    """Return the box's words for a row of words, each once, in the list's order, joined by 、."""
    parts = [each for part in APART.split(text) if part for each in _run(box, part)]
    found = {each.text: each.standard for each in (word(box, part) for part in parts)}
    order = {each: place for place, each in enumerate(choices(box))}
    row = sorted(found, key=lambda each: order.get(each, len(order)))
    return Normal(JOIN.join(row), standard=all(found.values()))


def tick(text: str) -> Normal:
    """Return 是 or 否."""
    said = TICKS.get(folded(text))
    if said is None:
        raise ValueError("应为“是”或“否”")
    return Normal(said)


def _standard(box: FormField) -> Callable[[str], str]:
    """Return how a text becomes a word that the box may hold; empty when it holds none such."""
    vocabulary = FORM_VOCABULARIES.get(box.vocabulary)
    options = {folded(option): option for option in box.options}

    def standard(text: str) -> str:
        known = vocabulary.standard(text) if vocabulary else ""
        if not box.options:
            return known
        return options.get(folded(known)) or options.get(folded(text), "")

    return standard


def _run(box: FormField, part: str) -> list[str]:
    """Return the words that are run together without a mark between them, such as A1A2."""
    standard = _standard(box)
    if standard(part):
        return [part]
    longest = sorted(map(folded, choices(box)), key=len, reverse=True)
    found = re.fullmatch(f"(?:{'|'.join(map(re.escape, longest))})+", folded(part))
    return re.findall("|".join(map(re.escape, longest)), folded(part)) if found else [part]
