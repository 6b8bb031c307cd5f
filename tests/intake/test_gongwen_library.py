"""The document library over real HTTP and a real store: found by its words, seen by its readers."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from docgen.gongwen.library.filed import Filed
from docgen.gongwen.library.finding import find
from intake.clock import today
from intake.gongwen.library import LibraryShelf, open_library
from intake.store.database import Store
from intake.store.gongwen_library_turn import drop_document, put_documents
from tests.docgen.gongwen.elements.made import REPORT
from tests.intake.conftest import Service

PATH = "/api/v1/gongwen/library"


def who(name: str, *departments: str) -> dict[str, str]:
    return {"X-Officer": quote(name), "X-Departments": ",".join(map(quote, departments))}


def filed(serial: int, **more: Any) -> Filed:
    told = {
        "title": f"关于做好第{serial}次样张演练的通知",
        "body": f"一、总体要求\n各单位按样发〔2026〕{serial}号部署，做好防汛排水演练。",
        "sort": "通知",
        "issuer": "样张水务局",
        "number": f"样水〔2026〕{serial}号",
        "issued_on": "2026-03-01",
    }
    return Filed.model_validate(told | more)


def add(service: Service, headers: dict[str, str], document: Filed) -> str:
    body = {"document": document.model_dump(mode="json")}
    added = service.client.post(f"{PATH}/documents", json=body, headers=headers)
    return str(added.raise_for_status().json()["id"])


def titles(service: Service, headers: dict[str, str], words: str, **filters: Any) -> list[str]:
    asked = {"words": words, "filters": filters}
    found = service.client.post(f"{PATH}/search", json=asked, headers=headers)
    return [each["title"] for each in found.raise_for_status().json()["items"]]


def test_a_document_is_found_at_once_by_number_words_and_filters(service: Service) -> None:
    me = who("周样张")
    for number in (1, 2, 3):
        add(service, me, filed(number))
    add(service, me, filed(9, title="关于调整公交线路的函", sort="函", issuer="样张交通委"))
    assert titles(service, me, "样水〔2026〕2号")[0] == "关于做好第2次样张演练的通知"
    assert len(titles(service, me, "防汛排水演练", sort="通知")) == 3
    assert titles(service, me, "演练", sort="函") == ["关于调整公交线路的函"]
    assert titles(service, me, "演练", year=2025) == []
    assert titles(service, me, "“第3次样张演练”") == []  # stands in the title, not in the text
    assert len(titles(service, me, "“做好防汛排水演练”")) == 4


def test_only_readers_find_read_and_learn_of_a_document(service: Service) -> None:
    own = filed(20, title="内部讨论稿样张", readers=("道路科",))
    made = add(service, who("周样张", "道路科"), own)
    assert "内部讨论稿样张" in titles(service, who("吴样张", "道路科"), "内部讨论稿样张")
    assert "内部讨论稿样张" not in titles(service, who("吴样张", "公交科"), "内部讨论稿样张")
    address = f"{PATH}/documents/{made}"
    assert service.client.get(address, headers=who("吴样张", "公交科")).status_code == 404
    assert service.client.delete(address, headers=who("吴样张", "道路科")).status_code == 422
    assert service.client.delete(address, headers=who("周样张", "道路科")).status_code == 204
    assert titles(service, who("周样张", "道路科"), "内部讨论稿样张")[:1] != ["内部讨论稿样张"]
    foreign = {"document": own.model_dump(mode="json")}
    refused = service.client.post(f"{PATH}/documents", json=foreign, headers=who("郑样张"))
    assert refused.status_code == 422


def test_a_document_is_read_with_its_outline_and_what_it_cites(service: Service) -> None:
    me = who("周样张")
    add(service, me, filed(30, number="样发〔2026〕31号", title="样张部署方案"))
    made = add(service, me, filed(31, body="一、总体要求\n按样发〔2026〕31号和《样张条例》办理。"))
    told = service.client.get(f"{PATH}/documents/{made}", headers=me).json()
    assert told["own"]
    assert not service.client.get(f"{PATH}/documents/{made}", headers=who("吴样张")).json()["own"]
    assert [line["text"] for line in told["outline"]] == ["一、总体要求"]
    assert [line["text"] for line in told["summary"]] == ["按样发〔2026〕31号和《样张条例》办理。"]
    cited = {each["number"] or each["title"]: each["document"] for each in told["citations"]}
    assert cited["样发〔2026〕31号"]
    assert cited["样张条例"] is None


def test_a_citation_leads_only_to_documents_that_may_be_read(service: Service) -> None:
    me, other = who("周样张", "道路科"), who("吴样张", "公交科")
    hidden = filed(40, number="样密〔2026〕1号", title="内部样张细则", readers=("道路科",))
    add(service, me, hidden)
    open_one = filed(41, body="按样密〔2026〕１号和《内部样张细则》执行。", title="公开样张")
    made = add(service, me, open_one)
    for headers, leads in ((me, hidden.id), (other, None)):
        told = service.client.get(f"{PATH}/documents/{made}", headers=headers).json()
        assert [each["document"] for each in told["citations"]] == [leads, leads]


def test_a_file_is_read_for_the_library_and_not_kept(service: Service) -> None:
    before = service.client.get(PATH, headers=who("周样张")).json()["documents"]
    files = {"file": ("请示.txt", REPORT.encode())}
    read = service.client.post(f"{PATH}/read", files=files, headers=who("周样张"))
    told = read.raise_for_status().json()
    assert (told["sort"], told["number"]) == ("请示", "沪崇测〔2026〕12号")
    assert service.client.get(PATH, headers=who("周样张")).json()["documents"] == before
    Filed.model_validate(told)


def test_a_document_without_a_sort_gets_that_of_its_title(service: Service) -> None:
    body = {"document": {"title": "样张市公共交通管理办法", "body": "第一条　为了方便出行。"}}
    made = service.client.post(f"{PATH}/documents", json=body, headers=who("周样张")).json()
    told = service.client.get(f"{PATH}/documents/{made['id']}", headers=who("周样张")).json()
    assert told["sort"] == "法律法规"


def keep(shelf: LibraryShelf) -> None:
    shelf.catch_up()
    shelf.save()


def test_an_unchanged_document_makes_no_new_version_and_a_changed_one_replaces(
    store: Store,
) -> None:
    with store.write() as session:
        first = put_documents(session, [filed(1), filed(2)], "周样张")
        again = put_documents(session, [filed(1), filed(2, body="改过的正文。")], "周样张")
    assert (first, again) == ({"new": 2}, {"changed": 1, "same": 1})
    shelf = LibraryShelf(store)
    found = find(shelf, "改过的正文", day=today())
    assert (found[0].title, found[0].passage.version) == (filed(2).title, 2)


def test_a_saved_index_is_brought_up_to_date_and_gives_back_nothing_that_went(
    store: Store, tmp_path: Path
) -> None:
    gone, stays = filed(51, title="将要删除的样张"), filed(52, title="留下来的样张")
    with store.write() as session:
        put_documents(session, [gone, stays], "周样张")
    keep(open_library(store, tmp_path / "library"))
    with store.write() as session:
        drop_document(session, gone.id, "周样张")
        put_documents(session, [filed(53, title="后来的样张")], "周样张")
    shelf = open_library(store, tmp_path / "library")
    found = {each.title for each in find(shelf, "样张", day=today())}
    assert "将要删除的样张" not in found
    assert {"留下来的样张", "后来的样张"} <= found


def similar(service: Service, headers: dict[str, str], text: str, draft: str = "") -> list[str]:
    asked = {"text": text, "draft": draft}
    found = service.client.post(f"{PATH}/similar", json=asked, headers=headers)
    return [each["title"] for each in found.raise_for_status().json()["items"]]


def test_a_paragraph_finds_the_document_it_was_taken_from_for_those_who_may_read_it(
    service: Service,
) -> None:
    paragraph = "堤防“样张段”由养护二组按样发〔2026〕9号巡查，每日不少于两次，汛期加密。"
    own = filed(61, title="堤防巡查样张方案", body=paragraph, readers=("河道科",))
    add(service, who("周样张", "河道科"), own)
    add(service, who("周样张"), filed(62, title="堤防样张通报", body="堤防巡查每日一次。"))
    assert similar(service, who("吴样张", "河道科"), paragraph)[0] == "堤防巡查样张方案"
    assert "堤防巡查样张方案" not in similar(service, who("吴样张", "公交科"), paragraph)
    asked = {"text": paragraph, "filters": {"sort": "纪要"}}
    none = service.client.post(f"{PATH}/similar", json=asked, headers=who("吴样张", "河道科"))
    assert none.json()["items"] == []


def test_states_of_the_own_draft_are_left_out_and_no_other_document(service: Service) -> None:
    me, paragraph = who("郑样张"), "泵站样张设备更新经费由样张中心统筹，按季度拨付，年底清算。"
    kept_draft = {"title": "泵站样张更新方案", "text": f"泵站样张更新方案\n{paragraph}"}
    draft = service.client.post("/api/v1/gongwen/drafts", json=kept_draft, headers=me).json()["id"]
    add(service, me, filed(71, title="泵站样张更新方案", body="早先的另一稿，由样张中心统筹。"))
    add(service, me, filed(72, title="改了名的样张", body=f"{paragraph}"))
    add(service, who("周样张"), filed(73, title="他人的样张方案", body=paragraph))
    assert {"泵站样张更新方案", "改了名的样张"} <= {*similar(service, me, paragraph)}
    beside = similar(service, me, paragraph, draft)
    assert beside[0] == "他人的样张方案"
    assert not {"泵站样张更新方案", "改了名的样张"} & {*beside}
    foreign = service.client.post(
        f"{PATH}/similar", json={"text": paragraph, "draft": draft}, headers=who("周样张")
    )
    assert foreign.status_code == 404
