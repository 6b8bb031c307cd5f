"""发文字号: whether a document number is written as it must be, and how it would be.

Source: 党政机关公文处理工作条例 第九条（五）; GB/T 9704-2012 7.2.5 and 10.2: the year in full
in 〔〕, the number without 第 and without zeros before it; an order has 第×号.
"""

import re
from typing import Final

from extractors.checks.printed import compact

RIGHT: Final = re.compile(
    r"[\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z\d]{0,19}〔(?P<year>(?:19|20)\d\d)〕[1-9]\d{0,4}号"
)
COUNTED: Final = re.compile(r"(?:(?:19|20)\d\d年)?第[1-9]\d{0,4}[号期次]")
"""Of orders, minutes and briefings: 第12号, 2026年第3期."""
NEAR: Final = re.compile(
    r"(?P<code>[\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z\d]{0,19})[〔\[（(【［{〈<]"
    r"(?P<year>(?:(?:19|20)?\d\d))年?度?[〕\]）)】］}〉>]第?0*(?P<number>[1-9]\d{0,4})号?"
)


def is_right(number: str) -> bool:
    """Return whether a document number is written as it must be.

    >>> is_right("样交发〔2026〕12号"), is_right("样交发[2026]12号"), is_right("第12号")
    (True, False, True)
    """
    return bool(RIGHT.fullmatch(number) or COUNTED.fullmatch(number))


def rightly(number: str) -> str:
    """Return how a document number would be written; nothing where that cannot be told.

    >>> rightly("样交发[2026]第012号"), rightly("样交发(26)3"), rightly("十二号")
    ('样交发〔2026〕12号', '样交发〔2026〕3号', '')
    """
    found = NEAR.fullmatch(compact(number))
    if not found:
        return ""
    year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    return f"{found['code']}〔{year}〕{found['number']}号"


def year_of(number: str) -> int | None:
    """Return the year of a document number that is written as it must be."""
    found = RIGHT.fullmatch(number)
    return int(found["year"]) if found else None
