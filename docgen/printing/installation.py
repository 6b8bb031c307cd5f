"""How an installation prints: its fonts, and where the QR code of its papers leads."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Printing:
    """What an installation sets for every paper it prints."""

    fonts: tuple[Path, ...] = ()
    """Folders of further fonts; a licensed 小标宋, 仿宋 or 黑体 found there is preferred."""
    address: str = ""
    """Web address the QR code leads to, with ``{number}`` and ``{check_code}`` to be filled in;
    empty for a code that holds both in words."""

    def record(self, title: str, number: str, check_code: str) -> str:
        """Return what the QR code of a paper says; ``number`` is that of its case or its own."""
        if self.address:
            return self.address.format(number=number, check_code=check_code)
        return f"{title}\n编号：{number}\n校验码：{check_code}"


DEFAULT = Printing()
