"""Each reader finds what it is for, and says so when there is nothing."""

import pytest

from extractors.placing.form import prepare
from extractors.placing.layout import lay_out
from extractors.readers import READERS
from models.specs import Classify, DocumentType, FieldSpec
from tests.printed import printed

FRAME = (0, 0, 1000, 800)


def read(field: FieldSpec, *lines, furniture=(), anchors=None):
    kind = DocumentType(
        id="t",
        title="t",
        classify=Classify(),
        furniture=furniture,
        anchors=anchors or {},
        field=[field],
    )
    return READERS[field.reader](prepare(kind, lay_out(lines, FRAME)), field)


def field(**values) -> FieldSpec:
    return FieldSpec.model_validate({"key": "k", "title": "k"} | values)


def test_labelled_takes_what_stands_right_of_the_label() -> None:
    found = read(field(labels=["姓名"]), printed("姓名", 50, 100), printed("李四", 120, 100))
    assert (found.text, found.box) == ("李四", (120, 100, 160, 120))


def test_labelled_stops_at_the_next_label_and_at_a_wide_gap() -> None:
    line = printed("性别男民族汉", 50, 100)
    assert read(field(labels=["性别"]), line, furniture=["民族"]).text == "男"
    apart = (printed("姓名李四", 50, 100), printed("盖章", 400, 100))
    assert read(field(labels=["姓名"]), *apart).text == "李四"


def test_labelled_joins_as_many_lines_as_the_value_may_have() -> None:
    lines = (printed("住址", 50, 100), printed("样张市样张区", 120, 100), printed("一号", 120, 126))
    assert read(field(labels=["住址"], lines=2), *lines).text == "样张市样张区一号"
    assert read(field(labels=["住址"]), *lines).text == "样张市样张区"


def test_labelled_says_that_a_box_is_blank() -> None:
    assert read(field(labels=["备注"]), printed("备注", 50, 100)).text == ""
    assert read(field(labels=["备注"]), printed("别的", 50, 100)) is None


def test_labelled_reads_below_where_the_form_prints_so() -> None:
    lines = (printed("统一社会信用代码", 50, 100), printed("9131", 60, 126))
    assert read(field(labels=["统一社会信用代码"], where="either"), *lines).text == "9131"


def test_labelled_tells_buyer_from_seller_by_what_stands_between() -> None:
    lines = (
        printed("名称买家", 50, 100),
        printed("价税合计", 50, 200),
        printed("名称卖家", 50, 300),
    )
    above = field(labels=["名称"], options={"above": ["价税合计"]})
    below = field(labels=["名称"], options={"below": ["价税合计"]})
    assert read(above, *lines, furniture=["价税合计"]).text == "买家"
    assert read(below, *lines, furniture=["价税合计"]).text == "卖家"


def test_zone_finds_a_value_whose_label_was_not_read() -> None:
    anchors = {"使用性质": (0, 100, 80, 120), "注册日期": (0, 200, 80, 220)}
    lines = (printed("使用性质", 50, 150), printed("注册日期", 50, 250), printed("李四", 150, 200))
    found = read(field(reader="zone", zone=(90, 140, 200, 180)), *lines, anchors=anchors)
    assert found.text == "李四"


def test_pattern_finds_a_code_by_its_shape() -> None:
    found = read(field(reader="pattern", pattern=r"No(\d{8})"), printed("No07394166", 600, 100))
    assert found.text == "07394166"


def test_scattered_date_joins_digits_printed_apart_from_their_words() -> None:
    lines = (
        printed("登记机关", 500, 100),
        printed("2019", 500, 200),
        printed("01", 580, 200),
        printed("02", 660, 200),
    )
    spec = field(reader="scattered_date", options={"below": ["登记机关"]})
    assert read(spec, *lines, furniture=["登记机关"]).text == "2019年01月02日"


TABLE = {
    "name": ["项目名称"],
    "quantity": ["数量"],
    "unit_price": ["单价"],
    "amount": ["金额"],
    "tax": ["税额"],
    "until": ["合计"],
}
HEADINGS = (
    printed("项目名称", 50, 100),
    printed("数量", 300, 100),
    printed("单价", 420, 100),
    printed("金额", 560, 100),
    printed("税额", 720, 100),
)
FURNITURE = ["项目名称", "数量", "单价", "金额", "税额", "合计"]


def items(*lines):
    spec = field(reader="columns", options=TABLE)
    return read(spec, *HEADINGS, *lines, furniture=FURNITURE).rows


def test_columns_reads_rows_and_joins_a_name_that_runs_on() -> None:
    rows = items(
        printed("*服务*技术", 50, 130),
        printed("2", 310, 130),
        printed("3.00", 420, 130),
        printed("6.00", 560, 130),
        printed("0.36", 720, 130),
        printed("服务费", 50, 156),
        printed("合计", 80, 200),
        printed("￥6.00", 550, 200),
    )
    assert rows == (
        {
            "name": "*服务*技术服务费",
            "quantity": "2",
            "unit_price": "3.00",
            "amount": "6.00",
            "tax": "0.36",
        },
    )


def test_columns_takes_glued_figures_apart_only_where_the_amount_proves_it() -> None:
    proven = items(printed("货", 50, 130), printed("23.00", 380, 130), printed("6.00", 560, 130))
    assert (proven[0]["quantity"], proven[0]["unit_price"]) == ("2", "3.00")
    unproven = items(printed("货", 50, 130), printed("23.00", 400, 130), printed("7.00", 560, 130))
    assert (unproven[0]["quantity"], unproven[0]["unit_price"]) == (None, "23.00")


@pytest.mark.parametrize(("nth", "amount"), [(0, "46.62"), (1, "6.08")])
def test_summed_reads_the_amounts_above_the_total(nth, amount) -> None:
    lines = (
        printed("金额", 560, 100),
        printed("税额", 720, 100),
        printed("46.62", 560, 130),
        printed("合计", 80, 200),
        printed("¥46.62", 550, 200),
        printed("¥6.08", 700, 200),
        printed("价税合计", 80, 230),
    )
    spec = field(
        reader="summed", options={"above": ["价税合计"], "columns": ["金额", "税额"], "nth": nth}
    )
    assert read(spec, *lines, furniture=["价税合计", "金额", "税额"]).text == amount
