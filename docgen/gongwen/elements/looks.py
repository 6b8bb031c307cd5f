"""How a piece is printed, compared with the rest of its document."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from docgen.gongwen.document.opened import Align, Paragraph
from docgen.gongwen.elements.pieces import Piece

LARGE, HUGE = 1.2, 1.8
"""Times the size most of the text has."""
RED, NOT_RED = 0x90, 0x70
PUSHED = 6
"""Blanks at the head of a line by which plain text shows that it stands in the middle or right."""
TITLE_FONTS = ("小标宋", "XiaoBiaoSong", "华文中宋", "大标宋")
HEADS = ("黑体", "SimHei", "Hei", "Sans")
NEAR_THE_TOP = 12


@dataclass(frozen=True)
class Setting:
    """What a piece is compared with."""

    size: float | None
    """The size most of the text has."""
    width: int
    """Right edge of the widest paragraph of the file's pages; 0 where boxes are not known."""
    count: int


@dataclass(frozen=True)
class Seen:
    """A piece where it stands."""

    piece: Piece
    index: int
    setting: Setting

    @property
    def size(self) -> float:
        """Of its largest characters, in times of the usual size; 1 where sizes are not told."""
        sizes = [run.look.size for run in self.piece.paragraph.runs if run.look.size]
        return max(sizes) / self.setting.size if sizes and self.setting.size else 1.0


def survey(pieces: Sequence[Piece]) -> Setting:
    """Return what is usual in a document."""
    sizes: Counter[float] = Counter()
    width = 0
    for piece in pieces:
        for run in piece.paragraph.runs:
            if run.look.size:
                sizes[run.look.size] += len(run.text)
        width = max(width, piece.place.box[2] if piece.place.box else 0)
    usual = max(sizes, key=lambda size: sizes[size]) if sizes else None
    return Setting(usual, width, len(pieces))


def _large(seen: Seen) -> bool:
    return seen.size >= LARGE


def _huge(seen: Seen) -> bool:
    return seen.size >= HUGE


def _red(seen: Seen) -> bool:
    return any(_is_red(run.look.colour) for run in seen.piece.paragraph.runs if run.text.strip())


def _is_red(colour: str) -> bool:
    try:
        value = int(colour, 16)
    except ValueError:
        return False
    red, green, blue = value >> 16 & 255, value >> 8 & 255, value & 255
    return red >= RED and green <= NOT_RED and blue <= NOT_RED


def _bold(seen: Seen) -> bool:
    runs = [run for run in seen.piece.paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.look.bold for run in runs)


def _centred(seen: Seen) -> bool:
    box, width = seen.piece.place.box, seen.setting.width
    if seen.piece.paragraph.align is Align.CENTRE:
        return True
    if not box or not width:
        return False
    return box[0] > width * 0.2 and abs((box[0] + box[2]) / 2 - _middle(seen)) < width * 0.05


def _middle(seen: Seen) -> float:
    return seen.setting.width * 0.54
    # The text area of GB/T 9704 lies from 28 to 184 mm of 210; its middle is 106 of 184.


def _right(seen: Seen) -> bool:
    paragraph, box, width = seen.piece.paragraph, seen.piece.place.box, seen.setting.width
    if paragraph.align is Align.RIGHT or max(paragraph.left, paragraph.indent) > 150:
        return True
    return bool(box and width and box[0] > width * 0.48)


def _pushed(seen: Seen) -> bool:
    text = seen.piece.paragraph.text
    return seen.piece.alone and len(text) - len(text.lstrip()) >= PUSHED


def _heading(seen: Seen) -> bool:
    return any(word in _font(seen.piece.paragraph) for word in HEADS)


def _title_font(seen: Seen) -> bool:
    return any(word in _font(seen.piece.paragraph) for word in TITLE_FONTS)


def _font(paragraph: Paragraph) -> str:
    return next((run.look.font or "" for run in paragraph.runs if run.text.strip()), "")


def _styled_title(seen: Seen) -> bool:
    return seen.piece.paragraph.style.casefold() in {"title", "标题", "公文标题", "subtitle"}


LOOKS: Mapping[str, Callable[[Seen], bool]] = MappingProxyType(
    {
        "large": _large,
        "huge": _huge,
        "red": _red,
        "bold": _bold,
        "centred": _centred,
        "right": _right,
        "pushed": _pushed,
        "heading_font": _heading,
        "title_font": _title_font,
        "styled_title": _styled_title,
        "table": lambda seen: bool(seen.piece.cells),
        "first": lambda seen: seen.index == 0,
        "top": lambda seen: seen.index < NEAR_THE_TOP,
        "second_half": lambda seen: seen.index * 2 >= seen.setting.count,
        "page_one": lambda seen: (seen.piece.place.page or 1) == 1,
        "part": lambda seen: not seen.piece.alone,
    }
)
"""By name: what is looked at."""
