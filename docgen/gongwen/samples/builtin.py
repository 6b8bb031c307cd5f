"""The samples that come with the product, by the kind of document each is."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import RootModel

from docgen.gongwen.document.official import Official
from docgen.gongwen.writing.declared import examples, read_written
from docgen.gongwen.writing.drafting import draft
from models.specs import Spec, need, read_spec

FILE: Final = Path(__file__).with_suffix(".toml")


class BuiltIn(Spec):
    """One of them."""

    name: str


class BuiltIns(RootModel[dict[str, BuiltIn]]):
    """``builtin.toml``."""


@cache
def read_builtin() -> Mapping[str, BuiltIn]:
    """Return them by kind; raises ``SpecError`` for a kind that is not declared."""
    read = read_spec(FILE, BuiltIns).root
    need(FILE.name, "kind", list(read), list(read_written()))
    return read


@cache
def builtin_official(kind: str) -> Official:
    """Return the document of one of them."""
    return draft(kind, examples(read_written()[kind])).official
