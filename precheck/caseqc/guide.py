"""The standard list of matters, which each installation has from the platform.

Without it, what rests on it is not asked, and the report says so.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field

from models.errors import InvalidRequestError, SpecError
from models.expressions import Value
from models.specs import Spec, read_spec
from precheck.caseqc.dictionaries import DICTIONARIES


class GuideItem(Spec):
    """One 业务办理项 and what its guide says; what is left out is not known."""

    itemCode: str  # noqa: N815 - the platform's own words
    taskHandleItem: Annotated[str, Field(min_length=1)]  # noqa: N815
    objects: tuple[str, ...] = ()
    """办理对象类型 that may apply."""
    requires_stuff: bool | None = None
    power_item: bool | None = None
    """Whether it is a 行政权力事项."""
    national_vertical: bool | None = None
    """Whether it is handled in a system of a ministry (国垂)."""

    @cached_property
    def facts(self) -> Mapping[str, Value]:
        """Return what conditions may ask, as ``guide.…``."""
        spellings = DICTIONARIES["target_type"].spellings
        return {
            "objects": tuple(spellings.get(each, each) for each in self.objects) or None,
            "requires_stuff": self.requires_stuff,
            "power_item": self.power_item,
            "national_vertical": self.national_vertical,
        }


class Guide(Spec):
    """The list: ``[[item]]`` once for each 业务办理项."""

    item: tuple[GuideItem, ...] = ()

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[str, ...]]:
        codes: dict[str, tuple[str, ...]] = {}
        for each in self.item:
            codes[each.itemCode] = (*codes.get(each.itemCode, ()), each.taskHandleItem)
        return codes

    @cached_property
    def _by_item(self) -> Mapping[str, GuideItem]:
        return {each.taskHandleItem: each for each in self.item}

    def facts(self, item_code: Value, task_handle_item: Value) -> Mapping[str, Value]:
        """Return what the list says of a record's matter; None is what it does not say."""
        item = self._by_item.get(str(task_handle_item))
        known = self.item and item_code
        handled = self._by_code.get(str(item_code), ()) if known else None
        return {"handle_items": handled, **(item.facts if item else NOTHING)}


NOTHING: Final[Mapping[str, Value]] = dict.fromkeys(
    ("objects", "requires_stuff", "power_item", "national_vertical")
)
NO_GUIDE: Final = Guide()
FACTS: Final = ("handle_items", *NOTHING)
"""What a condition may ask as ``guide.…``."""


def read_guide(path: Path) -> Guide:
    """Return the list in a TOML file; raises ``InvalidRequestError`` when it is none."""
    try:
        return read_spec(path, Guide)
    except (SpecError, OSError, UnicodeDecodeError) as error:
        raise InvalidRequestError(
            f"{path.name} 不是事项标准清单（每个业务办理项一段 [[item]]）。"
        ) from error
