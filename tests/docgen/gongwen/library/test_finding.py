"""A document is found by its own number before all that cite it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.library.filed import Filed, entry_of
from docgen.gongwen.library.finding import find
from docgen.gongwen.library.specimens import read_specimens
from knowledge.embedding.encoder import default_encoder
from knowledge.index.index import Index

NUMBER = "样发〔2026〕3号"


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(1, 3))
def test_who_bears_a_number_comes_before_those_who_repeat_it(citing: list[int], names: int) -> None:
    bearer = Filed(title="关于样张的长篇通知", body="样张内容，与文号无关。" * 30, number=NUMBER)
    others = [
        Filed(
            title=f"{NUMBER}的落实{at}",
            body=f"按{NUMBER}办理。" * times,
            number=f"样函〔2026〕{at}号",
        )
        for at, times in enumerate(citing)
    ]
    index = Index(default_encoder())
    at = datetime(2026, 1, 1, tzinfo=UTC)
    index.put(entry_of(each, 1, at) for each in (*others, bearer))
    found = find(index, "、".join([NUMBER] * names), day=date(2026, 11, 28))
    assert found[0].document == bearer.id
    assert len(found) == len(others) + 1


def test_as_many_documents_are_found_where_one_has_all_the_best_passages() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    line = "样张堤防由样张组巡查。"
    long = Filed(
        title="堤防样张手册", body="\n\n".join(f"## 第{at}节\n\n{line * 9}" for at in range(90))
    )
    others = [Filed(title=f"第{at}号样张", body=f"堤防{at}另有安排。") for at in range(30)]
    index = Index(default_encoder())
    index.put(entry_of(each, 1, at) for each in (long, *others))
    found = find(index, "样张堤防巡查", day=date(2026, 11, 28), limit=10)
    assert found[0].document == long.id
    assert len({each.document for each in found}) == 10


@pytest.mark.parametrize(
    ("words", "fitting", "strange"),
    [
        ("量子纠缠烹饪比赛", [], ["总结"]),
        ("足球比赛", [], ["请示"]),
        ("垃圾分类", ["垃圾分类工作总结"], ["汛期", "停车", "消防"]),
        ("防汛", ["汛期排水防涝工作的通知", "汛期排水防涝工作情况"], ["停放", "无障碍"]),
        ("电瓶车起火", ["电动自行车充电安全"], ["停车场收费"]),
    ],
)
def test_what_does_not_fit_a_question_is_not_told_however_small_the_library(
    words: str, fitting: list[str], strange: list[str]
) -> None:
    index = Index(default_encoder())
    at = datetime(2026, 1, 1, tzinfo=UTC)
    index.put(entry_of(each.filed, 1, at) for each in read_specimens())
    titles = "\n".join(each.title for each in find(index, words, day=date(2026, 11, 28)))
    assert [each for each in fitting if each not in titles] == []
    assert [each for each in strange if each in titles] == []
