"""Where the text begins that a notice passes on or an order issues: behind the day, by its name."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from docgen.gongwen.elements.decoding import Decoded
from docgen.gongwen.elements.parts import ENDS
from docgen.gongwen.elements.pieces import Piece

PASSES: Final = re.compile(r"(?:印发|转发|批转)(?P<name>.+)$")
"""The title of a document that passes on another, and what it calls it."""
ISSUES: Final = re.compile(r"^(?=.*(?:公布|发布))[^《》。]{0,12}《(?P<name>[^》]+)》")
"""The text of an order that issues another text."""
ORDER: Final = re.compile(r"令(?:[（(]?第?[〇零一二三四五六七八九十百\d]+号[）)]?)?$")
KIND: Final = re.compile(r"的?通知$")
AROUND: Final = str.maketrans("", "", "《》〈〉")
FEWEST: Final = 4
"""Characters by which the first line of a title is known."""
ABOVE: Final = ("body", "signed", "signer", "day", "note", "attachment_note")
TITLES: Final = ("title", "attachment_title")
OWN: Final = "attachment"
ATTACHED: Final = ("attachment_title", "attachment_body")
LONGEST_TITLE: Final = 60
UNSURE: Final = 0.5
"""How sure a title is that only stands first."""
TAIL: Final = ("keywords", "foot_addressees", "copies_to", "printer", "printed", "print_run")


def passes_on(title: str) -> str:
    """Return what a title calls the text it passes on, without marks; nothing where it does not.

    >>> passes_on("样张局关于印发《防汛预案》的通知"), passes_on("样张局转发甲局关于防汛的通知")
    ('防汛预案', '甲局关于防汛的通知')
    >>> passes_on("样张局关于防汛的通知")
    ''
    """
    found = PASSES.search("".join(title.split()).translate(AROUND))
    if not found or not title.endswith("通知"):
        return ""
    name = KIND.sub("", found["name"])
    return f"{name}的通知" if "关于" in name and found["name"].count("通知") == 1 else name


def with_title(pieces: Sequence[Piece], decoded: Sequence[Decoded]) -> list[Decoded]:
    """Return what the pieces of a document are that has a title and no attachment without a number.

    Its title is the first line where no other was taken for it and it is not the name of an order.
    """
    states = [each.state for each in decoded]
    bound = states.index(OWN) if OWN in states else len(states)
    lead = next((at for at in range(bound) if states[at] not in TITLES), bound)
    titles = {"title": "title", ATTACHED[0]: "title"}
    told = [
        replace(each, state=titles.get(each.state, "body") if at < lead else "body")
        if at < bound and each.state in ATTACHED
        else each
        for at, each in enumerate(decoded)
    ]
    named = states[:1] == ["mark"] and ORDER.search(pieces[0].bare)
    if pieces and "title" not in states and not named and _can_be_title(pieces[0]):
        told[0] = Decoded("title", UNSURE, ("在文首",))
    return told


def _can_be_title(first: Piece) -> bool:
    return len(first.bare) <= LONGEST_TITLE and first.bare[-1] not in ENDS


def part_passed(pieces: Sequence[Piece], decoded: Sequence[Decoded]) -> tuple[int, int]:
    """Return from which piece to which the text stands that is passed on; twice the same: none.

    It begins below the signature with the name that the title gives it, or with a title, and ends
    before the record and before as many attachments as the note lists.
    """
    states = [each.state for each in decoded]
    after, name = _named(pieces, states)
    begin = _begin(pieces, states, after, name) if name else None
    if begin is None:
        return len(pieces), len(pieces)
    return begin, _end(states, begin, states[:begin].count("attachment_note"))


def _named(pieces: Sequence[Piece], states: Sequence[str]) -> tuple[int, str]:
    """Return where a title ends, and the name of what is passed on; an order has it in its text."""
    first = states.index("title") if "title" in states else len(states)
    after = next((at for at in range(first, len(states)) if states[at] != "title"), len(states))
    title = "".join(each.bare for each in pieces[first:after])
    head = (at for at, state in enumerate(states) if state == "mark")
    named = title or next((pieces[at].bare for at in head), "")
    text = next((at for at, state in enumerate(states) if state == "body"), len(states))
    issued = ISSUES.match(pieces[text].bare) if ORDER.search(named) and text < len(states) else None
    return (text, issued["name"]) if issued else (after, passes_on(title))


def _begin(pieces: Sequence[Piece], states: Sequence[str], after: int, name: str) -> int | None:
    places = [at for at in range(after, len(states)) if any(x in ABOVE for x in states[after:at])]
    called = (at for at in places if _is_called(pieces[at], name))
    signed = next((at for at in places if "day" in states[after:at]), len(states))
    titled = (at for at in places if at >= signed and states[at] in TITLES)
    begun = next(called, next(titled, None))
    own = states.index(OWN) if OWN in states else len(states)
    return begun if begun is not None and begun < own else None


def _is_called(piece: Piece, name: str) -> bool:
    """Tell whether a line is the title, or its first line, with or without the bodies before it."""
    line = piece.bare.translate(AROUND)
    about = name.find("关于")
    names = (name, name[about:] if about > 0 else name)
    return len(line) >= FEWEST and any(each.startswith(line) for each in names)


def _end(states: Sequence[str], begin: int, own: int) -> int:
    end = len(states)
    while end > begin + 1 and (states[end - 1] in TAIL or _closes(states, end - 1)):
        end -= 1
    labels = [at for at in range(begin, end) if states[at] == OWN]
    return labels[-own] if 0 < own <= len(labels) else end


def _closes(states: Sequence[str], at: int) -> bool:
    """Tell whether a note belongs to the notice, as one does that follows no signature."""
    return states[at] == "note" and states[at - 1] not in ABOVE[1:]
