"""Whatever a source writes becomes the form's spelling, or is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.specs import FormField
from prefill.normalise import Normal, normalise
from prefill.services import read_services
from prefill.sources.plates import plate_colour
from prefill.vocabularies import FORM_VOCABULARIES, choices

SERVICE = read_services()["S5"]
BOXES = {
    box.key: box
    for each in (SERVICE.fields, *(scenario.fields for scenario in SERVICE.scenarios))
    for box in each
}
PRINTED = (
    st.text()
    | st.from_regex(r"\A[0-9]{1,5}年[0-9]{1,3}月([0-9]{1,3}日)?\Z")
    | st.from_regex(r"\A[0-9]{1,7}(\.[0-9]{1,3})?(kg|吨|千克)?\Z")
    | st.from_regex(r"\A检验有效期至[0-9]{4}年[0-9]{2}月沪[A-Z]\Z")
)


def normal(key: str, text: str) -> str:
    return normalise(BOXES[key], text).text


@pytest.mark.parametrize("key", BOXES)
@given(text=PRINTED)
def test_a_value_is_normal_after_once_or_refused(key: str, text: str) -> None:
    try:
        once = normalise(BOXES[key], text)
    except ValueError:
        return
    assert normalise(BOXES[key], once.text) == once or once.text == ""


@given(st.dates(date(1880, 1, 1), date(2100, 12, 31)))
def test_every_way_to_write_a_day_is_one_day(day: date) -> None:
    written = (
        f"{day.year:04}年{day.month}月{day.day}日",
        f"{day.year:04}.{day.month:02}.{day.day:02}",
        f"{day.isoformat()} 00:00:00",
        f"{day.isoformat()}T08:30:00+08:00",
        day.strftime("%Y%m%d").zfill(8),
    )
    assert {normal("register_date", text) for text in written} == {day.isoformat()}


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("total_mass", "18,000 KG", "18000"),
        ("total_mass", "18吨", "18000"),
        ("total_mass", "4.495t", "4495"),
        ("total_mass", "１８０００千克", "18000"),
        ("approved_load", "--", ""),
        ("axle_count", "3轴", "3"),
        ("outline_size", "9995 x 2550 X 3985 mm", "9995×2550×3985"),
        ("plate_no", "沪d·y8276", "沪DY8276"),
        ("plate_color", "黄绿双拼色", "黄绿"),
        ("plate_color", "93", "黄绿"),
        ("use_nature", "F", "货运"),
        ("fuel_type", "B", "柴油"),
        ("tech_grade", "1", "一级"),
        ("gps_online_status", "离线", "超期不在线"),
        ("corp_name", "上海样张(测试) 有限公司", "上海样张（测试）有限公司"),
        ("inspection_valid_to", "检验有效期至2027年02月沪D(03)", "2027-02-28"),
        ("inspection_valid_to", "检验有效期至2026年05月 检验有效期至2027年05月", "2027-05-31"),
    ],
)
def test_known_ways_of_writing_become_standard(key: str, text: str, expected: str) -> None:
    assert normalise(BOXES[key], text) == Normal(expected)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("register_date", "2023年5月"),
        ("register_date", "2023-02-30"),
        ("inspection_valid_to", "2027年13月"),
        ("total_mass", "很重"),
        ("total_mass", "0.5kg"),
        ("total_mass", "-18000"),
        ("tech_grade", "三级"),
        ("plate_color", "粉"),
    ],
)
def test_what_a_box_cannot_hold_is_refused(key: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"应|不存在"):
        normalise(BOXES[key], text)


@pytest.mark.parametrize(
    ("key", "text"),
    [("vin", "LYZAGBBE1PA018276"), ("plate_no", "沪DY82"), ("vehicle_type", "重型飞行货车")],
)
def test_a_doubtful_code_is_kept_for_a_person_to_look_at(key: str, text: str) -> None:
    assert normalise(BOXES[key], text) == Normal(text, standard=False)


@pytest.mark.parametrize(
    ("plate", "vehicle_type", "colour"),
    [
        ("沪A12345D", "", "黄绿"),
        ("沪AD12345", "", "渐变绿"),
        ("沪DY8276", "重型厢式货车", "黄"),
        ("沪DY8276", "中型普通货车", "黄"),
        ("沪BN7152", "轻型厢式货车", "蓝"),
        ("沪A1234挂", "", "黄"),
        ("沪DY8276", "", ""),
        ("沪DY82", "重型厢式货车", ""),
    ],
)
def test_a_plate_colour_follows_or_is_left_open(plate: str, vehicle_type: str, colour: str) -> None:
    assert plate_colour(plate, vehicle_type) == colour


@given(st.text(), st.text())
def test_a_derived_colour_is_one_the_box_offers(plate: str, vehicle_type: str) -> None:
    colour = plate_colour(plate, vehicle_type)
    assert colour == "" or colour in choices(BOXES["plate_color"])


def test_every_vocabulary_of_a_form_is_declared() -> None:
    assert {box.vocabulary for box in BOXES.values() if box.vocabulary} <= set(FORM_VOCABULARIES)


def test_choices_of_free_text_are_empty() -> None:
    assert choices(FormField(key="x", label="x", type="string")) == ()
    assert "重型厢式货车" in choices(BOXES["vehicle_type"])
