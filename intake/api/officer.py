"""Who asks at the officers' desk.

A stop-gap until there is a login: the officer says who they are, and everything they do is put on
record under that name. Nothing proves the name.
"""

from typing import Annotated
from urllib.parse import unquote

from fastapi import Depends, Header

from models.errors import UnnamedOfficerError

SHORTEST, LONGEST = 2, 32
"""Characters of a name."""


def get_officer(x_officer: Annotated[str, Header(max_length=400)] = "") -> str:
    """Return the officer's name from ``X-Officer``, percent-encoded UTF-8.

    Raises ``UnnamedOfficerError`` when there is none, or none that can be read.
    """
    name = unquote(x_officer, errors="replace").strip()
    if not name:
        raise UnnamedOfficerError("没有说明是哪位工作人员在办理。")
    if not SHORTEST <= len(name) <= LONGEST or not name.isprintable() or "\ufffd" in name:
        raise UnnamedOfficerError(f"工作人员姓名应为 {SHORTEST} 至 {LONGEST} 个可以显示的字。")
    return name


Officer = Annotated[str, Depends(get_officer)]
