"""Every check: a canonical value or a ValueError, the same again on what it returned."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.checks import CHECKS, CheckDigitError

PRINTED = st.one_of(
    st.text(),
    st.text(alphabet="0123456789ABCDXxIOQlZ年月日.-/·× ，,￥%kgm至长期", max_size=32),
    st.text(alphabet="零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整", max_size=24),
    st.from_regex(r"[0-9]{1,30}年[0-9]{1,3}月[0-9]{1,3}日?"),
    st.from_regex(r"\A[0-9]{15,20}[0-9Xx]?\Z"),
    st.from_regex(r"\A[京沪粤使WJ][A-Z·]{1,2}[0-9A-Z]{4,6}[挂学警领]?\Z"),
    st.from_regex(r"\A\(?0[0-9]{2,3}\)?-?[0-9]{6,8}(-[0-9]{1,3})?\Z"),
)

PRINTED_AND_CANONICAL = [
    ("id18", "１１０１０５１９４９１２３１００２ｘ", "11010519491231002X"),
    ("uscc", "9111 0000 6000 3734 1L", "91110000600037341L"),
    ("tax_id", "91110108690017781B", "91110108690017781B"),
    ("tax_id", "11010519491231002X", "11010519491231002X"),
    ("tax_id", "310101123456789", "310101123456789"),
    ("tax_id", "91003090675426500", "91003090675426500"),
    ("tax_id", "11010519491231002X01", "11010519491231002X01"),
    ("vin", "1m8gdm9axkp042788", "1M8GDM9AXKP042788"),
    ("vin_form", "LFGGF53W0WH228343", "LFGGF53W0WH228343"),
    ("plate", "京A·A5599", "京AA5599"),
    ("plate", "沪AF71017", "沪AF71017"),
    ("plate", "粤B 12345D", "粤B12345D"),
    ("plate", "沪A1234挂", "沪A1234挂"),
    ("date", "2024 03 05", "2024-03-05"),
    ("date", "20240528", "2024-05-28"),
    ("date", "2024/5/8", "2024-05-08"),
    ("date", "二〇二四年十月二十日", "2024-10-20"),
    ("date_or_forever", "无固定期限", "长期"),
    ("date_or_forever", "至 2031年1月23日", "2031-01-23"),
    ("date_range", "2015.11.05-2025.11.05", "2015-11-05 至 2025-11-05"),
    ("date_range", "自2019年01月01日至永久", "2019-01-01 至 长期"),
    ("date_range", "2014-11-05 至 2024-11-05", "2014-11-05 至 2024-11-05"),
    ("money", "￥175,800.00", "175800.00"),
    ("money", "-12.5", "-12.50"),
    ("number", "7.2035002", "7.2035002"),
    ("cn_amount", "⊗壹拾柒万伍仟捌佰圆整", "壹拾柒万伍仟捌佰圆整"),
    ("tax_rate", "免税", "免税"),
    ("dimension", "4633*1840*1530", "4633×1840×1530mm"),
    ("invoice_number", "No 05950604", "05950604"),
    ("licence_barcode", "*2160015530813*", "2160015530813"),
    ("road_permit_no", "桂交运管许可南字12345号", "桂交运管许可南字12345号"),
    ("vehicle_type", "小型普通客车", "小型普通客车"),
    ("use_character", "非营运", "非营运"),
    ("phone", "02162345678", "021-62345678"),
]

REFUSED = [
    ("id18", "99010519491231002X", "不是省级行政区划代码"),
    ("id18", "110105194902310021", "出生日期"),
    ("id18", "1101051949123100", "18位"),
    ("uscc", "9144030OMA5EXWHW6F", "不含I、O、S、V、Z"),
    ("tax_id", "1234", "15、17、18或20位"),
    ("vin_form", "QWER440F0H3276555", "不含I、O、Q"),
    ("plate", "鄂E3887k", "字母须大写"),
    ("plate", "沪O12345", "不含I、O"),
    ("date", "2023年2月29日", "不存在"),
    ("date", "2024年05月", "年、月、日"),
    ("month", "2024年13月", "年月"),
    ("date_range", "2025.11.05-2015.11.05", "早于"),
    ("money", "1,23.00", "金额"),
    ("money", "1.234", "金额"),
    ("cn_amount", "伍捌佰圆整", "缺字或多字"),
    ("cn_amount", "圆整", "大写金额"),
    ("licence_class", "C7", "准驾车型"),
    ("digital_invoice_number", "24992000000048542163", "行政区划"),
    ("vehicle_type", "重型轿车", "车辆类型"),
    ("ethnicity", "漢", "民族"),
]

WRONG_CHECK_DIGITS = [
    ("id18", "110105194912310021"),
    ("uscc", "91500106MA2CE71F65"),
    ("tax_id", "515106987332009937"),
    ("vin", "HHGHH555778802669"),
    ("card_number", "6225970070003000"),
    ("registration_no", "110108000000017"),
]


@settings(max_examples=500)
@given(text=PRINTED)
def test_every_check_returns_a_canonical_value_or_raises_value_error(text: str) -> None:
    for name, check in CHECKS.items():
        try:
            canonical = check(text)
        except ValueError:
            continue
        assert check(canonical) == canonical, name


@pytest.mark.parametrize(("name", "printed", "canonical"), PRINTED_AND_CANONICAL)
def test_check_returns_the_canonical_form_of_what_is_printed(
    name: str, printed: str, canonical: str
) -> None:
    assert CHECKS[name](printed) == canonical
    assert CHECKS[name](canonical) == canonical


@pytest.mark.parametrize(("name", "text", "says"), REFUSED)
def test_check_says_in_chinese_what_is_wrong(name: str, text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        CHECKS[name](text)


@pytest.mark.parametrize(("name", "text"), WRONG_CHECK_DIGITS)
def test_a_wrong_check_digit_is_told_apart_from_a_wrong_form(name: str, text: str) -> None:
    with pytest.raises(CheckDigitError, match="校验位"):
        CHECKS[name](text)


@pytest.mark.parametrize("text", ["2013-06-1", "2013.06.1", "2013/01/3"])
def test_a_day_that_lost_its_second_figure_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="年、月、日"):
        CHECKS["date"](text)


@pytest.mark.parametrize("text", ["2013-6-1", "2013年06月1日", "2013-12-1"])
def test_a_date_without_leading_zeros_is_one(text: str) -> None:
    assert CHECKS["date"](text).startswith("2013-")
