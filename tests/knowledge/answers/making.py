"""Bases of invented entries (样张), and the means to ask them."""

from datetime import UTC, date, datetime

from knowledge.answers.answer import Answering
from knowledge.embedding.encoder import default_encoder
from knowledge.entries.entry import Entry, Kind, Source, State, Tags
from knowledge.index.index import Index
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Retriever

SCOPE = Scope(day=date(2026, 11, 28))


def entry(entry_id, title, body, **told):
    tags = Tags(**told.pop("tags", {}))
    source = Source(**{"title": f"{title}（样张）", **told.pop("source", {})})
    facts = {
        "kind": Kind.GUIDE,
        "department": "样张市交通委",
        "state": State.PUBLISHED,
        "version": 1,
        "author": "甲",
        "changed_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    return Entry(id=entry_id, title=title, body=body, tags=tags, source=source, **{**facts, **told})


def base(*entries, **means):
    index = Index(default_encoder())
    index.put(entries)
    known = {(each.id, each.version): each for each in entries}
    return Answering(Retriever(index), lambda *key: known.get(key), **means)


GUIDE = """## 申请条件
申请人应当年满18周岁，取得驾驶证3年以上。

## 申请材料
- 居民身份证原件
- 机动车驾驶证复印件

## 办理时限
自受理之日起20个工作日内办结。

## 收费标准
不收费。咨询电话021-12345678。
"""
LICENCE = entry("ride-licence", "网络预约出租汽车驾驶员证申领", GUIDE, keywords=("网约车证",))
SCRAP = entry(
    "truck-scrap",
    "老旧营运货车报废补贴",
    "报废国三及以下营运柴油货车，每辆补贴1.2万元。补贴在审核通过后30日内发放。",
    kind=Kind.FAQ,
    questions=("大货车报废能拿多少补贴",),
)
