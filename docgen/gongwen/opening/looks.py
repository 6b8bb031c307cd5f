"""How words and paragraphs of a Word file are printed, after styles have been inherited.

ECMA-376 17.7.2: defaults of the document, then the paragraph's style with those it is based on,
then the numbering, the character style, and what is said in place; the last one counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from xml.etree.ElementTree import Element

from docgen.gongwen.document.opened import Align, Look
from docgen.gongwen.opening.package import NOTHING, WordFile, is_on, number, value

DEEPEST: Final = 20
"""Styles based on each other; a circle ends here."""
USUAL_SIZE: Final = 10.0
"""In points, where nothing is said; ECMA-376 17.3.2.38."""
_ALIGN: Final = {
    "center": Align.CENTRE,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "both": Align.JUSTIFIED,
    "distribute": Align.JUSTIFIED,
}


@dataclass(frozen=True)
class Setting:
    """How a paragraph is set; measures in points."""

    align: Align
    indent: float
    left: float
    line: float | None
    lines: float | None


@dataclass
class Styles:
    """The styles of one file."""

    file: WordFile
    _chains: dict[str, tuple[Element, ...]] = field(default_factory=dict)

    @cached_property
    def _root(self) -> Element:
        return self.file.only("styles")[1]

    @cached_property
    def _by_id(self) -> dict[str, Element]:
        return {each.get("styleId", ""): each for each in self._root.iter("style")}

    @cached_property
    def _usual(self) -> str:
        usual = (
            each.get("styleId", "")
            for each in self._root.iter("style")
            if each.get("type") == "paragraph" and each.get("default") in {"1", "true"}
        )
        return next(usual, "")

    @cached_property
    def _defaults(self) -> tuple[Element, Element]:
        own = self._root.find("docDefaults")
        found = (own if own is not None else NOTHING).find
        run, paragraph = found("rPrDefault/rPr"), found("pPrDefault/pPr")
        return (
            run if run is not None else NOTHING,
            paragraph if paragraph is not None else NOTHING,
        )

    @cached_property
    def _theme(self) -> dict[str, str]:
        """The fonts for Chinese by the names of the theme."""
        _, root = self.file.only("theme")
        fonts = {}
        for kind, tag in (("major", "majorFont"), ("minor", "minorFont")):
            each = next(root.iter(tag), NOTHING)
            hans = [font for font in each.iter("font") if font.get("script") == "Hans"]
            said = value(each, "ea", "typeface") or (hans[0].get("typeface", "") if hans else "")
            fonts[f"{kind}EastAsia"] = said
        return fonts

    def chain(self, style: str) -> tuple[Element, ...]:
        """Return a style and those it is based on, the most basic first."""
        if style not in self._chains:
            found: list[Element] = []
            at = style
            while at in self._by_id and len(found) < DEEPEST:
                found.append(self._by_id[at])
                at = value(self._by_id[at], "basedOn")
            self._chains[style] = tuple(reversed(found))
        return self._chains[style]

    def named(self, own: Element | None) -> str:
        """Return the style id of a paragraph by its properties."""
        return value(own, "pStyle") or self._usual

    def title(self, style: str) -> str:
        """Return the name of a style as people see it."""
        return value(self._by_id.get(style, NOTHING), "name") or style

    def paragraph_layers(
        self, own: Element | None, level: Element | None = None
    ) -> tuple[Element, ...]:
        """Return the paragraph properties that hold, the weakest first."""
        styled = (each.find("pPr") for each in self.chain(self.named(own)))
        numbered = level.find("pPr") if level is not None else None
        return _there((self._defaults[1], *styled, numbered, own))

    def setting(self, layers: Iterable[Element], size: float) -> Setting:
        """Return how a paragraph is set whose characters have ``size`` points."""
        layers = tuple(layers)
        jc = _last(value(each, "jc") for each in layers)
        left, first = _indents(layers, size)
        line, lines = _spacing(layers)
        return Setting(_ALIGN.get(jc, Align.LEFT), left + first, left, line, lines)

    def run_layers(self, own: Element | None, run: Element | None) -> tuple[Element, ...]:
        """Return the run properties that hold in a paragraph with properties ``own``."""
        styled = (each.find("rPr") for each in self.chain(self.named(own)))
        characters = (each.find("rPr") for each in self.chain(value(run, "rStyle")))
        return _there((self._defaults[0], *styled, *characters, run))

    def look(self, layers: tuple[Element, ...]) -> Look:
        """Return how characters are printed."""
        size = number(_last(value(each, "sz") for each in layers))
        colour = _last(value(each, "color") for each in layers)
        under = _last(value(each, "u") for each in layers)
        return Look(
            font=self._font(layers) or None,
            size=size / 2 if size else USUAL_SIZE,
            bold=_switched(layers, "b"),
            italic=_switched(layers, "i"),
            underlined=under not in {"", "none"},
            colour="" if colour.lower() in {"", "auto"} else colour.upper()[:6],
        )

    def _font(self, layers: Iterable[Element]) -> str:
        found = ""
        for each in layers:
            fonts = each.find("rFonts")
            if fonts is None:
                continue
            named = self._theme.get(fonts.get("eastAsiaTheme", ""), "")
            found = named or fonts.get("eastAsia", "") or found
        return found


def _there(layers: Iterable[Element | None]) -> tuple[Element, ...]:
    return tuple(each for each in layers if each is not None)


def _last(said: Iterable[str]) -> str:
    return next((each for each in reversed(tuple(said)) if each), "")


def _switched(layers: Iterable[Element], tag: str) -> bool:
    said = [on for each in layers if (on := is_on(each, tag)) is not None]
    return bool(said and said[-1])


def _indents(layers: Iterable[Element], size: float) -> tuple[float, float]:
    """Return the left indent, and how far the first line stands beyond it."""
    said: dict[str, str] = {}
    for each in layers:
        ind = each.find("ind")
        if ind is None:
            continue
        own = dict(ind.attrib)
        if {"firstLine", "firstLineChars"} & own.keys():
            said = {key: word for key, word in said.items() if not key.startswith("hanging")}
        if {"hanging", "hangingChars"} & own.keys():
            said = {key: word for key, word in said.items() if not key.startswith("firstLine")}
        said |= own
    left = _measure(said, "leftChars", "left", size) or _measure(said, "startChars", "start", size)
    first = _measure(said, "firstLineChars", "firstLine", size)
    return left, first - _measure(said, "hangingChars", "hanging", size)


def _measure(said: dict[str, str], characters: str, twips: str, size: float) -> float:
    """Return an indent in points; one in characters counts before one in twips."""
    many = number(said.get(characters, ""))
    if many:
        return round(many / 100 * size, 2)
    return (number(said.get(twips, "")) or 0.0) / 20


def _spacing(layers: Iterable[Element]) -> tuple[float | None, float | None]:
    """Return the line pitch in points, or in single lines."""
    line, rule = None, "auto"
    for each in layers:
        spacing = each.find("spacing")
        if spacing is not None and (said := number(spacing.get("line", ""))) is not None:
            line, rule = said, spacing.get("lineRule", "auto")
    if line is None:
        return None, None
    return (None, line / 240) if rule == "auto" else (line / 20, None)
