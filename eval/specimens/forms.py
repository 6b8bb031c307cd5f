"""The ways a normalised value is printed on a form."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from eval.specimens.layout import PLACEHOLDER
from models.specs import need

Value = str | None | list[dict[str, str | None]]
Values = Mapping[str, Value]

NUMERALS = "〇一二三四五六七八九"


def _of_date(pattern: str) -> Callable[[str], str]:
    """Return a form that prints an ISO date by ``pattern`` and leaves other words, as 长期."""

    def print_date(text: str) -> str:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return text
        day = date.fromisoformat(text)
        return pattern.format(y=day.year, m=day.month, d=day.day)

    return print_date


def _written(text: str) -> str:
    """Print an ISO day or month in numerals, as certificates do: 二〇二四年十一月三十日."""
    year, month, *day = text.split("-")
    words = "".join(NUMERALS[int(digit)] for digit in year) + f"年{_count(month)}月"
    return words + (f"{_count(day[0])}日" if day else "")


def _count(number: str) -> str:
    """Print a number below a hundred in numerals."""
    tens, ones = divmod(int(number), 10)
    head = {0: "", 1: "十"}.get(tens, NUMERALS[tens] + "十")
    return head + (NUMERALS[ones] if ones else "")


def _month(text: str) -> str:
    """Print an ISO month with its words; others, as 长期, stay."""
    return re.sub(r"^(\d{4})-(\d\d)$", r"\1年\2月", text)


def _sides(text: str) -> str:
    """Print length × width × height with the words a registration certificate has for them."""
    return "长 {} 宽 {} 高 {} mm".format(*re.findall(r"\d+", text)) if "×" in text else text


def _grouped(size: int) -> Callable[[str], str]:
    """Return a form that prints a code in groups."""
    return lambda text: " ".join(text[at : at + size] for at in range(0, len(text), size))


def _cipher(width: int) -> Callable[[str], str]:
    """Return a form that prints a cipher in lines of ``width`` characters."""
    return lambda text: "\n".join(text[at : at + width] for at in range(0, len(text), width))


def _of_minute(text: str) -> str:
    """Print ``YYYY-MM-DD HH:MM`` as a railway ticket does."""
    day, time = text.split()
    return _of_date("{y}年{m:02d}月{d:02d}日")(day) + time


FORMS: dict[str, Callable[[str], str]] = {
    "cn": _of_date("{y}年{m:02d}月{d:02d}日"),
    "cn_short": _of_date("{y}年{m}月{d}日"),
    "cn_spaced": _of_date("{y} 年 {m:02d} 月 {d:02d} 日"),
    "dot": _of_date("{y}.{m:02d}.{d:02d}"),
    "slash": _of_date("{y}/{m:02d}/{d:02d}"),
    "compact": _of_date("{y}{m:02d}{d:02d}"),
    "minute": _of_minute,
    "year": _of_date("{y}"),
    "month": _of_date("{m:02d}"),
    "month_short": _of_date("{m}"),
    "day": _of_date("{d:02d}"),
    "day_short": _of_date("{d}"),
    "year_month": _of_date("{y}年{m:02d}月"),
    "written": _written,
    "month_words": _month,
    "by_four": _grouped(4),
    "by_five": _grouped(5),
    "cipher28": _cipher(28),
    "cipher38": _cipher(38),
    "yuan": lambda text: f"¥{text}",
    "sides": _sides,
    "spaced": " ".join,
    "starred": lambda text: f"*{text}*",
}
"""Each takes a normalised value and returns it as printed."""


def print_value(key: str, form: str, values: Values) -> str:
    """Return one field as printed; empty when it is blank."""
    value = values[key]
    if not isinstance(value, str):
        return ""
    return FORMS[form](value) if form else value


def print_template(template: str, values: Values) -> str:
    """Return a template with its fields as printed; empty when all its fields are blank.

    Raises:
        SpecError: The template names a field or a form that does not exist.
    """
    found = PLACEHOLDER.findall(template)
    need(template, "field", [key for key, _ in found], values)
    need(template, "form", [form for _, form in found if form], FORMS)
    printed = [print_value(key, form, values) for key, form in found]
    if found and not any(printed):
        return ""
    return PLACEHOLDER.sub(lambda match: print_value(match[1], match[2] or "", values), template)
