"""The words of closed lists: every way sources write them, and the codes the platform asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.judging.vocabularies import VOCABULARIES
from models.specs import FormField
from prefill.normalise import Normal, normalise
from prefill.vocabularies import FORM_VOCABULARIES, code_of

WRITTEN = [
    ("vehicle_type", "H11", "重型普通货车", "H11"),
    ("vehicle_type", "重型普通货车(H11)", "重型普通货车", "H11"),
    ("vehicle_type", "H12-重型厢式货车", "重型厢式货车", "H12"),
    ("vehicle_type", "q11 重型半挂牵引车", "重型半挂牵引车", "Q11"),
    ("vehicle_type", "重型集装厢车", "重型集装箱车", "H16"),
    ("vehicle_type", "小轿车", "小型轿车", "K33"),
    ("vehicle_type", "m21", "普通二轮摩托车", "M21"),
    ("use_character", "F", "货运", "F"),
    ("use_character", "道路货物运输", "货运", "F"),
    ("use_character", "网约车", "预约出租客运", "T"),
    ("use_character", "家庭自用", "非营运", "A"),
    ("energy_type", "0号柴油", "柴油", "B"),
    ("energy_type", "lng", "天然气", "E"),
    ("energy_type", "纯电", "纯电动", ""),
    ("plate_color", "蓝底白字", "蓝", "1"),
    ("plate_color", "黄绿双拼色", "黄绿", "93"),
    ("plate_color", "渐变绿色", "渐变绿", "94"),
    ("plate_type", "02", "小型汽车", "02"),
    ("plate_type", "大型新能源汽车号牌", "大型新能源汽车", "51"),
    ("sex", "男性", "男", "1"),
    ("sex", "2", "女", "2"),
    ("ethnicity", "汉族", "汉", "01"),
    ("ethnicity", "05", "维吾尔", "05"),
    ("ethnicity", "土家族", "土家", "15"),
    ("ethnicity", "土族", "土", "30"),
    ("ethnicity", "MA", "满", "11"),
    ("id_type", "身份证", "居民身份证", "111"),
    ("id_type", "111", "居民身份证", "111"),
    ("id_type", "居民身份证（111）", "居民身份证", "111"),
    ("id_type", "台胞证", "台湾居民来往大陆通行证", "511"),
    ("id_type", "回乡证", "港澳居民来往内地通行证", "516"),
    ("id_type", "护照", "普通护照", "414"),
    ("id_type", "统一社会信用代码证", "统一社会信用代码", "001"),
    ("id_type", "港澳居民居住证", "港澳居民居住证", ""),
    ("qualification_type", "经营性道路旅客运输驾驶员", "道路旅客运输驾驶员", ""),
    ("qualification_type", "网约车驾驶员", "网络预约出租汽车驾驶员", ""),
    ("gb2260_province", "江苏", "江苏省", "320000"),
    ("gb2260_province", "内蒙古", "内蒙古自治区", "150000"),
    ("gb2260_province", "沪", "上海市", "310000"),
    ("gb2260_province", "330000", "浙江省", "330000"),
    ("gb2260_shanghai", "浦东", "浦东新区", "310115"),
    ("gb2260_shanghai", "上海市徐汇区", "徐汇区", "310104"),
    ("gb2260_shanghai", "崇明县", "崇明区", "310151"),
    ("gb2260_shanghai", "310230", "崇明区", "310151"),
    ("gb2260_shanghai", "南汇", "浦东新区", "310115"),
    ("gb2260_shanghai", "苏州市", "", ""),
    ("gb2260_shanghai", "闸北区", "静安区", "310106"),
    ("case_region", "浦东新区", "浦东", "SH00PD"),
    ("case_region", "上海市崇明区", "崇明", "SH00CM"),
    ("shanghai_ports", "洋山深水港", "洋山深水港区", ""),
    ("shanghai_ports", "外高桥", "外高桥港区", ""),
]


@pytest.mark.parametrize(("vocabulary", "written", "word", "code"), WRITTEN)
def test_what_sources_write_becomes_a_word_with_its_code(
    vocabulary: str, written: str, word: str, code: str
) -> None:
    assert FORM_VOCABULARIES[vocabulary].standard(written) == word
    assert code_of(vocabulary, written) == code


@pytest.mark.parametrize("name", FORM_VOCABULARIES)
def test_every_word_and_every_own_code_stands_for_itself(name: str) -> None:
    vocabulary = FORM_VOCABULARIES[name]
    assert vocabulary.words
    for word in vocabulary.words:
        assert vocabulary.standard(word) == word
        code = code_of(name, word)
        assert not code or vocabulary.standard(code) == word


@pytest.mark.parametrize("name", FORM_VOCABULARIES)
@given(text=st.text() | st.from_regex(r"\A[A-Z]?[0-9]{1,3}[-(]?[\u4e00-\u9fff]{0,6}\)?\Z"))
def test_a_word_is_of_the_list_or_nothing(name: str, text: str) -> None:
    vocabulary = FORM_VOCABULARIES[name]
    assert vocabulary.standard(text) in {"", *vocabulary.words}


def test_all_nations_have_the_code_of_their_place_in_the_standard() -> None:
    codes = [code_of("ethnicity", word) for word in VOCABULARIES["ethnicity"]]
    assert codes == [f"{place:02}" for place in range(1, 57)] + [""]


def test_all_provinces_and_districts_have_codes() -> None:
    assert len({code_of("gb2260_province", w) for w in VOCABULARIES["gb2260_province"]}) == 34
    assert len({code_of("gb2260_shanghai", w) for w in VOCABULARIES["gb2260_shanghai"]}) == 16


def test_two_codes_that_disagree_with_their_word_name_nothing() -> None:
    assert FORM_VOCABULARIES["vehicle_type"].standard("H12重型普通货车") == ""


CLASSES = FormField(
    key="licence_class", label="准驾车型", type="enum", vocabulary="licence_class", multiple=True
)
SCOPES = FormField(
    key="apply_scope",
    label="申请经营范围",
    type="enum",
    multiple=True,
    options=("道路普通货物运输", "货物专用运输(集装箱)", "货物专用运输(冷藏保鲜)"),
)
VIA = FormField(
    key="via", label="途经省份", type="region", vocabulary="gb2260_province", multiple=True
)


@pytest.mark.parametrize(
    ("box", "written", "normal"),
    [
        (CLASSES, "A1A2D", Normal("A1、A2、D")),
        (CLASSES, "c1, a2", Normal("A2、C1")),
        (CLASSES, "C1/C1 D", Normal("C1、D")),
        (CLASSES, "大型客车；牵引车", Normal("A1、A2")),
        (CLASSES, "A1、C9", Normal("A1、C9", standard=False)),
        (
            SCOPES,
            "货物专用运输（集装箱）,道路普通货物运输",
            Normal("道路普通货物运输、货物专用运输(集装箱)"),
        ),
        (VIA, "江苏、浙江 安徽省", Normal("江苏省、浙江省、安徽省")),
    ],
)
def test_several_words_stand_in_one_box(box: FormField, written: str, normal: Normal) -> None:
    assert normalise(box, written) == normal
    assert normalise(box, normal.text) == normal


def test_a_word_outside_the_options_of_a_row_is_refused() -> None:
    with pytest.raises(ValueError, match="应为道路普通货物运输"):
        normalise(SCOPES, "道路普通货物运输、客运")


@pytest.mark.parametrize(
    ("text", "said"), [("true", "是"), ("Y", "是"), ("是", "是"), ("0", "否"), ("否", "否")]
)
def test_a_tick_is_yes_or_no(text: str, said: str) -> None:
    assert normalise(FormField(key="x", label="x", type="bool"), text).text == said


def test_none_is_a_word_where_a_box_offers_it_and_nothing_elsewhere() -> None:
    record = FormField(key="x", label="x", type="enum", options=("无", "有"))
    assert normalise(record, "无").text == "无"
    assert normalise(FormField(key="x", label="x", type="string"), "无").text == ""
