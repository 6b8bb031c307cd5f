"""What a person changed is told as one difference, and nothing else is."""

import pytest

from docgen.gongwen.compare.compare import compare
from docgen.gongwen.compare.difference import Difference, Kind, Topic
from docgen.gongwen.document.opened import Look, Opened, Paragraph, Run, Section, Source
from tests.docgen.gongwen.compare.made import opened, table, with_table

TEXT = (
    "关于签订运营服务合同的通知",
    "甲方：上海样张建设有限公司",
    "合同总价1,200万元，自2026年3月1日起30日内支付首期款。",
    "各单位要加强值班值守，落实责任，确保安全。",
    "本通知自印发之日起施行，有效期五年。",
    "联系人：张样张",
)


def differences(left: Opened, right: Opened) -> tuple[Difference, ...]:
    return compare(left, right).differences


def changed(place: int, old: str, new: str) -> tuple[str, ...]:
    return tuple(t.replace(old, new) if i == place else t for i, t in enumerate(TEXT))


@pytest.mark.parametrize(
    ("place", "old", "new", "kind", "topic"),
    [
        (2, "1,200万元", "1,250万元", Kind.NUMBER, Topic.MONEY),
        (2, "2026年3月1日", "2026年4月1日", Kind.NUMBER, Topic.DATE),
        (2, "30日内", "60日内", Kind.NUMBER, Topic.TERM),
        (1, "上海样张建设有限公司", "上海样本建设有限公司", Kind.REPLACE, Topic.PARTY),
        (3, "落实责任", "压实责任", Kind.REPLACE, Topic.TEXT),
        (3, "，确保安全", "", Kind.DELETE, Topic.TEXT),
    ],
)
def test_a_change_is_told_whole_and_once(
    place: int, old: str, new: str, kind: Kind, topic: Topic
) -> None:
    (found,) = differences(opened(*TEXT), opened(*changed(place, old, new)))
    assert (found.kind, found.topic) == (kind, topic)
    assert found.before in old or old in found.before
    assert found.left is not None
    assert found.left.paragraph == place


def test_parties_and_amounts_come_before_words_and_words_before_order() -> None:
    right = [*changed(2, "1,200万元", "1,250万元")]
    right[3] = right[3].replace("落实", "压实")
    right.insert(1, right.pop(5))
    found = differences(opened(*TEXT), opened(*right))
    assert [each.weight for each in found] == [3, 2, 1]


def test_what_was_put_in_at_one_place_is_one_insertion() -> None:
    (came,) = differences(opened("行驶证上的所有人"), opened("行驶证原则上上的所有人"))
    (went,) = differences(opened("行驶证原则上上的所有人"), opened("行驶证上的所有人"))
    assert came.after == went.before == "原则上"


def test_a_moved_paragraph_that_was_edited_is_both() -> None:
    right = list(changed(3, "值班值守", "值班"))
    right.insert(0, right.pop(3))
    kinds = sorted(each.kind for each in differences(opened(*TEXT), opened(*right)))
    assert kinds == [Kind.DELETE, Kind.MOVE]


CLAUSES = (
    "第一条 合同标的。甲方委托乙方承担城市道路日常养护工作，范围见附件。",
    "第二条 合同价款。合同总价为1,200万元，自2026年3月1日起分四期支付。",
    "第三条 质量要求。养护质量应当符合行业标准，每季度由甲方组织一次考核。",
    "第四条 违约责任。乙方逾期完成的，每逾期一日按合同总价的千分之一支付违约金。",
    "第五条 争议解决。因履行本合同发生争议的，双方应当协商，协商不成的向人民法院起诉。",
)
REWRITTEN = (
    (1, "第五条 付款安排。甲方于2026年3月1日起按季向乙方付清全部款项，共计1,200万元，不计利息。"),
    (3, "第一条 违约责任。承包人未按约定时间完工，应当承担赔偿，具体数额由双方另行书面约定。"),
    (2, "第五条 考核。养护质量应当符合行业标准，考核由养护中心每月开展，结果向社会公布。"),
)
"""Which clause was moved, and what became of it."""


@pytest.mark.parametrize(("place", "text"), REWRITTEN)
def test_a_paragraph_that_was_moved_and_rewritten_is_told_as_moved_and_changed(
    place: int, text: str
) -> None:
    right = [*CLAUSES[:place], *CLAUSES[place + 1 :]]
    right.insert(0 if place > 2 else len(right), text)
    moved, *inside = sorted(
        differences(opened(*CLAUSES), opened(*right)), key=lambda each: each.kind is not Kind.MOVE
    )
    assert (moved.before, moved.after) == (CLAUSES[place], text)
    assert "移动并有改动" in moved.sentence
    assert inside
    assert all(each.left and each.left.paragraph == place for each in inside)


def test_a_clause_that_went_and_another_that_came_are_not_one_that_was_moved() -> None:
    came = "第五条 保密义务。双方对在履行过程中知悉的商业秘密负有保密责任，期限为五年。"
    found = differences(opened(*CLAUSES), opened(CLAUSES[0], *CLAUSES[2:], came))
    assert sorted(each.kind for each in found) == [Kind.DELETE, Kind.INSERT]


