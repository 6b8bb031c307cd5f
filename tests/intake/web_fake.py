"""A stand-in for the service's API, in memory, for pages whose states real work seldom reaches.

It follows the same contract with invented data. ``fake_app`` returns the application with the pages
mounted; ``controls`` on its state lets a test choose what goes wrong.
"""

import asyncio
import io
import json
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Header, Request, UploadFile
from fastapi.responses import JSONResponse, Response, StreamingResponse
from PIL import Image, ImageDraw, ImageFont

from intake.web.assets import static_files
from intake.web.routes import router
from prefill.services import read_services

STAGES = [
    ("open", "打开文件"),
    ("look", "查看画面"),
    ("classify", "认出材料"),
    ("extract", "读出内容"),
    ("verify", "核对内容"),
    ("fill", "填写表单"),
    ("check", "检查问题"),
    ("decide", "得出结论"),
    ("publish", "保存结果"),
]
SIZE = (1200, 800)
READ = {
    "owner_name": ("样张运输有限公司", (330, 180, 760, 226), 0.98, False),
    "plate_no": ("沪DA1234", (330, 110, 560, 156), 0.99, False),
    "vin": ("LGHXCAE38K6000017", (330, 320, 800, 366), 0.71, True),
    "brand_model": ("东风牌DFH5180XXYEX7", (330, 250, 860, 296), 0.96, False),
    "register_date": ("2023-05-16", (330, 390, 590, 436), 0.97, False),
    "total_mass": ("18000", (330, 460, 470, 506), 0.97, False),
}
NOW = "2026-11-20T10:32:00+08:00"


@dataclass
class Controls:
    """What a test may have go wrong."""

    pace: float = 0.02
    down: bool = False
    refuse_events: bool = False
    fail_next: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Case:
    """One filing in memory."""

    scenario: Any
    fields: list[dict[str, Any]]
    papers: list[dict[str, Any]] = field(default_factory=list)
    state: str = "open"
    version: int = 1
    subject: dict[str, Any] = field(default_factory=dict)


def blank(spec: Any) -> dict[str, Any]:
    value = {
        "key": spec.key, "value": "", "source": "", "confidence": 0, "evidence": None, "fetched_at": None,
        "authentic": False, "to_confirm": False, "confirmed_by": "", "changed_from": "", "original": "",
        "offers": [],
    }  # fmt: skip
    return {
        "key": spec.key, "label": spec.label, "type": spec.type, "required": spec.required,
        "options": list(spec.options), "group": spec.group, "sources": list(spec.sources), "value": value,
    }  # fmt: skip


def draw_page() -> bytes:
    """Draw an invented licence marked 样张."""
    page = Image.new("RGB", SIZE, "#f7f5ee")
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype("NotoSansCJK-Regular.ttc", 34)
    pen.rectangle((20, 20, 1180, 780), outline="#31507a", width=4)
    pen.text((400, 40), "样张 · 机动车行驶证", font=font, fill="#31507a")
    for key, (text, box, _, _) in READ.items():
        pen.text((70, box[1]), key[:12], font=font, fill="#777777")
        pen.text((box[0] + 4, box[1] - 4), text, font=font, fill="#222222")
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def make_paper(number: int, name: str) -> dict[str, Any]:
    bad = "坏" in name
    paper = {"id": f"p{number}", "name": name, "media_type": "image/jpeg", "problem": None, "pages": [], "documents": []}  # fmt: skip
    if bad:
        return paper | {
            "problem": {
                "code": "damaged_paper",
                "message": "文件已损坏，打不开。",
                "remedy": "文件已损坏或没有传完整，请重新保存后上传。",
            }
        }
    fields = [
        {"key": key, "title": key, "value": text, "raw": text, "confidence": sure, "state": "confirm" if doubt else "sure",
         "evidence": {"paper": f"p{number}", "page": 1, "box": box}, "check": None, "repair": ""}
        for key, (text, box, sure, doubt) in READ.items()
    ]  # fmt: skip
    warnings = [{"code": "blurred", "message": "图片有些模糊，可能读错。建议放平、对焦后重拍。"}] if "糊" in name else []  # fmt: skip
    document = {"type": "vehicle_licence_main", "title": "机动车行驶证（正页）", "reason": "页面上有“行驶证”字样和 6 个栏目名。",
                "page": 1, "box": None, "warnings": warnings, "fields": fields}  # fmt: skip
    return paper | {
        "pages": [{"number": 1, "width": 1200, "height": 800, "turned": 0, "quality": None}],
        "documents": [document],
    }


