"""What people enter on forms: many ways of writing, one canonical text, or a sentence why not."""

import pytest

from extractors.checks import CHECKS, CheckDigitError

ENTERED_AND_CANONICAL = [
    ("mobile", "１３８ ００００ ００００", "13800000000"),
    ("mobile", "+86-138-0000-0000", "13800000000"),
    ("mobile", "008613800000000", "13800000000"),
    ("telephone", "62345678", "021-62345678"),
    ("telephone", "021 6234 5678", "021-62345678"),
    ("telephone", "（021）62345678", "021-62345678"),
    ("telephone", "86-21-62345678", "021-62345678"),
    ("telephone", "021－62345678转8012", "021-62345678-8012"),
    ("telephone", "62345678 分机：12", "021-62345678-12"),
    ("telephone", "4008208820", "400-820-8820"),
    ("telephone", "0512-62345678", "0512-62345678"),
    ("telephone", "010-62345678", "010-62345678"),
    ("telephone", "13800000000", "13800000000"),
    ("email", "office＠EXAMPLE.com.cn", "office@example.com.cn"),
    ("moment", "2026年11月28日 22:30", "2026-11-28 22:30"),
    ("moment", "2026-11-28T22:30:59", "2026-11-28 22:30"),
    ("moment", "2026-11-28T22:30:00+08:00", "2026-11-28 22:30"),
    ("moment", "2026.11.28 晚上10点半", "2026-11-28 22:30"),
    ("moment", "二〇二六年十一月二十八日22时", "2026-11-28 22:00"),
    ("moment", "2026-12-31 24:00", "2027-01-01 00:00"),
    ("year_month", "2026年3月", "2026-03"),
    ("year_month", "202612", "2026-12"),
    ("period", "2026-12-01 至 2027-05-31", "2026-12-01 至 2027-05-31"),
    ("period", "2026年12月30日至12月31日", "2026-12-30 至 2026-12-31"),
    ("period", "2026年12月1日", "2026-12-01 至 2026-12-01"),
    ("size_m", "18.1×3.0×4.2", "18.1×3×4.2"),
    ("size_m", "18.10m * 3.00m * 4.20m", "18.1×3×4.2"),
    ("size_m", "18100×3000×4200毫米", "18.1×3×4.2"),
    ("whole_numbers", "7000,13000，13000", "7000,13000,13000"),
    ("whole_numbers", "7000kg/13000kg", "7000,13000"),
    ("coordinates", "经度121.4737000，纬度31.2304", "121.4737,31.2304"),
    ("decimal", "人民币85,000.00元", "85000"),
    ("citizen_id", "310230780815103", "310230197808151033"),
    ("id_or_uscc", "310151199003072018", "310151199003072018"),
    ("id_or_uscc", "123101514252999921", "123101514252999921"),
    ("bank_account", "6228-4800-3012-3456-789", "6228480030123456789"),
    ("bank_account", "31001234567890123456", "31001234567890123456"),
    ("ebike_plate", "沪 a·1234567", "沪A1234567"),
    ("parking_lot_no", "cm0012", "CM0012"),
    ("document_no", "Ｅ12345678", "E12345678"),
]

REFUSED = [
    ("mobile", "12800000000", "第二位"),
    ("mobile", "1380000000", "11位"),
    ("telephone", "1234567", "021"),
    ("telephone", "12345678", "021"),
    ("email", "zhang@", "name@example.com"),
    ("email", "zhang.@example.com", "name@example.com"),
    ("moment", "2026-11-28", "时刻"),
    ("moment", "2026-11-28 24:01", "24:00"),
    ("moment", "2026-11-28 12:60", "24:00"),
    ("moment", "2026-02-30 12:00", "不存在"),
    ("year_month", "202613", "年月"),
    ("period", "2026-12-02 至 2026-12-01", "早于"),
    ("size_m", "18.1×3", "长×宽×高"),
    ("size_m", "18.1×3×0", "大于0"),
    ("whole_numbers", "7000,很重", "整数"),
    ("coordinates", "121.4737", "经度"),
    ("coordinates", "-0.1276,51.5072", "经度"),
    ("coordinates", "2.3522,48.8566", "中国"),
    ("decimal", "八万五千", "数字"),
    ("bank_account", "1234567", "8至32位"),
    ("id_or_uscc", "9131023", "18位"),
]


@pytest.mark.parametrize(("check", "entered", "canonical"), ENTERED_AND_CANONICAL)
def test_what_people_enter_becomes_canonical(check: str, entered: str, canonical: str) -> None:
    assert CHECKS[check](entered) == canonical
    assert CHECKS[check](canonical) == canonical


@pytest.mark.parametrize(("check", "entered", "reason"), REFUSED)
def test_what_cannot_be_is_refused_with_what_to_do(check: str, entered: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        CHECKS[check](entered)


@pytest.mark.parametrize(
    ("check", "code"),
    [
        ("bank_account", "6228480030123456780"),
        ("id_or_uscc", "310151199003072019"),
        ("id_or_uscc", "91310230MA1JX0A180"),
        ("citizen_id", "310151199003072019"),
    ],
)
def test_a_wrong_check_digit_is_told_from_a_wrong_form(check: str, code: str) -> None:
    with pytest.raises(CheckDigitError):
        CHECKS[check](code)
