"""Ships are known by numbers that check; forms nobody declared are read by their own labels."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.forms.compose import compose
from extractors.checks import CHECKS, CheckDigitError
from extractors.opening import open_upload
from extractors.placing.classify import classify
from extractors.placing.form import prepare
from extractors.placing.layout import lay_out
from extractors.read import read_page
from extractors.readers import READERS
from extractors.seeing.look import look
from extractors.types import document_types
from models.engines.registry import make_engine
from models.records import Filing, FilingState, FormValue, State
from prefill.services import read_services
from tests.demo_filing import CASE, filing
from tests.printed import page_of, printed

TODAY = date(2026, 11, 20)
SHARED = Path(os.environ.get("ZHIBAN_SHARED", Path(__file__).parents[3] / "shared"))
REAL = SHARED / "data" / "papers"
LABELS = ("姓名：张三", "性别：男", "联系电话：13800000000", "通讯地址：样张路1号")


# --- numbers of ships -----------------------------------------------------------------------------


@given(st.text("0123456789", min_size=6, max_size=6))
def test_an_imo_number_checks_with_one_last_digit_only(body: str) -> None:
    passing = []
    for last in "0123456789":
        try:
            passing.append(CHECKS["imo_no"](f"IMO {body}{last}"))
        except CheckDigitError:
            continue
    assert len(passing) == 1
    assert CHECKS["imo_no"](passing[0]) == passing[0]


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        ("imo_no", "907472"),
        ("mmsi", "477123456"),
        ("ship_id", "CN2020123456"),
        ("call_sign", "3ABC"),
        ("measure", "约九十米"),
        ("count", "两台"),
        ("share", "120%"),
        ("survey_no", "201612345678"),
    ],
)
def test_what_no_ship_has_is_refused_in_chinese(check: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        CHECKS[check](wrong)


# --- which paper is a form ------------------------------------------------------------------------


def types_of(*lines) -> list[str]:
    return [document.type for document in classify(page_of(*lines), document_types())]


def body(top: int = 200) -> list:
    return [printed(text, 100, top + 40 * i) for i, text in enumerate(LABELS)]


def test_a_heading_and_blanks_make_a_form() -> None:
    assert types_of(printed("车辆补贴申请表", 330, 60, size=44), *body()) == ["form"]


def test_a_heading_alone_or_blanks_alone_leave_a_paper_unknown() -> None:
    prose = [printed("本年度工作已经全部完成没有其他内容", 100, 200 + 40 * i) for i in range(5)]
    assert types_of(printed("年度工作总结报表", 330, 60, size=44), *prose) == ["unknown"]
    assert types_of(*body()) == ["unknown"]


def test_a_form_that_asks_for_a_vehicle_is_no_vehicle_licence() -> None:
    asked = ("号牌号码", "档案编号", "核定载人数", "总质量", "整备质量", "外廓尺寸")
    boxes = [printed(f"{label}：", 100, 200 + 40 * i) for i, label in enumerate(asked)]
    assert types_of(printed("道路运输证配发申请表", 290, 60, size=44), *boxes) == ["form"]


def test_a_declared_paper_stays_what_it_is() -> None:
    licence = [
        printed(t, 100, 200 + 40 * i) for i, t in enumerate(("所有人张三", "号牌号码沪A12345"))
    ]
    found = types_of(printed("中华人民共和国机动车行驶证", 260, 60, size=40), *licence, *body(300))
    assert "form" not in found


# --- letters --------------------------------------------------------------------------------------

NOTICE = (
    printed("通    知", 400, 40, size=48),
    printed("自2026年3月1日起窗口迁至样张路18号，", 140, 160),
    printed("请相互转告。", 100, 200),
    printed("样张区行政服务中心", 600, 360),
    printed("2026年2月20日", 640, 400),
)


def piece(key: str, *lines) -> str | None:
    kind = document_types()["notice"]
    spec = next(field for field in kind.fields if field.key == key)
    found = READERS[spec.reader](prepare(kind, lay_out(lines, (0, 0, 1000, 800))), spec)
    return found and found.text


def test_a_notice_says_what_who_and_when() -> None:
    assert types_of(*NOTICE) == ["notice"]
    assert piece("title", *NOTICE) == "通知"
    assert piece("body", *NOTICE) == "自2026年3月1日起窗口迁至样张路18号，请相互转告。"
    assert piece("issuer", *NOTICE) == "样张区行政服务中心"
    assert piece("date", *NOTICE) == "2026年2月20日"


def test_an_unsigned_notice_has_no_issuer() -> None:
    assert piece("issuer", *NOTICE[:3]) is None
    assert piece("date", *NOTICE[:3]) is None


def power(key: str, *texts: str) -> str | None:
    kind = document_types()["power_of_attorney"]
    spec = next(field for field in kind.fields if field.key == key)
    lines = [printed(text, 100, 60 + 40 * i) for i, text in enumerate(texts)]
    found = READERS[spec.reader](prepare(kind, lay_out(lines, (0, 0, 1000, 800))), spec)
    return found and found.text


def test_a_firms_power_of_attorney_is_read_from_its_labels() -> None:
    letter = (
        "委托单位：上海样张物流有限公司",
        "受托人：李四，身份证号码：11010519491231002X",
        "委托事项：办理道路运输证年度审验",
        "委托权限：代为提交材料、领取证件",
        "委托期限：自2026年1月1日至2026年6月30日",
    )
    assert power("principal_name", *letter) == "上海样张物流有限公司"
    assert power("agent_name", *letter) == "李四"
    assert power("agent_id", *letter) == "11010519491231002X"
    assert power("powers", *letter) == "代为提交材料、领取证件"
    assert power("valid_to", *letter) == "2026年6月30日"


# --- our own forms --------------------------------------------------------------------------------


def filled() -> Filing:
    vehicle = CASE["vehicle"]
    values = {
        "corp_name": CASE["firm"]["name"],
        "uscc": CASE["firm"]["uscc"],
        "plate_no": vehicle["plate_no"],
        "plate_color": "黄",
        "vin": vehicle["vin"],
        "engine_no": vehicle["engine_no"],
        "use_nature": "货运",
        "total_mass": str(vehicle["gross_mass"]),
        "delivery_method": "窗口自取",
        "commitment": "是",
        "gps_online_status": "正常在线",
    }
    boxes = tuple(FormValue(key=k, value=v, source="applicant") for k, v in values.items())
    return filing(form=boxes, state=FilingState.CONFIRMED)


@pytest.fixture(scope="module")
def engine():
    return make_engine("rapid")


@pytest.fixture(scope="module")
def pages():
    form = compose(filled(), read_services()["S5"], "S5B")
    return open_upload(form.pdf, "form.pdf")


@pytest.mark.parametrize("text_layer", [True, False], ids=["given", "recognised"])
def test_every_filled_box_of_our_own_form_comes_back(pages, engine, text_layer: bool) -> None:
    raw = pages[0] if text_layer else replace(pages[0], lines=())
    document = next(
        d
        for d in read_page(*look(raw, engine), engine, document_types(), TODAY)
        if d.type == "form"
    )
    got = {field.key: field.text for field in document.fields}
    boxes = read_services()["S5"].form("S5B")
    labels = {box.key: box.label.split("(")[0] for box in boxes}
    expected = {labels[box.key]: box.value for box in filled().form}
    assert {label: got.get(label) for label in expected} == expected
    empty = {label for key, label in labels.items() if not filled().text(key)}
    assert not any(got.get(label) for label in empty)


# --- real papers ----------------------------------------------------------------------------------


@pytest.mark.skipif(not REAL.exists(), reason="the shared papers are not here")
def test_nothing_written_by_hand_is_sure(engine) -> None:
    path = REAL / "form_handwritten_1.jpg"
    page, picture = look(open_upload(path.read_bytes(), path.name)[0], engine)
    documents = read_page(page, picture, engine, document_types(), TODAY)
    fields = [field for document in documents for field in document.fields]
    assert len([field for field in fields if field.value]) > 5
    assert not [field.key for field in fields if field.state is State.SURE]
