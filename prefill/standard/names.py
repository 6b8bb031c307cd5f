"""Names of people, organisations and things: how they are written changes, never what they say.

>>> prose("买买提 • 艾力").text, prose("上海样张(测试) 有限公司").text, prose("JOHN   SMITH").text
('买买提·艾力', '上海样张（测试）有限公司', 'JOHN SMITH')
"""

import re
import unicodedata
from typing import Final

from extractors.checks.printed import plain
from prefill.standard.normal import Normal

HAN: Final = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
"""Every Chinese character, the rare ones of names too."""
BESIDE_HAN: Final = re.compile(rf"(?<={HAN})\s+|\s+(?={HAN})")
BRACKETS: Final = str.maketrans("()", "（）")
SIGN: Final = re.compile(rf"(?<={HAN}|[）”》])[;:]|(?<![0-9]),|,(?![0-9])")
"""A sign that Chinese prose prints in full width; not the one inside a figure or a time."""
FULL_WIDTH: Final = {";": "；", ":": "：", ",": "，"}
DOT: Final = re.compile(
    rf"(?<={HAN})\s*[•・‧∙●⋅･᛫.]\s*(?={HAN})|(?<=[^\W\d_])\s*[•・‧∙●⋅･᛫]\s*(?=[^\W\d_])"
)
"""What is written for the dot between the parts of a name."""
UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
RADICALS: Final = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2E80, 0x2FE0)}
"""Signs of the parts of characters, which text layers of PDF files write for the characters."""


def prose(text: str) -> Normal:
    """Tidy a name or number: plain letters and digits, Chinese brackets and one dot beside Han."""
    tidy = BESIDE_HAN.sub("", re.sub(r"\s+", " ", plain(UNSEEN.sub("", text)).translate(RADICALS)))
    dotted = DOT.sub("·", tidy.strip())
    if not re.search(HAN, dotted):
        return Normal(dotted)
    return Normal(SIGN.sub(lambda found: FULL_WIDTH[found[0]], dotted.translate(BRACKETS)))
