"""The quality of case records: JSON, or uploaded files of them."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from intake.api.deps import OfficeDep
from intake.api.shapes import Shape
from intake.office import Office
from intake.records_quality import check_files
from intake.security.names import display_name
from models.errors import InvalidRequestError, TooLargeRequestError

router = APIRouter(prefix="/caseqc", tags=["caseqc"])

BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "description": "一条办件记录，记录的数组，或 {records: […]}",
                "anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}],
            }
        },
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "files": {"type": "array", "items": {"type": "string", "format": "binary"}}
                },
            }
        },
    },
}


@router.post("", openapi_extra={"requestBody": BODY})
async def check_records(request: Request, office: OfficeDep) -> Shape:
    """Return what is wrong with the records of the body, or of the files uploaded together.

    Files are JSON, JSON lines, CSV or XLSX; tables of one upload are joined by 统一审批编码.
    """
    files = await _files(request, office)
    report = await run_in_threadpool(check_files, files, office.settings)
    return report.model_dump(mode="json")


async def _files(request: Request, office: Office) -> list[tuple[str, bytes]]:
    if not request.headers.get("content-type", "").startswith("multipart/"):
        return [("请求正文", await request.body())]
    limits = office.settings.limits
    async with request.form(max_files=limits.files_per_request) as form:
        parts = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
        files = [
            (display_name(part.filename or ""), await part.read(limits.file_bytes + 1))
            for part in parts
        ]
    if not files:
        raise InvalidRequestError("没有收到文件。")
    for name, data in files:
        if len(data) > limits.file_bytes:
            raise TooLargeRequestError(f"{name} 超过单个文件的上限，请拆分后上传。")
    return files
