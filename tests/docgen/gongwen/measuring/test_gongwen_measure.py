from io import BytesIO
from zipfile import ZipFile

import pytest

from docgen.gongwen.document.official import Form, Official, Part
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import adapt, standard
from docgen.gongwen.measuring.deviation import Measured, compare
from docgen.gongwen.measuring.measure import NO_PRINT, measure
from docgen.gongwen.measuring.sheets import read_sheets
from docgen.word.office import WordOffice
from tests.docgen.gongwen.layout.samples import SAMPLES


def told(measured: Measured) -> str:
    return "\n".join(each.told for each in measured.deviations)


@pytest.mark.parametrize("name", SAMPLES)
def test_what_we_lay_out_has_no_deviation(name: str, office: WordOffice) -> None:
    official = SAMPLES[name]
    measured = measure(lay_out(official), office.convert)
    assert measured.form == official.form
    assert not measured.unmeasured
    assert not told(measured)


def test_a_full_page_has_22_lines_of_28_characters(office: WordOffice) -> None:
    official = Official(form=Form.PLAIN, body=(Part(text="样" * 28 * 60),))
    sheet = read_sheets(office.convert(lay_out(official)))[1]
    text = [each for each in sheet.glyphs if each.text == "样"]
    assert len({round(each.base, 1) for each in text}) == 22
    assert len(text) == 22 * 28


def test_the_last_rule_of_the_record_stands_at_262_mm(office: WordOffice) -> None:
    sheets = read_sheets(office.convert(lay_out(SAMPLES["document"])))
    drawn = sheets[-1].bars(red=False)
    assert len(drawn) == 3
    assert drawn[-1].bottom == pytest.approx(262, abs=1)
    assert drawn[0].width == pytest.approx(156, abs=1)


@pytest.mark.parametrize(
    ("values", "name", "what"),
    [
        ("top = 30", "document", "天头"),
        ("left = 35", "document", "订口"),
        ("mark_top = 45", "document", "标志上边缘"),
        ("mark_top_letter = 36", "letter", "信函标志上边缘"),
        ("mark_top_order = 28", "order", "命令标志上边缘"),
        ("rule_gap = 8", "document", "红色分隔线至发文字号"),
        ("letter_rule_width = 150", "letter", "红色双线长度"),
        ("letter_rule_bottom = 26", "letter", "下双线"),
        ("rule_thickness = 1.5", "document", "红色分隔线粗细"),
        ("title_gap = 1", "document", "标题在红线下空行数"),
        ("title_gap = 3", "document", "标题在红线下空行数"),
        ("record_thick = 0.7", "document", "版记首末线粗细"),
        ("record_thin = 0.5", "document", "版记中线粗细"),
        ("page_gap = 2", "document", "一字线"),
        ("page_centred = 1", "document", "页码位置"),
        ("body_size = 14", "plain", "字号"),
        ("pitch = 640", "document", "行数"),
        ("indent = 0", "plain", "自然段"),
    ],
)
def test_each_seeded_deviation_is_told(
    values: str, name: str, what: str, office: WordOffice
) -> None:
    docx = lay_out(SAMPLES[name], adapt(f"[values]\n{values}"))
    found = measure(docx, office.convert)
    assert any(what in each.what for each in found.deviations), told(found)


def test_only_what_binds_is_a_fault_and_custom_is_never_called_the_standard() -> None:
    custom = compare(standard(), "mark_size", 99, "标志")[0]
    usual = compare(standard(), "body_size", 14, "正文")[0]
    binding = compare(standard(), "top", 20, "第1页")[0]
    assert [each.is_fault for each in (custom, usual, binding)] == [False, False, True]
    assert "GB/T" not in custom.told
    assert "7" in binding.told


def test_without_libreoffice_the_result_says_what_was_not_measured() -> None:
    assert measure(lay_out(SAMPLES["letter"])).unmeasured == (NO_PRINT,)


def test_a_file_without_sizes_or_with_odd_numbers_is_measured() -> None:
    held = BytesIO()
    with ZipFile(BytesIO(lay_out(SAMPLES["plain"]))) as old, ZipFile(held, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'w:top="2098"', b'w:top="wide"'))
    assert any(each.what.startswith("天头") for each in measure(held.getvalue()).deviations)
