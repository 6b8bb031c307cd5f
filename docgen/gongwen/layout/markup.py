"""WordprocessingML in small pieces: paragraphs, runs, breaks, as text with everything escaped."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from models.clean import clean

RED = "FF0000"


@dataclass(frozen=True)
class Ink:
    """How characters are set: font, size in points, colour, narrowing in twips."""

    font: str
    size: float
    colour: str = ""
    narrowing: int = 0
    scale: int = 100
    """Width of the characters in percent."""


@dataclass(frozen=True)
class Shape:
    """How a paragraph is set; lengths in twips."""

    pitch: int
    align: str = "both"
    first: int = 0
    left: int = 0
    right: int = 0
    before: int = 0
    new_page: bool = False
    together: bool = False
    """Whether it stays on one page with the next paragraph."""
    border: str = ""
    """Borders, ready made."""
    frame: str = ""
    tabs: tuple[tuple[str, int], ...] = field(default=())


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """Return an element of the namespace ``w``."""
    said = "".join(f" w:{key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<w:{name}{said}>{content}</w:{name}>" if content else f"<w:{name}{said}/>"


def run(text: str, ink: Ink) -> str:
    """Return words set alike; what cannot be printed is dropped, a tab stays one."""
    stretches = [clean_keeping_edges(each) for each in text.split("\t")]
    inner = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(each)}</w:t>' if each else "" for each in stretches
    )
    return tag("r", properties(ink) + inner) if inner else ""


def clean_keeping_edges(text: str) -> str:
    """Return printable words; spaces at the ends and wide ones stay."""
    return "".join(each if each in " \u3000" else clean(each) for each in text)


def properties(ink: Ink) -> str:
    """Return the properties of a run: one font for all characters, none from a theme."""
    names = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), ink.font)
    half_points = round(ink.size * 2)
    return tag(
        "rPr",
        tag("rFonts", **names, hint="eastAsia")
        + (tag("color", val=ink.colour) if ink.colour else "")
        + (tag("spacing", val=ink.narrowing) if ink.narrowing else "")
        + (tag("w", val=ink.scale) if ink.scale != 100 else "")
        + tag("sz", val=half_points)
        + tag("szCs", val=half_points),
    )


def paragraph(runs: str, shape: Shape, ink: Ink) -> str:
    """Return a paragraph; the ink is that of its mark."""
    tabs = "".join(tag("tab", val=kind, pos=at) for kind, at in shape.tabs)
    said = (
        (tag("keepNext") if shape.together else "")
        + (tag("pageBreakBefore") if shape.new_page else "")
        + shape.frame
        + tag("widowControl", val=0)
        + shape.border
        + (tag("tabs", tabs) if tabs else "")
        + tag("overflowPunct", val=0)
        + tag("autoSpaceDE", val=0)
        + tag("autoSpaceDN", val=0)
        + tag("snapToGrid", val=0)
        + tag("spacing", before=shape.before, after=0, line=shape.pitch, lineRule="exact")
        + _indents(shape)
        + tag("jc", val=shape.align)
        + properties(ink)
    )
    return tag("p", tag("pPr", said) + runs)


def _indents(shape: Shape) -> str:
    first = {"hanging": -shape.first} if shape.first < 0 else {"firstLine": shape.first}
    return tag("ind", left=shape.left, right=shape.right, **first)


def rule(side: str, kind: str, eighths: int, space: int = 0, colour: str = "000000") -> str:
    """Return one border of a paragraph or cell: its side, kind, thickness in 1/8 pt, distance."""
    return tag(side, val=kind, sz=eighths, space=space, color=colour)
