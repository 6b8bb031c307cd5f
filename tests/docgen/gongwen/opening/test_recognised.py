"""Recognised pages become level lines with their types, and ruled tables."""

import cv2
import numpy as np
import pytest

from docgen.gongwen.opening.frames import differ
from docgen.gongwen.opening.recognised import set_page
from extractors.tables.ruled_page import with_rulings
from models.records import Box, Line, Page

WIDTH, HEIGHT = 1654, 2339
ACROSS, DOWN = (300, 700, 1000, 1300), (600, 680, 760, 840)
ROWS = (("工作内容", "承办单位", "数量"), ("道路养护", "第一工区", "120"), ("桥梁检测", "", "88"))


def line(text: str, left: float, top: float, size: float = 44, slope: float = 0.0) -> Line:
    """Return a line as recognition finds it: its box a little larger than the print."""
    width = size * sum(0.5 if each.isascii() else 1 for each in text)
    places = np.cumsum([0.5 if each.isascii() else 1.0 for each in text]) - 0.5
    fall = abs(slope) * width
    return Line(
        text=text,
        confidence=0.99,
        box=(round(left), round(top - 6 - fall / 2), round(left + width), round(top + 50)),
        centres=tuple(float(each * size / width) for each in places),
        slope=slope,
    )


def page(*lines: Line, rulings: tuple[Box, ...] = ()) -> Page:
    return Page(number=1, width=WIDTH, height=HEIGHT, lines=lines, rulings=rulings)


def cells() -> list[Line]:
    return [
        line(text, ACROSS[c] + 20, DOWN[r] + 15)
        for r, row in enumerate(ROWS)
        for c, text in enumerate(row)
        if text
    ]


def drawn() -> tuple[Box, ...]:
    lying = [(ACROSS[0], y - 1, ACROSS[-1], y + 1) for y in DOWN]
    return (*lying, *((x - 1, DOWN[0], x + 1, DOWN[-1]) for x in ACROSS))


def turned(box: Box, slope: float) -> Box:
    """Return the box around a line that lies on a page that is slanted."""
    x, y = (box[0] + box[2]) / 2 - WIDTH / 2, (box[1] + box[3]) / 2 - HEIGHT / 2
    across, down = -slope * y, slope * x
    long = max(box[2] - box[0], box[3] - box[1]) * abs(slope) / 2
    lying = box[2] - box[0] > box[3] - box[1]
    grown = (0, long) if lying else (long, 0)
    return (
        round(box[0] + across - grown[0]),
        round(box[1] + down - grown[1]),
        round(box[2] + across + grown[0]),
        round(box[3] + down + grown[1]),
    )


@pytest.mark.parametrize("slope", [0.0, 0.007, -0.007])
def test_a_ruled_table_of_a_scan_has_its_cells_however_the_page_lies(slope: float) -> None:
    lines = [
        each.model_copy(update={"box": turned(each.box, slope), "slope": slope})
        for each in (line("以下是今年的安排，各单位按此执行。", 300, 400), *cells())
    ]
    read = set_page(page(*lines, rulings=tuple(turned(each, slope) for each in drawn())))
    assert [each.text for each in read.lines] == [lines[0].text]
    (table,) = read.tables
    assert [table.row(number) for number in range(3)] == [list(row) for row in ROWS]


def test_a_line_that_was_read_across_cells_is_taken_apart() -> None:
    whole = line("道路养护第一工区", 530, DOWN[1] + 15)
    (table,) = set_page(page(*cells()[:3], whole, rulings=drawn())).tables
    assert table.row(1)[:2] == ["道路养护", "第一工区"]


def test_lines_around_nothing_are_no_table() -> None:
    read = set_page(page(line("没有填写的一栏在下面。", 300, 400), rulings=drawn()))
    assert (len(read.lines), read.tables) == (1, ())


def test_places_of_characters_tell_the_type_and_boxes_do_not() -> None:
    title, text = line("关于防汛的通知", 400, 300, size=61), line("请做好准备", 300, 400)
    high = line("六。", 300, 500).model_copy(update={"box": (300, 480, 390, 560)})
    first, second, third = set_page(page(title, text, high)).lines
    assert (first.type, second.type) == (22.0, 16.0)
    assert differ(first, second)
    assert not differ(second, third)


def test_ruled_lines_are_found_and_strokes_of_large_print_are_not() -> None:
    picture = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    for y in DOWN:
        cv2.line(picture, (ACROSS[0], y), (ACROSS[-1], y), (60, 60, 60), 2)
    for x in ACROSS:
        cv2.line(picture, (x, DOWN[0]), (x, DOWN[-1]), (60, 60, 60), 2)
    cv2.rectangle(picture, (420, 210), (780, 290), (0, 0, 0), 8)  # 口 in a red head
    lines = [line("口口", 400, 206, size=200).model_copy(update={"box": (400, 190, 800, 310)})]
    found = with_rulings(page(*lines, *cells()), picture).rulings
    assert len(found) == len(drawn())
    for box in drawn():
        assert any(max(abs(a - b) for a, b in zip(box, each, strict=True)) < 12 for each in found)


def test_a_page_that_carries_its_text_or_has_none_is_not_looked_at() -> None:
    picture = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    for given in (page(), page(*cells()).model_copy(update={"text_layer": True})):
        assert with_rulings(given, picture) is given
