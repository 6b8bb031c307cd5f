"""Whatever is thrown at a running service, each thing gets its own words and costs nothing else."""

import random
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from eval.hostile import bad_files
from intake.demo.case import read_subject
from intake.demo.service import service_for
from tests.intake.bad_input_case import GOOD, Case, problem

Make = Callable[[], bytes]
SAMPLES = Path(__file__).parents[2] / "eval" / "samples" / "papers" / "clean"
BAD: dict[str, tuple[Make, str, str]] = {
    "空.jpg": (lambda: b"", "empty_paper", "0 字节"),
    "无页.pdf": (lambda: bad_files.pdf_pages(0), "empty_paper", "没有任何页面"),
    "半张.jpg": (lambda: GOOD()[:20_000], "damaged_paper", "没有传完整"),
    "半份.pdf": (lambda: bad_files.GOOD["pdf"]()[:200], "damaged_paper", "PDF 文件已损坏"),
    "巨幅.png": (bad_files.huge_png, "too_large_paper", "40000×40000 像素"),
    "三十一页.pdf": (lambda: bad_files.pdf_pages(31), "too_large_paper", "31 页"),
    "超大.jpg": (lambda: bytes(30_000_001), "too_large_paper", "30 MB"),
    "乱码.jpg": (lambda: random.Random(1).randbytes(29_000_000), "wrong_type", "不认识"),
    "网页.jpg": (lambda: b"<!DOCTYPE html><script>1</script>", "wrong_type", "网页"),
    "图.svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "wrong_type", "SVG"),
    "合同.docx": (lambda: bad_files.zipped("word/document.xml"), "wrong_type", "Word"),
    "压缩.pdf": (lambda: bad_files.zipped("a.txt"), "wrong_type", "压缩包"),
    "程序.png": (lambda: b"MZ" + bytes(99), "wrong_type", "可执行程序"),
    "加密.pdf": (bad_files.encrypted_pdf, "encrypted_paper", "密码"),
    "炸弹.pdf": (bad_files.nested_flate_pdf, "unsafe_paper", "异常中止|内存|超过 30 秒"),
}
"""By name of the upload: what makes it, the code it gets, and what its message says."""
NOTHING_THERE: dict[str, Make] = {
    "白.png": lambda: bad_files.saved(Image.new("RGB", (900, 600), "white"), "PNG"),
    "一点.png": lambda: bad_files.saved(Image.new("RGB", (1, 1)), "PNG"),
    "一线.png": lambda: bad_files.saved(Image.new("RGB", (9000, 1)), "PNG"),
    "三十页.pdf": lambda: bad_files.pdf_pages(30),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    data = tmp_path_factory.mktemp("bad_input")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ZHIBAN_AUTHORITY", str(data / "authority"))
        with service_for(data) as client:
            new = {"scenario": "S5B", "subject": read_subject().model_dump()}
            filing = client.post("/api/filings", json=new).raise_for_status().json()["id"]
            case = Case(client, filing, data / "service.log")
            assert case.read(("行驶证.jpg", GOOD()))["state"] == "done"
            yield case


@pytest.fixture(scope="module")
def after_bad_papers(case: Case) -> dict[str, dict[str, Any]]:
    """Every bad upload as the filing shows it afterwards, by name; each was sent by itself."""
    for name, (make, _, _) in BAD.items():
        job = case.read((name, make()))
        assert (job["state"], job["error"]["code"]) == ("failed_partial", "papers_unread"), name
    return {paper["name"]: paper for paper in case.get()["papers"]}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_paper_gets_its_own_code_and_words(
    case: Case, after_bad_papers: dict[str, dict[str, Any]], name: str
) -> None:
    _, code, says = BAD[name]
    told = after_bad_papers[name]["problem"]
    assert told["code"] == code
    assert re.search(says, told["message"])
    assert "请" in told["remedy"]
    findings = [each["message"] for each in case.get("/findings")["findings"]]
    (finding,) = (message for message in findings if name in message)
    assert told["message"] in finding
    assert "删除" in finding


def test_bad_papers_differ_in_words_and_leave_the_rest_alone(
    case: Case, after_bad_papers: dict[str, dict[str, Any]]
) -> None:
    messages = [after_bad_papers[name]["problem"]["message"] for name in BAD]
    assert len(set(messages)) == len(BAD)
    case.prove_unharmed()


def test_a_picture_without_a_paper_is_read_and_told_to_be_empty(case: Case) -> None:
    job = case.read(*((name, make()) for name, make in NOTHING_THERE.items()))
    assert job["state"] == "done"
    findings = [each["message"] for each in case.get("/findings")["findings"]]
    for name in NOTHING_THERE:
        (told,) = (message for message in findings if name in message)
        assert "没有看到材料" in told
    case.prove_unharmed()


def test_a_paper_of_another_kind_is_named_and_fills_nothing(case: Case) -> None:
    card = (SAMPLES / "id_card_front_100_clean.jpg").read_bytes()
    assert case.read(("身份证.jpg", card))["state"] == "done"
    findings = [each["message"] for each in case.get("/findings")["findings"]]
    (told,) = (message for message in findings if "身份证.jpg" in message)
    assert "本事项不需要" in told
    case.prove_unharmed()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.png", "passwd.png"),
        ("..\\..\\boot.png", "boot.png"),
        ("\u202egnp.exe", "gnp.exe"),
        ("😀发票😀.png", "😀发票😀.png"),
        ("..", "未命名文件"),
        ("{{7*7}}.png", "{{7*7}}.png"),
    ],
)
def test_a_hostile_name_is_only_shown(case: Case, name: str, shown: str) -> None:
    case.read((name, b""))
    assert case.get()["papers"][-1]["name"] == shown


