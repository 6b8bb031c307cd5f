"""The fields somebody names at call time, for papers of no declared type.

>>> [(field.key, field.check) for field in parse_fields("姓名，证件号码：id18")]
[('姓名', ''), ('证件号码', 'id18')]
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from extractors.checks import CHECKS, Checker
from models.errors import InvalidRequestError
from models.specs import FieldSpec

MOST_FIELDS = 60
LONGEST_NAME = 30
MULTILINE = "multiline"
"""Said in place of a check: the value takes several lines, such as an address."""
MOST_LINES = 4
GAP = 2.0
"""Wider gaps, in character heights, part two values: no label of the form tells where one ends."""
_PARTS = re.compile(r"[,，;；、\n]")
_CHECK = re.compile(r"[:：]")


def parse_fields(text: str, checks: Mapping[str, Checker] = CHECKS) -> tuple[FieldSpec, ...]:
    """Return the fields of a list like ``姓名,证件号码:id18``: printed names, each with its check.

    ``:multiline`` instead of a check says that the value takes several lines. Raises
    ``InvalidRequestError`` in Chinese for a list that is empty or too long, for a name that
    is given twice, and for a check that does not exist.
    """
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    fields = tuple(_field(part, checks) for part in parts)
    names = [field.key for field in fields]
    if not fields or len(fields) > MOST_FIELDS:
        raise InvalidRequestError(
            f"请给出 1 至 {MOST_FIELDS} 个栏目，用逗号分隔，如：姓名,证件号码:id18。"
        )
    for name in names:
        if names.count(name) > 1:
            raise InvalidRequestError(f"栏目“{name}”重复。")
    return fields


def _field(part: str, checks: Mapping[str, Checker]) -> FieldSpec:
    name, *rest = (piece.strip() for piece in _CHECK.split(part))
    check = rest[0] if rest else ""
    if not name or len(name) > LONGEST_NAME or len(rest) > 1:
        raise InvalidRequestError(
            f"看不懂“{part[:LONGEST_NAME]}”，请写成“栏目名称”或“栏目名称:检验”。"
        )
    if check and check != MULTILINE and check not in checks:
        raise InvalidRequestError(_no_check(check, checks))
    return FieldSpec(
        key=name,
        title=name,
        labels=(name,),
        check="" if check == MULTILINE else check,
        lines=MOST_LINES if check == MULTILINE else 1,
        options={"gap": GAP},
    )


def _no_check(check: str, checks: Mapping[str, Checker]) -> str:
    near = get_close_matches(check, list(checks), n=1)
    hint = (
        f"是不是“{near[0]}”？" if near else f"可用的有：{'、'.join((MULTILINE, *sorted(checks)))}。"
    )
    return f"没有名为“{check[:LONGEST_NAME]}”的检验，{hint}"
