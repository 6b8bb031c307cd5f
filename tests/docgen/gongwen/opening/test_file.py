"""Files of every kind are opened, or refused with a remedy."""

import pytest

from docgen.gongwen.document.opened import Opened, Source
from docgen.gongwen.opening.file import Means, open_file
from docgen.gongwen.opening.places import place_of
from models.errors import (
    EmptyPaperError,
    EngineUnavailableError,
    OfficeUnavailableError,
    UnreadablePaperError,
    WrongDocumentTypeError,
)
from models.records import Line, Page

TEXT = "关于防汛工作的通知\n\n各乡镇人民政府：\n　　请做好准备。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_keeps_every_character(encoding: str) -> None:
    opened = open_file(TEXT.encode(encoding), "通知.txt")
    assert opened.source is Source.TEXT
    assert opened.text == TEXT
    assert place_of(opened, TEXT.index("请")).paragraph == 3


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyPaperError),
        (b"MZ\x90\x00" + b"\0" * 100, WrongDocumentTypeError),
        (b"\x00\x01\x02\xff" * 50, WrongDocumentTypeError),
        (b"<html><body>x</body></html>", WrongDocumentTypeError),
        (b"PK\x03\x04word/" + b"\0" * 60, UnreadablePaperError),
        (b"%PDF-1.7\nrubbish", UnreadablePaperError),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, EngineUnavailableError),
    ],
)
def test_rubbish_is_refused_with_a_remedy(data: bytes, error: type[UnreadablePaperError]) -> None:
    with pytest.raises(error) as told:
        open_file(data, "甲.docx")
    assert told.value.remedy
    assert str(told.value)


def test_an_old_word_file_needs_an_office() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    with pytest.raises(OfficeUnavailableError, match="LibreOffice"):
        open_file(data, "旧.doc")


def test_a_picture_is_read_by_what_recognises() -> None:
    def recognise(_: bytes, __: str) -> tuple[Page, ...]:
        lines = tuple(
            Line(text=text, confidence=0.7, box=(100, top, 900, top + 30))
            for text, top in (("各有关单位应当认真做好今年的防汛工作并按时报", 400), ("送。", 445))
        )
        return (Page(number=1, width=1000, height=1414, lines=lines),)

    opened: Opened = open_file(b"\x89PNG\r\n\x1a\n", "扫描.png", Means(recognise=recognise))
    assert opened.source is Source.SCAN
    assert opened.paragraphs[0].confidence == 0.7
    assert any("识别" in doubt for doubt in opened.doubts)
