"""版头: what stands above the first page's red rule; GB/T 9704-2012 clauses 7.2, 10.1 to 10.3."""

from docgen.gongwen.document.official import Form, Official
from docgen.gongwen.layout.markup import RED, Ink, Shape, paragraph, rule, run, tag
from docgen.gongwen.layout.setting import Setter, width_of
from docgen.gongwen.layout.style import TWIPS

BASELINE = 0.8
"""Of an exact line: Word and LibreOffice both set the text on this height."""
ABOVE, BELOW = 0.84, 0.08
"""How far the ink of Chinese characters reaches above and below the baseline, in ems; measured."""
THICK, THIN = 18, 6
"""Of a letter's double rules, in eighths of a point; 实务."""
BETWEEN = 36
"""From one line of a double rule to the other, in twips; 实务."""
MOST_SPACE = 31
"""Points between a border and its words; ECMA-376 17.3.4."""
FIRST_GAP = 7 / 8
"""Of a character, from a letter's rule to its first line; clause 10.1."""
TOPS = {
    Form.DOCUMENT: "mark_top",
    Form.ORDER: "mark_top_order",
    Form.MINUTES: "mark_top_minutes",
}
ENDINGS = {Form.DOCUMENT: "文件", Form.ORDER: "命令", Form.MINUTES: "纪要"}


def head(official: Official, setter: Setter) -> str:
    """Return 份号, 密级, 紧急程度, mark, number, 签发人 and the red rule of a document."""
    marked = _mark_block(official, setter)
    gap = setter.blank(setter.style["number_gap"])
    return marked + gap + _number_block(official, setter)


def notices(official: Official) -> tuple[tuple[str, str], ...]:
    """Return 份号, 密级 and 紧急程度 with the role each is set in."""
    secrecy = "★".join(filter(None, (official.secrecy, official.secrecy_term)))
    lines = ((official.copy_number, "body"), (secrecy, "black"), (official.urgency, "black"))
    if secrecy and not official.copy_number:
        return (("", "body"), *(each for each in lines if each[0]))
    return tuple(each for each in lines if each[0])


def marks(official: Official) -> tuple[str, ...]:
    """Return the lines of the mark: as given, or made from the issuers."""
    if official.mark:
        return (official.mark,)
    if not official.issuers:
        return ()
    if official.form == Form.LETTER:
        return official.issuers[:1]
    ending = ENDINGS.get(official.form, "")
    if len(official.issuers) > 1:
        return official.issuers
    return (official.issuers[0].removesuffix(ending) + ending,)


def mark_size(lines: tuple[str, ...], setter: Setter, room: int, beside: float = 0) -> float:
    """Return the size in points at which the widest line fits the room (twips)."""
    widest = max(width_of(each) for each in lines) + beside
    fits = room / 20 / max(widest, 1)
    most = setter.style["mark_size"] * min(1, (3 / len(lines)) ** 0.5)
    return float(max(setter.style["mark_least"], min(most, int(fits))))


def mark_room(official: Official, setter: Setter) -> tuple[int, float]:
    """Return how wide a mark may be, in twips, and how many characters stand beside its lines."""
    return setter.style.twips("area_width") - 200, 3 if _is_joint(official) else 0


def _is_joint(official: Official) -> bool:
    return len(marks(official)) > 1 and official.form == Form.DOCUMENT


def _mark_block(official: Official, setter: Setter) -> str:
    """Return what stands above the number: the notices' lines, then the mark at its height."""
    lines = marks(official)
    told = notices(official)
    each, reserved, drop = _above_mark(official, setter)
    shape = Shape(each, "left")
    above = "".join(setter.words(text, role, shape) for text, role in told)
    above += setter.words("", shape=shape) * (reserved - len(told))
    if not lines:
        return above
    size = mark_size(lines, setter, *mark_room(official, setter))
    ink = setter.ink("title", size, RED)
    if _is_joint(official):
        return above + _joint(lines, setter, ink, drop)
    pitch = mark_pitch(official, setter, size)
    first = paragraph(run(lines[0], ink), Shape(pitch, "center"), ink)
    following = Shape(round(size * 26), "center")
    return above + first + "".join(paragraph(run(x, ink), following, ink) for x in lines[1:])


