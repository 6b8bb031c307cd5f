"""The samples that come with the product: one of each statutory kind, laid out to the standard.

Each is written from the declared examples of its kind, with invented bodies and persons (样张).
"""

from collections.abc import Mapping
from functools import cache

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.document.official import Official
from docgen.gongwen.writing.declared import examples, read_written
from docgen.gongwen.writing.drafting import draft


@cache
def read_builtin() -> Mapping[str, str]:
    """Return their names by kind, in the order of the 条例."""
    return {
        kind: f"{declared.title}样张（{declared.forms[0]}格式）"
        for kind, declared in read_kinds().items()
        if declared.statutory and kind in read_written()
    }


@cache
def builtin_official(kind: str) -> Official:
    """Return the document of one of them."""
    return draft(kind, examples(read_written()[kind])).official
