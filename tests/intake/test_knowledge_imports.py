"""Files handed in over HTTP are kept as they came, read beside the request, and reported whole."""

from typing import Any
from urllib.parse import quote

import pytest
from dbos import DBOS

from intake.knowledge import import_work
from intake.store.files import original_key
from tests.intake.conftest import Service
from tests.knowledge.importing.words import notice

IMPORTS, ENTRIES = "/api/v1/knowledge/imports", "/api/v1/knowledge/entries"
OFFICER = {"X-Officer": quote("周样张")}
OTHER = {"X-Officer": quote("吴样张")}
DEPARTMENT = "市道路运输管理局"
WORD = notice()
FILES = [
    ("files", ("样张.docx", WORD)),
    ("files", ("问答.csv", "问题,答案\n怎么换证,到窗口换。\n".encode())),
    ("files", ("空.txt", b"")),
]


def hand_in(service: Service, files: list[Any], **told: Any) -> dict[str, Any]:
    """Hand files in, wait until they are dealt with, and return how the import stands."""
    sent = {"files": files, "headers": OFFICER, "params": told}
    new = service.client.post(IMPORTS, **sent).raise_for_status()
    assert new.status_code == 202
    assert new.headers["Location"] == f"{IMPORTS}/{new.json()['id']}"
    return follow(service, new.json())


def follow(service: Service, told: dict[str, Any], begun: int = 1) -> dict[str, Any]:
    DBOS.retrieve_workflow(f"import-{told['id']}-{begun}").get_result()
    address = f"{IMPORTS}/{told['id']}"
    standing = service.client.get(address, headers=OFFICER).raise_for_status().json()
    report = service.client.get(f"{address}/report", headers=OFFICER).raise_for_status().json()
    return {**standing, "report": report}


@pytest.fixture(scope="module")
def done(service: Service) -> dict[str, Any]:
    return hand_in(service, FILES, department=DEPARTMENT)


def test_every_file_is_reported_and_its_drafts_are_kept(
    service: Service, done: dict[str, Any]
) -> None:
    assert (done["state"], done["read"], done["kept"]) == ("done", 3, 3)
    assert [each["drafts"] for each in done["files"]] == [1, 1, 0]
    assert "空的" in done["files"][2]["problem"]
    assert [each["file"] for each in done["report"]["files"]] == ["样张.docx", "问答.csv", "空.txt"]
    kept = done["report"]["kept"]
    assert len(kept) == 2
    entry = service.client.get(f"{ENTRIES}/{kept[0]['id']}", headers=OFFICER).json()
    assert (entry["origin"], entry["source"]["number"]) == ("import", "样交规〔2026〕7号")


def test_the_same_bytes_add_nothing_and_lie_there_once(
    service: Service, done: dict[str, Any]
) -> None:
    again = hand_in(service, FILES[:2], department=DEPARTMENT)
    assert [each["id"] for each in again["report"]["kept"]] == ["", ""]
    assert all("已经导入过" in each["refused"] for each in again["report"]["kept"])
    assert [each["digest"] for each in again["files"]] == [
        each["digest"] for each in done["files"][:2]
    ]


def test_an_entry_leads_to_the_file_it_came_from_as_it_was(
    service: Service, done: dict[str, Any]
) -> None:
    entry_id = done["report"]["kept"][0]["id"]
    asked = service.client.get(f"{ENTRIES}/{entry_id}/original", headers=OFFICER)
    assert asked.content == WORD
    assert "attachment" in asked.headers["Content-Disposition"]
    assert asked.headers["X-Content-Type-Options"] == "nosniff"
    assert service.client.get(f"{ENTRIES}/{entry_id}/original").status_code == 422
    starter = service.client.get(ENTRIES).json()["items"][0]["id"]
    gone = service.client.get(f"{ENTRIES}/{starter}/original", headers=OFFICER)
    assert gone.status_code == 404


def test_the_original_is_sealed_where_it_lies(service: Service, done: dict[str, Any]) -> None:
    key = original_key(done["files"][1]["digest"])
    kept = (service.data / "files" / key).read_bytes()
    assert "到窗口换".encode() not in kept
    assert "到窗口换".encode() in service.office.files.read(key)


def test_an_import_is_there_for_its_officer_and_their_departments_alone(
    service: Service, done: dict[str, Any]
) -> None:
    address = f"{IMPORTS}/{done['id']}"
    for path in (address, f"{address}/report", f"{address}/files/0/original"):
        assert service.client.get(path, headers=OFFICER).status_code == 200
        assert service.client.get(path, headers=OTHER).status_code == 404
        colleague = OTHER | {"X-Departments": quote(DEPARTMENT)}
        assert service.client.get(path, headers=colleague).status_code == 200
        assert service.client.get(path).status_code == 422
    assert service.client.get(f"{address}/files/9/original", headers=OFFICER).status_code == 404
    listed = service.client.get(IMPORTS, headers=OFFICER).json()["imports"]
    assert done["id"] in {each["id"] for each in listed}
    assert service.client.get(IMPORTS, headers=OTHER).json()["imports"] == []


