"""One field of a record, as it came, to a value that conditions work on."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from math import isfinite
from typing import Final

from models.expressions import Value, typed
from models.files.sheets import Odd
from precheck.caseqc.dictionaries import DICTIONARIES
from precheck.caseqc.steps import STEPS
from precheck.caseqc.tables import FieldOfRecord

CHINA: Final = timezone(timedelta(hours=8))
LONGEST: Final = 4000
"""Characters of one field; none that a rule asks for comes near."""
LARGEST: Final = 10**30
_TIME: Final = re.compile(
    r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
    r"(?:[T\s]+([0-9]{1,2})[:时]([0-9]{1,2})(?:[:分]([0-9]{1,2})秒?)?(?:\.[0-9]{1,9})?"
    r"(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_PACKED: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:([0-9]{2})([0-9]{2})([0-9]{2}))?")
_NUMBER: Final = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,6})?")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cn", "Cs"})
_FORMULA: Final = ("=", "@")
_ROUNDED: Final = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{2}")


class MisfitError(ValueError):
    """A value is not understood; its text is the id of a ``[[misfit]]``."""


def understand(field: FieldOfRecord, raw: object) -> Value:
    """Return what stands in a field: '' when it is empty.

    Raises ``MisfitError`` for what is not understood, and for nothing else.
    """
    if field.kind == "any":
        return ""
    text = written(raw)
    if not text:
        return ""
    return READ[field.kind](_spelt(field, text))


def written(raw: object) -> str:
    """Return a value of JSON or of a table as its text; raises ``MisfitError``."""
    if isinstance(raw, Odd):
        raise MisfitError(raw.why)
    if raw is None or isinstance(raw, bool):
        return {None: "", True: "是", False: "否"}[raw]
    if isinstance(raw, int) and abs(raw) < LARGEST:
        return str(raw)
    if isinstance(raw, float) and isfinite(raw):
        return str(int(raw)) if raw.is_integer() and abs(raw) < LARGEST else str(raw)
    if not isinstance(raw, str):
        raise MisfitError("long" if isinstance(raw, int) else "shape")
    return _legible(raw)


def moment(at: datetime) -> datetime:
    """Return a moment as records write it: Shanghai's time, without a zone."""
    return at.astimezone(CHINA).replace(tzinfo=None) if at.tzinfo else at


def _legible(raw: str) -> str:
    if len(raw) > LONGEST:
        raise MisfitError("long")
    text = raw.strip()
    if not text.isprintable() and any(map(_unseen, text)):
        raise MisfitError("unreadable")
    if text.startswith(_FORMULA):
        raise MisfitError("formula")
    if "+" in text and _ROUNDED.fullmatch(text):
        raise MisfitError("rounded")
    return text


def _unseen(character: str) -> bool:
    """Tell whether a character is control, format or none at all; breaks of lines are seen."""
    return character not in "\t\r\n" and unicodedata.category(character) in _UNSEEN


def _spelt(field: FieldOfRecord, text: str) -> str:
    dictionary = DICTIONARIES.get(field.dictionary)
    return dictionary.spellings.get(text, text) if dictionary else text


def _time(text: str) -> Value:
    found = _TIME.fullmatch(text) or _PACKED.fullmatch(text)
    if not found:
        raise MisfitError("time")
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        at = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - as records write it
        zone = found.groupdict().get("zone")
        return moment(datetime.fromisoformat(f"{at.isoformat()}{zone}")) if zone else at
    except (ValueError, OverflowError) as error:
        raise MisfitError("time") from error


def _number(text: str) -> Value:
    plain = text.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        raise MisfitError("number")
    return Decimal(plain)


def _flag(text: str) -> Value:
    told = typed("bool", text)
    if told is None:
        raise MisfitError("flag")
    return told


READ: Final[Mapping[str, Callable[[str], Value]]] = {
    "text": str,
    "time": _time,
    "number": _number,
    "flag": _flag,
}
"""By the kind of a field."""
DICTIONARY_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    **{name: dictionary.words for name, dictionary in DICTIONARIES.items()},
    "op": STEPS.words,
    "special": STEPS.special_words,
}
"""What a condition asks as ``dict.…``."""
