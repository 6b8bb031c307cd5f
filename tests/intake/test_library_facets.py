"""Collections of the library over HTTP: counted for their readers alone, and put right by hand."""

from typing import Any

from docgen.gongwen.library.filed import Filed
from intake.gongwen.bringing import bring
from tests.intake.conftest import Service
from tests.intake.test_gongwen_library import PATH, add, titles, who

HIDDEN = {"readers": ("桥梁科",)}


def counts(service: Service, headers: dict[str, str], words: str, **filters: Any) -> dict[str, int]:
    asked = {"words": words, "filters": filters}
    told = service.client.post(f"{PATH}/search/facets", json=asked, headers=headers)
    return {
        name: count for name, count in told.raise_for_status().json()["facets"].items() if count
    }


def held(service: Service, headers: dict[str, str]) -> dict[str, int]:
    told = service.client.get(PATH, headers=headers).raise_for_status().json()
    return {"": told["documents"]} | {each["title"]: each["documents"] for each in told["facets"]}


def filed(title: str, body: str, **more: Any) -> Filed:
    return Filed.model_validate({"title": title, "body": body, **more})


def test_counts_are_those_of_the_list_and_of_what_may_be_read(service: Service) -> None:
    inside, outside = who("周样张", "桥梁科"), who("吴样张", "公交科")
    before = held(service, outside)
    add(service, inside, filed("在样张桥会议上的讲话", "同志们：样张桥要加固。", **HIDDEN))
    add(service, inside, filed("样张桥养护条例", "第一条　样张桥要加固。", **HIDDEN))
    add(service, inside, filed("关于样张桥加固的通知", "样张桥要加固。"))
    assert counts(service, inside, "样张桥加固") == {"公文": 1, "重要讲话": 1, "法律法规": 1}
    assert counts(service, outside, "样张桥加固") == {"公文": 1}
    assert counts(service, inside, "样张桥加固", level="国家") == {}
    for facet in ("重要讲话", "法律法规"):
        assert len(titles(service, inside, "样张桥加固", facet=facet)) == 1
        assert titles(service, outside, "样张桥加固", facet=facet) == []
    after = held(service, outside)
    assert (after[""], after["公文"]) == (before[""] + 1, before["公文"] + 1)
    assert held(service, inside)["重要讲话"] == after["重要讲话"] + 1


def test_relations_and_counts_tell_nothing_of_what_may_not_be_read(service: Service) -> None:
    inside, outside = who("周样张", "桥梁科"), who("吴样张", "公交科")
    add(
        service, inside, filed("样张隧道内部论断", "样张隧道宁可慢些。", facet="重要论断", **HIDDEN)
    )
    shown = add(service, inside, filed("关于样张隧道的通知", "样张隧道宁可慢些，注意安全。"))
    told = service.client.get(f"{PATH}/documents/{shown}", headers=outside).text
    assert "内部论断" not in told
    assert (
        "样张隧道内部论断" in service.client.get(f"{PATH}/documents/{shown}", headers=inside).text
    )


def test_a_document_is_put_right_by_hand_and_stays_so_when_it_comes_again(service: Service) -> None:
    me, phrase = who("郑样张"), filed("样张四张清单", "任务清单。", origin="《样张报告》")
    made = add(service, me, phrase)
    address = f"{PATH}/documents/{made}/facet"
    assert service.client.put(address, json={"facet": "诗"}, headers=me).status_code == 422
    other = service.client.put(address, json={"facet": "固有表述"}, headers=who("吴样张"))
    assert other.status_code == 422
    put = service.client.put(address, json={"facet": "固有表述"}, headers=me)
    assert put.status_code == 204
    assert titles(service, me, "样张四张清单", facet="固有表述") == ["样张四张清单"]
    bring(
        service.office.store, [phrase.model_copy(update={"body": "任务清单、责任清单。"})], "郑样张"
    )
    told = service.client.get(f"{PATH}/documents/{made}", headers=me).json()
    assert (told["facet"], told["body"]) == ("固有表述", "任务清单、责任清单。")
    service.client.put(address, json={"facet": ""}, headers=me).raise_for_status()
    assert titles(service, me, "样张四张清单", facet="固有表述") == []


def test_a_collection_that_is_not_declared_is_refused(service: Service) -> None:
    wrong = {"document": {"title": "样张", "body": "样张。", "facet": "诗"}}
    refused = service.client.post(f"{PATH}/documents", json=wrong, headers=who("周样张"))
    assert refused.status_code == 422
    assert "维度“诗”" in refused.text


def test_nobody_writes_over_what_another_brought(service: Service) -> None:
    hidden = filed("样张码头内部通知", "样张码头。", **HIDDEN)
    made = add(service, who("周样张", "桥梁科"), hidden)
    over = {"document": {"title": hidden.title, "body": "换了。"}}
    refused = service.client.post(f"{PATH}/documents", json=over, headers=who("吴样张", "公交科"))
    assert refused.status_code == 422
    told = service.client.get(f"{PATH}/documents/{made}", headers=who("周样张", "桥梁科")).json()
    assert told["body"] == "样张码头。"


def test_what_holds_no_more_is_told_and_left_out_where_asked(service: Service) -> None:
    me = who("周样张")
    add(
        service,
        me,
        filed("样张渡口办法", "第一条　渡口样张。", ended_on="2026-01-01", ended_by="令"),
    )
    add(service, me, filed("关于样张渡口的通知", "渡口样张。"))
    asked = {"words": "渡口样张", "filters": {}}
    found = service.client.post(f"{PATH}/search", json=asked, headers=me).json()["items"]
    told = {each["title"]: each["ending"] for each in found}
    assert told["样张渡口办法"] == {"on": "2026-01-01", "by": "令"}
    assert told["关于样张渡口的通知"] is None
    assert titles(service, me, "渡口样张", in_force=True) == ["关于样张渡口的通知"]
    assert counts(service, me, "渡口样张", in_force=True) == {"公文": 1}
