"""Normal forms: two spellings of one fact become the same text, two facts never do."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import MINYEAR, date

from extractors.checks import CHECKS

Normal = Callable[[str], str]
NOTHING = re.compile(r"[\s\-—–－一/]*")
BRACKETS = str.maketrans("〔〕[]【】", "()()()")


def plain_text(text: str) -> str:
    """Fold widths and case, and drop blanks and the dot inside names."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[\s·・•]+", "", folded)


def says_nothing(text: str) -> bool:
    """Tell whether a text is blank or only strokes out its place, such as ``--``."""
    return NOTHING.fullmatch(text) is not None


def organisation(name: str) -> str:
    """Fold what may differ between two prints of one organisation's name.

    Brackets, blanks and the short or long legal form are folded; every other character counts, so a
    firm and its branch, or two firms that share a beginning, stay apart.

    >>> organisation("上海甲（集团）有限责任公司") == organisation("上海甲(集团) 有限公司")
    True
    >>> organisation("上海甲有限公司") == organisation("上海甲有限公司第二分公司")
    False
    """
    return plain_text(name).translate(BRACKETS).replace("有限责任公司", "有限公司")


def whole_number(text: str) -> str:
    """Return the digits of a whole number without its unit and thousands separators."""
    folded = re.sub(r"KG|千克|公斤|,", "", plain_text(text))
    return str(int(folded)) if re.fullmatch(r"[0-9]{1,18}", folded) else folded


def size(text: str) -> str:
    """Return length, width and height in millimetres as ``L×W×H``."""
    numbers = re.findall(r"[0-9]{1,9}", plain_text(text))
    return (
        "×".join(str(int(number)) for number in numbers) if len(numbers) == 3 else plain_text(text)
    )


def brand_and_model(text: str) -> str:
    """Fold the word 牌 between brand and model, which registers often leave out."""
    return plain_text(text).replace("牌", "", 1)


def words(text: str) -> str:
    """Put several words of one box into one order."""
    return "、".join(sorted(filter(None, re.split(r"[、,;/]", plain_text(text)))))


def permit_number(text: str) -> str:
    """Keep what tells one permit from another: drop the closing 号."""
    return plain_text(text).removesuffix("号")


def _checked(check: str) -> Normal:
    def normal(text: str) -> str:
        try:
            return CHECKS[check](text)
        except ValueError:
            return plain_text(text)

    return normal


NORMAL: dict[str, Normal] = {
    "text": plain_text,
    "organisation": organisation,
    "int": whole_number,
    "size": size,
    "model": brand_and_model,
    "permit": permit_number,
    "words": words,
    "uscc": _checked("uscc"),
    "plate": _checked("plate"),
    "vin": _checked("vin"),
    "address": _checked("standard_address"),
    "date": _checked("date"),
    "idcard": _checked("citizen_id"),
    "phone": _checked("telephone"),
}
"""Normal forms by name; each takes any text and never raises."""


def same(kind: str, one: str, other: str, forms: Mapping[str, Normal] = NORMAL) -> bool:
    """Tell whether two texts state the same fact; an unknown kind compares plain text."""
    form = forms.get(kind, plain_text)
    return form(one) == form(other)


def as_date(text: str) -> date | None:
    """Return the day a text names, None when it names none.

    >>> as_date("2026年11月20日")
    datetime.date(2026, 11, 20)
    """
    try:
        day = date.fromisoformat(NORMAL["date"](text))
    except ValueError:
        return None
    return day if day.year > MINYEAR else None


def as_number(text: str) -> int | None:
    """Return the whole number a text names, None when it names none.

    >>> as_number("18 000kg")
    18000
    """
    digits = whole_number(text)
    return int(digits) if re.fullmatch(r"[0-9]{1,18}", digits) else None
