"""Business scopes: the items of a long text, each in the standard wording where it has one.

>>> scope("business_scope", "许可项目：普通货运；一般项目：装卸服务、日用百货销售").text
'许可项目：道路货物运输（不含危险货物）；一般项目：装卸搬运、日用百货销售'
"""

import re
from typing import Final

from prefill.standard.names import prose
from prefill.standard.normal import Normal
from prefill.vocabularies import FORM_VOCABULARIES

MARKS: Final = re.compile(r"([；;、，。：:\n]+)(?![^（]*）)")
"""What parts two items, or a heading from them; never inside brackets."""


def scope(vocabulary: str, text: str) -> Normal:
    """Return a scope with its known items in the standard wording; all else stays as written."""
    known = FORM_VOCABULARIES[vocabulary]
    parts = MARKS.split(prose(text).text)
    return Normal("".join(known.standard(part) or part for part in parts))