def fill(case: Case, *, down: bool) -> None:
    for box in case.fields:
        value = box["value"]
        if value["source"] == "applicant" or value["confirmed_by"]:
            continue
        offers = _offers(box["key"], case, down=down)
        value["offers"] = offers
        if offers:
            value.update({k: offers[0][k] for k in ("value", "source", "confidence", "evidence", "fetched_at", "to_confirm")})  # fmt: skip


def _offers(key: str, case: Case, *, down: bool) -> list[dict[str, Any]]:
    base = {"key": key, "original": "", "fetched_at": NOW, "authentic": False, "to_confirm": False, "asked_by": "", "evidence": None, "confidence": 1}  # fmt: skip
    offers = []
    if key in {"corp_name", "uscc"}:
        text = {"corp_name": "样张物流（上海）有限公司", "uscc": "91310000MA1K00000X"}[key]
        offers.append(base | {"value": text, "source": "account.corp", "authentic": True})
    if key == "total_mass" and not down:
        offers.append(base | {"value": "16000", "source": "db.transport_vehicle", "authentic": True, "to_confirm": True})  # fmt: skip
    good = [paper for paper in case.papers if not paper["problem"]]
    if key in READ and good:
        text, box, sure, doubt = READ[key]
        place = {"paper": good[0]["id"], "page": 1, "box": box}
        offers.append(base | {"value": text, "source": "ocr.vehicle_licence", "evidence": place, "confidence": sure, "to_confirm": doubt})  # fmt: skip
    return offers


def findings(case: Case) -> list[dict[str, Any]]:
    text = {box["key"]: box["value"]["value"] for box in case.fields}
    found = []

    def add(rule: str, severity: str, message: str, *keys: str, **more: Any) -> None:
        found.append({"rule": rule, "severity": severity, "message": message, "keys": list(keys), "cites": more.get("cites", ""),
                      "evidence": more.get("evidence", []), "facts": more.get("facts", {})})  # fmt: skip

    owner = text.get("owner_name")
    if owner and owner != text["corp_name"]:
        add("S5-C2", "correct", f"行驶证所有人“{owner}”与申请企业“{text['corp_name']}”不一致，请核对行驶证，或由车辆所有人申请。", "owner_name", "corp_name",
            facts={"行驶证所有人": owner, "申请企业": text["corp_name"]}, cites="道路运输车辆管理规定",
            evidence=[{"paper": case.papers[0]["id"], "page": 1, "box": READ["owner_name"][1]}] if case.papers else [])  # fmt: skip
    if text["total_mass"] and not text["total_mass"].isdigit():
        add("FORMAT", "correct", "总质量应为整数，单位千克，如 18000。", "total_mass")
    for box in case.fields:
        if box["required"] and not text[box["key"]] and box["key"] in {"commitment", "delivery_method", "plate_no"}:
            add("REQUIRED", "correct", f"请填写“{box['label']}”。", box["key"])
    if text["total_mass"] == "16000":
        add("S5-X1", "officer", "总质量与登记库不一致，将由工作人员核定。", "total_mass")
    add("ADVICE", "advice", "车辆检验将在 60 天内到期，请及时检验。", "inspection_valid_to")
    return found