def test_a_name_with_a_zero_or_too_long_is_cut(case: Case) -> None:
    head = 'Content-Disposition: form-data; name="files"; filename="甲\0乙.png"'
    body = f"--x\r\n{head}\r\n\r\n1\r\n--x--\r\n".encode()
    headers = {"content-type": "multipart/form-data; boundary=x"}
    path = f"/api/filings/{case.id}/papers"
    zero = case.follow(case.client.post(path, content=body, headers=headers))
    assert case.get()["papers"][-1]["name"] == "甲乙.png"
    assert zero["state"] == "failed_partial"
    case.read(("长" * 300 + ".png", b""))
    long = case.get()["papers"][-1]["name"]
    assert len(long) == 120
    assert long.endswith("长.png")


def test_the_same_file_twice_is_kept_twice_and_fills_the_same(case: Case) -> None:
    state = case.read(("一.jpg", GOOD()), ("二.jpg", GOOD()))["state"]
    assert state == "done"
    case.prove_unharmed()
    rules = [each["rule"] for each in case.get("/findings")["findings"]]
    assert "一致性" not in rules


def test_a_connection_cut_in_the_middle_of_an_upload_leaves_nothing(case: Case) -> None:
    before = len(case.get()["papers"])
    head = (
        f"POST /api/filings/{case.id}/papers HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n'
    )
    url = case.client.base_url
    with socket.create_connection((url.host, url.port)) as wire:
        wire.sendall(head.encode() + bytes(500))
        wire.shutdown(socket.SHUT_WR)
        assert b"Traceback" not in wire.recv(4096)
    assert len(case.get()["papers"]) == before
    case.prove_unharmed()


def test_an_upload_that_is_no_upload_is_refused(case: Case) -> None:
    path = f"/api/filings/{case.id}/papers"
    form = {"content-type": "multipart/form-data; boundary=x"}
    cut = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.png"\r\n\r\n12'
    missing = problem(case.client.post(path, content=cut, headers=form), 422, "invalid_request")
    assert "files" in missing["detail"]
    text = case.client.post(path, data={"files": "no file"})
    assert problem(text, 422, "invalid_request")["detail"] != missing["detail"]
    form = {"content-type": "multipart/form-data"}
    problem(case.client.post(path, content=b"x", headers=form), 400, "http_400")


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"null", b"[]", b"{", b"\xff\xfe", b'{"scenario": NaN}', b'{"scenario": 1e999}'),
        *(b'{"scenario": "\\ud800"}', b'{"scenario": "S5B", "subject": {"name": "\\u0000"}}'),
        *(b'{"scenario": "S5B", "subject": {"name": 7}}', b'{"scenario": "%b"}' % (b"x" * 5000)),
        b'{"scenario": "S5B", "role": "admin"}',
    ],
)
def test_absurd_json_opens_no_filing(case: Case, body: bytes) -> None:
    headers = {"content-type": "application/json"}
    answer = case.client.post("/api/filings", content=body, headers=headers)
    assert len(problem(answer, 422, "invalid_request")["detail"]) < 200


