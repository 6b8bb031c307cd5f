"""Whether the attachments agree with the note that lists them; clauses 7.3.4 and 7.3.7."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from docgen.gongwen.elements.found import Element
from docgen.gongwen.measuring.deviation import Deviation, miss
from docgen.gongwen.measuring.words import ATTACHED_TITLE, LABEL, Words

ENTRY: Final = re.compile(r"^(?:附件[：:])?(?:(\d{1,2})[.．、])?(.*)$", re.DOTALL)
DIGITS: Final = re.compile(r"\d{1,2}")


def measure_attachments(words: Sequence[Words]) -> Iterator[Deviation]:
    """Yield which attachments are not listed, or otherwise than they are headed."""
    noted = dict(_noted(words))
    bound = list(_bound(words))
    if bound and not noted:
        yield miss("attachment_noted", "没有附件说明", "附件说明", (bound[0][2].place,))
        return
    for number, title, first in bound:
        wanted = noted.get(number, "")
        if title and title != wanted:
            found = f"“{title}”，附件说明为“{wanted}”" if wanted else f"“{title}”，附件说明没有"
            where = f"附件{number or ''}"
            yield miss("attachment_agrees", found, where, (first.place,))


def _noted(words: Sequence[Words]) -> Iterator[tuple[int, str]]:
    """Yield number and name of each line of the note; 0 for the only one."""
    for each in words:
        if each.of == Element.ATTACHMENT_NOTE:
            found = ENTRY.match(_bare(each.text))
            if found and found[2]:
                yield int(found[1] or 0), found[2].rstrip("。；，、")


def _bound(words: Sequence[Words]) -> Iterator[tuple[int, str, Words]]:
    """Yield number, title and first words of each attachment that is bound in."""
    number: int | None = None
    for name, group in groupby(words, key=lambda each: each.of):
        members = list(group)
        if name == LABEL:
            found = DIGITS.search(members[-1].text)
            number = int(found[0]) if found else 0
        elif name == ATTACHED_TITLE and number is not None:
            yield number, _bare("".join(each.text for each in members)), members[0]
            number = None


def _bare(text: str) -> str:
    return "".join(text.split())
