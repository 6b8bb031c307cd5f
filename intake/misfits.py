"""Say in Chinese why a request does not fit its schema."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from models.errors import InvalidRequestError

MOST_TOLD = 3
"""Faults named in the sentence; all of them are listed beside it."""
LONGEST_NAME = 40
WORDS: Final[Mapping[str, str]] = {
    "missing": "没有提供",
    "extra_forbidden": "不是这个请求的内容",
    "json_invalid": "不是完整的 JSON",
    "model_attributes_type": "应为 JSON 对象",
    "dict_type": "应为 JSON 对象",
    "list_type": "应为列表",
    "tuple_type": "应为列表",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "int_type": "应为整数",
    "string_type": "应为文字",
    "string_unicode": "含有不成字的编码",
    "string_too_short": "不能为空",
    "string_too_long": "不得超过 {max_length} 个字",
    "string_pattern_mismatch": "格式不符",
    "too_long": "不得超过 {max_length} 项",
    "int_parsing": "应为整数",
    "less_than_equal": "不得大于 {le}",
    "greater_than_equal": "不得小于 {ge}",
    "less_than": "应小于 {lt}",
    "unprintable": "有内容过长，或含有无法打印的字符",
    "unreadable_name": "是空的，或含有看不见的字符",
    "meaningless": "太短，或含有看不见的字符",
    "enum": "不是可以选择的内容",
    "value_error": "内容不是所要求的那一种",
}
"""By pydantic's name of the fault; its own words are English, for developers."""
TITLES: Final[Mapping[str, str]] = {"text": "正文"}
"""Names that whoever writes at a page may meet, as the page has them."""
OTHERWISE = "内容不符合要求"


def misfit(faults: Sequence[Mapping[str, Any]]) -> InvalidRequestError:
    """Return the error that names what is wrong, with a JSON pointer to each fault.

    The first part of a pointer tells body, query, path or header. What was sent is not repeated.
    """
    told = [(_name(fault["loc"]), _words(fault)) for fault in faults]
    listed = [
        {"pointer": _pointer(fault["loc"]), "code": str(fault["type"]), "message": f"{words}。"}
        for fault, (_, words) in zip(faults, told, strict=True)
    ]
    sentence = "；".join(f"{name}{words}" for name, words in told[:MOST_TOLD])
    return InvalidRequestError(f"请求内容不符合要求：{sentence}。", listed)


def _words(fault: Mapping[str, Any]) -> str:
    return WORDS.get(fault["type"], OTHERWISE).format_map(fault.get("ctx", {}))


def _name(place: Sequence[int | str]) -> str:
    """Return the innermost name of a place; the whole body has none."""
    names = [part for part in place[1:] if isinstance(part, str) and part != "[key]"]
    return f"“{TITLES.get(names[-1], names[-1])[:LONGEST_NAME]}”" if names else "请求正文"


def _pointer(place: Sequence[int | str]) -> str:
    return "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in place)
