"""Ruled lines, boxes to tick, labels with their values, and what a hand has written."""

from itertools import pairwise
from random import Random

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from eval.bench.handwriting import forms_by_hand, told
from eval.specimens.fonts import HANDS, HANDWRITING
from eval.specimens.marks.answers import tick_box
from extractors.pairs.find import find_pairs
from extractors.pairs.in_rows import pairs_in_rows
from extractors.pairs.pair import text_of
from extractors.pairs.wording import is_blank, label_name
from extractors.placing.layout import lay_out
from extractors.tables.cells import find_cells
from extractors.tables.tick_boxes import find_tick_boxes
from extractors.typeface import print_likeness
from models.engines.null import NullEngine
from models.engines.registry import make_engine
from models.fonts import SHIPPED
from models.records import Line
from tests.printed import SIZE, printed

FRAME = (0, 0, 1000, 800)
COLUMNS, ROWS = (100, 250, 500, 650, 900), (100, 150, 200, 250)


def ruled(columns=COLUMNS, rows=ROWS, *, width: int = 2) -> Image.Image:
    """A sheet with a ruled table."""
    sheet = Image.new("RGB", FRAME[2:], "white")
    pen = ImageDraw.Draw(sheet)
    for x in columns:
        pen.line((x, rows[0], x, rows[-1]), "#303030", width)
    for y in rows:
        pen.line((columns[0], y, columns[-1], y), "#303030", width)
    return sheet


def pairs(sheet: Image.Image, *lines: Line) -> dict[str, str | list]:
    found = find_pairs(lines, FRAME, np.asarray(sheet), NullEngine())
    return {name: list(pair.rows) or text_of(pair.value) for name, pair in found.items()}


def in_rows(*lines: Line) -> dict[str, str]:
    layout = lay_out(lines, FRAME)
    found = pairs_in_rows(layout.rows, layout.height)
    return {label_name(pair.label): text_of(pair.value) for pair in found}


# --- ruled lines ----------------------------------------------------------------------------------


@given(
    st.lists(st.integers(130, 220), min_size=1, max_size=4),
    st.lists(st.integers(36, 120), min_size=1, max_size=5),
)
@settings(max_examples=25, deadline=None)
def test_every_cell_of_a_ruled_table_is_found_where_it_is(widths, heights) -> None:
    columns = [40 + sum(widths[:i]) for i in range(len(widths) + 1)]
    rows = [40 + sum(heights[:i]) for i in range(len(heights) + 1)]
    found = sorted(find_cells(np.asarray(ruled(columns, rows)), SIZE))
    drawn = sorted(
        (left, top, right, bottom)
        for left, right in pairwise(columns)
        for top, bottom in pairwise(rows)
    )
    assert len(found) == len(drawn)
    assert all(
        abs(a - b) <= 6
        for f, d in zip(found, drawn, strict=True)
        for a, b in zip(f, d, strict=True)
    )


def test_a_table_copied_with_gaps_and_a_little_slanted_keeps_its_cells() -> None:
    picture = np.asarray(ruled()).copy()
    picture[:, 300:306] = 255
    picture[120:124] = 255
    turn = cv2.getRotationMatrix2D((500, 400), 0.4, 1.0)
    slanted = cv2.warpAffine(picture, turn, (1000, 800), borderValue=(255, 255, 255))
    assert len(find_cells(slanted, SIZE)) == 12


def test_print_without_lines_has_no_cells() -> None:
    sheet = Image.new("RGB", FRAME[2:], "white")
    font = ImageFont.truetype(SHIPPED / "NotoSansCJKsc-Regular.otf", SIZE)
    for y in range(100, 700, 30):
        ImageDraw.Draw(sheet).text(
            (60, y), "国际贸易单一窗口日常申报目录汇总" * 2, font=font, fill=0
        )
    assert find_cells(np.asarray(sheet), SIZE * 1.3) == ()


