"""Titles a text offers itself; nothing is invented."""

import re
from typing import Final

SUBJECT: Final = re.compile(
    r"现[就将](?:我[市区县局委])?(?P<subject>[^，。；\n]{2,40}?)(?:的?(?:有关|相关)?(?:事项|情况|工作|问题))?"
    r"(?P<kind>通知|报告|请示|函告|批复|通报|公告|通告|汇报)如下"
)
SAID: Final = {"函告": "函", "汇报": "报告"}
LONGEST: Final = 50
"""Characters of a line that can be a title."""


def titles(text: str) -> tuple[str, ...]:
    """Return titles that the text itself bears out, the surest first; none when it has none.

    >>> titles("现就增加冬季公交运力有关事项请示如下：")
    ('关于增加冬季公交运力的请示',)
    """
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    own = [first] if len(first) <= LONGEST and not first.endswith(tuple("。；：，")) else []
    told = [
        f"关于{found['subject']}的{SAID.get(found['kind'], found['kind'])}"
        for found in SUBJECT.finditer(text)
    ]
    return tuple(dict.fromkeys([*own, *told]))
