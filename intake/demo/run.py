"""Run the demonstration: a service and simulated registers of its own, driven over HTTP."""

import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from intake.commands.output import print_line, print_table
from intake.demo.case import PAPERS, SCENARIO, read_entries, read_subject
from intake.demo.service import service_for
from models.errors import ServiceError

WORK_SECONDS = 120
SEVERITIES = {"correct": "请更正", "officer": "工作人员核定", "advice": "提示"}


class DemoFailedError(ServiceError):
    """The service did not do what the demonstration asked."""

    code = "demo_failed"


def run_demo(out: Path) -> None:
    """File the demonstration's papers and leave the signed form and the findings in ``out``."""
    with TemporaryDirectory(prefix="zhiban-demo-") as data, service_for(Path(data)) as client:
        began = time.monotonic()
        filing = _open(client)
        _hand_in(client, filing)
        _complete(client, filing)
        findings = _show_findings(client, filing)
        documents = _sign(client, filing)
        paths = _keep(client, out, findings, documents)
        print_line(f"完成，用时 {time.monotonic() - began:.1f} 秒。结果：")
        for path in paths:
            print_line(f"  {path}")


def _open(client: httpx.Client) -> str:
    new = {"scenario": SCENARIO, "subject": read_subject().model_dump()}
    filing = _answer(client.post("/api/filings", json=new))
    print_line(f"办件编号：{filing['case_no']}")
    return str(filing["id"])


def _hand_in(client: httpx.Client, filing: str) -> None:
    papers = sorted(path for path in PAPERS.iterdir() if path.suffix != ".json")
    files = [("files", (path.name, path.read_bytes())) for path in papers]
    job = _answer(client.post(f"/api/filings/{filing}/papers", files=files))["job"]["id"]
    print_line(f"已上传 {len(papers)} 份材料，开始处理。")
    _follow(client, job)


def _follow(client: httpx.Client, job: str) -> None:
    """Show every stage as it is reached, until the job ends."""
    shown = ""
    with client.stream("GET", f"/api/jobs/{job}/events", timeout=WORK_SECONDS) as events:
        for line in events.iter_lines():
            if not line.startswith("data: "):
                continue
            state = json.loads(line.removeprefix("data: "))
            stage = next(
                (each["title"] for each in state["stages"] if each["name"] == state["stage"]), ""
            )
            if stage != shown:
                print_line(f"  {stage} …")
                shown = stage
            if state["error"]:
                print_line(f"  {state['error']['detail']}{state['error']['remedy']}")


def _show_findings(client: httpx.Client, filing: str) -> dict[str, Any]:
    found = _answer(client.get(f"/api/filings/{filing}/findings"))
    rows = [
        (each["rule"], SEVERITIES[each["severity"]], each["message"]) for each in found["findings"]
    ]
    if rows:
        print_table("预检结果", ("规则", "性质", "说明"), rows)
    for sentence in (*found["decision"]["reasons"], *found["decision"]["verified"]):
        print_line(f"  {sentence}")
    return found


def _complete(client: httpx.Client, filing: str) -> None:
    """Enter what only the applicant can say, as a person would."""
    version = client.get(f"/api/filings/{filing}/form").headers["ETag"]
    edits = {"values": read_entries()}
    headers = {"If-Match": version}
    _answer(client.patch(f"/api/filings/{filing}/form", json=edits, headers=headers))


def _sign(client: httpx.Client, filing: str) -> list[dict[str, Any]]:
    _answer(client.post(f"/api/filings/{filing}/confirm"))
    signature = {"signer_name": read_subject().agent_name}
    signed = _answer(client.post(f"/api/filings/{filing}/sign", json=signature))
    return list(signed["documents"])


def _keep(
    client: httpx.Client, out: Path, findings: dict[str, Any], documents: list[dict[str, Any]]
) -> list[Path]:
    """Write everything into the folder and return the paths."""
    out.mkdir(parents=True, exist_ok=True)
    listed = out / "findings.json"
    listed.write_text(json.dumps(findings, ensure_ascii=False, indent=2), encoding="utf-8")
    paths = [listed]
    for document in documents:
        path = out / document["name"]
        path.write_bytes(client.get(document["url"]).raise_for_status().content)
        paths.append(path)
    return paths


def _answer(response: httpx.Response) -> dict[str, Any]:
    """Return what the service answered; a problem ends the demonstration with its own words."""
    body: dict[str, Any] = response.json()
    if response.is_error:
        raise DemoFailedError(body["detail"] + body["remedy"], body.get("errors", ()))
    return body
