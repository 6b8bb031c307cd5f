"""Hide personal data in log lines: identity numbers, telephones, cards, names."""

import re
from collections.abc import Mapping, MutableMapping

NAME_KEYS = frozenset({"name", "owner", "agent_name", "signer_name", "subject_name", "姓名"})
"""Keys of a log event whose value is a person's name or may hold one (file names)."""

IDENTITY = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)")
TELEPHONE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")
CARD = re.compile(r"(?<!\d)(\d{4})\d{8,11}(\d{4})(?!\d)")
LABELS = "姓名|申请人|经办人|持证人|法定代表人|负责人"
LABELLED_NAME = re.compile(rf"((?:{LABELS})[:： ]*)([\u4e00-\u9fff])[\u4e00-\u9fff·]{{1,5}}")


def mask_text(text: str) -> str:
    """Return the text with personal data hidden but still comparable.

    >>> mask_text("310101199003071234 13812345678 姓名：张三丰")
    '310101********1234 138****5678 姓名：张**'
    >>> mask_text("6222021234567890123")
    '6222***********0123'
    """
    text = mask_numbers(text)
    return LABELLED_NAME.sub(lambda m: m[1] + m[2] + "*" * (len(m[0]) - len(m[1]) - 1), text)


def mask_numbers(text: str) -> str:
    """Return the text with numbers of people hidden, and every word as it stands.

    >>> mask_numbers("申请人承诺：310101199003071234")
    '申请人承诺：310101********1234'
    """
    text = IDENTITY.sub(r"\1********\2", text)
    text = TELEPHONE.sub(r"\1****\2", text)
    return CARD.sub(lambda m: f"{m[1]}{'*' * (len(m[0]) - 8)}{m[2]}", text)


def mask_name(name: str) -> str:
    """Return a name with only its first character shown.

    >>> mask_name("张三丰")
    '张**'
    """
    return name[:1] + "*" * (len(name) - 1)


def mask(value: object, key: str = "") -> object:
    """Return a value of a log event with personal data hidden, at any depth."""
    if isinstance(value, str):
        return mask_name(value) if key in NAME_KEYS else mask_text(value)
    if isinstance(value, Mapping):
        return {each: mask(inner, str(each)) for each, inner in value.items()}
    if isinstance(value, list | tuple):
        return [mask(inner, key) for inner in value]
    shown = mask_text(str(value))
    return value if shown == str(value) else shown


def mask_event(
    _logger: object, _method: str, event: MutableMapping[str, object]
) -> MutableMapping[str, object]:
    """A structlog processor: nothing personal leaves in a log line, exceptions included."""
    return {key: mask(value, key) for key, value in event.items()}