def test_a_cut_and_a_join_are_recognised() -> None:
    cut = (*TEXT[:3], "各单位要加强值班值守，", "落实责任，确保安全。", *TEXT[4:])
    (split,) = differences(opened(*TEXT), opened(*cut))
    (merge,) = differences(opened(*cut), opened(*TEXT))
    assert (split.kind, merge.kind) == (Kind.SPLIT, Kind.MERGE)


ROWS = (
    ("项目", "单位", "金额"),
    ("道路养护", "第一工区", "120"),
    ("桥梁检测", "第二工区", "300"),
    ("绿化保洁", "第三工区", "88"),
)


def test_a_table_is_compared_cell_by_cell() -> None:
    rows = [list(row) for row in ROWS]
    rows[2][2] = "350"
    (found,) = differences(with_table("表", table(ROWS)), with_table("表", table(rows)))
    assert (found.kind, found.before, found.after) == (Kind.CELL, "300", "350")


def test_a_table_that_was_recognised_on_one_side_only_is_read_as_lines() -> None:
    flat = opened("表", *(text for row in ROWS for text in row), source=Source.PDF)
    known = with_table("表", table(ROWS))
    assert not differences(known, flat)
    rows = [list(row) for row in ROWS]
    rows[2][2] = "350"
    (found,) = differences(flat, with_table("表", table(rows)))
    assert (found.before, found.after) == ("300", "350")


def test_tables_of_pages_are_compared_cell_by_cell() -> None:
    rows = [list(row) for row in ROWS]
    rows[1][1], rows[2][1] = rows[2][1], rows[1][1]
    pages = [
        with_table("表", table(each)).model_copy(update={"source": Source.PDF})
        for each in (ROWS, rows)
    ]
    assert [each.kind for each in differences(*pages)] == [Kind.CELL, Kind.CELL]


def test_rows_that_come_go_or_move_are_told_whole() -> None:
    more = [*ROWS[:2], ("标志标线", "第五工区", "45"), *ROWS[2:]]
    moved = [ROWS[0], ROWS[3], *ROWS[1:3]]
    old = with_table("表", table(ROWS))
    for rows, attribute in ((more, "added"), (ROWS[:3], "removed"), (moved, "moved")):
        (found,) = differences(old, with_table("表", table(rows)))
        assert found.kind is Kind.ROW
        assert len(getattr(found, attribute)) == 3


def test_columns_that_come_go_or_move_are_told_whole() -> None:
    old = with_table("表", table(ROWS))
    more = [(*row, note) for row, note in zip(ROWS, ("备注", "续签", "新签", "到期"), strict=True)]
    fewer = [(row[0], row[2]) for row in ROWS]
    moved = [(row[2], row[0], row[1]) for row in ROWS]
    for rows, attribute in ((more, "added"), (fewer, "removed"), (moved, "moved")):
        (found,) = differences(old, with_table("表", table(rows)))
        assert found.kind is Kind.COLUMN
        assert len(getattr(found, attribute)) == 4


def test_a_change_of_format_names_what_changed() -> None:
    plain = Paragraph(runs=(Run(text="落实安全责任", look=Look(size=16, font="仿宋")),))
    runs = (
        Run(text="落实", look=Look(size=16, font="仿宋")),
        Run(text="安全", look=Look(size=16, font="仿宋", bold=True)),
        Run(text="责任", look=Look(size=16, font="仿宋")),
    )
    left = Opened(name="甲", source=Source.WORD, paragraphs=(plain,))
    right = Opened(name="乙", source=Source.WORD, paragraphs=(Paragraph(runs=runs),))
    (found,) = differences(left, right)
    assert found.kind is Kind.FORMAT
    assert (found.before, found.after) == ("加粗 否", "加粗 是")
    assert found.left is not None
    assert (found.left.start, found.left.end) == (2, 4)


def test_the_same_runs_cut_otherwise_are_no_difference() -> None:
    one = Paragraph(runs=(Run(text="落实责任"),))
    two = Paragraph(runs=(Run(text="落实"), Run(text="责任")))
    left = Opened(name="甲", source=Source.WORD, paragraphs=(one,))
    assert not differences(left, left.model_copy(update={"paragraphs": (two,)}))


def test_the_set_up_of_pages_is_compared() -> None:
    left = opened(*TEXT).model_copy(update={"sections": (Section(width=595.3, top=104.9),)})
    right = left.model_copy(update={"sections": (Section(width=595.3, top=72.0),)})
    (found,) = differences(left, right)
    assert found.kind is Kind.PAGE
    assert "上边距" in found.sentence


def test_what_print_cannot_tell_is_not_sure() -> None:
    right = opened(*changed(2, "1,200", "１，２００"), source=Source.PDF)
    assert all(not each.sure for each in differences(opened(*TEXT), right))


def test_a_file_that_was_not_read_is_never_the_same() -> None:
    empty = Opened(name="空", source=Source.SCAN, paragraphs=())
    assert not compare(empty, empty).same
    unread = opened(*TEXT).model_copy(update={"doubts": ("文件里有 1 幅图片",)})
    assert not compare(unread, unread).same


@pytest.mark.parametrize("old", ["甲乙" * 20_000, "甲" * 30_000, "\u202e\x07\ud7ff" * 3_000])
def test_hostile_texts_are_compared_too(old: str) -> None:
    assert differences(opened(old), opened("乙甲甲" * 15_000))
