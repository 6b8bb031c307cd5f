"""What to type into a box, in a few Chinese words with an example, before anything is wrong."""

import tomllib
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from models.specs import FormField, Spec
from precheck.formats import FORMAT_OF_TYPE
from precheck.pictures import PICTURES


class Hint(Spec):
    """How a format is written."""

    example: str = ""
    """A text the format accepts."""
    note: str = ""

    @property
    def words(self) -> str:
        """Return the hint as a person reads it."""
        shown = f"如 {self.example}" if self.example else ""
        return "，".join(part for part in (shown, self.note) if part)


HINTS: Final[dict[str, Hint]] = TypeAdapter(dict[str, Hint]).validate_python(
    tomllib.loads(Path(__file__).with_name("hints.toml").read_text(encoding="utf-8"))
)
"""By the name of the format."""


def hint(field: FormField) -> str:
    """Return what to know before filling a box; empty where the label says it all."""
    if picture := PICTURES.get(field.format):
        shape = f"宽高比 {picture.width}∶{picture.height}"
        return f"{picture.title}，{shape}，宽度不少于 {picture.least} 像素"
    known = HINTS.get(field.format or FORMAT_OF_TYPE.get(field.type, ""))
    return known.words if known else ""
