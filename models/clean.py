"""Makes any text fit for print: what cannot be seen, or would turn the line round, is dropped."""

import unicodedata

DROPPED = frozenset({"Cc", "Cf", "Cs"})
"""Control, format (zero width, bidirectional) and surrogate characters."""
SPACES = frozenset({"Zs", "Zl", "Zp"})
BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Characters that print nothing although Unicode does not call them spaces."""


def clean(text: str) -> str:
    r"""Return one line of visible text: breaks and spaces become one space, the unseen is dropped.

    >>> clean("沪A\u202e12345\u200b \n 挂")
    '沪A12345 挂'
    """
    return " ".join("".join(_printed(each) for each in text).split())


def shorten(text: str, limit: int) -> str:
    """Return ``text`` cleaned and cut to ``limit`` characters, with … where something is missing.

    >>> shorten("上海样张货物运输有限公司", 6)
    '上海样张货…'
    """
    line = clean(text)
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def _printed(character: str) -> str:
    category = unicodedata.category(character)
    if category in SPACES or character in "\t\n\v\f\r":
        return " "
    if category in DROPPED or character in BLANK_LETTERS or _is_selector(character):
        return ""
    return "" if _is_no_character(character) else character


def _is_selector(character: str) -> bool:
    """Variation selectors choose a glyph and have none of their own."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _is_no_character(character: str) -> bool:
    """Code points that Unicode keeps free for ever; XML refuses some of them."""
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
