"""Registration, transport, scrapping: shifted overprint, entries of a register, what they prove."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.checks import CHECKS
from extractors.extract import read_field
from extractors.judging.verify import verify
from extractors.opening import open_upload
from extractors.placing.classify import classify
from extractors.placing.form import prepare
from extractors.placing.layout import lay_out
from extractors.read import read_page
from extractors.readings import bared
from extractors.seeing.look import look
from extractors.types import document_types
from models.engines.registry import make_engine
from models.records import Check, Document, FieldValue, Line, State, Support
from tests.printed import page_of, printed

TODAY = date(2026, 11, 20)
SHARED = Path(os.environ.get("ZHIBAN_SHARED", Path(__file__).parents[3] / "shared"))
FRAME = (0, 0, 1000, 1400)
PITCH = 60
BOOKLET = {
    "owner_name": ("业户名称", "样张市青湖运输有限公司"),
    "address": ("地址", "样张市样张区样张路1号"),
    "plate_no": ("车辆号牌", "沪A12345"),
    "business_licence_no": ("经营许可证号", "310115012345"),
    "vehicle_type": ("车辆类型", "重型厢式货车"),
    "tonnage_or_seats": ("吨(座)位", "9.9吨"),
    "length": ("车辆(毫米)", "9990"),
}
"""Labels of a booklet from top to bottom with what is printed for them; the last has more."""
REGISTER = (
    "抵押登记",
    "抵押权人姓名/名称：样张银行股份有限公司",
    "抵押登记日期：2020-02-28",
    "解除抵押",
    "解除抵押日期：2022-02-14",
)


def booklet(shift: float, without: frozenset[str] = frozenset()) -> dict[str, str | None]:
    """Read a booklet whose values stand so many lines below their labels."""
    lines = [printed("道路运输证", 200, 20)]
    for place, (key, (label, value)) in enumerate(BOOKLET.items()):
        y = 100 + place * PITCH
        lines.append(printed(label, 40, y))
        if key not in without:
            lines += overprint(key, value, y + round(shift * PITCH))
    return values("road_transport_cert", lines)


def overprint(key: str, value: str, y: int) -> list[Line]:
    sides = [value, "2550", "3990"] if key == "length" else [value]
    return [printed(side, 220 + 90 * place, y) for place, side in enumerate(sides)]


def values(type_id: str, lines: list[Line]) -> dict[str, str | None]:
    kind = document_types()[type_id]
    form = prepare(kind, lay_out(lines, FRAME))
    read = {field.key: read_field(form, field, 1).value for field in kind.fields}
    return {key: value if isinstance(value, str) else None for key, value in read.items()}


@pytest.mark.parametrize("shift", [0, 0.5, 1, 1.3, 2, -0.5, -1])
def test_values_printed_off_their_lines_still_go_to_their_own_labels(shift: float) -> None:
    got = booklet(shift)
    assert {key: got[key] for key in BOOKLET} == {key: value for key, (_, value) in BOOKLET.items()}
    assert (got["width"], got["height"]) == ("2550", "3990")


@given(
    shift=st.sampled_from([0, 0.5, 1, 1.5, 2]),
    without=st.frozensets(st.sampled_from(sorted(BOOKLET)), max_size=4),
)
def test_a_blank_label_never_takes_what_was_printed_for_another(
    shift: float, without: frozenset[str]
) -> None:
    got = booklet(shift, without)
    for key, (_, value) in BOOKLET.items():
        assert got[key] in ({None} if key in without else {None, value})


def test_a_shifted_value_is_not_proven_by_its_place() -> None:
    kind = document_types()["road_transport_cert"]
    lines = [printed(label, 40, 100 + n * PITCH) for n, (label, _) in enumerate(BOOKLET.values())]
    lines += [printed(value, 220, 160 + n * PITCH) for n, (_, value) in enumerate(BOOKLET.values())]
    form = prepare(kind, lay_out(lines, FRAME))
    owner = next(field for field in kind.fields if field.key == "owner_name")
    assert read_field(form, owner, 1).support is Support.LOOSE


def registered(*texts: str) -> Document:
    """Read a register page with these lines."""
    lines = [printed("登记栏", 300, 20), printed("机动车登记证书编号：310012345678", 40, 80)]
    lines += [printed(text, 60, 140 + 36 * place) for place, text in enumerate(texts)]
    page = page_of(*lines)
    kinds = document_types()
    (document,) = classify(page, kinds)
    form = prepare(kinds[document.type], lay_out(lines, FRAME))
    fields = tuple(read_field(form, field, 1) for field in kinds[document.type].fields)
    return verify(document.model_copy(update={"fields": fields}), page, kinds, TODAY)


def codes(document: Document) -> set[str]:
    return {warning.code for warning in document.warnings}


def test_the_entries_of_a_register_come_one_by_one() -> None:
    records = registered(*REGISTER).field("records")
    assert records is not None
    assert isinstance(records.value, list)
    filled = [{key: cell for key, cell in row.items() if cell} for row in records.value]
    assert filled == [
        {"title": "抵押登记", "mortgagee": "样张银行股份有限公司", "mortgage_date": "2020-02-28"},
        {"title": "解除抵押", "release_date": "2022-02-14"},
    ]


def test_a_mortgage_without_its_release_is_a_warning() -> None:
    assert "mortgage_not_released" not in codes(registered(*REGISTER))
    assert "mortgage_not_released" in codes(registered(*REGISTER[:3]))


def test_a_mortgage_entered_after_a_release_is_a_warning() -> None:
    assert "mortgage_not_released" in codes(registered(*REGISTER, *REGISTER[:3]))


def test_a_release_in_the_same_entry_needs_no_heading() -> None:
    assert "mortgage_not_released" not in codes(registered(*REGISTER[:3], REGISTER[4]))


@pytest.mark.parametrize("label", ["11.发动机号", "11发动机号", "发动机号", "11.发动机号码"])
def test_engine_number_and_engine_model_are_never_mixed(label: str) -> None:
    lines = [
        printed(label, 40, 100),
        printed("W8153169", 220, 100),
        printed("12.发动机型号", 420, 100),
        printed("YC848-43", 600, 100),
    ]
    got = values("vehicle_registration_cert", lines)
    assert (got["engine_no"], got["engine_model"]) == ("W8153169", "YC848-43")


@pytest.mark.parametrize("blank", [0, 2])
def test_a_blank_engine_row_takes_nothing_from_the_other(blank: int) -> None:
    row = [
        printed("11.发动机号", 40, 100),
        printed("W8153169", 220, 100),
        printed("12.发动机型号", 420, 100),
        printed("YC848-43", 600, 100),
    ]
    del row[blank + 1]
    got = values("vehicle_registration_cert", row)
    assert [got["engine_no"], got["engine_model"]] == (
        [None, "YC848-43"] if blank == 0 else ["W8153169", None]
    )


def test_an_owner_is_told_from_the_document_that_proves_who_he_is() -> None:
    line = printed("张样张/居民身份证/31011519900307201X", 420, 100)
    got = values(
        "vehicle_registration_cert", [printed("机动车所有人/身份证明名称/号码", 40, 100), line]
    )
    parts = (got["owner"], got["owner_id_type"], got["owner_id_no"])
    assert parts == ("张样张", "居民身份证", "31011519900307201X")


def test_what_was_handed_back_is_read_over_the_line_end() -> None:
    lines = [
        printed("在我所登记的下列机动车，因报废", 60, 60),
        printed("已办理注销登记。", 40, 90),
        printed("我所已收回：机动车行驶证", 60, 200),
        printed("机动车所有人因故未能交回：机动车前号牌、机动车后号", 60, 240),
        printed("牌、机动车登记证书", 40, 270),
    ]
    got = values("vehicle_cancellation_cert", lines)
    assert got["cancel_reason"] == "报废"
    assert got["returned_items"] == "机动车行驶证"
    assert got["unreturned_items"] == "机动车前号牌、机动车后号牌、机动车登记证书"


@pytest.mark.parametrize(
    ("check", "text", "value"),
    [
        ("named_dimension", "长5995 宽2240 高3250mm", "5995×2240×3250mm"),
        ("named_dimension", "5995x2240x3250", "5995×2240×3250mm"),
        ("named_dimension", "长—宽—高—mm", "--"),
        ("seats_or_dash", "5人", "5人"),
        ("seats_or_dash", "——", "--"),
        ("number_or_dash", "2110kg", "2110"),
        ("party_id", "11010519491231002x", "11010519491231002X"),
        ("party_id", "3101**********201X", "3101**********201X"),
    ],
)
def test_what_a_registration_prints_is_normalised_and_stays_so(
    check: str, text: str, value: str
) -> None:
    assert CHECKS[check](text) == value == CHECKS[check](value)


@given(st.text(max_size=30))
@pytest.mark.parametrize(
    "check", ["named_dimension", "number_or_dash", "party_id", "seats_or_dash", "brand"]
)
def test_a_check_accepts_what_it_returns(check: str, text: str) -> None:
    try:
        value = CHECKS[check](text)
    except ValueError:
        return
    assert CHECKS[check](value) == value


@pytest.mark.parametrize("name", ["通警察支队", "区交通运输管理所", "样张所"])
def test_the_torn_name_of_an_authority_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"发证机关|核发机关"):
        CHECKS["transport_authority"](name)


def reading(text: str | None, *, score: float = 0.99, passed: bool | None = None) -> FieldValue:
    check = None if passed is None else Check(rule="r", passed=passed)
    support = Support.REFUTED if passed is False else Support.SHAPED if passed else Support.PLAIN
    return FieldValue(
        key="k", value=text, score=score, support=support, state=State.CONFIRM, check=check
    )


@pytest.mark.parametrize(
    ("inked", "bare", "value"),
    [
        ("青麓牌样张", "青麓牌", "青麓牌"),
        ("QLK4250", "QLK4250KJLA", "QLK4250KJLA"),
        ("CY7150测试用章", "CY7150TLP", "CY7150TLP"),
        ("青麓牌", None, "青麓牌"),
    ],
)
def test_a_stamp_neither_adds_to_a_value_nor_hides_its_end(
    inked: str, bare: str | None, value: str
) -> None:
    assert bared(reading(inked), reading(bare)).value == value


def test_readings_with_and_without_ink_that_differ_refute_each_other() -> None:
    assert bared(reading("青麓牌"), reading("云骋牌")).support is Support.REFUTED
    assert bared(reading("施立"), reading("施立群", score=0.5)).support is Support.REFUTED
    assert bared(reading("施立"), reading("立", score=0.5)) == reading("施立")


@given(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8))
def test_a_value_is_never_made_up_of_two_readings(inked: str, bare: str) -> None:
    assert bared(reading(inked), reading(bare)).value in {inked, bare}


def test_a_scrapping_certificate_too_small_to_read_is_refused() -> None:
    path = SHARED / "data" / "papers" / "scrap_cert_lowres_1.jpg"
    if not path.exists():
        pytest.skip("the real papers are not here")
    page, picture = look(open_upload(path.read_bytes(), path.name)[0], make_engine("rapid"))
    (found, *_) = read_page(page, picture, make_engine("rapid"), document_types(), TODAY)
    assert found.quality is not None
    assert found.quality.grade == "poor"
    assert {"too_small", "low_resolution"} & codes(found)
    assert not [field for field in found.fields if field.state is State.SURE]
