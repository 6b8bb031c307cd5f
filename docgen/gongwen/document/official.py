"""An official document by its elements, whatever it was read from or is laid out to.

Sources: 党政机关公文处理工作条例 第九条 (the elements); GB/T 9704-2012
clauses 7 and 10 (the forms).
"""

from datetime import date
from enum import StrEnum

from models.records import Record


class Form(StrEnum):
    """How a document is laid out; GB/T 9704-2012 clauses 7 and 10.1 to 10.3."""

    DOCUMENT = "公文"
    LETTER = "信函"
    ORDER = "命令"
    MINUTES = "纪要"
    PLAIN = "普通"
    """A text without red head or 版记: speeches, summaries, drafts; not in the standard."""


class Part(Record):
    """A stretch of the body: a paragraph, a heading with its number, or a table."""

    text: str = ""
    level: int = 0
    """Of a heading: 1 一、 2 （一） 3 1. 4 （1）; 0 for a paragraph. The text holds the number."""
    run_in: str = ""
    """What follows the heading on its own line: its text is set as a paragraph's."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Of a table, its head first, all of one length; a part with rows has no other text."""


class Attachment(Record):
    """附件: its name in the note below the body, and what it holds, if it is bound in."""

    title: str
    parts: tuple[Part, ...] = ()


class Present(Record):
    """One line of who attended a meeting."""

    role: str
    """出席, 请假 or 列席."""
    names: str


class Official(Record):
    """A document by its elements; empty is what it does not have.

    Words are kept without the marks that the layout gives them: no colon after the addressees, no
    〈附件：〉, no brackets around the note.
    """

    form: Form = Form.DOCUMENT
    kind: str = ""
    """An id of ``kinds.toml``; empty when it is not known."""
    copy_number: str = ""
    """份号, as printed: 000001."""
    secrecy: str = ""
    """密级: 绝密, 机密 or 秘密."""
    secrecy_term: str = ""
    """保密期限: 1年."""
    urgency: str = ""
    """紧急程度: 特急, 加急."""
    mark: str = ""
    """发文机关标志 as it is printed; empty: made from the issuers and the form."""
    issuers: tuple[str, ...] = ()
    """发文机关, the leading one first."""
    number: str = ""
    """发文字号: 沪交发〔2026〕12号; of an order 第12号."""
    signatories: tuple[str, ...] = ()
    """签发人, of a document to a higher body."""
    title: str = ""
    addressees: str = ""
    """主送机关, without the colon."""
    present: tuple[Present, ...] = ()
    """Of minutes."""
    body: tuple[Part, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    signed: tuple[str, ...] = ()
    """发文机关署名."""
    office: str = ""
    """职务 of who signs in person (命令, 议案): 市长."""
    signer: str = ""
    """The name beside the office."""
    sealed: bool = False
    """Whether room is left for a seal on the name; the seal itself is another's."""
    day: date | None = None
    """成文日期."""
    note: str = ""
    """附注, without brackets."""
    copies_to: str = ""
    """抄送机关, without the closing mark."""
    printer: str = ""
    """印发机关."""
    printed: date | None = None
    """印发日期."""
    passed: "Official | None" = None
    """The text that a notice passes on (印发, 转发, 批转) or an order issues, whole; no attachment,
    so that it has neither the word 附件 nor a line in the note."""

    @property
    def heading(self) -> str:
        """What stands above it where it is passed on: its title, or the mark of an order without.

        >>> Official(form=Form.ORDER, mark="样张市人民政府令", number="第5号").heading
        '样张市人民政府令'
        """
        return self.title or (self.mark if self.form is Form.ORDER else "")
