"""Words of a file that stay words in Markdown: nothing in them makes structure or HTML."""

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

_STRUCTURE: Final = re.compile(r"^(?=#{1,6}\s|\||>|[-+*]\s|={3,}|-{3,}|\+{3,}|```|~~~)")
"""Beginnings of a line that Markdown, or the front matter of an entry, gives a meaning."""
_TAG: Final = re.compile(r"<(?=[A-Za-z/!?])")
_WEB: Final = frozenset({"http", "https", "mailto", "tel"})
LONGEST_LINK: Final = 500


def inert(line: str) -> str:
    r"""Return a line that Markdown shows as it is.

    >>> inert("# 不是标题 <script>")
    '\\# 不是标题 &lt;script>'
    """
    return untagged(_STRUCTURE.sub(r"\\", line))


def untagged(line: str) -> str:
    """Return a line without the beginning of any tag."""
    return _TAG.sub("&lt;", line)


def inert_cell(text: str) -> str:
    r"""Return the text of a cell on one line, its bars escaped.

    >>> inert_cell("甲|乙")
    '甲\\|乙'
    """
    return untagged(re.sub(r"(?<!\\)\|", r"\\|", " ".join(text.split())))


def link(words: str, target: str, beside: str = "") -> str:
    """Return words with the address they lead to; a script or a local address leaves words only.

    >>> link("网上办理", "/apply", "https://www.example.cn/a/b.html")
    '[网上办理](https://www.example.cn/apply)'
    >>> link("返回", "javascript:history.back()")
    '返回'
    """
    address = address_of(target, beside)
    if not words.strip() or not address or address == words.strip():
        return words
    plain = words.replace("[", "［").replace("]", "］").strip()
    return f"[{plain}]({address})"


def address_of(target: str, beside: str = "") -> str:
    """Return an address of the web as it may be kept; '' for anything else."""
    try:
        whole = urljoin(beside, target.strip()) if beside else target.strip()
        parts = urlsplit(whole)
    except ValueError:
        return ""
    fit = parts.scheme.lower() in _WEB and (parts.netloc or parts.scheme in {"mailto", "tel"})
    if not fit or len(whole) > LONGEST_LINK:
        return ""
    return "".join(_escaped(each) for each in whole)


def _escaped(character: str) -> str:
    unfit = character in " ()<>\"'\\|" or not character.isprintable()
    return "".join(f"%{byte:02X}" for byte in character.encode()) if unfit else character
