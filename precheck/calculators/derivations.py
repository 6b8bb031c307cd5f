"""What follows from the boxes of a form by the law's dated tables, for sources that calculate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Final

from precheck.calculators import CALCULATORS, calculate
from precheck.calculators.calculation import Calculation, plain
from precheck.calculators.night_work import count_nights
from precheck.calculators.parking import pay_until
from precheck.calculators.service_life import LORRY, scrap_date
from precheck.calculators.ships import CLEAN, FUEL, FUEL_POWER, SCRAP, power_of
from precheck.calculators.trucks import COLD_CHAIN, RENEW
from precheck.calculators.trucks import SCRAP as SCRAP_LORRY
from precheck.months import add_months, whole_months
from precheck.normal import as_date
from precheck.parameters import Parameters

LAW = Parameters.read(
    Path(__file__).with_name("scrapping.toml"), ("supervised_types", "unsupervised_uses")
)
HUNDREDTH = Decimal("0.01")
UNCONFIRMED = "测算依据中有尚待主管部门确认的数值，请以审核结果为准。"

Known = Mapping[str, str]
"""The boxes that are filled, by form key."""


@dataclass(frozen=True)
class Derived:
    """What follows, by form key, and what to say with it."""

    values: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    """Chinese: why nothing is paid, or that a number awaits confirmation."""


def _truck_subsidy(known: Known, today: date) -> Derived:
    old, new = known.get("old_vehicle_type"), known.get("new_vehicle_type")
    if not old and not new:
        return Derived()
    kind = COLD_CHAIN if not old else RENEW if new else SCRAP_LORRY
    return _subsidy("truck_subsidy", {**known, "kind": kind}, today)


def _ship_subsidy(known: Known, today: date) -> Derived:
    """Scrapping and building are filed apart: each form is paid its own part."""
    power = known.get("power_type")
    fuel = bool(power) and power_of(str(power), today) == FUEL_POWER
    kind = SCRAP if not known.get("new_gt") else FUEL if fuel else CLEAN
    return _subsidy("ship_subsidy", {**known, "kind": kind}, today)


def _car_subsidy(known: Known, today: date) -> Derived:
    return _subsidy("car_subsidy", known, today)


def _subsidy(name: str, known: Known, today: date) -> Derived:
    asked = {put.key for put in CALCULATORS[name].inputs}
    told = {key: text for key, text in known.items() if key in asked}
    calculation = calculate(name, told, today)
    return Derived({"subsidy": plain(Decimal(str(calculation.result)))}, _note(calculation))


def _note(calculation: Calculation) -> str:
    notes = [*calculation.reasons, *([UNCONFIRMED] if calculation.unverified else [])]
    return "".join(notes)


def _ship_age(known: Known, today: date) -> Derived:
    """The exact age to a hundredth of a year, rounded down, on the day of deregistration."""
    built, until = _day(known, "built_date"), _day(known, "dereg_date") or today
    if built is None or built > until:
        return Derived()
    years = whole_months(built, until) // 12
    birthday, next_one = (add_months(built, 12 * (years + more)) for more in (0, 1))
    part = Decimal((until - birthday).days) / (next_one - birthday).days
    return Derived({"ship_age": plain((years + part).quantize(HUNDREDTH, ROUND_FLOOR))})


def _force_scrap_date(known: Known, today: date) -> Derived:
    registered = _day(known, "old_register_date")
    end = scrap_date(LORRY, registered, today) if registered else None
    return Derived({"old_force_scrap_date": end.isoformat()} if end else {})


def _early_months(known: Known, _today: date) -> Derived:
    end, until = _day(known, "old_force_scrap_date"), _day(known, "dereg_date")
    if end is None or until is None:
        return Derived()
    return Derived({"early_months": str(whole_months(until, end))})


def _night_days(known: Known, today: date) -> Derived:
    try:
        start, end = (datetime.fromisoformat(known[key]) for key in ("start_time", "end_time"))
    except (KeyError, ValueError):
        return Derived()
    if start.tzinfo or end.tzinfo or end < start:
        return Derived()
    return Derived({"night_days": str(count_nights(start, end, today))})


def _due_date(known: Known, today: date) -> Derived:
    noticed = _day(known, "notice_date")
    return Derived({"due_date": pay_until(noticed, today).isoformat()} if noticed else {})


def _supervised(known: Known, today: date) -> Derived:
    kind, use = known.get("vehicle_type", ""), known.get("use_nature", "")
    if not kind or not use:
        return Derived()
    return Derived({"supervised": "是" if is_supervised(kind, use, today) else "否"})


def is_supervised(vehicle_type: str, use: str, today: date) -> bool:
    """Tell whether a vehicle is broken up under the eyes of an officer."""
    words = LAW.words(today, "supervised_types")
    big = vehicle_type.startswith(words) or vehicle_type.endswith(words)
    return big or use not in LAW.words(today, "unsupervised_uses")


def _day(known: Known, key: str) -> date | None:
    return as_date(known.get(key, ""))


DERIVATIONS: Final[Mapping[str, Callable[[Known, date], Derived]]] = {
    "derived.rule_truck": _truck_subsidy,
    "derived.rule_ship": _ship_subsidy,
    "derived.rule_car": _car_subsidy,
    "derived.built_date": _ship_age,
    "derived.old_register_date": _force_scrap_date,
    "derived.old_force_scrap_date": _early_months,
    "derived.start_end": _night_days,
    "derived.notice_date": _due_date,
    "derived.vehicle_type": _supervised,
}
"""By source. Each raises ``UndecidedError``, in Chinese, where the rules give no answer."""
