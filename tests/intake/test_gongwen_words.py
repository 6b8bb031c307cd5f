"""Lexicons over real HTTP: in force at once, for those of their scope alone, and put back."""

from typing import Any
from urllib.parse import quote

from docgen.gongwen.proofread.lexicon.entry import Scope, Sort, TypedEntry
from intake.clock import now
from intake.gongwen.lexicons import ONLINE
from intake.store import gongwen_lexicons as kept
from intake.store.gongwen_lexicons import Edition, Holder
from tests.intake.conftest import Service

WORDS, PROOFREAD = "/api/v1/gongwen/words", "/api/v1/gongwen/proofread"
ROAD, BUS = "道路科", "公交科"


def who(name: str, *departments: str) -> dict[str, str]:
    return {"X-Officer": quote(name), "X-Departments": ",".join(map(quote, departments))}


def add(service: Service, headers: dict[str, str], **entry: Any) -> dict[str, Any]:
    added = service.client.post(WORDS, json=entry, headers=headers).raise_for_status()
    told: dict[str, Any] = added.json()
    return told


def found(service: Service, text: str, headers: dict[str, str]) -> list[str]:
    report = service.client.post(PROOFREAD, json={"text": text}, headers=headers)
    return [fault["wrong"] for fault in report.raise_for_status().json()["faults"]]


def test_an_entry_is_in_force_at_the_next_question(service: Service) -> None:
    me = who("周样张")
    assert "南枫线" not in found(service, "南枫线改道。", me)
    add(service, me, word="南枫线", sort="必错", suggestions=["南风线"])
    assert "南枫线" in found(service, "南枫线改道。", me)
    assert "南枫线" not in found(service, "南枫线改道。", who("吴样张"))


def test_a_sections_words_count_for_the_section_alone(service: Service) -> None:
    entry = {"word": "站点撤并", "sort": "疑似", "scope": "科室"}
    add(service, who("周样张", BUS), holder=BUS, **entry)
    assert found(service, "站点撤并方案。", who("郑样张", BUS)) == ["站点撤并"]
    assert found(service, "站点撤并方案。", who("郑样张", ROAD)) == []
    refused = service.client.post(WORDS, json=entry | {"holder": BUS}, headers=who("钱样张", ROAD))
    assert refused.status_code == 404


def test_an_allowed_word_is_told_by_no_checker(service: Service) -> None:
    me = who("孙样张")
    text = "会议强调要贯策落实。"
    assert found(service, text, me) == ["贯策"]
    add(service, me, word="贯策落实", sort="放行", reason="引自原件")
    assert found(service, text, me) == []


def test_an_earlier_edition_is_put_back(service: Service) -> None:
    me = who("李样张")
    first = add(service, me, word="甲词样", sort="提示")
    add(service, me, word="乙词样", sort="提示")
    gone = service.client.post(f"{WORDS}/withdraw", json={"word": "甲词样"}, headers=me)
    assert gone.json()["number"] == 3
    assert found(service, "甲词样和乙词样。", me) == ["乙词样"]
    back = service.client.post(f"{WORDS}/editions/{first['number']}/restore", json={}, headers=me)
    assert back.json()["note"] == "换回第 1 版"
    assert found(service, "甲词样和乙词样。", me) == ["甲词样"]
    shown = service.client.get(WORDS, headers=me).json()
    assert [each["number"] for each in shown["editions"]] == [4, 3, 2, 1]


def test_two_at_once_do_not_overwrite_each_other(service: Service) -> None:
    me = who("王样张")
    add(service, me, word="丙词样", sort="提示")
    entry = {"word": "丁词样", "sort": "提示"}
    late = service.client.post(WORDS, json=entry, headers=me | {"If-Match": '"0"'})
    assert late.status_code == 412
    unchanged = service.client.post(f"{WORDS}/withdraw", json={"word": "没有这个词"}, headers=me)
    assert unchanged.status_code == 409


