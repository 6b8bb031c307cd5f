"""Addresses become one spelling with their parts and region, and lose nothing on the way."""

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.checks import CHECKS
from extractors.checks.addresses import parse_address
from extractors.checks.places import DISTRICTS, region_of_code
from extractors.checks.printed import plain
from models.records import Address

SHARED = Path(os.environ.get("ZHIBAN_SHARED", Path(__file__).parents[3] / "shared"))
STREETS = SHARED / "data" / "corpora" / "shanghai_streets.jsonl"

SPELLINGS = [
    ("上海市浦东新区张江镇张衡路500弄3号楼1201室", "", "310115"),
    (
        "上海浦东张江镇张衡路 ５００弄３#楼１２０１",
        "上海市浦东新区张江镇张衡路500弄3号楼1201室",
        "310115",
    ),
    ("浦东张江镇张衡路500号", "上海市浦东新区张江镇张衡路500号", "310115"),
    (
        "浦东新区世纪大道100号环球金融中心50楼",
        "上海市浦东新区世纪大道100号环球金融中心50楼",
        "310115",
    ),
    ("沪徐汇区漕溪北路1号", "上海市徐汇区漕溪北路1号", "310104"),
    ("上海徐汇漕溪北路1号101室", "上海市徐汇区漕溪北路1号101室", "310104"),
    ("上海市市辖区徐汇区漕溪北路1#", "上海市徐汇区漕溪北路1号", "310104"),
    ("崇明县城桥镇人民路68号", "上海市崇明区城桥镇人民路68号", "310151"),
    ("上海市崇明县堡镇中路1号", "上海市崇明区堡镇中路1号", "310151"),
    ("上海市浦东新区唐镇路100号", "", "310115"),
    ("上海市闸北区共和新路1000号", "上海市静安区共和新路1000号", "310106"),
    ("卢湾区复兴中路1号", "上海市黄浦区复兴中路1号", "310101"),
    ("南汇县惠南镇人民东路1号", "上海市浦东新区惠南镇人民东路1号", "310115"),
    ("上海市朱家角镇新风路10号", "上海市青浦区朱家角镇新风路10号", "310118"),
    ("上海市闵行区古美街道平南路1号", "上海市闵行区古美路街道平南路1号", "310112"),
    ("中国上海市静安区南京西路1266号", "上海市静安区南京西路1266号", "310106"),
    ("中国(上海)自由贸易试验区张江路368号", "中国（上海）自由贸易试验区张江路368号", "310000"),
    ("上海市 长宁区 仙霞路 5 号", "上海市长宁区仙霞路5号", "310105"),
    ("上海市宝山区罗店镇东南弄村12组35号", "", "310113"),
    ("江苏启东市汇龙镇人民中路1号", "江苏省南通市启东市汇龙镇人民中路1号", "320681"),
    ("苏州市吴中区木渎镇金山路1号", "江苏省苏州市吴中区木渎镇金山路1号", "320506"),
    ("内蒙古呼和浩特市新城区1号", "内蒙古自治区呼和浩特市新城区1号", "150102"),
    ("北京市朝阳区建国路93号", "", "110105"),
    ("湖北省仙桃市龙华山街道1号", "", "429004"),
    ("安徽省宿州市埇桥区朱仙庄镇", "", "341302"),
]

NO_REGION = [
    "普陀山路12号",
    "静安寺路5号",
    "上海路1号",
    "金山路1号",
    "上海外高桥码头",
    "宝山钢铁股份有限公司",
    "松江大学城",
]


@pytest.mark.parametrize(("written", "standard", "code"), SPELLINGS)
def test_spellings_become_standard_with_the_code_of_their_region(
    written: str, standard: str, code: str
) -> None:
    found = parse_address(written)
    assert (found.text, found.code) == (standard or written, code)