def test_files_may_be_looked_at_first_and_kept_when_somebody_says_so(service: Service) -> None:
    text = "样张街道临时停车规定\n\n一、收费标准\n每小时三元，企业车辆按月结算。\n"
    told = hand_in(service, [("files", ("街道.txt", text.encode()))], keep=False)
    assert (told["state"], told["report"]["kept"]) == ("read", [])
    address = f"{IMPORTS}/{told['id']}/keep"
    begun = service.client.post(address, headers=OFFICER, params={"department": DEPARTMENT})
    assert begun.status_code == 202
    after = follow(service, told, begun=2)
    assert after["state"] == "done"
    (kept,) = after["report"]["kept"]
    entry = service.client.get(f"{ENTRIES}/{kept['id']}", headers=OFFICER | TO_DEPARTMENT).json()
    assert entry["department"] == DEPARTMENT
    assert service.client.post(address, headers=OFFICER).status_code == 409


TO_DEPARTMENT = {"X-Departments": quote(DEPARTMENT)}


def test_tags_that_are_told_plainly_and_related_drafts_are_written(service: Service) -> None:
    basis = "根据《样张市企业搬迁管理办法》（样府规〔2026〕9号），"
    texts = {
        "企业搬迁补贴办法.txt": f"企业搬迁补贴办法\n\n{basis}企业可以网上申请搬迁补贴。\n",
        "企业搬迁补贴细则.txt": f"企业搬迁补贴细则\n\n{basis}企业法人到窗口提交搬迁补贴材料。\n",
    }
    files = [("files", (name, text.encode())) for name, text in texts.items()]
    told = hand_in(service, files, department=DEPARTMENT)
    report = told["report"]
    ids = {one["file"]: one["id"] for one in report["kept"]}
    for name, entry_id in ids.items():
        entry = service.client.get(f"{ENTRIES}/{entry_id}", headers=OFFICER).json()
        sure = {tag["word"] for tag in report["sorted"]["tags"][name] if tag["sure"]}
        written = {word for words in entry["tags"].values() for word in words}
        assert written == sure - {entry["department"]}
        assert "企业" in written
    one, other = ids.values()
    related = report["sorted"]["related"]["企业搬迁补贴办法.txt"]
    links = service.client.get(f"{ENTRIES}/{one}/links", headers=OFFICER).json()["links"]
    assert [each["other"] for each in links][:1] == ([other] if related else [])
    assert related


def test_files_of_one_name_are_told_apart(service: Service) -> None:
    files = [("files", ("甲.txt", f"样张{n}\n\n内容{n}。\n".encode())) for n in "一二"]
    told = hand_in(service, files, keep=False)
    assert len({each["name"] for each in told["files"]}) == 2


def test_what_breaks_off_is_told_and_can_be_gone_on_with(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(import_work, "sort_out", lambda *_given: 1 / 0)
        told = hand_in(service, [("files", ("丙.txt", "样张丙\n\n内容丙。\n".encode()))])
    assert told["state"] == "failed"
    assert told["problem"]
    assert told["read"] == 1
    service.client.post(f"{IMPORTS}/{told['id']}/keep", headers=OFFICER).raise_for_status()
    assert follow(service, told, begun=2)["state"] == "done"


def test_a_file_that_breaks_the_reader_stops_no_other(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = import_work.understand

    def breaking(upload: Any, means: Any) -> Any:
        return 1 / 0 if upload.name == "坏.txt" else whole(upload, means)

    monkeypatch.setattr(import_work, "understand", breaking)
    files = [("坏.txt", "样张坏\n\n坏。"), ("好.txt", "样张好\n\n很好的内容。\n")]
    told = hand_in(service, [("files", (name, text.encode())) for name, text in files])
    assert "出错" in told["files"][0]["problem"]
    assert told["files"][1]["drafts"] == 1


def test_a_preview_keeps_nothing(service: Service) -> None:
    sent = {"files": FILES[1:2], "headers": OFFICER}
    before = service.client.get(IMPORTS, headers=OFFICER).json()
    seen = service.client.post(f"{IMPORTS}/preview", **sent).raise_for_status().json()
    assert (len(seen["files"]), seen["kept"]) == (1, [])
    assert service.client.get(IMPORTS, headers=OFFICER).json() == before
    assert service.client.post(f"{IMPORTS}/preview", files=FILES).status_code == 422
