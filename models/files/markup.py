"""XML of unknown origin to elements: no entities, no DTD, bounded depth and size."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from models.errors import DamagedPaperError, UnsafePaperError
from models.files.bounds import Bounds

_GUOBIAO = re.compile(rb"""^[^>]{0,60}encoding\s*=\s*["']gb[0-9k-]+["']""", re.IGNORECASE)
"""A declared Chinese encoding, which expat does not know."""


def parse(data: bytes, bounds: Bounds, kind: str = "OFD") -> Element:
    """Return the root element; tags and attributes lose their namespaces.

    Makers choose prefixes and namespaces freely, and no two names that are read differ by them.
    Raises ``UnsafePaperError`` for a document type or entities, which no document needs, and
    ``DamagedPaperError`` for what is not well-formed.
    """
    builder = _Builder(bounds, kind)
    text = data.decode("gb18030", "replace").encode() if _GUOBIAO.match(data) else data
    encoding = "utf-8" if text is not data else None
    parser = expat.ParserCreate(encoding, namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.refuse
    parser.EntityDeclHandler = builder.refuse
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter: odd encodings
        raise DamagedPaperError(f"{kind} 内的 XML 已损坏，无法解析。") from error
    return builder.close()


class _Builder:
    """Builds the tree and counts what it costs."""

    def __init__(self, bounds: Bounds, kind: str) -> None:
        self._bounds = bounds
        self._kind = kind
        self._tree = TreeBuilder()
        self._depth = self._count = 0
        self.data: Callable[[str], None] = self._tree.data

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > self._bounds.max_depth or self._count > self._bounds.max_elements:
            raise UnsafePaperError(f"{self._kind} 内的 XML 层次过深或内容过多，已停止解析。")
        self._tree.start(_local(tag), {_local(key): each for key, each in attributes.items()})

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._tree.end(_local(tag))

    def close(self) -> Element:
        return self._tree.close()

    def refuse(self, *_: object) -> None:
        raise UnsafePaperError(f"{self._kind} 内的 XML 含有实体声明，可能有害，已停止解析。")


def _local(name: str) -> str:
    return name.rpartition(" ")[2].rpartition(":")[2]
