"""Bring what a source wrote to the form's standard spelling."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from extractors.checks import CHECKS
from extractors.checks.printed import compact, plain
from models.specs import FormField
from prefill.vocabularies import FORM_VOCABULARIES

NOTHING: Final = re.compile(r"[-—–/]*|无")
HAN: Final = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
BESIDE_HAN: Final = re.compile(rf"(?<={HAN})\s+|\s+(?={HAN})")
FULL_WIDTH: Final = str.maketrans("(),", "（），")
TIME_OF_DAY: Final = re.compile(r"[T\s]\s*[0-9]{1,2}:[0-9]{2}.*$", re.DOTALL)
MONTH: Final = re.compile(r"([12][0-9]{3})[-年./]([0-9]{1,2})(?:月|(?![0-9-年./]))")
NUMBER: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?)(KG|千克|公斤|T|吨|轴)?")
LARGEST: Final = 999_999_999
TIMES: Final = {"T": 1000, "吨": 1000}


@dataclass(frozen=True)
class Normal:
    """A value in the form's spelling; not ``standard`` when a person should look at it."""

    text: str
    standard: bool = True


def normalise(box: FormField, text: str) -> Normal:
    """Return ``text`` as the box spells it; empty when it says that there is no value.

    A code with a wrong form, or a word outside its vocabulary, is kept but not standard. Raises
    ``ValueError`` when the box cannot hold it: no date, no whole number, no word of its options.
    """
    if NOTHING.fullmatch(compact(text)):
        return Normal("")
    if box.options or box.vocabulary:
        return _word(box, text)
    if box.type == "date":
        return Normal(_last_day(text) if box.key.endswith("_to") else _day(text))
    return NORMALISERS.get(box.format or box.type, _prose)(text)


def _word(box: FormField, text: str) -> Normal:
    word = compact(text)
    vocabulary = FORM_VOCABULARIES.get(box.vocabulary)
    standard = vocabulary.standard(word) if vocabulary else word
    if box.options and standard not in box.options:
        raise ValueError(f"应为{'、'.join(box.options)}之一")
    return Normal(standard) if standard else Normal(word, standard=False)


def _day(text: str) -> str:
    return CHECKS["date"](TIME_OF_DAY.sub("", plain(text)))


def _last_day(text: str) -> str:
    """Return the last day of a validity; a month alone is valid to its end (rule of 行驶证检验栏).

    Of several stamps, as on a vehicle licence, the latest counts.
    """
    printed = TIME_OF_DAY.sub("", plain(text))
    try:
        return CHECKS["date_or_forever"](printed)
    except ValueError:
        months = [(int(year), int(month)) for year, month in MONTH.findall(compact(printed))]
        if not months or not all(1 <= month <= 12 for _, month in months):
            raise
        year, month = max(months)
        return CHECKS["date"](f"{year}-{month:02}-{monthrange(year, month)[1]}")


def _whole(text: str) -> Normal:
    found = NUMBER.fullmatch(compact(text).upper().replace(",", ""))
    if not found:
        raise ValueError("应为整数")
    number = Decimal(found[1]) * TIMES.get(found[2] or "", 1)
    if number != number.to_integral_value() or number > LARGEST:
        raise ValueError("应为整数")
    return Normal(str(int(number)))


def _size(text: str) -> Normal:
    try:
        return Normal(CHECKS["dimension"](text).removesuffix("mm"))
    except ValueError:
        return Normal(compact(text), standard=False)


def _prose(text: str) -> Normal:
    """Tidy a name, address or number: plain letters and digits, Chinese brackets beside Han."""
    tidy = BESIDE_HAN.sub("", re.sub(r"\s+", " ", plain(text)))
    return Normal(tidy.translate(FULL_WIDTH) if re.search(HAN, tidy) else tidy)


def _code(check: str) -> Callable[[str], Normal]:
    def normal(text: str) -> Normal:
        code = compact(text).upper()
        try:
            return Normal(CHECKS[check](code))
        except ValueError:
            return Normal(code, standard=False)

    return normal


NORMALISERS: Final[Mapping[str, Callable[[str], Normal]]] = {
    "GB32100": _code("uscc"),
    "GB16735": _code("vin"),
    "GA36": _code("plate"),
    "int": _whole,
    "outline_size": _size,
}
"""By a box's format or, where it has none, its type."""
