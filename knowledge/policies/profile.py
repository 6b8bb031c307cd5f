"""What is known of one firm: values with where each came from, as a filing's boxes have it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from knowledge.policies.keys import ProfileKey
from models.errors import InvalidRequestError
from models.expressions import typed
from models.records import FormValue, Record, SourceReport

DECLARED: Final = "applicant"
"""The source of what the firm says of itself; what the registers say stays among the offers."""


class Profile(Record):
    """One firm. A key that has no value is unknown, not false."""

    uscc: str
    name: str = ""
    facts: tuple[FormValue, ...] = ()
    sources: tuple[SourceReport, ...] = ()
    """How each register took part when the profile was filled."""

    @property
    def known(self) -> dict[str, FormValue]:
        """Return what has a value, by key."""
        return {fact.key: fact for fact in self.facts if fact.value}

    @property
    def answered(self) -> frozenset[str]:
        """Return the sources that gave one of the values, or offered one."""
        offered = {offer.source for fact in self.facts for offer in fact.offers}
        return frozenset(offered | {fact.source for fact in self.facts if fact.value})


def declared_profile(uscc: str, values: Mapping[str, str]) -> Profile:
    """Return a profile of what a firm says of itself alone."""
    facts = (
        FormValue(key=key, value=text, source=DECLARED, confidence=1)
        for key, text in values.items()
        if text
    )
    return Profile(uscc=uscc, facts=tuple(facts))


def prove_values(keys: Mapping[str, ProfileKey], values: Mapping[str, str]) -> None:
    """Raise ``InvalidRequestError`` naming every value that its key cannot hold."""
    faults = [
        {"pointer": f"/values/{key}", "code": "unfit_value", "message": told}
        for key, text in values.items()
        if (told := _fault(keys.get(key), key, text))
    ]
    if faults:
        said = "；".join(fault["message"] for fault in faults[:5])
        raise InvalidRequestError(f"{said}。", faults)


def _fault(key: ProfileKey | None, name: str, text: str) -> str:
    if key is None:
        return f"没有名为“{name[:40]}”的企业信息项"
    if not text:
        return ""
    value = typed(key.type, text)
    if value is None:
        return f"“{key.label}”{WORDS[key.type]}"
    chosen: Iterable[object] = value if isinstance(value, tuple) else (value,)
    if key.options and any(each not in key.options for each in chosen):
        return f"“{key.label}”应为：{'、'.join(key.options)}"
    negative = (
        key.type in {"int", "decimal"} and not isinstance(value, date) and str(value)[0] == "-"
    )
    return f"“{key.label}”不能是负数" if negative else ""


WORDS: Final[Mapping[str, str]] = {
    "bool": "应为“是”或“否”",
    "int": "应为数字",
    "decimal": "应为数字",
    "date": "应为日期，如 2026-11-20",
    "enum": "应为所列选项之一",
    "list": "应为词语，用顿号分开",
    "string": "应为文字",
}
"""What is wrong with a text its key cannot hold."""