@given(st.binary(min_size=64, max_size=64), st.integers(8, 60))
@settings(max_examples=25, deadline=None)
def test_no_picture_breaks_the_search(noise: bytes, height: int) -> None:
    grey = np.frombuffer(noise, np.uint8).reshape(8, 8)
    picture = np.kron(grey, np.ones((20, 20), np.uint8))[:, :, None].repeat(3, axis=2)
    find_cells(picture, height)
    find_tick_boxes(picture, height)


# --- boxes to tick --------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["是", "否"])
def test_a_ticked_box_is_told_from_an_empty_one(answer: str) -> None:
    told_right = 0
    for seed in range(12):
        sheet = Image.new("RGB", (300, 120), "white")
        drawn = tick_box((44, 44), f"{answer}/是", "#101020", Random(seed))
        sheet.paste(drawn, (100, 40), drawn)
        boxes = find_tick_boxes(np.asarray(sheet), 36)
        told_right += len(boxes) == 1 and boxes[0].ticked == (answer == "是")
        assert not any(box.ticked != (answer == "是") for box in boxes)
    # A tick may break its box: such a one is found beside its sisters, not alone.
    assert told_right >= (12 if answer == "否" else 6)


def test_the_ticked_answers_of_a_cell_are_its_value() -> None:
    sheet = ruled((100, 250, 900), (100, 160))
    for place, choice in enumerate(("首次申请", "变更申请", "补发申请")):
        drawn = tick_box((36, 36), f"变更申请/{choice}", "#101020", Random(3))
        sheet.paste(drawn, (280 + 200 * place, 112), drawn)
    lines = [
        printed(choice, 325 + 200 * place, 120)
        for place, choice in enumerate(("首次申请", "变更申请", "补发申请"))
    ]
    assert pairs(sheet, printed("申请类型", 120, 120), *lines) == {"申请类型": "变更申请"}


# --- labels and values ----------------------------------------------------------------------------


def test_a_label_stands_left_of_its_value_in_a_ruled_table() -> None:
    lines = (
        printed("姓名", 120, 115),
        printed("张三", 280, 115),
        printed("联系电话", 520, 115),
        printed("13800000000", 680, 115),
        printed("通讯地址", 120, 165),
        printed("职务", 520, 165),
        printed("经理", 680, 165),
    )
    found = pairs(ruled(rows=(100, 150, 200)), *lines)
    expected = {"姓名": "张三", "联系电话": "13800000000", "通讯地址": "", "职务": "经理"}
    assert found == expected


def test_a_line_read_across_a_ruled_line_is_taken_apart() -> None:
    line = printed("姓名张三", 200, 115, size=30)
    assert pairs(ruled((100, 260, 900), (100, 160)), line) == {"姓名": "张三"}


def test_a_row_of_labels_heads_its_columns() -> None:
    sheet = ruled((100, 300, 500, 700), (100, 150, 200, 250))
    heads = [
        printed(t, 120 + 200 * i, 115) for i, t in enumerate(("姓名", "身份证号码", "联系电话"))
    ]
    first = [printed(t, 120 + 200 * i, 165) for i, t in enumerate(("张三", "310101", "138000"))]
    second = [printed(t, 120 + 200 * i, 215) for i, t in enumerate(("李四", "320202", "139000"))]
    keys = ("姓名", "身份证号码", "联系电话")
    assert pairs(sheet, *heads, *first) == dict(
        zip(keys, ("张三", "310101", "138000"), strict=True)
    )
    rows = [
        dict(zip(keys, r, strict=True))
        for r in (("张三", "310101", "138000"), ("李四", "320202", "139000"))
    ]
    assert list(pairs(sheet, *heads, *first, *second).values()) == [rows]


def test_labels_with_colons_are_read_without_any_lines() -> None:
    assert in_rows(printed("姓名：张三", 50, 100), printed("职务：经理", 400, 100)) == {
        "姓名": "张三",
        "职务": "经理",
    }
    assert in_rows(printed("电话：家中：0731-5649", 50, 100)) == {"家中电话": "0731-5649"}
    assert in_rows(printed("性别：男民族：汉", 50, 100)) == {"性别": "男", "民族": "汉"}
    assert in_rows(printed("时间：8:30", 50, 100)) == {"时间": "8:30"}


