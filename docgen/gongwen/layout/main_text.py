"""主体: title, addressees, body, attachments; GB/T 9704-2012 clauses 7.3.1 to 7.3.4 and 7.3.7."""

import re
from dataclasses import replace

from docgen.gongwen.document.official import Attachment, Official, Part
from docgen.gongwen.layout.breaking import break_title
from docgen.gongwen.layout.markup import Ink, Shape, paragraph, rule, run, tag
from docgen.gongwen.layout.setting import Setter, width_of

GREETING = re.compile(r"(?:尊敬|敬爱|亲爱)的.{1,30}：|(?:各位|全体|同志们|朋友们|女士们).{0,30}：")
"""称呼 of a speech or a letter: custom sets it flush left, as addressees are."""
ROLES = {1: "black", 2: "kai"}
"""Of headings; what is not named is set as the text."""


def title(text: str, setter: Setter) -> str:
    """Return the title, centred, its lines broken between words."""
    if not text:
        return ""
    size = setter.style["title_size"]
    ink = setter.ink("title", size)
    most = int(setter.style.twips("area_width") / 20 // size) - 1  # digits may be wider than a half
    pitch = round(setter.style["title_pitch"])
    lines = break_title(text, most)
    runs = tag("r", tag("br")).join(run(line, ink) for line in lines)
    return paragraph(runs, Shape(pitch, "center"), ink)


def addressees(official: Official, setter: Setter) -> str:
    """Return 主送机关 flush left with a colon."""
    return setter.words(f"{official.addressees}：", shape=setter.shape("left"))


def body(parts: tuple[Part, ...], setter: Setter, *, together: bool = False) -> str:
    """Return headings, paragraphs and tables in order.

    ``together``: the last line stays on a page with what follows, so that nobody signs a page
    without text (7.3.5.5).
    """
    last = len(parts) - 1
    return "".join(
        _part(part, setter, together=together and at == last) for at, part in enumerate(parts)
    )


def present(official: Official, setter: Setter) -> str:
    """Return who attended: the role in 黑体, the names wrapped after the colon."""
    lines = []
    for each in official.present:
        hang = width_of(each.role) + 1
        shape = setter.shape("both", first=-hang, left=2 + hang)
        runs = run(f"{each.role}：", setter.ink("black")) + run(each.names, setter.ink())
        lines.append(paragraph(runs, shape, setter.ink()))
    return (setter.blank(setter.style["present_gap"]) if lines else "") + "".join(lines)


def attachment_note(attachments: tuple[Attachment, ...], setter: Setter) -> str:
    """Return 附件说明: a blank line, names without a mark at their end, numbered if several."""
    if not attachments:
        return ""
    lines = []
    for at, each in enumerate(attachments, 1):
        number = f"{at}." if len(attachments) > 1 else ""
        label = "附件：" if at == 1 else "\u3000" * 3
        hang = 3 + width_of(number)
        shape = setter.shape("both", first=-hang, left=2 + hang)
        kept = replace(shape, together=True)
        lines.append(setter.words(f"{label}{number}{_bare(each.title)}", shape=kept))
    return setter.blank(together=True) + "".join(lines)


def bound_in(attachments: tuple[Attachment, ...], setter: Setter) -> str:
    """Return the attachments that are bound in, each on a new page, its title on line 3."""
    return "".join(
        _attached(each, at if len(attachments) > 1 else 0, setter)
        for at, each in enumerate(attachments, 1)
        if each.parts
    )


def _attached(attachment: Attachment, number: int, setter: Setter) -> str:
    label = f"附件{number}" if number else "附件"
    shape = Shape(setter.pitch, "left", new_page=True)
    return (
        setter.words(label, "black", shape)
        + setter.blank()
        + title(attachment.title, setter)
        + setter.blank()
        + body(attachment.parts, setter)
    )


def _bare(name: str) -> str:
    return name.rstrip("。；，、;,.")


def _part(part: Part, setter: Setter, *, together: bool) -> str:
    if part.rows:
        return table(part.rows, setter, together=together)
    if GREETING.fullmatch(part.text):
        return setter.words(part.text + part.run_in, shape=setter.shape("left"))
    ink = setter.ink(ROLES.get(part.level, "body"))
    runs = run(part.text, ink) + run(part.run_in, setter.ink())
    alone = bool(part.level) and not part.run_in
    shape = replace(setter.shape(first=setter.style["indent"]), together=together or alone)
    return paragraph(runs, shape, setter.ink())


def table(rows: tuple[tuple[str, ...], ...], setter: Setter, *, together: bool = False) -> str:
    """Return a table as wide as the text area; columns as wide as their words ask.

    ``together``: its last row stays on a page with what follows.
    """
    total = setter.style.twips("area_width")
    columns = max(len(row) for row in rows)
    asked = [
        min(20.0, max(2.0, *(width_of(row[at]) if at < len(row) else 0 for row in rows)))
        for at in range(columns)
    ]
    widths = [round(total * each / sum(asked)) for each in asked]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = tag("tblBorders", "".join(rule(side, "single", 4) for side in sides))
    margins = tag("tblCellMar", tag("left", w=60, type="dxa") + tag("right", w=60, type="dxa"))
    said = tag("tblW", w=total, type="dxa") + borders + tag("tblLayout", type="fixed") + margins
    grid = tag("tblGrid", "".join(tag("gridCol", w=width) for width in widths))
    last = len(rows) - 1
    drawn = "".join(
        _table_row(row, widths, setter, head=not at, together=together and at == last)
        for at, row in enumerate(rows)
    )
    return tag("tbl", tag("tblPr", said) + grid + drawn)


def _table_row(
    row: tuple[str, ...], widths: list[int], setter: Setter, *, head: bool, together: bool
) -> str:
    ink = setter.ink("black" if head else "body", setter.style["record_size"])
    cells = "".join(
        _table_cell(row[at] if at < len(row) else "", width, ink, together=together)
        for at, width in enumerate(widths)
    )
    said = tag("cantSplit") + (tag("tblHeader") if head else "")
    return tag("tr", tag("trPr", said) + cells)


def _table_cell(text: str, width: int, ink: Ink, *, together: bool) -> str:
    said = tag("tcW", w=width, type="dxa") + tag("vAlign", val="center")
    shape = Shape(440, "center", together=together)
    return tag("tc", tag("tcPr", said) + paragraph(run(text, ink), shape, ink))
