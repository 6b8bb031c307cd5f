"""Names that come from outside: shown safely, never used to store anything."""

import unicodedata
from urllib.parse import quote

LONGEST = 120
UNNAMED = "未命名文件"


def display_name(name: str) -> str:
    r"""Return an upload's name fit to show: no path, no control or direction-changing characters.

    >>> display_name("../../etc/passwd\x00.png")
    'passwd.png'
    >>> display_name("C:\\fake\\营业执照.jpg")
    '营业执照.jpg'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in last if unicodedata.category(char)[0] != "C")
    kept = " ".join(kept.split()).strip(". ")
    if len(kept) > LONGEST:
        stem, dot, ending = kept.rpartition(".")
        ending = ending[:10]
        kept = f"{(stem or ending)[: LONGEST - len(ending) - 1]}{dot}{ending}"
    return kept or UNNAMED


def attachment(name: str) -> str:
    r"""Return the Content-Disposition of a download (RFC 6266, RFC 8187).

    >>> attachment("申请表.pdf")
    'attachment; filename="___.pdf"; filename*=UTF-8\'\'%E7%94%B3%E8%AF%B7%E8%A1%A8.pdf'
    """
    shown = display_name(name)
    plain = "".join(char if char.isascii() and char not in '"\\%' else "_" for char in shown)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(shown, safe='')}"
