"""The style of a layout: the standard's values, and what an organ wants otherwise."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

from models.errors import InvalidRequestError
from models.specs import Spec, read_spec

FILE = Path(__file__).with_name("style.toml")
TWIPS = 1440 / 25.4
"""Of a millimetre; a twip is a twentieth of a point."""


ROUNDED = 0.11
"""Lengths of a page are told to a tenth (mm): their sum may be off by so much."""


class Strength(StrEnum):
    """How strongly a value is meant; the last two are not the standard's."""

    BINDING = "规定"
    USUAL = "一般"
    ADVISED = "推荐"
    ALLOWED = "可以"
    CUSTOM = "实务"
    DERIVED = "推算"


class Value(Spec):
    """One value of the standard or of an organ's template."""

    value: float
    least: float
    most: float
    """Beyond these no page can be set."""
    unit: str
    """In Chinese; 缇 is a twentieth of a point."""
    tolerance: float = Field(ge=0)
    clause: str
    strength: Strength
    what: str
    """In Chinese, for who reads a deviation."""


class Style(Spec):
    """Fonts by role and values by name."""

    name: str = "GB/T 9704-2012"
    fonts: dict[str, tuple[str, ...]]
    values: dict[str, Value]

    def __getitem__(self, name: str) -> float:
        """Return a value as it is declared."""
        return self.values[name].value

    def twips(self, name: str) -> int:
        """Return a length, declared in millimetres, in twips."""
        return round(self[name] * TWIPS)

    def font(self, role: str) -> str:
        """Return the font of a role: title, body, kai, black or page."""
        return self.fonts[role][0]


FOLLOWING: Final[Mapping[str, Callable[[Style], float]]] = {
    "lines": lambda style: int(style["area_height"] * TWIPS / style["pitch"] + 0.01),
    "characters": lambda style: int(
        style["area_width"] * TWIPS / max(style["body_size"] * 20 + style["narrowing"], 1)
    ),
    "rule_width": lambda style: style["area_width"],
    "record_width": lambda style: style["area_width"],
    "record_bottom": lambda style: style["top"] + style["area_height"],
}
"""What comes of other values, by name: a wider page has wider rules."""


@cache
def standard() -> Style:
    """Return the standard's style; raises ``SpecError`` when its file is broken."""
    return read_spec(FILE, Style)


def adapt(template: str, to: Style | None = None) -> Style:
    """Return a style with what an organ's TOML wants otherwise: ``[fonts]`` and ``[values]``.

    A value may be a bare number or a table; what it does not say stays the standard's, or follows
    what it says. Raises ``InvalidRequestError`` in Chinese for broken TOML, for names that do not
    exist and for values no page can be set to.
    """
    known = to or standard()
    try:
        wanted = tomllib.loads(template)
        values = _changed(wanted.pop("values", {}), known)
        style = Style.model_validate(
            {
                "name": wanted.pop("name", known.name),
                "fonts": {**known.fonts, **_only_known(wanted.pop("fonts", {}), known.fonts)},
                "values": {**known.values, **values},
                **wanted,
            }
        )
    except (tomllib.TOMLDecodeError, ValidationError, TypeError, AttributeError) as error:
        raise InvalidRequestError("排版模板（TOML）写法有误，请对照标准样式修改。") from error
    _prove(style, known)
    return follow(style, values)


def with_values(style: Style, values: Mapping[str, float]) -> Style:
    """Return a style with other values of the same names."""
    changed = {
        name: style.values[name].model_copy(update={"value": value})
        for name, value in values.items()
    }
    return style.model_copy(update={"values": {**style.values, **changed}})


def follow(style: Style, named: Mapping[str, object]) -> Style:
    """Return a style in which what is not named follows what is, as a rule the text area does."""
    return with_values(
        style, {name: of(style) for name, of in FOLLOWING.items() if name not in named}
    )


def _prove(style: Style, known: Style) -> None:
    for name, value in style.values.items():
        asked = known.values[name]
        if not asked.least <= value.value <= asked.most:
            raise InvalidRequestError(
                f"排版模板里“{asked.what}”（{name}）应在 {asked.least:g} 到 {asked.most:g}"
                f"{asked.unit}之间，不能是 {value.value:g}。"
            )
    if not all(names and all(names) for names in style.fonts.values()):
        raise InvalidRequestError("排版模板里每类字体至少要写一个名称。")
    for names in overfull(style):
        side, *told = (known.values[name].what for name in names)
        raise InvalidRequestError(f"排版模板里{'、'.join(told)}加起来超出{side}，请改小。")


def overfull(style: Style) -> Iterator[tuple[str, ...]]:
    """Yield a side of the page that its margin and text area do not fit, with these, by name."""
    for side, *parts in (("width", "left", "area_width"), ("height", "top", "area_height")):
        if sum(style[part] for part in parts) > style[side] + ROUNDED:
            yield (side, *parts)


def _changed(wanted: Mapping[str, object], known: Style) -> dict[str, dict[str, object]]:
    _only_known(wanted, known.values)
    return {
        name: {
            **known.values[name].model_dump(),
            **(value if isinstance(value, dict) else {"value": value}),
        }
        for name, value in wanted.items()
    }


def _only_known(wanted: Mapping[str, object], known: Mapping[str, object]) -> Mapping[str, object]:
    for name in wanted:
        if name not in known:
            raise InvalidRequestError(f"排版模板里没有“{name}”这一项。")
    return wanted