def test_a_value_may_stand_below_its_label_and_go_on_there() -> None:
    below = printed("申请人通讯地址", 50, 100), printed("样张市样张路1号", 90, 126)
    assert in_rows(*below) == {"申请人通讯地址": "样张市样张路1号"}
    goes_on = printed("地址：样张市样张区", 50, 100), printed("样张路1号", 110, 126)
    assert in_rows(*goes_on) == {"地址": "样张市样张区样张路1号"}


@pytest.mark.parametrize("text", ["年  月  日", "（盖章）", "____", "￥      元", "请填写全称"])
def test_what_a_form_prints_into_its_blanks_is_no_value(text: str) -> None:
    assert is_blank(text)


TEXTS = st.text("姓名电话地址：:张三0123456789 □☑√（）()、。年月日abc", min_size=1, max_size=14)


@given(st.lists(st.tuples(TEXTS, st.integers(0, 900), st.integers(0, 700)), max_size=12))
@settings(max_examples=60, deadline=None)
def test_no_value_says_what_is_not_printed(placed) -> None:
    lines = [printed(text, x, y) for text, x, y in placed]
    printed_characters = {char for text, _, _ in placed for char in text} | {"、", "☑", "☐"}
    sheet = Image.new("RGB", FRAME[2:], "white")
    for pair in find_pairs(lines, FRAME, np.asarray(sheet), NullEngine()).values():
        assert set(text_of(pair.value)) <= printed_characters


# --- handwriting ----------------------------------------------------------------------------------


def line_of(picture: np.ndarray, text: str, size: int, left: int) -> Line:
    height, width = picture.shape[:2]
    centres = tuple((left + size * (i + 0.5)) / width for i in range(len(text)))
    scores = (0.99,) * len(text)
    box = (0, 0, width, height)
    return Line(text=text, confidence=0.99, box=box, scores=scores, centres=centres)


def drawn(text: str, *, bent: float) -> tuple[np.ndarray, Line]:
    """Return a line in a shipped font, its strokes bent by so many pixels."""
    size, left = 48, 12
    sheet = Image.new("RGB", (size * len(text) + 2 * left, 64), "white")
    font = ImageFont.truetype(SHIPPED / "NotoSerifCJKsc-Regular.otf", size)
    ImageDraw.Draw(sheet).text((left, 0), text, font=font, fill="#101010")
    noise = np.random.default_rng(1).normal(size=(2, 64, sheet.width)).astype(np.float32)
    shift = [cv2.GaussianBlur(each, (0, 0), 6) for each in noise]
    scale = bent / max(float(np.abs(shift).max()), 1e-6)
    y, x = np.mgrid[:64, : sheet.width].astype(np.float32)
    moved = cv2.remap(
        np.asarray(sheet), x + scale * shift[0], y + scale * shift[1], cv2.INTER_LINEAR
    )
    return moved, line_of(moved, text, size, left)


def test_print_fits_print_and_bent_strokes_do_not() -> None:
    text = "上海样张货物运输"
    straight = print_likeness(*drawn(text, bent=0))
    bent = print_likeness(*drawn(text, bent=9))
    assert straight is not None
    assert bent is not None
    assert straight > 0.75
    assert bent < 0.7


def test_a_line_with_hardly_a_character_tells_nothing() -> None:
    picture = np.full((40, 100, 3), 255, np.uint8)
    assert print_likeness(picture, line_of(picture, "A", 20, 0)) is None


@pytest.mark.skipif(
    not all((HANDWRITING / f"{name}.woff").exists() for name in HANDS),
    reason="the handwriting fonts are not here: python -m eval.specimens.handwriting_fonts",
)
@pytest.mark.parametrize("font", HANDS)
def test_much_of_a_form_filled_in_by_hand_is_told(font: str) -> None:
    counted = told(next(forms_by_hand(font, 1)), make_engine("rapid"))
    assert counted["hand"] >= counted["read"] / 4