def fake_app() -> FastAPI:
    app = FastAPI()
    app.state.controls = controls = Controls()
    app.state.cases = cases = {}
    jobs: dict[str, dict[str, Any]] = {}
    services = read_services()

    def problem(status: int, code: str, detail: str, remedy: str) -> JSONResponse:
        body = {"type": code, "title": detail, "status": status, "detail": detail, "remedy": remedy, "code": code, "request_id": "req-1"}  # fmt: skip
        return JSONResponse(body, status, media_type="application/problem+json")

    @app.middleware("http")
    async def fail_on_demand(request: Request, call_next: Any) -> Response:
        for plan in controls.fail_next:
            if request.method == plan["method"] and plan["path"] in request.url.path:
                controls.fail_next.remove(plan)
                return problem(plan["status"], plan["code"], plan["detail"], plan["remedy"])
        return await call_next(request)

    @app.get("/api/services")
    def list_services() -> Any:
        return [
            {"id": s.id, "name": s.name, "object": s.object, "dept": s.dept,
             "scenarios": [{"id": c.id, "name": c.name, "result": c.result, "materials": [m.model_dump() for m in c.materials]} for c in s.scenarios]}
            for s in services.values()
        ]  # fmt: skip

    def summary(filing: str) -> dict[str, Any]:
        case = cases[filing]
        return {"id": filing, "case_no": "ZB20261120-000017", "scenario": case.scenario.id, "state": case.state, "version": case.version,
                "subject": case.subject, "papers": case.papers, "sources": sources(), "decision": None}  # fmt: skip

    def sources() -> list[dict[str, Any]]:
        down = {"source": "db.transport_vehicle", "title": "道路运输车辆库", "asked_at": NOW}
        down |= {"state": "down", "message": "车辆库没有回应，相关的项没有自动填写。"} if controls.down else {"state": "answered", "message": ""}  # fmt: skip
        return [
            {"source": "account.corp", "title": "企业账户", "state": "answered", "message": "", "asked_at": NOW},
            down,
            {"source": "ocr.vehicle_licence", "title": "行驶证", "state": "answered", "message": "", "asked_at": NOW},
            {"source": "cert.vehicle_licence", "title": "行驶证电子证照", "state": "unconnected", "message": "尚未接入。", "asked_at": None},
        ]  # fmt: skip

    @app.post("/api/filings", status_code=201)
    async def open_filing(request: Request) -> Any:
        asked = await request.json()
        service = next(s for s in services.values() for c in s.scenarios if c.id == asked["scenario"])
        scenario = next(c for c in service.scenarios if c.id == asked["scenario"])
        filing = f"f{len(cases) + 1}"
        cases[filing] = Case(scenario, [blank(spec) for spec in service.form(scenario.id)], subject=asked.get("subject") or {})  # fmt: skip
        fill(cases[filing], down=controls.down)
        return summary(filing)

    @app.get("/api/filings/{filing}")
    def read_filing(filing: str) -> Any:
        if filing not in cases:
            return problem(404, "not_found", "没有找到这个办件。", "请核对地址或编号。")
        return summary(filing)

    @app.get("/api/filings/{filing}/form")
    def read_form(filing: str) -> Any:
        if filing not in cases:
            return problem(404, "not_found", "没有找到这个办件。", "请核对地址或编号。")
        return {"fields": cases[filing].fields, "sources": sources()}

    def judged(filing: str) -> dict[str, Any]:
        case = cases[filing]
        types = {d["type"] for p in case.papers for d in p["documents"]}
        materials = [
            {"key": m.key, "title": m.title, "papers": [p["id"] for p in case.papers if p["documents"]] if set(m.types) & types else [],
             "state": "provided" if set(m.types) & types else "waived" if m.key == "vehicle_register" else "missing"}
            for m in case.scenario.materials
        ]  # fmt: skip
        return {"findings": findings(case), "decision": {"outcome": "correct", "reasons": [], "verified": []}, "materials": materials}  # fmt: skip

    @app.get("/api/filings/{filing}/findings")
    def read_findings(filing: str) -> Any:
        return judged(filing) if filing in cases else problem(404, "not_found", "没有找到这个办件。", "请核对地址或编号。")  # fmt: skip

    @app.patch("/api/filings/{filing}/form")
    async def edit_form(filing: str, request: Request, if_match: str = Header()) -> Any:
        case = cases[filing]
        if if_match.strip('"') != str(case.version):
            return problem(412, "precondition_failed", "办件已更新。", "请刷新。")
        for key, text in (await request.json())["values"].items():
            value = next(box for box in case.fields if box["key"] == key)["value"]
            if text != value["value"]:
                value |= {"changed_from": value["value"], "value": text, "source": "applicant", "evidence": None}  # fmt: skip
            value |= {"confirmed_by": "applicant", "to_confirm": False}
        case.version += 1
        found = judged(filing)
        return {"form": read_form(filing), "findings": found["findings"], "decision": found["decision"], "version": case.version}  # fmt: skip

    def new_job(filing: str) -> dict[str, Any]:
        job = {"id": f"j{len(jobs) + 1}", "state": "queued", "stage": "", "progress": 0, "filing": filing, "error": None,
               "stages": [{"name": name, "title": title, "state": "waiting"} for name, title in STAGES]}  # fmt: skip
        jobs[job["id"]] = job
        return job

    @app.post("/api/filings/{filing}/papers", status_code=202)
    def add_papers(filing: str, files: list[UploadFile]) -> Any:
        case = cases[filing]
        added = [make_paper(len(case.papers) + n + 1, f.filename or "") for n, f in enumerate(files)]  # fmt: skip
        shown = [paper | {"pages": [], "documents": [], "problem": None} for paper in added]
        job = new_job(filing)
        job["papers"] = added
        case.papers += shown
        case.version += 1
        return {"papers": [{"id": p["id"], "name": p["name"]} for p in added], "job": {"id": job["id"]}}  # fmt: skip

    @app.post("/api/filings/{filing}/fill", status_code=202)
    def refill(filing: str) -> Any:
        job = new_job(filing)
        job["papers"] = []
        return {"job": {"id": job["id"]}}

    @app.delete("/api/filings/{filing}/papers/{paper}", status_code=204)
    def remove_paper(filing: str, paper: str) -> None:
        case = cases[filing]
        case.papers = [each for each in case.papers if each["id"] != paper]
        case.version += 1

    def advance(job: dict[str, Any]) -> None:
        waiting = [stage for stage in job["stages"] if stage["state"] != "done"]
        if waiting and waiting[0]["state"] == "running":
            waiting.pop(0)["state"] = "done"
        if waiting:
            waiting[0]["state"] = "running"
            job |= {"state": "running", "stage": waiting[0]["name"], "progress": 1 - len(waiting) / len(STAGES)}  # fmt: skip
            return
        case = cases[job["filing"]]
        fresh = {paper["id"]: paper for paper in job["papers"]}
        case.papers = [fresh.get(paper["id"], paper) for paper in case.papers]
        fill(case, down=controls.down)
        case.version += 1
        job |= {"state": "done", "progress": 1}

    @app.get("/api/jobs/{job_id}")
    def read_job(job_id: str) -> Any:
        if jobs[job_id]["state"] != "done":
            advance(jobs[job_id])
        return {k: v for k, v in jobs[job_id].items() if k != "papers"}

    @app.get("/api/jobs/{job_id}/events")
    async def watch_job(job_id: str) -> Any:
        if controls.refuse_events:
            return problem(503, "busy", "暂时不能推送。", "请稍后再试。")

        async def events() -> Any:
            while True:
                yield f"data: {json.dumps(read_job(job_id))}\n\n"
                if jobs[job_id]["state"] == "done":
                    return
                await asyncio.sleep(controls.pace)

        return StreamingResponse(events(), media_type="text/event-stream")

    @app.get("/api/filings/{filing}/papers/{paper}/pages/{page}.png")
    def picture(filing: str, paper: str, page: int) -> Response:
        return Response(draw_page(), media_type="image/png")

    @app.post("/api/filings/{filing}/confirm")
    def confirm(filing: str) -> Any:
        if any(f["severity"] == "correct" for f in findings(cases[filing])):
            return problem(409, "corrections", "还有需要更正的项。", "请先更正。")
        cases[filing].state = "confirmed"
        cases[filing].version += 1
        return summary(filing)

    def made(filing: str) -> dict[str, Any]:
        return {"documents": [
            {"name": "application.pdf", "title": "车辆道路运输证申请表（已签章）", "media_type": "application/pdf", "size": 183245, "check_code": "7K2M-9QXD-4H3T", "url": f"/api/filings/{filing}/documents/application.pdf"},
            {"name": "application.docx", "title": "车辆道路运输证申请表（可编辑）", "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "size": 48211, "check_code": "7K2M-9QXD-4H3T", "url": f"/api/filings/{filing}/documents/application.docx"},
        ]}  # fmt: skip

    @app.post("/api/filings/{filing}/sign")
    def sign(filing: str) -> Any:
        cases[filing].state = "signed"
        cases[filing].version += 1
        return made(filing)

    @app.get("/api/filings/{filing}/documents")
    def documents(filing: str) -> Any:
        return made(filing)

    app.include_router(router)
    app.mount("/static", static_files())
    return app