def mark_pitch(official: Official, setter: Setter, size: float) -> int:
    """Return the exact line of a mark's first line, which lets its ink begin at its height."""
    drop = _above_mark(official, setter)[2]
    return round((drop + ABOVE * 20 * size) / BASELINE)


def _above_mark(official: Official, setter: Setter) -> tuple[int, int, int]:
    """Return the pitch and number of the lines above a mark, and what is left to its ink."""
    top = setter.style.twips(TOPS[official.form])
    told = len(notices(official))
    reserved = min(top, setter.pitch * max(told, 1 if official.form == Form.ORDER else 3))
    each = reserved // max(told, round(reserved / setter.pitch), 1)
    number = round(reserved / each)
    return each, number, top - each * number


def _joint(lines: tuple[str, ...], setter: Setter, ink: Ink, drop: int) -> str:
    """Return a table: the organs one below the other, 文件 beside them at half height."""
    pitch = round(ink.size * 26)
    lead = max(0, round(drop - BASELINE * pitch + ABOVE * 20 * ink.size))
    widest = max(width_of(each) for each in lines)
    first = round(min(widest * 20 * ink.size + 200, setter.style.twips("area_width") - 1500))
    second = round(min(3 * 20 * ink.size, setter.style.twips("area_width") - first))
    names = "".join(paragraph(run(each, ink), Shape(pitch, "distribute"), ink) for each in lines)
    word = paragraph(run(ENDINGS[Form.DOCUMENT], ink), Shape(pitch, "center"), ink)
    row = tag(
        "tr",
        _cell(names, first, "center") + _cell(word, second, "center"),
    )
    spacer = paragraph("", Shape(max(lead, 20), "left"), setter.ink("body", 1))
    properties = (
        tag("tblW", w=first + second, type="dxa")
        + tag("jc", val="center")
        + tag("tblLayout", type="fixed")
        + tag("tblCellMar", tag("left", w=0, type="dxa") + tag("right", w=0, type="dxa"))
    )
    grid = tag("tblGrid", tag("gridCol", w=first) + tag("gridCol", w=second))
    return spacer + tag("tbl", tag("tblPr", properties) + grid + row)


def _cell(content: str, width: int, align: str) -> str:
    said = tag("tcW", w=width, type="dxa") + tag("vAlign", val=align)
    return tag("tc", tag("tcPr", said) + content)


def _number_block(official: Official, setter: Setter) -> str:
    """Return the number, and 签发人 beside it, with the rule 4 mm below; of orders no rule."""
    ruled = official.form in {Form.DOCUMENT, Form.MINUTES}
    border = red_rule(setter) if ruled else ""
    if not official.signatories:
        beside = _beside_rule(setter) if ruled else 0
        shape = Shape(setter.pitch, "center", left=beside, right=beside, border=border)
        return setter.words(official.number, shape=shape) if official.number or ruled else ""
    names = official.signatories
    rows = [names[at : at + 2] for at in range(0, len(names), 2)]
    return "".join(
        _signatories(official, setter, row, at, border if at == len(rows) - 1 else "")
        for at, row in enumerate(rows)
    )


def _signatories(
    official: Official, setter: Setter, row: tuple[str, ...], at: int, border: str
) -> str:
    """Return one line of 签发人; the last one carries the number on its left."""
    label = "签发人：" if not at else "\u3000" * 4
    beside = official.number if border else ""
    one = setter.character
    names = official.signatories
    pairs = [names[at : at + 2] for at in range(0, len(names), 2)]
    width = min(20, 3 + max(sum(width_of(name) + 1 for name in pair) for pair in pairs))
    place = setter.style.twips("area_width") - round((width + 1) * one)
    out = min(0, _beside_rule(setter)) if border else 0
    shape = Shape(setter.pitch, "left", one - out, out, out, border=border, tabs=(("left", place),))
    ink = setter.ink()
    runs = run(f"{beside}\t{label}", ink) + run("\u3000".join(row), setter.ink("kai"))
    return paragraph(runs, shape, ink)


