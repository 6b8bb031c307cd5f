"""Whatever a person types or draws, the OFD is whole, says the same and looks the same."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import typst
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from docgen.forms.compose import compose
from docgen.ofd.seal import seal_ofd
from docgen.ofd.write import write_ofd
from docgen.printing.field import APPLICANT
from docgen.signing.seals import TestSeals
from extractors.signatures.ofd import verify_ofd
from intake.clock import now
from models.crypto.trust import Trust
from models.fonts import SHIPPED
from models.records import Filing
from models.specs import Service
from prefill.edit import edit
from tests.docgen.ofd.reading import differences, files_of, pages_of, text_of, trees_of
from tests.docgen.reading import pdf_text

DAY = date(2026, 11, 28)
FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
FAR = 40
"""Of 255, where two programs draw the same page (``differences``)."""


@pytest.fixture(scope="module")
def named(service: Service, filings: dict[str, Filing]) -> Callable[[str], bytes]:
    """Compose the form of S5B with a given name of the firm."""

    def composed(text: str) -> bytes:
        form = tuple(
            edit(box, text, "某人") if box.key == "corp_name" else box
            for box in filings["S5B"].form
        )
        return compose(filings["S5B"].model_copy(update={"form": form}), service, "S5B").pdf

    return composed


def same(pdf: bytes) -> bytes:
    """Return the OFD of a PDF once it is known to be well-formed and to say the same."""
    ofd = write_ofd(pdf, "表", {}, DAY)
    assert trees_of(ofd)
    assert text_of(ofd) == pdf_text(pdf)
    return ofd


@pytest.mark.parametrize(
    "text",
    [
        "</ofd:TextCode><ofd:TextCode>",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
        "&amp; ]]> <![CDATA[",
        "甲\x00\x01\x1b\ufffe乙\u202e丙",
        "王𬭊、赵㛃、钱𠮷、孙喆镕堃祎",
        "A  B   C",
        "مرحبا שלום",
    ],
)
def test_what_a_value_holds_is_text_and_nothing_else(
    text: str, named: Callable[[str], bytes]
) -> None:
    same(named(text))


def test_a_character_beyond_the_first_plane_stays_one_character(tmp_path: Path) -> None:
    """In a TrueType font that has it, as an installation may bring along."""
    truetype(tmp_path / "far.ttf", "甲乙𬭊")
    (tmp_path / "page.typ").write_text('#set text(font: "Far")\n甲𬭊乙𬭊𬭊甲')
    pdf = typst.compile(tmp_path / "page.typ", font_paths=[str(tmp_path)], ignore_system_fonts=True)
    ofd = same(pdf)
    assert text_of(ofd) == "甲𬭊乙𬭊𬭊甲"
    (drawn,) = pages_of(ofd)
    assert "".join(line.text for line in drawn.lines) == "甲𬭊乙𬭊𬭊甲"
    (font,) = (content for name, content in files_of(ofd).items() if name.endswith(".ttf"))
    assert set(TTFont(BytesIO(font)).getBestCmap()) == {ord(each) for each in "甲乙𬭊"}


def truetype(path: Path, characters: str) -> None:
    """Write a font whose characters are squares of different sizes."""
    names = {ord(each): f"g{place}" for place, each in enumerate(characters, start=1)}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    glyphs = {}
    for place, name in enumerate([".notdef", *names.values()], start=1):
        pen = TTGlyphPen(None)
        side = 200 * place
        pen.moveTo((0, 0))
        for corner in ((0, side), (side, side), (side, 0)):
            pen.lineTo(corner)
        pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    names_of = {"familyName": "Far", "styleName": "Regular", "fullName": "Far", "psName": "Far"}
    builder.setupNameTable(names_of)
    builder.setupOS2(sTypoAscender=880, usWeightClass=400)
    builder.setupPost()
    builder.save(path)


def test_a_name_of_five_thousand_characters_is_whole(named: Callable[[str], bytes]) -> None:
    name = "上海样张喆镕堃祎货物运输" * 417
    pdf = named(name)
    ofd = same(pdf)
    assert sum(text_of(ofd).count(each) for each in "堃祎") >= 2 * 417
    assert sum(path.endswith("Content.xml") for path in files_of(ofd)) > 3


def test_a_word_of_five_thousand_letters_is_whole(named: Callable[[str], bytes]) -> None:
    assert text_of(same(named("A" * 5000))).count("A") >= 5000


@FEW
@given(text=st.text(max_size=40))
def test_any_value_gives_a_whole_ofd(text: str, named: Callable[[str], bytes]) -> None:
    same(named(text))


def test_a_hostile_name_can_be_sealed(
    named: Callable[[str], bytes], seals: TestSeals, trust: Trust
) -> None:
    name = "</ofd:Seal>\x00\u202e" + "喆" * 5000
    sealed = seals.of_applicant(name, name)
    assert verify_ofd(seal_ofd(same(named(name)), sealed, APPLICANT, now()), trust).trusted


def test_a_page_of_every_kind_of_drawing_looks_the_same(tmp_path: Path) -> None:
    """Turned and coloured text, wide gaps, curves, photographs, pictures with a mask."""
    gradient = np.linspace(0, 255, 240 * 160 * 3).reshape(160, 240, 3).astype(np.uint8)
    Image.fromarray(gradient).save(tmp_path / "photo.jpg", quality=95)
    clear = np.dstack([gradient, np.full((160, 240), 90, np.uint8)])
    clear[40:80, 60:120, 3] = 255
    Image.fromarray(clear).save(tmp_path / "mask.png")
    (tmp_path / "page.typ").write_text(PAGE)
    pdf = typst.compile(tmp_path / "page.typ", font_paths=[str(SHIPPED)], ignore_system_fonts=True)
    ofd = same(pdf)
    assert differences(pdf, ofd)[0] < FAR
    kinds = {name.rpartition(".")[2] for name in files_of(ofd)}
    assert {"jpg", "png", "otf"} <= kinds
    files = files_of(ofd)
    photo = next(content for name, content in files.items() if name.endswith(".jpg"))
    assert photo == (tmp_path / "photo.jpg").read_bytes()
    picture = next(content for name, content in files.items() if name.endswith(".png"))
    assert Image.open(BytesIO(picture)).size >= (200, 130)


PAGE = """
#set page(width: 148mm, height: 105mm, margin: 8mm)
#set text(font: "Noto Serif CJK SC", size: 14pt)
直立的文字 #text(fill: rgb("#a61b1b"))[红色的文字] #text(size: 7pt, font: "Noto Sans CJK SC")[小字]
#place(top + left, dx: 10mm, dy: 12mm, rotate(-30deg, text(size: 22pt, fill: luma(150))[斜的样张]))
#place(top + left, dx: 6mm, dy: 8mm)[送达：　　　年　　　月　 　日]
#place(top + left, dx: 90mm, dy: 10mm, circle(radius: 12mm, stroke: 1.2pt + blue, fill: yellow))
#place(top + left, dx: 88mm, dy: 40mm, line(length: 30mm, stroke: 2pt))
#place(bottom + left, image("photo.jpg", width: 40mm))
#place(bottom + left, dx: 50mm, image("mask.png", width: 40mm))
#place(bottom + right, rotate(90deg, image("photo.jpg", width: 24mm)))
"""
