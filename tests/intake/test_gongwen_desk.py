"""The drafting desk over real HTTP: files opened, drafts written, elements read, slips printed."""

from io import BytesIO
from urllib.parse import quote

from docx import Document

from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.opening.file import open_file
from docgen.gongwen.tracking.settling import rejected
from docgen.gongwen.writing.declared import examples, read_written
from tests.docgen.word.papers import docx
from tests.intake.conftest import Service

BASE = "/api/v1/gongwen"
ME = {"X-Officer": quote("周样张")}


def test_a_kind_tells_what_it_asks_and_its_facts_become_a_draft(service: Service) -> None:
    kinds = service.client.get(f"{BASE}/kinds", headers=ME).json()["items"]
    assert len(kinds) == 24
    asked = service.client.get(f"{BASE}/kinds/request", headers=ME).json()
    assert "一文一事" in asked["note"]
    told = {"facts": examples(read_written()["request"])}
    assert told["facts"].keys() <= {fact["name"] for fact in asked["facts"]}
    made = service.client.post(f"{BASE}/kinds/request/draft", json=told, headers=ME).json()
    assert made["missing"] == made["faults"] == made["left_out"] == []
    assert made["extent"]["pages"] == 3
    path = f"{BASE}/kinds/request/draft"
    short = service.client.post(path, json={**told, "length": "简短"}, headers=ME).json()
    assert short["left_out"] == ["经费测算表"]
    own = {**told, "title": "关于运力的请示", "keywords": ["运力", "碳排放"]}
    titled = service.client.post(path, json=own, headers=ME).json()
    assert titled["text"].startswith("关于运力的请示\n")
    assert titled["unsaid"] == ["碳排放"]
    assert short["extent"]["characters"] < made["extent"]["characters"]
    assert made["text"].startswith("样张区交通委员会关于增加冬季公交运力的请示\n样张市运输管理局：")
    assert made["head"]["signatories"] == ["张样张"]
    elements = service.client.post(f"{BASE}/elements", json={"text": made["text"]}, headers=ME)
    items = {each["title"]: each for each in elements.json()["items"]}
    addressees = items["主送机关"]
    assert made["text"][addressees["start"] : addressees["end"]] == "样张市运输管理局："
    slip = service.client.post(f"{BASE}/elements/slip", json={"text": made["text"]}, headers=ME)
    words = "".join(cell.text for cell in Document(BytesIO(slip.content)).tables[0]._cells)
    assert "增加冬季公交运力的请示" in words


def test_a_reference_offers_facts_with_their_places_from_text_and_from_file(
    service: Service,
) -> None:
    lines = ["样张中心关于增加夜间班次的请示", "样张区交通委员会：", "请求同意新增线路3条。"]
    path = f"{BASE}/kinds/reply/reference"
    told = service.client.post(path, json={"text": "\n".join(lines)}, headers=ME).json()
    file = {"file": ("请示.docx", docx(*lines, seal=""))}
    opened = service.client.post(f"{path}/file", files=file, headers=ME).json()
    for answer in (told, opened):
        offers = {each["fact"]: each for each in answer["offers"]}
        assert offers["issuer"]["value"] == ["样张区交通委员会"]
        assert offers["matter"]["value"] == "新增线路3条"
        place = offers["matter"]["places"][0]
        assert (place["paragraph"], place["before"], place["words"]) == (
            3,
            "请求同意",
            "新增线路3条",
        )


def test_a_notice_carries_the_file_it_passes_on_into_its_layout(service: Service) -> None:
    lines = [
        "样张市局关于做好防汛工作的通知",
        "各区：",
        "请做好防汛工作。",
        "样张市局",
        "2026年5月6日",
    ]
    file = {"file": ("来文.docx", docx(*lines, seal=""))}
    passed = service.client.post(f"{BASE}/open", files=file, headers=ME).json()["text"]
    facts = {"use": "转发文件", "issuer": "样张区局", "addressee": "各镇", "day": "2026-05-08"}
    told = {"facts": {**facts, "printer": "样张区局办公室", "passed": passed}}
    made = service.client.post(f"{BASE}/kinds/notice/draft", json=told, headers=ME).json()
    assert made["missing"] == made["faults"] == made["unset"] == []
    assert made["title"] == "样张区局转发样张市局关于做好防汛工作的通知"
    laid = {"text": made["text"], "head": made["head"]}
    answer = service.client.post(f"{BASE}/layout/file", json=laid, headers=ME)
    seen = recognise(open_file(answer.content, "通知.docx")).official
    assert seen.passed
    assert seen.passed.title == lines[0]
    assert seen.passed.signed == ("样张市局",)
    assert (seen.signed, seen.printer) == (("样张区局",), "样张区局办公室")