@pytest.mark.parametrize("written", NO_REGION)
def test_names_that_only_sound_like_a_region_are_left_alone(written: str) -> None:
    found = parse_address(written)
    assert (found.region, found.text) == ("", written)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        (
            "上海市浦东新区张江镇张衡路500弄3号楼1201室",
            {
                "town": "张江镇",
                "road": "张衡路",
                "lane": "500弄",
                "building": "3号楼",
                "room": "1201室",
            },
        ),
        (
            "上海市静安区南京西路1266号恒隆广场1座2001-2003室（集中登记地）",
            {
                "road": "南京西路",
                "number": "1266号",
                "place": "恒隆广场",
                "building": "1座",
                "room": "2001-2003室",
                "note": "（集中登记地）",
            },
        ),
        (
            "上海市静安区沪太路1895弄4支弄3号",
            {"road": "沪太路", "lane": "1895弄4支弄", "number": "3号"},
        ),
        (
            "上海市闵行区莘庄镇莘松路380号3幢二层",
            {
                "town": "莘庄镇",
                "road": "莘松路",
                "number": "380号",
                "building": "3幢",
                "floor": "二层",
            },
        ),
        ("上海市黄浦区中山东一路12号甲", {"road": "中山东一路", "number": "12号甲"}),
        (
            "上海市崇明区三星镇北星公路1999号",
            {"town": "三星镇", "road": "北星公路", "number": "1999号"},
        ),
        (
            "上海市宝山区罗店镇毛家弄村12号",
            {"town": "罗店镇", "village": "毛家弄村", "number": "12号"},
        ),
    ],
)
def test_an_address_falls_into_its_parts(written: str, parts: dict[str, str]) -> None:
    found = parse_address(written).model_dump()
    region = {"province", "city", "district", "code"}
    assert {key: part for key, part in found.items() if part and key not in region} == parts


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("上海市徐汇区", "只写到区"),
        ("上海市", "只写到区"),
        ("1 Xujiahui Road", "中文"),
        ("不知道", "过短"),
    ],
)
def test_an_address_that_says_too_little_is_refused(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        CHECKS["standard_address"](written)


MARKS = "中山东一路新村弄号楼室座幢层#甲ABG0123456789-（） －０１２＃\u200b"
NAMES = [each.name for each in DISTRICTS]
WRITTEN = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "中国", "上海市", "上海", "沪", "江苏", "中国（上海）自由贸易试验区"]),
        st.sampled_from(["", "浦东", "崇明县", "市辖区", "南通市启东市", "苏州", *NAMES]),
        st.sampled_from(["", "张江镇", "堡镇", "唐镇", "南京东路", "古美街道", "长兴乡"]),
        st.text(alphabet=MARKS, max_size=24),
    ),
)


def digits_of(text: str) -> str:
    return re.sub(r"[^0-9]", "", plain(text))


@given(WRITTEN | st.text(max_size=60))
def test_an_address_is_standard_after_once_and_keeps_every_digit(written: str) -> None:
    once = parse_address(written)
    again = parse_address(once.text)
    assert again.text == once.text
    assert digits_of(once.text) == digits_of(written)


@given(WRITTEN)
def test_every_han_character_after_the_region_is_kept(written: str) -> None:
    local = parse_address(written).text
    kept = "号楼室座幢层甲弄"
    for mark in kept:
        assert local.count(mark) >= written.count(mark)


def test_the_table_of_shanghai_is_whole_and_unambiguous() -> None:
    towns = [town for district in DISTRICTS for town in district.towns]
    assert len(DISTRICTS) == 16
    assert len(towns) == len(set(towns)) == 215
    for district in DISTRICTS:
        assert set(district.also.values()) <= set(district.towns)
        for town in (*district.towns, *district.areas):
            found = parse_address(f"上海市{district.name}{town}1号")
            assert (found.district, found.town, found.code) == (district.name, town, district.code)


OLD_CODES = {
    "黄浦区": ("310102", "310103"),
    "静安区": ("310108",),
    "浦东新区": ("310119", "310224", "310225"),
    "闵行区": ("310221",),
    "嘉定区": ("310222",),
    "宝山区": ("310111", "310223"),
    "奉贤区": ("310226",),
    "松江区": ("310227",),
    "金山区": ("310228",),
    "青浦区": ("310229",),
    "崇明区": ("310230",),
}


@pytest.mark.parametrize(
    ("code", "district"), [(code, name) for name, codes in OLD_CODES.items() for code in codes]
)
def test_codes_still_on_identity_cards_name_the_district_of_today(code: str, district: str) -> None:
    found = region_of_code(code)
    assert found is not None
    assert (found.province, found.district) == ("上海市", district)


def test_a_code_that_never_was_names_no_region() -> None:
    assert region_of_code("999999") is None
    assert region_of_code("320000") == Address(province="江苏省", code="320000")


@pytest.mark.skipif(not STREETS.exists(), reason="the city's list of streets is not at hand")
def test_the_units_of_the_citys_statistics_are_recognised() -> None:
    rows = [json.loads(line) for line in STREETS.read_text(encoding="utf-8").splitlines()]
    missed = []
    for row in rows:
        found = parse_address(f"上海市{row['district']}{row['street']}1号")
        if not found.town or found.number != "1号" or found.code != row["district_code"]:
            missed.append(row["street"])
    assert missed == []
