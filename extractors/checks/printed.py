"""How print is made comparable before any rule looks at it, and the error a wrong check digit gets.

Only look is changed here, never content: full-width forms become plain ones, spaces go.
"""

import re

_PLAIN = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
_SPACES = re.compile(r"\s+")


class CheckDigitError(ValueError):
    """The form is right but the check digit is not: misread, misprinted or made up."""


class AbsurdError(ValueError):
    """The form is right but nobody would believe it; ``canonical`` is the printed value."""

    def __init__(self, message: str, canonical: str) -> None:
        super().__init__(message)
        self.canonical = canonical


def plain(text: str) -> str:
    """Return ``text`` with full-width letters, digits and signs as ASCII and outer spaces gone.

    >>> plain(" （ＡＢ１２） ")
    '(AB12)'
    """
    return text.translate(_PLAIN).strip()


def compact(text: str) -> str:
    """Return ``text`` as ``plain`` does, and without any space inside.

    >>> compact("69418 76110　37769 23913")
    '69418761103776923913'
    """
    return _SPACES.sub("", plain(text))


def matched(pattern: re.Pattern[str], text: str, message: str) -> str:
    """Return ``text`` if the whole of it fits ``pattern``; otherwise raise with ``message``."""
    if not pattern.fullmatch(text):
        raise ValueError(message)
    return text