def test_a_word_file_becomes_text_a_paragraph_a_line(service: Service) -> None:
    file = {"file": ("样张.docx", docx("关于样张的函", "样张局："))}
    opened = service.client.post(f"{BASE}/open", files=file, headers=ME).json()
    assert opened["text"].split("\n")[:2] == ["关于样张的函", "样张局："]


def test_what_is_no_document_is_refused_with_a_remedy(service: Service) -> None:
    for name, data in (
        ("坏.docx", b"PK\x03\x04 broken"),
        ("空.docx", b""),
        ("程序.exe", b"MZ\x90\0"),
    ):
        refused = service.client.post(f"{BASE}/open", files={"file": (name, data)}, headers=ME)
        assert 400 <= refused.status_code < 500, refused.text
        assert refused.json()["remedy"]


def test_nobody_drafts_without_a_name_nor_a_kind_that_does_not_exist(service: Service) -> None:
    assert service.client.get(f"{BASE}/kinds").status_code == 422
    unknown = service.client.get(f"{BASE}/kinds/nothing", headers=ME)
    assert unknown.status_code == 404
    facts = {"facts": {"subject": "样张", "nonsense": "一"}}
    refused = service.client.post(f"{BASE}/kinds/letter/draft", json=facts, headers=ME)
    assert "nonsense" in refused.json()["detail"]
    facts = {"facts": {"funds": "许多"}}
    refused = service.client.post(f"{BASE}/kinds/letter/draft", json=facts, headers=ME)
    assert refused.json()["errors"][0]["pointer"] == "/facts/funds"


def test_two_files_are_compared_paragraph_by_paragraph(service: Service) -> None:
    left = docx("采购合同样张", "合同金额1200万元。", "乙方应当按期交付。")
    right = docx("采购合同样张", "合同金额1250万元。", "乙方应当按期交付。")
    files = {"left": ("旧.docx", left), "right": ("新.docx", right)}
    told = service.client.post(f"{BASE}/compare", files=files, headers=ME).json()
    assert [(each["topic"], each["weight"]) for each in told["differences"]] == [("金额", 3)]
    marked = [
        paragraph["text"][mark["start"] : mark["end"]]
        for row in told["rows"]
        for paragraph in row["right"]
        for mark in paragraph["marks"]
    ]
    assert marked == ["1250万元"]
    same = service.client.post(
        f"{BASE}/compare", files={"left": ("旧.docx", left), "right": ("旧.docx", left)}, headers=ME
    )
    assert same.json()["same"] is True
    files = {"left": ("旧.docx", left), "right": ("新.docx", right)}
    report = service.client.post(f"{BASE}/compare/report", files=files, headers=ME)
    words = "".join(cell.text for cell in Document(BytesIO(report.content)).tables[0]._cells)
    assert "1250万元" in words
    page = service.client.post(
        f"{BASE}/compare/report", files=files, data={"kind": "html"}, headers=ME
    )
    assert "1250万元" in page.text
    tracked = service.client.post(f"{BASE}/compare/revisions", files=files, headers=ME)
    assert open_file(rejected(tracked.content), "").text == open_file(left, "").text
    assert tracked.headers["X-Doubts"] == ""
    files["left"] = ("旧.txt", "合同金额1200万元。".encode())
    refused = service.client.post(f"{BASE}/compare/revisions", files=files, headers=ME)
    assert "DOCX" in refused.json()["detail"]


def test_faults_come_back_as_a_report_and_in_the_file_itself(service: Service) -> None:
    asked = {"text": "会议要求贯策落实。", "title": "样张"}
    report = service.client.post(f"{BASE}/proofread/report", json=asked, headers=ME)
    words = "".join(cell.text for cell in Document(BytesIO(report.content)).tables[0]._cells)
    assert "贯彻" in words
    file = {"file": ("样张.docx", docx("关于样张的通知", "会议要求布署工作。"))}
    marked = service.client.post(
        f"{BASE}/proofread/file", files=file, data={"how": "comments"}, headers=ME
    )
    assert int(marked.headers["X-Written"]) >= 1
    comments = [each.text for each in Document(BytesIO(marked.content)).comments]
    assert any("部署" in each for each in comments)
    text = {"file": ("样张.txt", "会议要求布署工作。".encode())}
    refused = service.client.post(f"{BASE}/proofread/file", files=text, headers=ME)
    assert "DOCX" in refused.json()["detail"]
