"""XML of unknown origin to elements: no entities, no DTD, bounded depth and size."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from extractors.decoding.limits import Limits
from models.errors import DamagedPaperError, UnsafePaperError

_GUOBIAO = re.compile(rb"""^[^>]{0,60}encoding\s*=\s*["']gb[0-9k-]+["']""", re.IGNORECASE)
"""A declared Chinese encoding, which expat does not know."""


def parse(data: bytes, limits: Limits) -> Element:
    """Return the root element; tags and attributes lose their namespaces.

    Makers choose prefixes and namespaces freely, and no two names of the standard differ by them.
    Raises ``UnsafePaperError`` for a document type or entities, which an OFD never needs, and
    ``DamagedPaperError`` for what is not well-formed.
    """
    builder = _Builder(limits)
    text = data.decode("gb18030", "replace").encode() if _GUOBIAO.match(data) else data
    encoding = "utf-8" if text is not data else None
    parser = expat.ParserCreate(encoding, namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter: odd encodings
        raise DamagedPaperError("OFD 内的 XML 已损坏，无法解析。") from error
    return builder.close()


class _Builder:
    """Builds the tree and counts what it costs."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tree = TreeBuilder()
        self._depth = self._count = 0
        self.data: Callable[[str], None] = self._tree.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > self._limits.max_depth or self._count > self._limits.max_elements:
            raise UnsafePaperError("OFD 内的 XML 层次过深或内容过多，已停止解析。")
        self._tree.start(_local(tag), {_local(key): each for key, each in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._tree.end(_local(tag))

    def close(self) -> Element:
        return self._tree.close()


def _local(name: str) -> str:
    return name.rpartition(" ")[2].rpartition(":")[2]


def _refuse(*_: object) -> None:
    raise UnsafePaperError("OFD 内的 XML 含有实体声明，可能有害，已停止解析。")
