"""Chinese addresses: the parts of one, and its standard spelling. Nothing is left out.

>>> standard_address("上海浦东张江镇张衡路 ５００弄３#楼１２０１")
'上海市浦东新区张江镇张衡路500弄3号楼1201室'
>>> parse_address("崇明县城桥镇人民路68号").code
'310151'
"""

import re
from functools import lru_cache
from typing import Final

from extractors.checks.places import HAN, read_region
from extractors.checks.printed import plain
from models.records import Address

BLANKS: Final = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")
"""Blanks that part nothing: between letters and digits one stays."""
UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
FULL_WIDTH: Final = str.maketrans("(),", "（），")
DASHES: Final = re.compile(r"(?<=[0-9A-Za-z])\s*[—–−﹣-]+\s*(?=[0-9A-Za-z])")
BUILDING_SIGN: Final = re.compile(r"(?<=[0-9A-Za-z])\s*#\s*(?=楼|幢|栋|座)")
NUMBER_SIGN: Final = re.compile(r"(?<=[0-9])\s*#")
NO_ROOM: Final = re.compile(r"(?<=[号幢栋座楼层])([A-Z]?[0-9]{3,4})$")
"""A room whose last character was left out, as people often do."""
_MANY: Final = "0-9A-Z一二三四五六七八九十百东西南北甲乙丙丁"
LOCAL: Final = re.compile(
    rf"(?P<village>{HAN}{{1,7}}?(?:村|居委会)(?=[0-9]|{HAN}{{2,8}}?(?:路|街|大道)|$))?"
    rf"(?P<road>(?:{HAN}|[0-9]){{1,14}}?(?:大道|公路|路|街|巷|线)(?=[0-9（，]|[A-Z]?[0-9]|$))?"
    r"(?P<lane>[0-9]{1,5}(?:-[0-9]{1,5})?弄(?:[0-9]{1,4}支弄)?)?"
    r"(?P<number>[0-9]{1,5}[A-Z]?(?:[-、/][0-9]{1,5}[A-Z]?)*号(?:甲|乙|丙|丁)?(?![楼线]))?"
    r"(?P<place>.*?)"
    rf"(?P<building>(?:[{_MANY}]{{1,4}}(?:号楼|幢|栋|座|单元))+)?"
    rf"(?P<floor>(?:地下)?[{_MANY}]{{1,3}}(?:层|楼))?"
    r"(?P<room>[0-9A-Z]{1,6}(?:[-、][0-9A-Z]{1,6})*室)?"
    r"(?P<note>（.*）)?",
    re.DOTALL,
)


@lru_cache(maxsize=1024)
def parse_address(text: str) -> Address:
    """Return the parts of an address; whatever is not understood stands in ``place`` as written."""
    found, rest = read_region(_tidy(text))
    parts = LOCAL.fullmatch(_with_room(rest))
    local = {name: part or "" for name, part in parts.groupdict().items()} if parts else {}
    return found.model_copy(update=local)


def standard_address(text: str) -> str:
    """Return an address in its standard spelling; raises ``ValueError`` when it says too little.

    >>> standard_address("上海市徐汇区")
    Traceback (most recent call last):
    ValueError: 地址只写到区，请补充街道、路名和门牌号
    """
    found = parse_address(text)
    if not re.search(HAN, found.text):
        raise ValueError("地址应用中文填写，如 上海市徐汇区漕溪北路1号101室")
    if not found.local:
        raise ValueError("地址只写到区，请补充街道、路名和门牌号")
    if not found.region and len(found.local) < 4:
        raise ValueError("地址过短，请写明区、路名和门牌号")
    return found.text


def _tidy(text: str) -> str:
    """Return an address without blanks that part nothing, its signs in one spelling."""
    signs = DASHES.sub("-", plain(UNSEEN.sub("", text)))
    numbered = NUMBER_SIGN.sub("号", BUILDING_SIGN.sub("号", signs))
    return BLANKS.sub("", re.sub(r"\s+", " ", numbered)).strip().translate(FULL_WIDTH)


def _with_room(rest: str) -> str:
    return NO_ROOM.sub(r"\1室", rest)
