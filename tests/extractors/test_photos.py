"""Pictures that are no papers are known by what they show, and no paper is taken for one."""

from datetime import date
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw

from eval.specimens.fonts import face
from eval.specimens.marks.vehicles import PLATES, number_plate
from extractors.photos import FINDERS, Shot, recognise_photo
from extractors.photos.colours import colour_of
from extractors.raw import RawPage
from extractors.read import read_page
from extractors.seeing.look import look
from extractors.types import document_types
from models.engines import Engine, Image
from models.engines.null import NullEngine
from models.engines.registry import make_engine
from models.errors import SpecError
from models.records import Document, Line, Page, State

SAMPLES = Path(__file__).parents[2] / "eval" / "samples" / "papers"
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return make_engine("rapid")


def read(picture: Image, engine: Engine) -> list[Document]:
    page, upright = look(RawPage(1, picture, "image/png"), engine)
    return read_page(page, upright, engine, document_types(), TODAY)


def sample(name: str, state: str = "clean") -> Image:
    path = SAMPLES / state / f"{name}_100_{state}.jpg"
    return np.asarray(Pillow.open(path).convert("RGB"))


def texts(document: Document) -> dict[str, str]:
    return {field.key: field.text for field in document.fields}


def plate(colour: str, number: str, size: tuple[int, int] = (440, 140)) -> Image:
    """A plate in front of a dark bumper."""
    ground = Pillow.new("RGB", (900, 560), "#2c2f33")
    ground.paste(number_plate(size, f"{colour}|{number}", "", Random(0)).convert("RGB"), (230, 200))
    return np.asarray(ground)


@pytest.mark.parametrize(
    ("colour", "number"),
    [("蓝", "沪A8Q3K5"), ("黄", "皖C64LQ2"), ("绿", "沪AF71203"), ("黄绿", "京D99863F")],
)
def test_a_plate_is_read_with_its_colour(colour: str, number: str, engine: Engine) -> None:
    (found,) = [d for d in read(plate(colour, number), engine) if d.type == "licence_plate"]

    assert texts(found) == {"plate_no": number, "color": colour}


def test_a_plate_in_two_rows_is_read_as_one_number(engine: Engine) -> None:
    rear = Pillow.new("RGB", (440, 220), PLATES["黄"][0])
    pen = ImageDraw.Draw(rear)
    pen.text((220, 50), "皖·C", font=face("hei_bold", 70, "皖·C"), fill="#111111", anchor="mm")
    pen.text((220, 145), "64LQ2", font=face("hei_bold", 120, "64LQ2"), fill="#111111", anchor="mm")
    ground = Pillow.new("RGB", (900, 560), "#2c2f33")
    ground.paste(rear, (230, 170))

    (found,) = [d for d in read(np.asarray(ground), engine) if d.type == "licence_plate"]
    assert texts(found) == {"plate_no": "皖C64LQ2", "color": "黄"}


def test_a_vehicle_s_photograph_shows_the_vehicle_and_its_plate(engine: Engine) -> None:
    found = read(sample("vehicle_photo"), engine)

    assert {document.type for document in found} == {"licence_plate", "vehicle_photo"}
    assert len({tuple(texts(document).values()) for document in found}) == 1


def test_a_plate_from_nearby_is_no_photograph_of_a_vehicle(engine: Engine) -> None:
    near = np.asarray(number_plate((880, 280), "蓝|沪A8Q3K5", "", Random(0)).convert("RGB"))
    framed = np.pad(near, ((60, 60), (60, 60), (0, 0)), constant_values=40)

    assert [document.type for document in read(framed, engine)] == ["licence_plate"]


@pytest.mark.parametrize("state", ["clean", "degraded"])
def test_a_frame_number_is_read_and_its_check_digit_makes_it_sure(
    state: str, engine: Engine
) -> None:
    (found,) = read(sample("vehicle_vin_photo", state), engine)
    (vin,) = found.fields

    assert found.type == "vehicle_vin_photo"
    assert vin.state is State.SURE
    assert vin.check is not None
    assert vin.check.passed


@pytest.mark.parametrize("state", ["clean", "degraded"])
def test_a_seal_alone_says_whose_it_is_of_what_kind_and_its_number(
    state: str, engine: Engine
) -> None:
    (found,) = read(sample("seal", state), engine)

    assert found.type == "seal"
    assert texts(found)["seal_text"].endswith("公司")
    assert texts(found)["seal_type"].endswith("章")
    assert texts(found)["seal_inner"] == "样张"
    assert len(texts(found)["seal_number"]) == 13


@pytest.mark.parametrize("name", ["motor_vehicle_sale_invoice", "vehicle_licence_main"])
def test_a_paper_with_seal_plate_and_frame_number_is_no_photograph(
    name: str, engine: Engine
) -> None:
    assert [document.type for document in read(sample(name), engine)] == [name]


def test_an_unknown_paper_that_names_a_plate_stays_unknown(engine: Engine) -> None:
    rows = [f"第{n}条 车辆管理规定的内容" for n in range(6)] + ["沪A12345"]
    lines = tuple(
        Line(text=text, confidence=0.99, box=(100, 80 * n + 40, 700, 80 * n + 80))
        for n, text in enumerate(rows)
    )
    white = np.full((800, 900, 3), 250, np.uint8)
    page = Page(number=1, width=900, height=800, lines=lines)

    found = read_page(page, white, engine, document_types(), TODAY)
    assert {document.type for document in found} == {"unknown"}


def test_an_empty_picture_shows_nothing() -> None:
    blank = np.full((300, 400, 3), 255, np.uint8)
    shot = Shot(Page(number=1, width=400, height=300), blank, NullEngine())

    assert recognise_photo((), shot, document_types()) == ()


@pytest.mark.parametrize("colour", PLATES)
def test_the_colour_of_a_plate_does_not_depend_on_the_light(colour: str) -> None:
    drawn = np.asarray(number_plate((440, 140), f"{colour}|沪A8Q3K5", "", Random(0)).convert("RGB"))

    for gain in (0.5, 0.8, 1.0):
        assert colour_of((drawn * gain).astype(np.uint8))[0] == colour


def test_a_type_that_names_no_finder_is_told_a_near_one() -> None:
    kinds = document_types()
    wrong = kinds["seal"].classify.model_copy(update={"picture": "seels"})
    kind = kinds["seal"].model_copy(update={"classify": wrong})
    shot = Shot(Page(number=1, width=9, height=9), np.zeros((9, 9, 3), np.uint8), NullEngine())

    with pytest.raises(SpecError, match="did you mean 'seals'"):
        recognise_photo((), shot, {"seal": kind})
    assert {k.classify.picture for k in kinds.values() if k.classify.picture} <= set(FINDERS)
