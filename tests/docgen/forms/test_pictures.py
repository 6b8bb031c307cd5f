"""Photographs stand in their own place; whatever is uploaded instead breaks nothing."""

from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from docgen.forms.compose import ComposedForm, compose
from docgen.forms.pictures import LONGEST_SIDE, fit_pictures
from eval.population.written import draw_portrait
from intake.registry import Registry
from models.records import Filing
from tests.docgen.reading import docx_text, pdf_text


def images(form: ComposedForm) -> int:
    page = pypdfium2.PdfDocument(form.pdf)[0]
    return len(list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])))


def png(mode: str, size: tuple[int, int]) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def printed(registry: Registry, written: dict[str, Filing]):
    """Print the form of S1A with given bytes for its photograph."""
    return lambda data: compose(
        written["S1A"], registry.service_of("S1A"), "S1A", pictures={"photo": data}
    )


def test_a_photograph_stands_on_both_papers(printed) -> None:
    form = printed(draw_portrait())
    assert images(form) == 1
    with ZipFile(BytesIO(form.docx)) as parts:
        assert len([name for name in parts.namelist() if name.startswith("word/media/")]) == 3


@pytest.mark.parametrize("data", [b"", b"GIF89a", draw_portrait()[:200], b"<svg/>"])
def test_what_is_no_picture_leaves_an_empty_frame(data: bytes, printed) -> None:
    form, whole = printed(data), printed(draw_portrait())
    assert images(form) == 0
    assert pdf_text(form.pdf).count("照片") == pdf_text(whole.pdf).count("照片") + 1
    assert docx_text(form.docx).count("照片") == docx_text(whole.docx).count("照片") + 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_made_fit(mode: str) -> None:
    fitted = fit_pictures({"photo": png(mode, (1600, 2240))})["photo"]
    assert max(fitted.width, fitted.height) == LONGEST_SIDE
    with Image.open(BytesIO(fitted.jpeg)) as picture:
        assert (picture.mode, picture.size) == ("RGB", (fitted.width, fitted.height))


def test_a_picture_far_too_large_is_left_out_before_it_is_decoded() -> None:
    assert fit_pictures({"photo": png("1", (9000, 9000))}) == {}


@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_picture_or_left_out(data: bytes) -> None:
    assert set(fit_pictures({"photo": data, "head": b"\x89PNG\r\n\x1a\n" + data})) <= {
        "photo",
        "head",
    }