def test_nonsense_is_refused_in_words(service: Service) -> None:
    me = who("赵样张")
    for entry in (
        {"word": "同", "sort": "必错", "suggestions": ["同"]},
        {"word": "", "sort": "提示"},
        {"word": "策", "sort": "放行"},
    ):
        refused = service.client.post(WORDS, json=entry, headers=me)
        assert refused.status_code == 422
        assert refused.json()["remedy"]


def test_five_thousand_entries_are_brought_in_live_and_taken_out_again(service: Service) -> None:
    me = who("冯样张")
    rows = "".join(f"样张词{number:05}误,必错,样张词{number:05}\n" for number in range(5000))
    table = ("词库.csv", f"词条,类型,建议\n{rows}".encode())
    brought = service.client.post(f"{WORDS}/import", files={"file": table}, headers=me)
    assert brought.raise_for_status().json()["count"] == 5000
    assert "样张词04999误" in found(service, "这里有样张词04999误。", me)
    out = service.client.get(f"{WORDS}/export", headers=me)
    again = who("陈样张")
    back = {"file": ("词库.csv", out.content)}
    told = service.client.post(f"{WORDS}/import", files=back, headers=again).json()
    assert told["count"] == 5000


def test_an_edition_with_a_condition_of_before_is_kept_and_told_to_need_a_change(
    service: Service,
) -> None:
    me = who("卫样张")
    entries = (
        TypedEntry(word="乙词样", sort=Sort.HINT),
        TypedEntry(word="甲词样", sort=Sort.HINT, within="(群众|上级)+"),
    )
    edition = Edition(
        holder=Holder(scope=Scope.ME, name="卫样张"),
        number=1,
        at=now(),
        officer="卫样张",
        note="导入",
        entries=entries,
    )
    with service.office.store.write() as session:
        kept.add_edition(session, edition)
    assert found(service, "群众的甲词样和乙词样。", me) == ["乙词样"]
    shown = service.client.get(WORDS, headers=me).json()["entries"]
    assert [each["word"] for each in shown] == ["甲词样", "乙词样"]
    assert "只写文字" in shown[0]["obstacle"]
    add(service, me, word="丙词样", sort="提示")
    shown = service.client.get(WORDS, headers=me).json()["entries"]
    assert {each["word"] for each in shown} == {"甲词样", "乙词样", "丙词样"}
    service.client.post(f"{WORDS}/withdraw", json={"word": "甲词样"}, headers=me).raise_for_status()
    assert not any(e["obstacle"] for e in service.client.get(WORDS, headers=me).json()["entries"])


def test_a_table_with_a_faulty_row_is_refused_with_the_reason(service: Service) -> None:
    table = "词条,类型,建议\n布署,必错,部署\n交待,也许,交代\n".encode()
    back = {"file": ("词库.csv", table)}
    refused = service.client.post(f"{WORDS}/import", files=back, headers=who("陈样张"))
    assert refused.status_code == 422
    assert "第 3 行" in refused.json()["detail"]
    assert "“类型”不符合要求" in refused.json()["detail"]


def test_a_kind_that_does_not_exist_is_named(service: Service) -> None:
    asked = {"text": "会议强调要落实。", "kind": "没有这种"}
    refused = service.client.post(PROOFREAD, json=asked, headers=who("周样张"))
    assert refused.status_code == 422
    assert "没有“没有这种”这个文种" in refused.json()["detail"]


def test_the_lexicon_of_releases_is_seen_by_all_and_changed_by_none(service: Service) -> None:
    me, whose = who("周样张"), {"scope": "全区", "holder": ONLINE.name}
    found_now = service.client.post(f"{WORDS}/online/check", headers=me).raise_for_status().json()
    assert (found_now["state"], found_now["entries"]) == ("off", 0)
    shown = service.client.get(WORDS, params=whose, headers=me).raise_for_status().json()
    assert shown["online"] == {"name": ONLINE.name, "on": False}
    entry = {"word": "甲词样", "sort": "提示"}
    for path, told in (("", entry), ("/withdraw", {"word": "甲词样"})):
        refused = service.client.post(f"{WORDS}{path}", json=told | whose, headers=me)
        assert refused.is_client_error
        assert "随线上版本更新" in refused.text
