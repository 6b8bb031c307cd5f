"""Traditional characters among simplified ones (《通用规范汉字表》)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text
from models.specs import Spec, read_spec

TABLE: Final = Path(__file__).parents[1] / "glyphs.toml"


class _Glyphs(Spec):
    traditional: str
    simplified: str


@cache
def read_glyphs(path: Path = TABLE) -> Mapping[str, str]:
    """Return, by traditional character, the one in its place."""
    glyphs = read_spec(path, _Glyphs)
    lines = (glyphs.traditional.split(), glyphs.simplified.split())
    return dict(zip(*("".join(each) for each in lines), strict=True))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(read_glyphs())}]+")


def check_glyphs(text: Text) -> Iterator[Fault]:
    """Yield each run of traditional characters."""
    glyphs = read_glyphs()
    for found in _pattern().finditer(text.text):
        right = "".join(glyphs[mark] for mark in found[0])
        yield tell("glyphs.traditional", found.start(), found[0], [right])
