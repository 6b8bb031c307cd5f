"""The check code: sixteen characters that stand for everything a form says.

It is the first 80 bits of the SM3 digest of the content, in Crockford's base 32 (no I, L, O or U,
which look like other characters), in four groups: ``7K3F-0QTN-9XAB-52MC``. The content is written
as JSON with sorted keys, no spaces, UTF-8, so the same content always gives the same code. The
code finds the record and shows that a paper was not retyped; it is no signature.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping

from cryptography.hazmat.primitives.hashes import SM3, Hash
from pydantic import JsonValue

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
BITS_EACH = 5
MISREAD = str.maketrans("OIL", "011")
"""What people and scanners take for another character (Crockford); U stands for nothing."""
SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212_·.]+")
_PART = " ?".join([f"[{ALPHABET}]"] * GROUP)
PRINTED = re.compile(
    rf"(?<![0-9A-Za-z-]){_PART}(?:-{_PART}){{{LENGTH // GROUP - 1}}}(?![0-9A-Za-z-])"
)
"""A check code as it is printed, within other text; readers of pages see a blank in a wide gap."""


def check_code(content: Mapping[str, JsonValue]) -> str:
    """Return the check code of a form's content.

    >>> check_code({"号牌号码": "沪DY8276"})
    'TAFS-FT30-4ZWB-RZHB'
    """
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = Hash(SM3())
    digest.update(canonical.encode())
    bits = int.from_bytes(digest.finalize()) >> (256 - LENGTH * BITS_EACH)
    shifts = range((LENGTH - 1) * BITS_EACH, -1, -BITS_EACH)
    return _grouped("".join(ALPHABET[bits >> shift & 31] for shift in shifts))


def read_code(text: str) -> str:
    """Return a check code somebody typed as it is printed; raises ``ValueError`` for no code.

    Widths, case, blanks and dashes make no difference, nor do O for 0 and I or L for 1.

    >>> read_code("tafs ft3O 4zwb rzhb")
    'TAFS-FT30-4ZWB-RZHB'
    """
    plain = SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper().translate(MISREAD)
    if len(plain) != LENGTH or set(plain) - set(ALPHABET):
        raise ValueError(f"not {LENGTH} characters of {ALPHABET}")
    return _grouped(plain)


def codes_within(text: str) -> Iterator[str]:
    """Yield the check codes printed in a text, such as a line of a form or what its QR code says.

    >>> list(codes_within("校验码：TAFS-FT30-4ZWB-RZHB"))
    ['TAFS-FT30-4ZWB-RZHB']
    >>> list(codes_within("校验码 TAFS-FT3 0-4ZWB-RZHB"))
    ['TAFS-FT30-4ZWB-RZHB']
    """
    yield from (found.replace(" ", "") for found in PRINTED.findall(text))


def _grouped(code: str) -> str:
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))
