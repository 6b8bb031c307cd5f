"""The text of a PDF: what a person sees, in lines, at its place on the picture."""

import pytest

from eval.hostile import bad_files
from eval.hostile.bad_files import pdf_page, pdf_text
from extractors.decoding.text_layer import Glyph, lines_of
from extractors.opening import open_upload
from extractors.raw import RawPage


def opened(content: bytes, **options: object) -> RawPage:
    (page,) = open_upload(pdf_page(content, **options), "x.pdf")
    return page


def ink(page: RawPage) -> tuple[int, int, int, int]:
    ys, xs = (page.image.min(axis=2) < 128).nonzero()
    return int(xs.min()), int(ys.min()), int(xs.max()), int(ys.max())


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_box_of_a_line_holds_its_ink_however_the_page_is_turned(rotate: int) -> None:
    matrix = {
        0: b"1 0 0 1 20 150",
        90: b"0 1 -1 0 100 20",
        180: b"-1 0 0 -1 200 100",
        270: b"0 -1 1 0 100 180",
    }[rotate]
    page = opened(pdf_text(at=matrix), page=b"/Rotate %d" % rotate)

    (line,) = page.lines
    left, top, right, bottom = ink(page)
    assert line.text == "ABC 12345"
    assert line.box[0] - 3 <= left < right <= line.box[2] + 3
    assert line.box[1] - 3 <= top < bottom <= line.box[3] + 3
    assert list(line.centres) == sorted(line.centres)
    assert len(line.centres) == len(line.text)


def test_a_page_whose_text_runs_sideways_is_turned() -> None:
    page = opened(pdf_text(at=b"0 1 -1 0 100 20"))

    assert [line.text for line in page.lines] == ["ABC 12345"]
    assert page.image.shape[0] > page.image.shape[1]


@pytest.mark.parametrize("before", [b"3 Tr", b"1 1 1 rg"], ids=["invisible", "white"])
def test_text_nobody_can_see_is_left_out(before: bytes) -> None:
    assert opened(pdf_text(before=before)).lines == ()


def test_a_slanted_watermark_is_left_out() -> None:
    page = opened(pdf_text() + pdf_text("COPY", at=b"0.7 0.7 -0.7 0.7 50 50"))
    assert [line.text for line in page.lines] == ["ABC 12345"]


def test_a_page_number_over_a_scan_is_no_text_layer() -> None:
    (page,) = open_upload(bad_files.scan_with_stamp(), "x.pdf")
    assert page.lines == ()
    assert page.image[20, 20].max() < 60


def test_columns_of_a_row_stay_apart() -> None:
    row = b"".join(
        pdf_text(word, at=b"1 0 0 1 %d 150" % x)
        for x, word in ((20, "AB 12"), (100, "CD"), (200, "EF"))
    )
    assert [line.text for line in opened(row).lines] == ["AB 12", "CD", "EF"]


def test_bold_made_by_printing_twice_reads_once() -> None:
    twice = pdf_text("ABC") + pdf_text("ABC", at=b"1 0 0 1 20.4 150")
    assert [line.text for line in opened(twice).lines] == ["ABC"]


def glyphs(text: str, *, step: float = 20, size: float = 20) -> list[Glyph]:
    return [
        Glyph(character, (place * step, 0, place * step + size, 20), 18)
        for place, character in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        ("名   称：甲公司", ["名称：甲公司"]),
        ("规格型号  单位", ["规格型号", "单位"]),
        ("第18层 号", ["第18层", "号"]),
    ],
)
def test_a_stretched_label_is_one_line_and_two_headings_are_two(row: str, texts: list[str]) -> None:
    assert [line.text for line in lines_of(glyphs(row))] == texts
