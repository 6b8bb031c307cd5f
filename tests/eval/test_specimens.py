"""What specimens promise: reproducible, drawable everywhere, and true."""

import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from eval.specimens import demo, fonts, generate
from eval.specimens.contents import PAIRS, PRINTED_ONLY, TYPES
from eval.specimens.degrade import EFFECTS
from eval.specimens.facts import demo_facts
from eval.specimens.facts.money import in_words
from eval.specimens.forms import print_template
from eval.specimens.generate import Specimen, make
from eval.specimens.layout import layouts, layouts_of
from eval.specimens.pdf import make_pdf
from extractors.checks import CHECKS
from extractors.checks.dates import last_day
from extractors.types import document_types
from models.errors import SpecError
from models.fonts import SHIPPED

SEEDS = range(6)
CHECKED = {
    "id_number": "id18",
    "licence_no": "id18",
    "uscc": "uscc",
    "buyer_tax_id": "uscc",
    "seller_tax_id": "uscc",
    "vin": "vin",
    "plate_no": "plate",
}
"""Fields with a check, for all types but the permit, whose licence_no is another number."""


def fields_of(specimen: Specimen) -> Iterator[tuple[str, str, object]]:
    for document in specimen.documents:
        for key, value in document["fields"].items():
            yield document["doc_type"], key, value


@pytest.fixture(scope="module")
def specimens() -> list[Specimen]:
    return [make(type_id, seed, degraded=False) for type_id in TYPES for seed in SEEDS]


@pytest.mark.parametrize("type_id", [*TYPES, *PAIRS])
def test_the_same_seed_gives_the_same_picture_and_truth(type_id: str) -> None:
    first, again = (make(type_id, 7, degraded=True) for _ in range(2))
    assert first.truth("a.jpg") == again.truth("a.jpg")
    assert first.image.tobytes() == again.image.tobytes()


def test_degrading_changes_the_picture_and_not_the_truth() -> None:
    clean, degraded = (make("vehicle_licence_sub", 3, degraded=each) for each in (False, True))
    assert clean.documents == degraded.documents
    assert clean.image.tobytes() != degraded.image.tobytes()
    assert clean.conditions == ("clean",)
    assert degraded.conditions


def test_numbers_on_specimens_pass_their_checks(specimens: list[Specimen]) -> None:
    checked = 0
    for specimen in specimens:
        for type_id, key, value in fields_of(specimen):
            if key not in CHECKED or value is None or "road_transport" in type_id:
                continue
            assert CHECKS[CHECKED[key]](value) == value, (type_id, key, value)
            checked += 1
    assert checked > len(specimens) / 2


def test_dates_are_iso_and_terms_do_not_end_before_they_begin(specimens: list[Specimen]) -> None:
    for specimen in specimens:
        found = {key: value for _, key, value in fields_of(specimen)}
        for key, value in found.items():
            if key.endswith("_date") and value is not None:
                assert last_day(value)
        start, end = found.get("valid_from"), found.get("valid_to")
        if start and end != "长期":
            assert date.fromisoformat(start) < date.fromisoformat(end)


def test_amounts_on_invoices_add_up(specimens: list[Specimen]) -> None:
    invoices = [s for s in specimens if s.documents[0]["doc_type"].startswith("vat_invoice")]
    assert invoices
    for specimen in invoices:
        found = {key: value for _, key, value in fields_of(specimen)}
        rows = found["items"]
        assert sum(Decimal(row["amount"]) for row in rows) == Decimal(found["total_amount"])
        assert sum(Decimal(row["tax"]) for row in rows) == Decimal(found["total_tax"])
        total = Decimal(found["total_amount"]) + Decimal(found["total_tax"])
        assert Decimal(found["total"]) == total
        assert found["total_cn"] == in_words(total)


def test_masses_on_vehicle_licences_agree(specimens: list[Specimen]) -> None:
    for specimen in specimens:
        found = {key: value for _, key, value in fields_of(specimen)}
        if not {"gross_mass", "curb_mass"} <= found.keys():
            continue
        gross, curb = (int(found[key].removesuffix("kg")) for key in ("gross_mass", "curb_mass"))
        assert gross > curb


def test_every_text_stands_inside_the_page(specimens: list[Specimen]) -> None:
    for sheet in (sheet for specimen in specimens for sheet in specimen.sheets):
        width, height = sheet.image.size
        for placed in sheet.placed:
            left, top, right, bottom = placed.box
            assert left >= 0, placed
            assert top >= 0, placed
            assert right <= width, placed
            assert bottom <= height, placed


def test_no_filled_in_text_covers_another(specimens: list[Specimen]) -> None:
    for sheet in (sheet for specimen in specimens for sheet in specimen.sheets):
        filled = [placed for placed in sheet.placed if placed.filled]
        for place, one in enumerate(filled):
            for other in filled[place + 1 :]:
                across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
                down = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
                height = min(one.box[3] - one.box[1], other.box[3] - other.box[1])
                embossed = one.text == other.text  # raised figures are drawn twice, for their shade
                assert across <= height / 2 or down <= height / 2 or embossed, (one, other)


def test_every_type_has_two_layouts_and_every_layout_is_marked_as_a_specimen() -> None:
    for type_id in TYPES:
        assert len(layouts_of(type_id)) >= 2, type_id
    for layout in layouts().values():
        printed = "".join(text.text for text in layout.texts)
        assert "样张" in printed, layout.id


