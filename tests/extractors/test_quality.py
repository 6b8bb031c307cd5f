"""The quality gate: good pictures pass, each fault is named with what to do about it."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from extractors.opening import open_upload
from extractors.quality import advise, cut_sides, judge, measure
from extractors.quality.faults import faults
from extractors.seeing.look import look
from models.engines import Image, Quad
from models.engines.registry import make_engine
from models.records import Box, Document, Line, Page, Quality

ROOT = Path(__file__).parents[2]
PAPERS = Path(os.environ.get("ZHIBAN_SHARED", ROOT.parent / "shared")) / "data" / "papers"


class Paper(NamedTuple):
    """A picture with the lines that are printed on it."""

    image: Image
    lines: list[Line]

    def changed(self, change: Callable[[Image], Image]) -> "Paper":
        return Paper(change(self.image), self.lines)

    @property
    def quality(self) -> Quality:
        return measure(self.image, self.lines)

    @property
    def codes(self) -> list[str]:
        return [warning.code for warning in advise(self.quality)]


def paper(height: int = 1000, background: int = 205) -> Paper:
    """A photo-like sheet of small print on a table, 1.4 times as wide as high."""
    width = height * 7 // 5
    image = np.full((1000, 1400, 3), background // 2, np.uint8)
    image[83:-83, 116:-116] = background
    tops = range(166, 833, 36)
    for top in tops:
        place = (175, top + 24)
        words = ("WX 0123456789 ABCDEFGHJ" * 3)[:44]
        cv2.putText(image, words, place, cv2.FONT_HERSHEY_SIMPLEX, 0.75, (40, 40, 40), 2)
    share = height / 1000
    small = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    boxes = [(165, top, 1000, top + 30) for top in tops]
    scaled = [tuple(round(edge * share) for edge in box) for box in boxes]
    lines = [Line(text="WX 0123456789", confidence=0.99, box=box) for box in scaled]
    return Paper(np.asarray(small, np.uint8), lines)


def blurred(sigma: float) -> Callable[[Image], Image]:
    return lambda image: np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.uint8)


def scaled(gain: float, lift: float = 0) -> Callable[[Image], Image]:
    return lambda image: np.clip(image * gain + lift, 0, 255).astype(np.uint8)


def test_a_sharp_photo_is_good_and_gets_no_advice() -> None:
    assert paper().quality.grade == "good"
    assert paper().codes == []


def test_a_white_scan_is_no_glare_and_not_overexposed() -> None:
    white = paper().changed(lambda image: np.where(image < 120, 0, 255).astype(np.uint8))
    assert white.codes == []


@pytest.mark.parametrize(("sigma", "grade"), [(0.5, "good"), (1.6, "fair"), (6, "poor")])
def test_the_more_a_picture_is_out_of_focus_the_worse_its_grade(sigma: float, grade: str) -> None:
    soft = paper().changed(blurred(sigma))

    assert soft.quality.grade == grade
    assert soft.codes == ([] if grade == "good" else ["blurred"])


def test_a_blurred_picture_on_which_no_line_was_found_is_told_so() -> None:
    lost = Paper(blurred(8)(paper().image), [])

    assert lost.codes == ["blurred"]
    assert lost.quality.grade == "poor"


@pytest.mark.parametrize(("gain", "grade"), [(0.13, "fair"), (0.07, "poor")])
def test_a_dark_picture_is_told_to_be_taken_in_light(gain: float, grade: str) -> None:
    dim = paper().changed(scaled(gain))

    assert dim.codes == ["dark"]
    assert dim.quality.grade == grade


def test_faint_print_is_told_from_a_dark_picture() -> None:
    assert paper().changed(scaled(0.06, 190)).codes == ["faint"]


def test_a_burnt_out_patch_is_glare_but_a_white_margin_is_not() -> None:
    shining = paper().changed(
        lambda image: cv2.circle(image.copy(), (700, 500), 130, (255, 255, 255), -1)
    )
    margin = paper()
    margin.image[:, :160] = 255

    assert shining.codes == ["glare"]
    assert margin.codes == []


@pytest.mark.parametrize(
    ("height", "expected", "grade"),
    [
        (300, ["too_small"], "poor"),
        (420, ["low_resolution"], "fair"),
        (600, [], "good"),
    ],
)
def test_print_of_few_pixels_is_told_so(height: int, expected: list[str], grade: str) -> None:
    assert paper(height).codes == expected
    assert paper(height).quality.grade == grade


def test_a_picture_without_lines_is_too_small_by_its_pixels() -> None:
    assert Paper(paper(200).image, []).codes == ["too_small"]


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_an_empty_picture_holds_no_paper(shade: int) -> None:
    noise = np.random.default_rng(7).integers(-2, 3, (800, 1200, 3))
    empty = np.clip(noise + shade, 0, 255).astype(np.uint8)

    assert Paper(empty, []).codes == ["no_paper"]


def test_print_that_the_engine_cannot_read_makes_a_paper_unreadable() -> None:
    sharp = paper()
    doubted = [line.model_copy(update={"confidence": 0.6}) for line in sharp.lines]

    assert Paper(sharp.image, doubted).codes == ["illegible"]
    assert Paper(sharp.image, doubted).quality.grade == "poor"


def test_every_fault_says_what_to_do() -> None:
    told = {fault.code: fault.message for fault in faults()}

    assert all("请" in message or "建议" in message for message in told.values())


def box_of(left: int, top: int, right: int, bottom: int) -> Quad:
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], np.float32)


def test_lines_that_end_at_the_edge_say_where_the_picture_cuts_the_paper() -> None:
    running_out = [box_of(300, 100 * row, 800, 100 * row + 40) for row in (1, 2, 3)]

    assert cut_sides(running_out, 800, 600) == ("right",)
    assert cut_sides(running_out, 900, 600) == ()


def test_a_mark_in_the_corner_does_not_cut_the_paper() -> None:
    assert cut_sides([box_of(700, 10, 800, 40), box_of(100, 200, 500, 240)], 800, 600) == ()


def test_a_cut_corner_is_named() -> None:
    quality = paper().quality.model_copy(update={"cut": ("left", "bottom")})

    (told,) = advise(quality)
    assert told.code == "cropped"
    assert told.message.startswith("左下角被裁切")


def test_each_paper_on_a_page_has_its_own_grade() -> None:
    sharp = paper()
    soft = blurred(6)(sharp.image)
    picture = np.concatenate([sharp.image, soft])
    below = [line.model_copy(update={"box": shifted(line.box, 1000)}) for line in sharp.lines]
    page = Page(number=1, width=1400, height=2000, lines=(*sharp.lines, *below))
    papers = [
        Document(type="unknown", reason="", box=(150, 150, 1100, 900)),
        Document(type="unknown", reason="", box=(150, 1150, 1100, 1900)),
    ]

    grades = [judge(each, page, picture).quality for each in papers]
    assert [each and each.grade for each in grades] == ["good", "poor"]


def shifted(box: Box, down: int) -> Box:
    return box[0], box[1] + down, box[2], box[3] + down


def test_a_phone_photo_is_measured_quickly() -> None:
    photo, lines = np.asarray(cv2.resize(paper().image, (4200, 3000)), np.uint8), paper().lines
    measure(photo, lines)
    spent = []
    for _ in range(5):
        start = time.process_time()
        measure(photo, lines)
        spent.append(time.process_time() - start)

    assert min(spent) < 0.05  # far above what it takes, far below one recognised line


@given(image=arrays(np.uint8, st.tuples(st.integers(1, 90), st.integers(1, 90), st.just(3))))
def test_any_picture_can_be_measured(image: Image) -> None:
    quality = measure(image)
    assert quality.grade in {"good", "fair", "poor"}
    assert 0 <= quality.glare <= 1


@pytest.mark.skipif(not PAPERS.is_dir(), reason="the evaluation papers are not here")
def test_a_paper_of_too_few_pixels_is_refused() -> None:
    path = PAPERS / "scrap_cert_lowres_1.jpg"
    (raw,) = open_upload(path.read_bytes(), path.name)
    page, picture = look(raw, make_engine("rapid"))
    whole = Document(type="unknown", reason="", box=(0, 0, page.width, page.height))
    quality = judge(whole, page, picture).quality

    assert quality is not None
    assert quality.grade == "poor"
    assert "too_small" in [warning.code for warning in advise(quality)]