def test_json_of_endless_depth_and_an_unknown_scenario_are_told_apart(case: Case) -> None:
    headers = {"content-type": "application/json"}
    deep = case.client.post("/api/filings", content=b"[" * 100_000, headers=headers)
    problem(deep, 400, "http_400")
    unknown = case.client.post("/api/filings", json={"scenario": "S99"})
    assert "S99" in problem(unknown, 404, "not_found")["detail"]


def test_a_key_stands_for_one_request_only(case: Case) -> None:
    headers = {"Idempotency-Key": "once"}
    case.follow(case.upload(("a.png", b""), **headers))
    problem(case.upload(("a.png", b"x"), **headers), 422, "reused_key")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"corp_name": "甲" * 5000}, "不得超过 4000 个字"),
        ({"engine_no": "\ud800"}, "不成字"),
        ({"total_mass": 18000}, "应为文字"),
        ({"plate_no": None}, "应为文字"),
        ({"nonsense": "1"}, "不在这张表单"),
        ([], "JSON 对象"),
    ],
)
def test_an_edit_that_cannot_be_is_refused_whole(case: Case, values: object, says: str) -> None:
    body = problem(case.edit({"values": values}), 422, "invalid_request")
    assert says in body["detail"]
    assert body["errors"]
    case.prove_unharmed()


@pytest.mark.parametrize(
    "text",
    [
        "{{7*7}}{% for x in ().__class__.__base__.__subclasses__() %}${7*7}<%=7%>",
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE filings; --",
        "#import sys.inputs; \\input{/etc/passwd}",
    ],
)
def test_hostile_text_in_a_box_stays_text(case: Case, text: str) -> None:
    edited = case.edit({"values": {"brand_model": text}}).raise_for_status().json()
    boxes = {box["key"]: box["value"] for box in edited["form"]["fields"]}
    assert (boxes["brand_model"]["value"], boxes["brand_model"]["source"]) == (text, "applicant")
    case.prove_unharmed()


@pytest.mark.parametrize("text", ["a\0b", "\u202e123", "a\x1bb", "甲" * 4000])
def test_text_no_form_can_print_is_told_at_once(case: Case, text: str) -> None:
    edited = case.edit({"values": {"engine_no": text}}).raise_for_status().json()
    told = [each for each in edited["findings"] if "engine_no" in each["keys"]]
    assert [each["severity"] for each in told if each["rule"] == "格式"] == ["correct"]
    assert all(len(each["message"]) < 400 for each in told)


def test_versions_are_minded(case: Case) -> None:
    edits = {"values": {"brand_model": "样"}}
    stale = problem(case.edit(edits, **{"If-Match": '"1"'}), 412, "stale_record")
    wrong = problem(case.edit(edits, **{"If-Match": "latest"}), 422, "invalid_request")
    none = problem(case.edit(edits, **{"If-Match": "*"}), 428, "missing_version")
    assert len({each["detail"] for each in (stale, wrong, none)}) == 3


@pytest.mark.parametrize(
    "make", [lambda: b"", bad_files.nested_flate_pdf, bad_files.encrypted_pdf, lambda: bytes(999)]
)
def test_what_cannot_be_verified_is_a_verdict(case: Case, make: Make) -> None:
    verdict = case.client.post("/api/verify", files={"file": ("a.pdf", make())}).json()
    assert verdict["valid"] is False
    assert verdict["sentence"].endswith("。")


def test_the_log_knows_nobody(case: Case) -> None:
    log = case.log.read_text(encoding="utf-8")
    subject = read_subject()
    assert "paper not read" in log
    for personal in (subject.name, subject.agent_name, subject.agent_id_no, subject.phone):
        assert personal not in log
    for upload in (*BAD, *NOTHING_THERE, "沪DY8276", "passwd"):
        assert upload not in log
