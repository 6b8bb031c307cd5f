"""What a business scope says of the business."""

from pathlib import Path
from typing import Final

from models.specs import Spec, read_spec


class _Scopes(Spec):
    agency_type: dict[str, tuple[str, ...]]
    place_type: dict[str, tuple[str, ...]]


SCOPES: Final = read_spec(Path(__file__).with_name("scopes.toml"), _Scopes)


def agency_types(scope: str) -> str:
    """Return every kind of agency by water a scope covers, joined by 、.

    >>> agency_types("国内货物运输代理；水路旅客运输代理；日用百货销售")
    '水路旅客运输代理、水路货物运输代理'
    """
    return "、".join(_named(scope, SCOPES.agency_type))


def place_type(scope: str) -> str:
    """Return the kind of public place a scope or a firm's name speaks of; empty unless it is one.

    >>> place_type("上海样张理发店"), place_type("酒店管理；游泳健身")
    ('理发店', '')
    """
    kinds = _named(scope, SCOPES.place_type)
    return kinds[0] if len(kinds) == 1 else ""


def _named(scope: str, kinds: dict[str, tuple[str, ...]]) -> list[str]:
    return [kind for kind, words in kinds.items() if any(word in scope for word in words)]
