"""Addresses and regions."""

from typing import Final

from extractors.checks.addresses import parse_address
from extractors.checks.places import region_of_code
from extractors.checks.printed import compact
from models.specs import FormField
from prefill.standard import words
from prefill.standard.normal import Normal
from prefill.vocabularies import FORM_VOCABULARIES

CODE_LENGTH: Final = 6


def address(text: str) -> Normal:
    """Return an address with its regions in full present names; one that says no more is doubtful.

    >>> address("浦东张江镇张衡路500号").text
    '上海市浦东新区张江镇张衡路500号'
    """
    found = parse_address(text)
    return Normal(found.text, standard=bool(found.local))


def region(text: str) -> Normal:
    """Return a region by its code or name in full present names; anything more is doubtful.

    >>> region("310230").text, region("江苏省南通市").text
    ('上海市崇明区', '江苏省南通市')
    """
    code = compact(text)
    named = region_of_code(code) if len(code) == CODE_LENGTH and code.isdigit() else None
    found = named or parse_address(text)
    return Normal(found.text, standard=bool(found.region) and not found.local)


def region_code(text: str) -> str:
    """Return the GB/T 2260 code of the smallest region a text begins with; empty when none does.

    >>> region_code("上海市浦东新区张衡路500号"), region_code("江苏省")
    ('310115', '320000')
    """
    return parse_address(text).code


def listed_region(box: FormField, text: str) -> Normal:
    """Return the region of the box's own list that a text names or lies in."""
    standard = FORM_VOCABULARIES[box.vocabulary].standard
    found = parse_address(text)
    named = (text, found.district, found.city, found.province)
    return words.word(box, next(filter(None, map(standard, named)), text))
