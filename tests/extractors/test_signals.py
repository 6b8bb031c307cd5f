"""Signals: told of what was doctored, silent about papers as they are."""

from pathlib import Path
from random import Random

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from eval.specimens.degrade import Effect, copied
from eval.specimens.doctor import edited, reshot
from eval.specimens.spoil import compress
from extractors.quality import ABOUT_PICTURE
from extractors.signals import DETECTORS, notice
from extractors.signals.colour import chroma
from extractors.signals.declared import signals
from extractors.types import document_types
from models.engines import Image
from models.records import Box, Document, Evidence, FieldValue, Line, Page, State

SAMPLES = Path(__file__).parents[2] / "eval" / "samples" / "papers" / "clean"


def sample(name: str) -> Image:
    return np.asarray(Pillow.open(SAMPLES / f"{name}_100_clean.jpg").convert("RGB"))


def codes(
    picture: Image,
    lines: tuple[Line, ...] = (),
    kind: str = "id_card_front",
    fields: tuple[FieldValue, ...] = (),
) -> list[str]:
    height, width = picture.shape[:2]
    page = Page(number=1, width=width, height=height, lines=lines)
    paper = Document(type=kind, reason="", box=(0, 0, width, height), fields=fields)
    told = notice(paper, page, picture, document_types().get(kind))
    return [warning.code for warning in told.warnings]


def line(text: str, box: Box = (100, 100, 300, 140)) -> Line:
    return Line(text=text, confidence=0.99, box=box)


def changed(picture: Image, effect: Effect) -> Image:
    return np.asarray(effect(Pillow.fromarray(picture), Random(5)).convert("RGB"))


@pytest.mark.parametrize(
    "name", ["id_card_front", "vehicle_licence_main", "vat_invoice", "business_licence"]
)
def test_a_paper_as_it_is_gives_no_signal(name: str) -> None:
    assert codes(sample(name), kind=name) == []


def test_a_grey_picture_of_a_coloured_form_is_a_photocopy() -> None:
    assert codes(changed(sample("id_card_front"), copied)) == ["photocopy"]


def test_a_form_that_is_not_always_coloured_may_be_grey() -> None:
    grey = changed(sample("vat_invoice"), copied)
    assert codes(grey, kind="vat_invoice") == []
    assert codes(grey, kind="unknown") == []


def test_coloured_light_makes_a_photocopy_no_coloured_form() -> None:
    warm = (changed(sample("id_card_front"), copied) * (1.0, 0.92, 0.8)).astype(np.uint8)
    assert chroma(warm) < 3
    assert codes(warm) == ["photocopy"]


@pytest.mark.parametrize("name", ["id_card_front", "driving_licence_sub", "vehicle_licence_sub"])
def test_a_picture_of_a_screen_shows_the_grid_of_its_pixels(name: str) -> None:
    assert "reshot" in codes(changed(sample(name), reshot), kind=name)


def test_a_rendered_page_is_no_picture_of_a_screen() -> None:
    stripes = np.full((900, 900, 3), 255, np.uint8)
    stripes[::8] = 40
    assert "reshot" not in codes(stripes, kind="vat_invoice")


def field(text: str, box: Box) -> FieldValue:
    evidence = Evidence(page=1, box=box)
    return FieldValue(key="name", value=text, state=State.SURE, evidence=evidence)


def photo_of_rows() -> tuple[Image, tuple[Line, ...]]:
    """A photograph with the grain of a sensor, and the lines on it."""
    noise = np.random.default_rng(3).normal(0, 3, (700, 1000, 1))
    picture = np.clip(np.full((700, 1000, 3), 190) + noise, 0, 255).astype(np.uint8)
    boxes: list[Box] = [(100, top, 560, top + 50) for top in range(80, 600, 80)]
    for left, top, _, _ in boxes:
        place = (left + 10, top + 38)
        cv2.putText(picture, "ABC 123456", place, cv2.FONT_HERSHEY_SIMPLEX, 1.3, (40, 40, 40), 3)
    return picture, tuple(line("ABC123456", box) for box in boxes)


def test_a_value_painted_over_is_told_with_the_title_of_its_field() -> None:
    picture, lines = photo_of_rows()
    value = field("ABC123456", lines[2].box)
    forged = np.asarray(edited(Pillow.fromarray(picture), lines[2].box, "ABC 987654"))
    forged = compress(forged, 92)
    page = Page(number=1, width=1000, height=700, lines=lines)
    paper = Document(type="id_card_back", reason="", box=(0, 0, 1000, 700), fields=(value,))
    kind = document_types()["id_card_front"]

    (told,) = [w for w in notice(paper, page, forged, kind).warnings if w.code != "photocopy"]
    assert told.code == "painted_over"
    assert "“姓名”" in told.message


def test_a_value_like_its_neighbours_is_not_told() -> None:
    picture, lines = photo_of_rows()
    value = field("ABC123456", lines[2].box)
    assert "painted_over" not in codes(compress(picture, 92), lines, fields=(value,))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("复印无效", "no_copy_stamp"),
        ("禁止复印", "no_copy_stamp"),
        ("印止", "no_copy_stamp"),
        ("此复印件与原件一致", "copy_stamp"),
        ("已作废", "void_stamp"),
        ("临时居民身份证", "temporary"),
        ("仅限租房签约使用", "restricted_use"),
    ],
)
def test_words_about_the_paper_are_told(text: str, code: str) -> None:
    assert codes(sample("vat_invoice"), (line(text),), "vat_invoice") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "经营范围：文件复印、打印服务",
        "手写无效",
        "禁止转借",
        "公民身份号码",
        "作废旧物资回收",
        "仅限本人",
    ],
)
def test_ordinary_print_is_no_signal(text: str) -> None:
    assert codes(sample("vat_invoice"), (line(text),), "vat_invoice") == []


def test_a_slender_picture_with_the_time_on_top_is_a_screenshot() -> None:
    screen = np.ascontiguousarray(np.rot90(sample("vat_invoice")))
    screen = np.asarray(cv2.resize(screen, (720, 1560)), np.uint8)
    clock = line("9:41", (40, 20, 130, 60))
    assert "screenshot" in codes(screen, (clock,), "vat_invoice")
    assert "screenshot" not in codes(screen, (line("09-41-2", clock.box),), "vat_invoice")


def test_text_that_came_with_the_file_has_no_picture_to_judge() -> None:
    grey = changed(sample("id_card_front"), copied)
    height, width = grey.shape[:2]
    page = Page(number=1, width=width, height=height, text_layer=True)
    paper = Document(type="id_card_front", reason="", box=(0, 0, width, height))
    assert notice(paper, page, grey, document_types()["id_card_front"]).warnings == ()


def test_every_declared_signal_has_a_detector_and_says_what_to_do() -> None:
    assert {signal.detector for signal in signals()} <= set(DETECTORS)
    assert all("请" in signal.message for signal in signals())
    assert len({signal.code for signal in signals()}) == len(signals())


@given(texts=st.lists(st.text(max_size=12), max_size=4))
def test_any_print_can_be_looked_at(texts: list[str]) -> None:
    lines = tuple(line(text, (0, 20 * n, 60, 20 * n + 15)) for n, text in enumerate(texts))
    blank = np.full((90, 90, 3), 255, np.uint8)
    assert set(codes(blank, lines)) <= {signal.code for signal in signals()}


def test_every_code_of_a_picture_and_a_signal_is_documented() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "warnings.md").read_text(encoding="utf-8")
    codes = ABOUT_PICTURE | {signal.code for signal in signals()}
    assert {code for code in codes if f"`{code}`" not in documented} == set()
