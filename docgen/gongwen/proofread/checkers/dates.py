"""Days that do not exist, weekdays that are others, periods that end before they begin."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text

DAY: Final = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
)
WEEKDAY: Final = re.compile(r"\s*[（(]?\s*(?:星期|周|礼拜)(?P<name>[一二三四五六日天])")
TO: Final = re.compile(
    r"\s*(?:至|到|—|－|-|～|~)\s*(?:(?P<year>20\d\d)年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
)
NAMES: Final = "一二三四五六日"
SIGNED: Final = re.compile(r"^[^\S\n]*((?:19|20)\d\d)年\d{1,2}月\d{1,2}日[^\S\n]*$", re.MULTILINE)
OWN_NUMBER: Final = re.compile(
    r"^[^\n，。]{0,12}〔(?P<year>20\d\d)〕\d+号\s*(?:签发人.*)?$", re.MULTILINE
)
LEAP: Final = 2000
"""Stands for a year that is not told: in it every day exists."""


@dataclass(frozen=True)
class _Day:
    start: int
    words: str
    year: int | None
    month: int
    day: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)

    @property
    def found(self) -> date | None:
        try:
            return date(self.year or LEAP, self.month, self.day)
        except ValueError:
            return None


def check_dates(text: Text) -> Iterator[Fault]:
    """Yield what is wrong with the days of a text."""
    year: int | None = None
    for match in DAY.finditer(text.text):
        year = int(match["year"]) if match["year"] else year
        told = int(match["year"]) if match["year"] else None
        day = _Day(match.start(), match[0], told, int(match["month"]), int(match["day"]))
        if day.found is None:
            yield tell("dates.impossible", day.start, day.words, why=_why(day))
            continue
        yield from _check_weekday(text.text, day)
        yield from _check_period(text.text, day)
    yield from _check_number(text.text)


def _why(day: _Day) -> str:
    if not 1 <= day.month <= 12:
        return "月份在1至12之间"
    if day.month == 2 and day.day == 29:
        return f"{day.year}年2月只有28天"
    lengths = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}
    return f"{day.month}月最多{lengths.get(day.month, 31)}天"


def _check_weekday(words: str, day: _Day) -> Iterator[Fault]:
    found = WEEKDAY.match(words, day.end)
    if found and day.year and day.found:
        said, right = found["name"].replace("天", "日"), NAMES[day.found.weekday()]
        if said != right:
            start = found.start("name")
            head = words[start - 1] if words[start - 1] == "周" else words[start - 2 : start]
            wrong = head + found["name"]
            right = head + right
            yield tell(
                "dates.weekday",
                found.end() - len(wrong),
                wrong,
                [right],
                day=day.words,
                right=right,
            )


def _check_period(words: str, day: _Day) -> Iterator[Fault]:
    found = TO.match(words, day.end)
    if not found or day.found is None:
        return
    year, month = found["year"], found["month"]
    if day.year and month and not year:
        return  # from December to January: the year of the end is not told
    last = _Day(
        found.start("year") if year else found.start("month") if month else found.start("day"),
        found[0].lstrip(" 至到—－-～~"),
        int(year) if year else day.year,
        int(month) if month else day.month,
        int(found["day"]),
    )
    if year and not day.year:
        return
    if last.found and not (month and not year) and last.found < day.found:
        yield tell("dates.backwards", last.start, last.words, first=day.words)


def _check_number(words: str) -> Iterator[Fault]:
    """Yield a document's own number of another year than its day: a number is given on that day."""
    number, days = OWN_NUMBER.search(words), SIGNED.findall(words)
    if number and days and number["year"] not in days:
        yield tell(
            "dates.number_year", number.start("year"), number["year"], days[-1:], day=days[-1]
        )
