"""The style of a layout: the standard's values, and what an organ wants otherwise."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError

from models.errors import InvalidRequestError
from models.specs import Spec, read_spec

FILE = Path(__file__).with_name("style.toml")
TWIPS = 1440 / 25.4
"""Of a millimetre; a twip is a twentieth of a point."""


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


@cache
def standard() -> Style:
    """Return the standard's style; raises ``SpecError`` when its file is broken."""
    return read_spec(FILE, Style)


def adapt(template: str, to: Style | None = None) -> Style:
    """Return a style with what an organ's TOML wants otherwise: ``[fonts]`` and ``[values]``.

    A value may be a bare number or a table; what it does not say stays the standard's. Raises
    ``InvalidRequestError`` in Chinese for broken TOML and for names that do not exist.
    """
    known = to or standard()
    try:
        wanted = tomllib.loads(template)
        return Style.model_validate(
            {
                "name": wanted.pop("name", known.name),
                "fonts": {**known.fonts, **_only_known(wanted.pop("fonts", {}), known.fonts)},
                "values": {**known.values, **_changed(wanted.pop("values", {}), known)},
                **wanted,
            }
        )
    except (tomllib.TOMLDecodeError, ValidationError, TypeError, AttributeError) as error:
        raise InvalidRequestError("排版模板（TOML）写法有误，请对照标准样式修改。") from error


def _changed(wanted: Mapping[str, object], known: Style) -> dict[str, object]:
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
