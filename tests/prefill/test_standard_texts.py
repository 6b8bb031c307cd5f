"""Names, scopes and places: how they are written becomes one, what they say stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.specs import FormField
from prefill.normalise import Normal, normalise
from prefill.vocabularies import choices


def box(kind: str, **more: object) -> FormField:
    return FormField.model_validate({"key": "x", "label": "x", "type": kind, **more})


SCOPE = box("text", vocabulary="business_scope")
PERMIT = box("text", vocabulary="transport_scope")
PROVINCES = box("region", vocabulary="gb2260_province", multiple=True)
DISTRICT = box("region", vocabulary="gb2260_shanghai")
PROVINCE = box("region", vocabulary="gb2260_province")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("张 三", "张三"),
        ("买买提•艾力", "买买提·艾力"),
        ("阿卜杜拉.买买提", "阿卜杜拉·买买提"),
        ("约翰 ・ 史密斯", "约翰·史密斯"),
        ("JOHN   SMITH", "JOHN SMITH"),
        ("㛃𬱖", "㛃𬱖"),
        ("王\u200b明", "王明"),
        ("\u2f5f白", "玉白"),
        ("载重18,000千克,时间22:30", "载重18,000千克，时间22:30"),
        ("上海样张(集团) 有限责任公司", "上海样张（集团）有限责任公司"),
        ("上海样张有限公司第二分公司", "上海样张有限公司第二分公司"),
    ],
)
def test_a_name_keeps_every_character_it_says(written: str, name: str) -> None:
    assert normalise(box("string"), written) == Normal(name)


@pytest.mark.parametrize(
    ("field", "written", "standard"),
    [
        (
            SCOPE,
            "许可项目：普通货运；一般项目：装卸服务、日用百货销售。（依法须经批准的项目）",
            "许可项目：道路货物运输（不含危险货物）；一般项目：装卸搬运、日用百货销售。（依法须经批准的项目）",
        ),
        (SCOPE, "货运代理;国际货运代理", "国内货物运输代理；国际货物运输代理"),
        (SCOPE, "非普通货运业务咨询", "非普通货运业务咨询"),
        (PERMIT, "普通货运、大件运输", "道路普通货物运输、道路大型物件运输"),
        (PERMIT, "货物专用运输(集装箱)", "货物专用运输（集装箱）"),
        (DISTRICT, "上海市浦东新区张江镇张衡路500号", "浦东新区"),
        (DISTRICT, "崇明县", "崇明区"),
        (PROVINCE, "江苏省南通市启东市", "江苏省"),
        (PROVINCES, "江苏、浙江省、安徽", "江苏省、浙江省、安徽省"),
        (box("region"), "310230", "上海市崇明区"),
        (box("region"), "江苏启东市", "江苏省南通市启东市"),
        (box("address"), "浦东张江镇张衡路500号", "上海市浦东新区张江镇张衡路500号"),
        (box("phone"), "62345678转12", "021-62345678-12"),
        (box("idcard"), "310230780815103", "310230197808151033"),
        (box("datetime"), "2026年11月28日晚上10点", "2026-11-28 22:00"),
        (box("daterange"), "2026年12月1日至5日", "2026-12-01 至 2026-12-05"),
        (box("month"), "202612", "2026-12"),
        (box("month"), "2026-12-01", "2026-12"),
        (box("decimal"), "￥85,000.00", "85000"),
        (box("email"), "A@EXAMPLE.com", "A@example.com"),
        (box("string", format="csv_int"), "7000 13000 13000", "7000,13000,13000"),
        (box("string", format="lwh_m"), "18100*3000*4200mm", "18.1×3×4.2"),
        (box("string", format="lnglat"), "31.2304,121.4737", "121.4737,31.2304"),
    ],
)  # fmt: skip
def test_what_sources_write_becomes_standard(field: FormField, written: str, standard: str) -> None:
    assert normalise(field, written) == Normal(standard)
    assert normalise(field, standard) == Normal(standard)


@pytest.mark.parametrize(
    ("field", "written"),
    [
        (box("address"), "上海市徐汇区"),
        (box("region"), "上海市徐汇区漕溪北路1号"),
        (box("datetime"), "2026-11-28"),
        (box("phone"), "12345"),
        (box("idcard"), "E12345678"),
        (DISTRICT, "苏州市"),
    ],
)
def test_what_is_not_what_the_box_asks_is_kept_for_a_person_to_look_at(
    field: FormField, written: str
) -> None:
    found = normalise(field, written)
    assert found.text
    assert not found.standard


def test_an_open_list_offers_nothing_to_choose() -> None:
    assert choices(SCOPE) == ()


PLAIN = "string text bool list uscc idcard plate vin phone email address region file"
DATED = "date datetime daterange month int decimal"
TABLE = box("table", columns=({"key": "a", "label": "甲"},))
LISTED = [SCOPE, PERMIT, PROVINCES, DISTRICT, TABLE]
KINDS = st.sampled_from([*map(box, f"{PLAIN} {DATED}".split()), *LISTED])


@given(KINDS, st.text() | st.text("0123456789年月日至时:-.,、（）上海浦东区路弄号A ", max_size=30))
def test_any_text_is_normal_after_once_or_refused(field: FormField, text: str) -> None:
    try:
        once = normalise(field, text)
    except ValueError:
        return
    assert normalise(field, once.text).text == once.text
