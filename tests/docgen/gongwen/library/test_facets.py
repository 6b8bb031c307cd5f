"""Every document is in one collection of the tender, by declared signs or where it was put."""

import pytest

from docgen.gongwen.library.facets import facet_of, read_facets, sorts
from docgen.gongwen.library.filed import Filed
from docgen.gongwen.library.specimens import Text, read_texts

TENDER = {"公文", "重要文章", "重要讲话", "政策解读", "法律法规", "重要论断", "固有表述"}


def test_the_collections_are_those_of_the_tender_and_one_takes_the_rest() -> None:
    facets = read_facets()
    assert {facet.title for facet in facets} == TENDER
    assert [facet.title for facet in facets if facet.rest] == ["公文"]
    told = [sort for facet in facets for sort in facet.sorts]
    assert len(told) == len({*told})
    assert {*told} <= {*sorts()}


@pytest.mark.parametrize(
    ("sort", "title", "body", "facet"),
    [
        ("通知", "关于学习在样张会议上的讲话的通知", "同志们：", "公文"),
        ("固定表述", "样张三张清单", "问题清单。", "固有表述"),
        ("发言稿", "样张发言", "各位代表：", "重要讲话"),
        ("其他", "在样张区防汛工作会议上的讲话（摘要）", "", "重要讲话"),
        ("其他", "样张会议材料", "同志们：\n今天开会。", "重要讲话"),
        ("其他", "《样张办法》条文解读", "", "政策解读"),
        ("其他", "问答：样张办法怎么办", "", "公文"),
        ("其他", "样张市停车场管理条例（2024年修订）", "", "法律法规"),
        ("其他", "工作方法", "", "公文"),
        ("其他", "样张报评论员文章：办好样张", "", "重要文章"),
        ("其他", "样张杂谈", "（样张日报特约评论员）办好样张。", "重要文章"),
        ("其他", "工作安排", "提到样张日报评论员。", "公文"),
        ("范文", "在样张会上的讲话", "", "公文"),
        ("从未有过的种类", "样张", "", "公文"),
    ],
)
def test_signs_tell_the_collection(sort: str, title: str, body: str, facet: str) -> None:
    assert facet_of("", sort, title, body).title == facet
    assert facet_of("重要论断", sort, title, body).title == "重要论断"


def test_a_document_of_before_is_stored_as_it_was() -> None:
    told = Filed(title="样张", body="一").model_dump_json()
    assert "facet" not in told
    assert "origin" not in told


@pytest.mark.parametrize("text", read_texts(), ids=lambda each: each.title)
def test_a_specimen_says_that_it_is_one_and_is_where_its_signs_tell(text: Text) -> None:
    filed = text.filed
    assert "样张" in filed.issuer
    assert filed.facet == ""
    assert filed.collection.title == text.facet
    assert ("样张" in filed.origin) == filed.collection.phrase
