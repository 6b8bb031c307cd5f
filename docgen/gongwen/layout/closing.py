"""Who signs, and when: 署名, 成文日期, 附注; GB/T 9704-2012 clauses 7.3.5 and 7.3.6."""

from docgen.gongwen.document.official import Official
from docgen.gongwen.layout.markup import Shape, paragraph, run, tag
from docgen.gongwen.layout.setting import Setter, width_of
from models.days import day_words

SPARE = 2
"""Characters by which the figures of a stand-in font may make a day longer."""
SIDE_BY_SIDE = 3
"""Organs of one row that seal; 实务."""


def closing(official: Official, setter: Setter) -> str:
    """Return 署名, date and note, as it is sealed, stamped with a name, or neither."""
    day = day_words(official.day)
    if official.office or official.signer:
        signed = _in_person(official, day, setter)
    elif not official.signed and not day:
        signed = ""
    elif official.sealed and len(official.signed) > 1:
        signed = _sealed_together(official.signed, day, setter)
    elif official.sealed:
        signed = _sealed("".join(official.signed), day, setter)
    else:
        signed = _unsealed(official.signed, day, setter)
    return signed + note(official, setter)


def note(official: Official, setter: Setter) -> str:
    """Return 附注 in brackets, indented by two."""
    if not official.note:
        return ""
    return setter.words(f"（{official.note}）", shape=setter.shape(first=setter.style["indent"]))


def _sealed(name: str, day: str, setter: Setter) -> str:
    """The day four from the right, the name centred above it; room above for the seal."""
    right = 4 + (width_of(day) - width_of(name)) / 2
    return (
        setter.blank(setter.style["seal_gap"], together=True)
        + _line(name, max(0, right), setter, together=True)
        + _line(day, 4, setter)
    )


def _unsealed(names: tuple[str, ...], day: str, setter: Setter) -> str:
    """Names two from the right, the day begins two right of the last name's beginning."""
    last = width_of(names[-1]) if names else 0
    longer = width_of(day) > last
    rights = [
        (4 + width_of(day) - width_of(each)) if longer and each == names[-1] else 2.0
        for each in names
    ]
    lines = zip(names, rights, strict=True)
    return (
        setter.blank(together=True)
        + "".join(_line(name, max(0, right), setter, together=True) for name, right in lines)
        + (_day_below(day, last, setter, longer=longer) if day else "")
    )


def _day_below(day: str, last: float, setter: Setter, *, longer: bool) -> str:
    """Return the day: set by its beginning where there is room, as figures may be wide."""
    free = last - width_of(day)
    if longer or free < SPARE:
        return _line(day, 2 if longer else free, setter)
    left = max(0, setter.style.twips("area_width") - round(last * setter.character))
    return setter.words(day, shape=Shape(setter.pitch, "left", left=left))


def _line(text: str, right: float, setter: Setter, *, together: bool = False) -> str:
    shape = Shape(setter.pitch, "right", right=round(right * setter.character), together=together)
    return setter.words(text, shape=shape)


def _in_person(official: Official, day: str, setter: Setter) -> str:
    """Office, two characters, then the name where the stamp goes; a blank line; the day."""
    ink = setter.ink()
    runs = run(official.office, ink) + run("\u3000\u3000" + official.signer, setter.ink("kai"))
    shape = Shape(setter.pitch, "right", right=4 * setter.character, together=True)
    blank = setter.words("", shape=Shape(setter.pitch, together=True))
    names = "".join(_line(each, 4, setter, together=True) for each in official.signed)
    return blank * 2 + names + paragraph(runs, shape, ink) + blank + _line(day, 4, setter)


def _sealed_together(names: tuple[str, ...], day: str, setter: Setter) -> str:
    """Organs side by side with room for a seal each; the day under the last."""
    widest = setter.style.twips("area_width")
    needed = (max(width_of(each) for each in names) + 1) * setter.character
    beside = max(1, min(SIDE_BY_SIDE, int(widest // needed)))
    rows = [names[at : at + beside] for at in range(0, len(names), beside)]
    drawn = []
    for at, row in enumerate(rows):
        width = widest // len(row)
        cells = "".join(
            _cell(each, day if at == len(rows) - 1 and place == len(row) - 1 else "", width, setter)
            for place, each in enumerate(row)
        )
        drawn.append(_table(cells, len(row), width))
    gap = setter.blank(setter.style["seal_gap"], together=True)
    return gap + gap.join(drawn)


def _cell(name: str, day: str, width: int, setter: Setter) -> str:
    shape = Shape(setter.pitch, "center", together=True)
    content = setter.words(name, shape=shape) + setter.words(
        day, shape=Shape(setter.pitch, "center")
    )
    return tag("tc", tag("tcPr", tag("tcW", w=width, type="dxa")) + content)


def _table(cells: str, columns: int, width: int) -> str:
    said = tag("tblW", w=width * columns, type="dxa") + tag("tblLayout", type="fixed")
    margins = tag("tblCellMar", tag("left", w=0, type="dxa") + tag("right", w=0, type="dxa"))
    grid = tag("tblGrid", tag("gridCol", w=width) * columns)
    row = tag("tr", tag("trPr", tag("cantSplit")) + cells)
    return tag("tbl", tag("tblPr", said + margins) + grid + row)