def red_rule(setter: Setter) -> str:
    """Return the red rule as the lower border of the number's line, 4 mm below its ink."""
    style = setter.style
    free = (1 - BASELINE) * setter.pitch - BELOW * 20 * style["body_size"]
    space = min(MOST_SPACE, max(0, round((style["rule_gap"] * TWIPS - free) / 20)))
    eighths = round(style["rule_thickness"] * TWIPS / 20 * 8)
    return tag("pBdr", rule("bottom", "single", eighths, space, RED))


def _beside_rule(setter: Setter) -> int:
    """Return how far the text area reaches beyond the red rule on each side, in twips."""
    style = setter.style
    return round((style["area_width"] - style["rule_width"]) * TWIPS / 2)


def letter_head(official: Official, setter: Setter) -> str:
    """Return the first page's header of a letter: mark 30 mm from the edge, double rule below."""
    lines = marks(official) or ("",)
    size = mark_size(lines, setter, *mark_room(official, setter))
    ink = setter.ink("title", size, RED)
    pitch = letter_pitch(size, setter)
    mark = paragraph(run(lines[0], ink), Shape(pitch, "center"), ink)
    return mark + _letter_rule(setter, double_rule(THICK, THIN)) + _letter_gap(setter)


def _letter_gap(setter: Setter) -> str:
    """Return what keeps the first line 7/8 of a 3号 character below the rule; clause 10.1."""
    size = setter.style["body_size"] * 20
    above_ink = BASELINE * setter.pitch - ABOVE * size
    shape = Shape(max(20, round(FIRST_GAP * size - above_ink)), "left")
    return paragraph("", shape, setter.ink("body", 1))


def double_rule(upper: int, lower: int) -> str:
    """Return two rules around a line; of one border that is double, programs turn the order."""
    return tag(
        "pBdr", rule("top", "single", upper, 0, RED) + rule("bottom", "single", lower, 0, RED)
    )


def letter_pitch(size: float, setter: Setter) -> int:
    """Return the exact line of a letter's mark: it ends where the double rule begins."""
    gap = setter.style.twips("letter_rule_gap")
    return round((gap + BELOW * 20 * size) / (1 - BASELINE))


def letter_distance(official: Official, setter: Setter) -> int:
    """Return where a letter's header begins, so that the mark's ink is 30 mm from the edge."""
    size = mark_size(marks(official) or ("",), setter, *mark_room(official, setter))
    ink_top = BASELINE * letter_pitch(size, setter) - ABOVE * 20 * size
    return max(0, round(setter.style.twips("mark_top_letter") - ink_top))


def letter_foot(setter: Setter) -> str:
    """Return the second double rule: thin over thick, 20 mm above the page's edge."""
    style = setter.style
    border = double_rule(THIN, THICK)
    width = style.twips("letter_rule_width")
    frame = tag(
        "framePr",
        w=width,
        hRule="exact",
        h=BETWEEN,
        wrap="around",
        vAnchor="page",
        hAnchor="page",
        x=round((style.twips("width") - width) / 2),
        y=style.twips("height") - style.twips("letter_rule_bottom") - BETWEEN // 2,
    )
    return paragraph("", Shape(BETWEEN, "left", border=border, frame=frame), setter.ink("body", 1))


def _letter_rule(setter: Setter, border: str) -> str:
    style = setter.style
    beyond = (style["width"] - style["letter_rule_width"]) / 2
    left = round((beyond - style["left"]) * TWIPS)
    right = round((beyond - (style["width"] - style["left"] - style["area_width"])) * TWIPS)
    shape = Shape(BETWEEN, "left", left=left, right=right, border=border)
    return paragraph("", shape, setter.ink("body", 1))


def letter_notices(official: Official, setter: Setter) -> str:
    """Return a letter's 份号, 密级, 紧急程度 on the left and its number on the right."""
    told = [each for each in notices(official) if each[0]] or [("", "body")]
    end = (("right", setter.style.twips("area_width")),)
    lines = []
    for at, (text, role) in enumerate(told):
        shape = Shape(setter.pitch, "left", tabs=end)
        runs = run(text, setter.ink(role))
        if not at:
            runs += run(f"\t{official.number}", setter.ink())
        lines.append(paragraph(runs, shape, setter.ink()))
    return "".join(lines)
