"""What a calculator answers, and how it builds the answer up step by step."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from models.errors import SpecError, UndecidedError
from models.records import Record
from models.specs.dated import DatedValue
from precheck.parameters import Cell, Parameters
from precheck.workdays import CALENDAR, unannounced_years

CENT = Decimal("0.01")
NOTHING = Decimal(0)


class Reference(Record):
    """A legal source the result rests on."""

    text: str
    basis: str
    """SOURCED[Rnn], SEED-nnn, KNOWN, DERIVED or UNVERIFIED."""


class Calculation(Record):
    """A result with its working, for a person to follow line by line."""

    result: Decimal | date | str
    """Yuan or another number (``unit`` says which), a day, or a verdict in Chinese."""
    unit: str = ""
    steps: tuple[str, ...]
    """Chinese sentences, each with its formula, the numbers and the row of the table used."""
    reasons: tuple[str, ...] = ()
    """Chinese sentences: why nothing is paid, or what offends against a rule."""
    assumed: tuple[str, ...] = ()
    """Conditions nobody stated; the result holds only if they are met."""
    references: tuple[Reference, ...] = ()
    unverified: bool = False
    """True when any number used still awaits confirmation; a step then says so."""


@dataclass
class Working:
    """A sheet of paper for one calculation under the law of one day."""

    law: Parameters
    day: date
    steps: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    used: list[DatedValue] = field(default_factory=list)

    def find(self, name: str, *names: str) -> Cell | None:
        """Return a value of the law and note that the result rests on it; None without one."""
        found = self.law.cell(self.day, name, *names)
        if found is not None:
            self.used.append(found)
        return found

    def look_up(self, name: str, *names: str) -> Cell:
        """Return a value of the law; raises ``UndecidedError`` when the law of the day has none."""
        found = self.find(name, *names)
        if found is None:
            title = next((row.title for row in self.law.dated(name)), name)
            place = f"（{' × '.join(names)}）" if names else ""
            raise UndecidedError(f"没有登记{self.day}施行的“{title}”{place}，无法计算。")
        return found

    def number(self, name: str, *names: str) -> Decimal:
        """Return a number of the law; raises ``UndecidedError`` without one."""
        return as_decimal(self.look_up(name, *names))

    def words(self, name: str, *names: str) -> tuple[str, ...]:
        """Return a list of words of the law; raises ``UndecidedError`` without one."""
        value = self.look_up(name, *names).value
        return tuple(value) if isinstance(value, list) else (str(value),)

    def say(self, sentence: str) -> None:
        """Add a step."""
        self.steps.append(sentence)

    def object(self, sentence: str) -> None:
        """Add a reason why nothing is paid, or what offends against a rule."""
        self.reasons.append(sentence)

    def presume(self, stated: bool | None, condition: str, wanted: bool = True) -> None:
        """Hold a condition against what was stated; one nobody stated is assumed, and listed."""
        if stated is None:
            self.assumed.append(condition)
        elif stated is not wanted:
            self.object(f"不满足条件：{condition}。")

    def count_workdays(self, start: date, end: date) -> None:
        """Note that working days between two days were counted, and by which notices."""
        self.used += [
            notice
            for notice in CALENDAR.notices
            if min(start, end) <= (notice.until or date.max) and notice.since <= max(start, end)
        ]
        years = "、".join(f"{year}年" for year in unannounced_years(start, end))
        if years:
            gap = DatedValue(
                since=min(start, end),
                value=years,
                reference=f"{years}节假日安排未登记，只按周末推算",
                basis="UNVERIFIED",
            )
            self.used.append(gap)

    def finish(self, result: Decimal | date | str, unit: str = "") -> Calculation:
        """Return the calculation; placeholders it rests on are named in a last step."""
        doubtful = dict.fromkeys(row.reference for row in self.used if row.unverified)
        if doubtful:
            self.say(f"以下依据尚待主管部门确认，结果仅供参考：{'；'.join(doubtful)}。")
        sources = dict.fromkeys((row.reference, row.basis) for row in self.used)
        return Calculation(
            result=result,
            unit=unit,
            steps=tuple(self.steps),
            reasons=tuple(dict.fromkeys(self.reasons)),
            assumed=tuple(dict.fromkeys(self.assumed)),
            references=tuple(Reference(text=text, basis=basis) for text, basis in sources),
            unverified=bool(doubtful),
        )

    def pay(self, amount: Decimal) -> Calculation:
        """Return an amount in yuan; nothing, with the reasons, when there are any."""
        if self.reasons:
            self.say("存在不予补贴的情形，补贴金额为0元。")
            return self.finish(NOTHING, "元")
        return self.finish(amount.quantize(CENT, ROUND_HALF_UP).normalize() + NOTHING, "元")


def as_decimal(value: DatedValue) -> Decimal:
    """Return a number of the law as it is written; raises ``SpecError`` when it is none."""
    if not isinstance(value.value, int | float):
        raise SpecError(f"{value.title or value.reference}: {value.value!r} is no number")
    return Decimal(str(value.value))


def as_day(value: DatedValue) -> date:
    """Return a day of the law; raises ``SpecError`` when it is none."""
    if not isinstance(value.value, date):
        raise SpecError(f"{value.title or value.reference}: {value.value!r} is no day")
    return value.value


def plain(number: Decimal) -> str:
    """Return a number as people write it.

    >>> plain(Decimal("1E+5")), plain(Decimal("2.50"))
    ('100000', '2.5')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def moment(at: datetime) -> str:
    """Return a point in time as people write it."""
    return f"{at:%Y-%m-%d %H:%M}"
