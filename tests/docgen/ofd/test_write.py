"""A printed page as an OFD: the same text, the same look, and a package as the standard has it."""

import posixpath
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image

from docgen.ofd.write import write_ofd
from models.fonts import SHIPPED
from tests.docgen.ofd.conftest import DAY, FACTS, TITLE
from tests.docgen.ofd.reading import SPACE, differences, files_of, pages_of, text_of, trees_of
from tests.docgen.reading import pdf_text

FAR = 60
"""Of 255: hinting, thin lines and the bars of a bar code differ by less, a character elsewhere by
more."""


def test_the_text_is_complete_and_in_reading_order(pdf: bytes, ofd: bytes) -> None:
    assert text_of(ofd) == pdf_text(pdf)


def test_our_reader_finds_every_character(pdf: bytes, ofd: bytes) -> None:
    read = "".join(line.text for page in pages_of(ofd) for line in page.lines)
    assert sorted("".join(read.split())) == sorted(pdf_text(pdf))


def test_every_page_looks_like_that_of_the_pdf(pdf: bytes, ofd: bytes) -> None:
    assert max(differences(pdf, ofd)) < FAR


def test_the_codes_can_be_read_from_the_page(ofd: bytes) -> None:
    page = pages_of(ofd)[0]
    picture = Image.frombytes("RGB", (page.width, page.height), page.rgb)
    kinds = {code.format for code in zxingcpp.read_barcodes(picture)}
    assert kinds == {zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.Code128}


def test_pages_have_their_size_in_millimetres(pdf: bytes, ofd: bytes) -> None:
    pages = [tree for name, tree in trees_of(ofd).items() if name.endswith("Content.xml")]
    assert len(pages) == len(pypdfium2.PdfDocument(pdf)) > 1
    for page in pages:
        box = page.findtext("o:Area/o:PhysicalBox", namespaces=SPACE)
        assert [round(float(each), 1) for each in box.split()] == [0, 0, 210, 297]


def test_numbers_are_unique_and_below_the_largest(ofd: bytes) -> None:
    trees = trees_of(ofd)
    numbers = [
        int(each.get("ID"))
        for name, tree in trees.items()
        for each in tree.iter()
        if name != "OFD.xml" and each.get("ID")
    ]
    assert len(numbers) == len(set(numbers)) > 100
    told = trees["Doc_0/Document.xml"].findtext(".//o:MaxUnitID", namespaces=SPACE)
    assert max(numbers) <= int(told)


def test_every_element_is_of_the_standard_s_namespace(ofd: bytes) -> None:
    for tree in trees_of(ofd).values():
        assert {etree.QName(each).namespace for each in tree.iter()} == {SPACE["o"]}


def test_every_file_is_named_by_another_and_every_name_leads_to_a_file(ofd: bytes) -> None:
    files, trees = files_of(ofd), trees_of(ofd)
    named = {"OFD.xml", trees["OFD.xml"].findtext(".//o:DocRoot", namespaces=SPACE)}
    root = trees["Doc_0/Document.xml"]
    for each in root.iterfind(".//o:Page", SPACE):
        named.add(posixpath.join("Doc_0", each.get("BaseLoc")))
    for tag in ("PublicRes", "DocumentRes"):
        name = posixpath.join("Doc_0", root.findtext(f".//o:{tag}", namespaces=SPACE))
        base = posixpath.join("Doc_0", trees[name].get("BaseLoc"))
        named.add(name)
        for tag_of_file in ("FontFile", "MediaFile"):
            for each in trees[name].iterfind(f".//o:{tag_of_file}", SPACE):
                named.add(posixpath.join(base, each.text))
    assert named == set(files)


def test_every_object_s_resource_is_declared(ofd: bytes) -> None:
    trees = trees_of(ofd)
    declared = {
        each.get("ID") for name in trees if name.endswith("Res.xml") for each in trees[name].iter()
    }
    for name, tree in trees.items():
        if name.endswith("Content.xml"):
            used = {each.get("Font") or each.get("ResourceID") for each in tree.iter()} - {None}
            assert used <= declared


def test_each_font_draws_each_of_its_characters_as_the_font_it_was_cut_from(ofd: bytes) -> None:
    files, trees = files_of(ofd), trees_of(ofd)
    checked = 0
    for entry in trees["Doc_0/PublicRes.xml"].iterfind(".//o:Font", SPACE):
        font = TTFont(BytesIO(files[f"Doc_0/Res/{entry.findtext('o:FontFile', None, SPACE)}"]))
        whole = TTFont(SHIPPED / f"{entry.get('FontName')}.otf", lazy=True)
        for character in printed_in(trees, entry.get("ID")):
            assert outline(font, character) == outline(whole, character), character
            checked += 1
    assert checked > 300


def printed_in(trees: dict[str, etree._Element], number: str) -> set[str]:
    texts = (
        code.text
        for name, tree in trees.items()
        if name.endswith("Content.xml")
        for each in tree.iterfind(f".//o:TextObject[@Font='{number}']", SPACE)
        for code in each.iterfind("o:TextCode", SPACE)
    )
    return set("".join(texts))


def outline(font: TTFont, character: str) -> tuple[int, list[object]]:
    glyph = font.getBestCmap()[ord(character)]
    pen = RecordingPen()
    font.getGlyphSet()[glyph].draw(pen)
    return font["hmtx"][glyph][0], pen.value


def test_facts_and_title_stand_where_programs_find_them(ofd: bytes) -> None:
    entry = trees_of(ofd)["OFD.xml"]
    facts = {each.get("Name"): each.text for each in entry.iterfind(".//o:CustomData", SPACE)}
    assert facts.items() >= FACTS.items()
    assert entry.findtext(".//o:Title", namespaces=SPACE) == TITLE
    assert entry.findtext(".//o:CreationDate", namespaces=SPACE) == DAY.isoformat()


def test_the_same_print_gives_the_same_bytes(pdf: bytes, ofd: bytes) -> None:
    assert write_ofd(pdf, TITLE, FACTS, DAY) == ofd


@pytest.mark.parametrize("value", ["</ofd:CustomData><x>", "\"&<>'", "甲\x00\x1b\ufffe\u202e乙"])
def test_no_fact_or_title_breaks_out_of_its_element(value: str, pdf: bytes) -> None:
    entry = trees_of(write_ofd(pdf, value, {value: value}, DAY))["OFD.xml"]
    shown = "甲乙" if value.startswith("甲") else value
    assert entry.findtext(".//o:Title", namespaces=SPACE) == shown
    assert entry.find(".//o:CustomData", SPACE).attrib == {"Name": shown}
    assert entry.findtext(".//o:CustomData", namespaces=SPACE) == shown
