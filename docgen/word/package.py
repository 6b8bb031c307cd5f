"""Opens an uploaded Word file within limits, and finds what no template may carry."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from docgen.word.report import Remark, advice, error
from models.clean import shorten
from models.errors import TooLargePaperError, UnreadablePaperError, WrongDocumentTypeError
from models.files.archive import Package
from models.files.bounds import Bounds
from models.files.markup import parse

MOST_BYTES = 10_000_000
BOUNDS = Bounds(
    max_files=500,
    max_unpacked=40_000_000,
    max_depth=120,
    max_elements=200_000,
)
MAIN = "word/document.xml"
TYPES, ROOT = "[Content_Types].xml", "_rels/.rels"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OLD_WORD = b"\xd0\xcf\x11\xe0"
"""First bytes of a .doc, and of a docx that is locked with a password."""
RENDERED = ("word/document", "word/header", "word/footer", "word/footnotes", "docprops/core")
"""Parts that are read for tags when a template is filled."""
CARRIED = {
    "vbaproject": ("macro", "含有宏"),
    "vbadata": ("macro", "含有宏"),
    "embeddings/": ("embedded", "嵌入了其他文件（OLE 对象）"),
    "activex/": ("embedded", "含有 ActiveX 控件"),
    "afchunk": ("embedded", "嵌入了其他文档"),
}
"""By a part of a file's path in the package."""
OUTSIDE = {
    "attachedTemplate": "引用了外部模板",
    "oleObject": "链接了外部对象",
    "image": "链接了外部图片",
    "frame": "链接了外部框架",
    "subDocument": "链接了外部子文档",
    "aFChunk": "嵌入了其他文档",
}
"""By the last word of a relationship's type; each would be fetched when the file is opened."""


class Docx:
    """An opened Word file: its parts as elements."""

    def __init__(self, data: bytes) -> None:
        """Open a file; raises one of the ``UnreadablePaperError`` family, in Chinese."""
        if len(data) > MOST_BYTES:
            raise TooLargePaperError(
                f"模板超过 {MOST_BYTES // 1_000_000} MB，请压缩其中的图片后再上传。"
            )
        if data.startswith(OLD_WORD):
            raise WrongDocumentTypeError(
                "这是旧版 .doc，或者是设有密码的文件，请去除密码并另存为 .docx。"
            )
        if not data.startswith(b"PK"):
            raise WrongDocumentTypeError("这不是 Word 文件（.docx）。")
        package = Package(data, BOUNDS, "Word", MAIN)
        # Read whole, once: who opens the file after us must not meet a broken part.
        self._files = {name: package.read(name) for name in sorted(package.names)}
        self._parts: dict[str, Element] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The path of every file in the package."""
        return tuple(self._files)

    def part(self, name: str) -> Element:
        """Return a part as elements, parsed once."""
        if name not in self._parts:
            try:
                self._parts[name] = parse(self._files[name], BOUNDS, "Word")
            except UnreadablePaperError as problem:
                told = str(problem).removeprefix("Word 内的 ")
                raise type(problem)(f"Word 文件中的 {shorten(name, 60)} 无法读取：{told}") from None
        return self._parts[name]


def find_dangers(docx: Docx) -> Iterator[Remark]:
    """Yield what no template may carry: macros, other files, links that are followed by opening."""
    yield from _main_type(docx)
    for name in docx.names:
        low = name.lower()
        for words, (code, said) in CARRIED.items():
            if words in low:
                yield error(code, "", f"文件{said}（{shorten(name, 60)}），请删除后另存为 docx。")
        if low.endswith(".rels"):
            yield from _links(docx.part(name))
        if low.startswith(RENDERED) and low.endswith(".xml"):
            yield from _hidden_tags(docx.part(name))


def _main_type(docx: Docx) -> Iterator[Remark]:
    types = {
        each.get("PartName", "").lstrip("/"): each.get("ContentType", "")
        for each in docx.part(TYPES)
    }
    starts = {
        each.get("Target", "").lstrip("/")
        for each in docx.part(ROOT)
        if each.get("Type", "").endswith("/officeDocument")
    }
    found = types.get(MAIN, "") if starts == {MAIN} else ""
    if "macroenabled" in found.lower():
        yield error("macro", "", "这是启用宏的文件（docm），请另存为不带宏的 docx。")
    elif found != DOCX:
        yield error("type", "", "这不是普通的 Word 文档（docx），请在 Word 或 WPS 中另存为 docx。")


def _links(relations: Element) -> Iterator[Remark]:
    for each in relations:
        kind = each.get("Type", "").rpartition("/")[2]
        target = shorten(each.get("Target", ""), 60)
        if each.get("TargetMode") != "External":
            continue
        if kind == "hyperlink":
            yield advice("link", "", f"文件里有指向外部的超链接：{target}。")
        else:
            said = OUTSIDE.get(kind, "引用了外部内容")
            yield error("outside", "", f"文件{said}（{target}），打开时会访问外部，请删除。")


def _hidden_tags(root: Element) -> Iterator[Remark]:
    """Tags where no reader sees them, in attributes or beside the text, would be filled too."""
    for element in root.iter():
        unseen = list(element.attrib.values())
        if element.tag != "t":
            unseen.append(element.text or "")
        for words in unseen:
            if any(sign in words for sign in ("{{", "{%", "{#")):
                said = shorten(words, 40)
                yield error("hidden", "", f"正文以外的地方（域、书签或属性）写有标签：{said}。")
