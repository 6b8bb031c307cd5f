"""The parts the engines are made of: cutting lines, decoding them, finding them on a map."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.engines import Quad
from models.engines.crops import HEIGHT, LONGEST, cut
from models.engines.ctc import decode
from models.engines.textmap import find_lines, sort_lines

CHARACTERS = ("", "甲", "乙", "丙", " ")
CLASSES = st.lists(st.integers(0, len(CHARACTERS) - 1), min_size=1, max_size=40)


def quad(left: float, top: float, right: float, bottom: float) -> Quad:
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def decoded(*classes: int, filled: float | None = None) -> tuple[str, tuple[float, ...]]:
    reading = decode(
        np.array(classes),
        np.full(len(classes), 0.9, np.float32),
        CHARACTERS,
        filled or len(classes),
    )
    return reading.text, reading.centres


def test_a_crop_is_the_line_and_nothing_else() -> None:
    picture = np.zeros((200, 400, 3), np.uint8)
    picture[100:124, 50:150] = 200
    (crop,) = cut(picture, [quad(50, 100, 150, 124)])
    assert crop.shape == (HEIGHT, 200, 3)
    assert crop[4:-4, 4:-4].min() == 200


def test_a_line_from_top_to_bottom_is_turned_to_run_to_the_right() -> None:
    picture = np.zeros((400, 100, 3), np.uint8)
    picture[:200] = 255
    (crop,) = cut(picture, [quad(30, 100, 60, 300)])
    assert crop.shape == (HEIGHT, 320, 3)
    assert crop[:, :150].min() == 255
    assert crop[:, 170:].max() == 0


def test_fine_stripes_shrink_to_grey_instead_of_a_false_pattern() -> None:
    picture = np.zeros((960, 960, 3), np.uint8)
    picture[:, ::2] = 255
    (crop,) = cut(picture, [quad(0, 0, 960, 960)])
    assert 120 <= crop[8:-8, 8:-8].min() <= crop[8:-8, 8:-8].max() <= 136


@settings(deadline=None)  # the first warp starts OpenCV's threads
@given(
    st.lists(st.tuples(st.floats(-50, 500), st.floats(-50, 500)), min_size=4, max_size=4),
    st.integers(1, 300),
    st.integers(1, 300),
)
def test_any_four_corners_give_a_crop_of_line_height(
    corners: list[tuple[float, float]], height: int, width: int
) -> None:
    (crop,) = cut(np.zeros((height, width, 3), np.uint8), [np.array(corners, np.float32)])
    assert crop.shape[0] == HEIGHT
    assert 1 <= crop.shape[1] <= LONGEST
    assert crop.shape[2] == 3


@pytest.mark.parametrize(
    ("classes", "text"),
    [((0, 1, 1, 0, 1, 2), "甲甲乙"), ((1, 1, 1), "甲"), ((0, 0), ""), ((3, 4, 3), "丙 丙")],
)
def test_repeats_are_one_character_unless_a_blank_parts_them(
    classes: tuple[int, ...], text: str
) -> None:
    assert decoded(*classes)[0] == text


def test_centres_are_measured_along_the_crop_without_its_padding() -> None:
    assert decoded(1, 1, 2, 2, 0, 0, 0, 0, filled=4) == ("甲乙", (0.25, 0.75))


@given(CLASSES)
def test_a_reading_has_as_many_scores_and_ordered_centres_as_characters(classes: list[int]) -> None:
    reading = decode(np.array(classes), np.linspace(0.1, 1, len(classes)), CHARACTERS, len(classes))
    assert len(reading.scores) == len(reading.centres) == len(reading.text)
    assert list(reading.centres) == sorted(set(reading.centres))


def test_lines_of_a_map_come_swollen_and_in_pixels_of_the_picture() -> None:
    probabilities = np.zeros((100, 200), np.float32)
    probabilities[20:30, 40:140] = 0.9
    (line,) = find_lines(probabilities, width=400, height=200)
    left, top, right, bottom = line[0, 0], line[0, 1], line[2, 0], line[2, 1]
    assert (left, top) < (80, 40)
    assert (right, bottom) > (280, 60)
    assert (right - left, bottom - top) == pytest.approx((200 + 30, 20 + 30), abs=6)


def test_specks_and_pale_shapes_of_a_map_are_no_lines() -> None:
    probabilities = np.zeros((100, 200), np.float32)
    probabilities[10, 10] = 1
    probabilities[50:70, 50:150] = 0.4
    assert find_lines(probabilities, width=200, height=100) == []


def test_lines_are_sorted_by_row_and_then_from_left_to_right() -> None:
    first, second, below = quad(0, 12, 50, 32), quad(100, 10, 150, 30), quad(0, 60, 50, 80)
    assert [line[0, 0] for line in sort_lines([below, second, first])] == [0, 100, 0]
    assert sort_lines([below, second, first])[2][0, 1] == 60
