"""Every format of a box says what is wrong, and doubts only what may be true all the same."""

import pytest

from models.records import Page
from precheck.formats import FORMAT_OF_TYPE, FORMATS, DoubtfulError
from precheck.pictures import PICTURES

RIGHT = {
    "GA36": "沪AD12345",
    "GB11643": "310151199003072018",
    "GB16735": "LSVAA49J9G2123456",
    "GB32100": "91310230MA1JX0A18F",
    "address": "上海市徐汇区漕溪北路1号",
    "csv_int": "7000,13000",
    "date": "2026-11-28",
    "date_or_long": "长期",
    "daterange": "2026-01-01 至 2028-01-01",
    "daterange<=6m": "2026-01-31 至 2026-07-31",
    "datetime": "2026-11-28 22:30",
    "decimal": "85000.5",
    "email": "a@example.com",
    "id_or_uscc": "91310230MA1JX0A18F",
    "int": "18000",
    "lnglat": "121.4737,31.2304",
    "luhn": "6228480030123456789",
    "luhn_or_corp": "31001234567890123456",
    "lwh_m": "18.1×3×4.2",
    "mobile_cn": "13800000000",
    "outline_size": "9995×2550×3985",
    "parking_lot_no": "CM0012",
    "phone": "021-62345678",
    "phone_cn": "021-62345678-12",
    "road_permit_no": "交运管许可沪字310120009913号",
    "sh_ebike_plate": "沪A1234567",
    "yyyymm": "2026-12",
}


def test_every_format_has_an_example_here_and_every_type_a_format_that_exists() -> None:
    assert set(RIGHT) == set(FORMATS)
    assert set(FORMAT_OF_TYPE.values()) <= set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_right_text_passes_and_a_wrong_one_gets_a_chinese_reason(name: str) -> None:
    FORMATS[name](RIGHT[name])
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]{4,}"):
        FORMATS[name]("不知道")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("GB16735", "LSVAA49J0G2123456"),
        ("luhn_or_corp", "6228480030123456780"),
        ("sh_ebike_plate", "旧牌"),
        ("parking_lot_no", "崇明大道"),
    ],
)
def test_what_may_be_true_all_the_same_is_only_doubted(name: str, text: str) -> None:
    with pytest.raises(DoubtfulError):
        FORMATS[name](text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("GB11643", "310151199003072019"),
        ("GB32100", "91310230MA1JX0A180"),
        ("luhn", "6228480030123456780"),
        ("luhn_or_corp", "6228"),
    ],
)
def test_what_cannot_be_true_is_no_mere_doubt(name: str, text: str) -> None:
    with pytest.raises(ValueError, match=r"位") as caught:
        FORMATS[name](text)
    assert not isinstance(caught.value, DoubtfulError)


@pytest.mark.parametrize(
    ("stretch", "fault"),
    [
        ("2026-01-31 至 2026-07-31", ""),
        ("2026-01-31 至 2026-08-01", "不得超过6个月"),
        ("2026-08-31 至 2027-02-28", ""),
        ("2026-08-31 至 2027-03-01", "不得超过6个月"),
        ("2026-01-31 至 长期", "截止日期"),
    ],
)
def test_half_a_year_is_counted_in_calendar_months(stretch: str, fault: str) -> None:
    if not fault:
        assert FORMATS["daterange<=6m"](stretch) == stretch
        return
    with pytest.raises(ValueError, match=fault):
        FORMATS["daterange<=6m"](stretch)


@pytest.mark.parametrize(
    ("width", "height", "fault"),
    [
        (295, 413, ""),
        (413, 579, ""),
        (358, 441, "宽高比"),
        (413, 295, "宽高比"),
        (200, 280, ""),
        (199, 280, "太小"),
    ],
)
def test_a_one_inch_photo_has_its_shape_and_enough_pixels(
    width: int, height: int, fault: str
) -> None:
    page = Page(number=1, width=width, height=height)
    if not fault:
        PICTURES["photo_1inch"].prove(page)
        return
    with pytest.raises(ValueError, match=fault):
        PICTURES["photo_1inch"].prove(page)
