"""Whether a file may be learnt from: a Word file that runs nothing and fetches nothing."""

from docgen.word.detaching import detached
from docgen.word.lint import REACHING
from docgen.word.package import MOST_BYTES, Docx, find_dangers
from docgen.word.report import Severity
from models.clean import shorten
from models.errors import InvalidRequestError, TooLargePaperError, WrongDocumentTypeError

HARMLESS = frozenset({"hidden"})
"""Remarks that matter only where a file is filled in."""


class UnfitSampleError(InvalidRequestError):
    """A document cannot serve as a sample: it is no Word file, or would fetch or run something."""

    code = "unfit_sample"
    remedy = "请在 Word 或 WPS 中新建空白文档，把内容复制过去，另存为不带宏的 DOCX 再上传。"


def proven(data: bytes) -> bytes:
    """Return a sample that can do no harm to LibreOffice, nor to who opens it.

    Most files of offices name the template they were begun with; that link alone is taken out.

    Raises in Chinese: one of the ``UnreadablePaperError`` family for what is damaged, locked or
    unpacks to too much; ``UnfitSampleError`` for what is no DOCX, and for macros, embedded files,
    links and fields that are followed when it is opened.
    """
    if len(data) > MOST_BYTES:
        raise TooLargePaperError(f"样例超过 {MOST_BYTES // 1_000_000} MB。")
    try:
        Docx(data)  # what is no Word file is told as what it is
        safe = detached(data)
        docx = Docx(safe)
    except WrongDocumentTypeError as problem:
        raise UnfitSampleError(str(problem)) from None
    for remark in find_dangers(docx):
        if remark.severity is Severity.ERROR and remark.code not in HARMLESS:
            raise UnfitSampleError(f"样例不能使用：{remark.message}")
    _prove_fields(docx)
    return safe


def _prove_fields(docx: Docx) -> None:
    for name in docx.names:
        if not (name.startswith("word/") and name.endswith(".xml")):
            continue
        for each in docx.part(name).iter():
            code = each.text or "" if each.tag == "instrText" else each.get("instr", "")
            if REACHING.match(code):
                raise UnfitSampleError(
                    f"样例不能使用：域 {shorten(code, 40)} 会读取外部内容或运行程序，请删除。"
                )