def test_specimens_have_no_field_the_reader_does_not_know() -> None:
    for layout in layouts().values():
        kind = document_types()[layout.type]
        known = {field.key for field in kind.fields}
        keys = {*layout.keys, *layout.constants} - PRINTED_ONLY
        assert kind.open or keys <= known, (layout.id, keys - known)


def test_an_unknown_type_is_answered_with_a_near_one() -> None:
    with pytest.raises(SpecError, match="did you mean 'vat_invoice'"):
        make("vat_invoise", 0, degraded=False)


def test_a_template_names_only_fields_and_forms_that_exist() -> None:
    assert (
        print_template("{a|cn}至{b|cn}", {"a": "2026-01-02", "b": "长期"}) == "2026年01月02日至长期"
    )
    assert print_template("编号：{a}", {"a": None}) == ""
    with pytest.raises(SpecError, match="no form called 'roman'"):
        print_template("{a|roman}", {"a": "1"})


@pytest.mark.parametrize("family", fonts.FAMILIES)
def test_every_family_ends_with_a_font_that_ships(family: str) -> None:
    path, _ = fonts.FAMILIES[family][-1]
    assert path.is_relative_to(SHIPPED)
    assert path.exists()


def test_rare_characters_of_names_are_drawn_as_themselves() -> None:
    for character in "喆镕堃祎玥珺·⊗¥○≥":
        assert fonts.has_glyph("hei", character)
        font = fonts.face("ming", 24, character)
        assert font.getmask(character).getbbox()


def test_specimens_are_drawn_with_the_shipped_fonts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = {name: files[-1:] for name, files in fonts.FAMILIES.items()}
    before = [make(type_id, 2, degraded=False).documents for type_id in TYPES]
    monkeypatch.setattr(fonts, "FAMILIES", shipped)
    fonts.load.cache_clear()
    fonts.has_glyph.cache_clear()
    try:
        assert [make(type_id, 2, degraded=False).documents for type_id in TYPES] == before
    finally:
        fonts.load.cache_clear()
        fonts.has_glyph.cache_clear()


@pytest.mark.parametrize("name", EFFECTS)
def test_every_effect_returns_a_picture_and_keeps_the_one_it_was_given(name: str) -> None:
    picture = Image.new("RGB", (300, 200), "#f0eee8")
    before = picture.tobytes()
    after = EFFECTS[name](picture, Random(1))
    assert after.mode == "RGB"
    assert picture.tobytes() == before


def test_codes_on_specimens_say_what_is_printed(specimens: list[Specimen]) -> None:
    for specimen in specimens:
        found = {key: value for _, key, value in fields_of(specimen)}
        texts = " ".join(code.text for code in zxingcpp.read_barcodes(specimen.image))
        marks = {mark.kind for mark in specimen.sheets[0].layout.marks}
        for key in {"uscc", "barcode_no", "invoice_number"} & found.keys():
            if marks & {"qr", "code39"}:
                assert found[key] in texts, (key, found[key], texts)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_pdf_carries_its_text_and_its_code(seed: int) -> None:
    data, truth = make_pdf(seed, "invoice.pdf")
    assert make_pdf(seed, "invoice.pdf")[0] == data
    page = pypdfium2.PdfDocument(data)[0]
    text = "".join(page.get_textpage().get_text_range().split())
    fields = truth["documents"][0]["fields"]
    for key in ("invoice_number", "seller_name", "total", "total_cn", "title"):
        assert fields[key] in text, key
    for row in fields["items"]:
        assert all(value.replace(" ", "") in text for value in row.values() if value)
    (code,) = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert fields["invoice_number"] in code.text


def test_the_command_writes_pictures_with_their_truth(tmp_path: Path) -> None:
    wanted = [
        "--out",
        str(tmp_path),
        "--types",
        "id_card_front",
        "--seeds",
        "1-2",
        "--both",
        "--pdf",
    ]
    generate.main(wanted)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 2 * 2 * 2 + 2 * 2
    truth = json.loads((tmp_path / "id_card_front_1_clean.json").read_text(encoding="utf-8"))
    assert truth["origin"] == "specimen"
    assert (tmp_path / truth["image"]).exists()


def test_the_demonstration_s_papers_agree_with_each_other() -> None:
    facts = demo_facts()
    made = [
        make_document for name in demo.PAPERS for make_document in demo.make_demo(name).documents
    ]
    owners = {d["fields"].get("owner") or d["fields"].get("owner_name") for d in made[1:]} - {None}
    assert owners == {facts.firm.name} == {made[0]["fields"]["name"]}
    for key in ("vin", "plate_no", "engine_no", "register_date"):
        assert len({d["fields"][key] for d in made if key in d["fields"]}) == 1, key
    assert facts.inspection.valid_to > "2026-11-20"
    assert CHECKS["vin"](facts.vehicle.vin) == facts.vehicle.vin
    assert CHECKS["uscc"](facts.firm.uscc) == facts.firm.uscc


def test_the_demonstration_s_pictures_are_the_committed_ones() -> None:
    committed = Path(demo.__file__).parents[2] / "intake" / "demo" / "papers"
    assert {path.stem for path in committed.glob("*.jpg")} == set(demo.PAPERS)


def test_pictures_are_saved_as_jpeg(tmp_path: Path) -> None:
    generate.save(make("id_card_back", 0, degraded=False), tmp_path, "card")
    assert Image.open(io.BytesIO((tmp_path / "card.jpg").read_bytes())).format == "JPEG"
