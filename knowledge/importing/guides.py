"""Service guides (办事指南): text with labels to sections under the fixed headings of a guide."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from knowledge.importing.blocks import Block
from knowledge.importing.declared import GUIDE_WORDS, Section

_BY_LABEL: Final = {label: each for each in GUIDE_WORDS.section for label in each.labels}
_ORDER: Final = {each.key: place for place, each in enumerate(GUIDE_WORDS.section)}
_LABELS: Final = sorted(_BY_LABEL, key=len, reverse=True)
_START: Final = re.compile(
    rf"(?:^|(?<=[。；;！\n]))\s*【?({'|'.join(map(re.escape, _LABELS))})】?\s*[：:]", re.MULTILINE
)


def as_guide(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return a text that names the sections of a guide by labels, under headings; any other as is.

    What stands before the first label stays at the top. A section keeps the labels of its parts
    where it has several: 法定办结时限 and 承诺办结时限 are not one.
    """
    if any(block.level for block in blocks):
        return tuple(blocks)
    top: list[Block] = []
    parts: dict[str, list[tuple[str, Block]]] = {}
    for block in blocks:
        _take(block, top, parts)
    if len(parts) < GUIDE_WORDS.fewest:
        return tuple(blocks)
    made = list(top)
    for key in sorted(parts, key=lambda each: _ORDER[each]):
        made += _section(next(each for each in GUIDE_WORDS.section if each.key == key), parts[key])
    return tuple(made)


def _take(block: Block, top: list[Block], parts: dict[str, list[tuple[str, Block]]]) -> None:
    """Put a block, cut at its labels, where it belongs."""
    cuts = list(_START.finditer(block.words)) if block.is_text else []
    before = block.words[: cuts[0].start()].strip() if cuts else block.words
    if before or block.rows:
        rest = Block(before) if cuts else block
        last = next(reversed(parts), "")
        if last:
            parts[last].append(("", rest))
        else:
            top.append(rest)
    for place, found in enumerate(cuts):
        end = cuts[place + 1].start() if place + 1 < len(cuts) else len(block.words)
        words = block.words[found.end() : end].strip()
        if words:
            key = _BY_LABEL[found[1]].key
            held = parts.pop(key, [])
            parts[key] = [*held, (found[1], Block(words))]


def _section(section: Section, parts: Sequence[tuple[str, Block]]) -> Iterator[Block]:
    yield Block(section.title, level=1)
    several = len({label for label, _ in parts if label}) > 1 or section.key == "matter"
    for label, block in parts:
        if label and several:
            yield Block(f"{label}：{block.words}", item=1)
        else:
            yield block
