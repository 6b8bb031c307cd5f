"""What is recognised in a document: its elements, each with its place and how sure it is."""

from enum import StrEnum

from docgen.gongwen.document.official import Official
from models.records import Box, Record


class Element(StrEnum):
    """The elements of 条例 第九条, those of the special forms, and what is none of them."""

    COPY_NUMBER = "份号"
    SECRECY = "密级和保密期限"
    URGENCY = "紧急程度"
    MARK = "发文机关标志"
    NUMBER = "发文字号"
    SIGNATORY = "签发人"
    TITLE = "标题"
    CAPTION = "题注"
    """（2026年3月2日区政府第5次常务会议通过）, below the title; kept in the body."""
    ADDRESSEES = "主送机关"
    PRESENT = "出席情况"
    BODY = "正文"
    ATTACHMENT_NOTE = "附件说明"
    SIGNED = "发文机关署名"
    SIGNER = "签署人职务和姓名"
    DAY = "成文日期"
    SEAL = "印章"
    NOTE = "附注"
    ATTACHMENT = "附件"
    PASSED = "印发、转发的文件"
    """The text that a notice passes on, whole; its own elements are ``inner``."""
    COPIES = "抄送机关"
    PRINTER = "印发机关"
    PRINTED = "印发日期"
    PAGE_NUMBER = "页码"
    OTHER = "其他文字"
    """Words outside the document: headers, footnotes, the frame of a web page."""


class Place(Record):
    """Where words stand in the opened file."""

    paragraph: int
    """Which of the file's paragraphs, from 0."""
    start: int
    """First character, counted in the paragraph's own text (without an automatic number)."""
    end: int
    page: int | None = None
    box: Box | None = None
    """Of the whole paragraph, where it is known."""


class Found(Record):
    """One element: its words as they stand, where, how sure, and by which signs."""

    element: Element
    text: str
    """As printed; lines are joined by a line feed."""
    places: tuple[Place, ...]
    confidence: float
    """0 to 1: how much likelier this reading is than all others of the same lines."""
    signs: tuple[str, ...] = ()
    """What spoke for it, in Chinese, the weightiest first."""
    inner: tuple["Found", ...] = ()
    """Of a text that is passed on: its own elements."""


class Recognised(Record):
    """A document by its elements, and where each was found; every paragraph is in ``found``."""

    official: Official
    found: tuple[Found, ...]
    doubts: tuple[str, ...] = ()
    """What is missing or uncertain, in words for who reads the result."""

    def of(self, element: Element) -> tuple[Found, ...]:
        """All that was found of one element, in the order of the document."""
        return tuple(each for each in self.found if each.element == element)
