"""The time limits notices tell, as they stood on a day."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docgen.notices.kind import Deadline
from models.errors import SpecError
from models.records import Record
from models.specs.dated import DatedValue
from precheck.calculators.parking import LAW as PARKING
from precheck.parameters import Parameters
from precheck.workdays import add_workdays, unannounced_years

FILE = Path(__file__).with_name("limits.toml")
WORKDAYS = "个工作日"
BY_WEEKENDS = "截止日期只按周末推算，请核对。"


@dataclass(frozen=True)
class Limits:
    """Dated numbers out of several files; a name is found in the first that has it."""

    files: tuple[Parameters, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name of every limit."""
        return tuple(name for file in self.files for name in file.names)

    def on(self, day: date, name: str) -> DatedValue:
        """Return a limit in force on a day; raises ``SpecError`` without one."""
        holding = (file for file in self.files if name in file.names)
        file = next(holding, None)
        if file is None:
            raise SpecError(f"no limit called {name!r}")
        return file.on(day, name)

    def counts_workdays(self, name: str) -> bool:
        """Tell whether every value of a limit is a number of working days."""
        dated = [value for file in self.files for value in file.dated(name)]
        return all(value.unit == WORKDAYS and isinstance(value.value, int) for value in dated)


class Period(Record):
    """One time limit as a notice tells it."""

    key: str
    label: str
    words: str
    """Such as 20个工作日."""
    end: date | None = None
    """The day on which it is complete; None where no day is told."""
    doubts: tuple[str, ...] = ()
    """What an officer should check before the notice leaves, in Chinese sentences."""


def read_limits() -> Limits:
    """Read the limits of notices and those of the calculators they share."""
    return Limits((Parameters.read(FILE), PARKING))


def worded(limit: DatedValue, number: int | None = None) -> str:
    """Return a limit in words, with another number where one is given: 20个工作日."""
    return f"{limit.value if number is None else number}{limit.unit}"


def run_period(
    deadline: Deadline, start: date | None, limit: DatedValue, own: int | None
) -> Period:
    """Return the period of working days that runs from a day, which is not counted.

    Args:
        deadline: as declared.
        start: the day it runs from; None when that is not known or not told.
        limit: the dated number.
        own: the office's number of days instead; None when it set none.
    """
    number = int(str(limit.value)) if own is None else own
    end = add_workdays(start, number) if start else None
    years = unannounced_years(start, end) if start and end else ()
    unsure = limit.unverified and own is None
    return Period(
        key=deadline.key,
        label=deadline.label,
        words=worded(limit, number),
        end=end,
        doubts=(
            *(f"{deadline.label}：{year}年放假安排尚未录入，{BY_WEEKENDS}" for year in years),
            *((f"{deadline.label}：{worded(limit)}尚待主管部门确认，请核对。",) if unsure else ()),
        ),
    )
