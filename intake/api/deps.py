"""What a route may ask for."""

from typing import Annotated

from fastapi import Depends, Header, Path, Request

from intake.feeds.case_library.deliver import Deliverer
from intake.office import Office
from intake.pipeline import Pipeline
from models.errors import InvalidRequestError, MissingVersionError

FilingId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
PaperId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
JobId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


def get_office(request: Request) -> Office:
    """Return the running service."""
    office: Office = request.app.state.office
    return office


def get_pipeline(request: Request) -> Pipeline:
    """Return the durable work of the running service."""
    pipeline: Pipeline = request.app.state.pipeline
    return pipeline


def get_deliverer(request: Request) -> Deliverer:
    """Return what reports to the approval platform."""
    deliverer: Deliverer = request.app.state.deliverer
    return deliverer


OfficeDep = Annotated[Office, Depends(get_office)]
PipelineDep = Annotated[Pipeline, Depends(get_pipeline)]
DelivererDep = Annotated[Deliverer, Depends(get_deliverer)]


def get_seen_version(if_match: Annotated[str | None, Header()] = None) -> int | None:
    """Return the version the caller saw (If-Match), None when it does not say or does not mind."""
    if if_match is None or if_match.strip() == "*":
        return None
    seen = if_match.strip().removeprefix("W/").strip('"')
    if not (seen.isascii() and seen.isdigit() and len(seen) < 10):
        raise InvalidRequestError("If-Match 请求头须为读取办件时得到的 ETag。")
    return int(seen)


SeenVersion = Annotated[int | None, Depends(get_seen_version)]


def need_seen_version(seen: SeenVersion) -> int:
    """Return the version the caller saw; raises ``MissingVersionError`` without one."""
    if seen is None:
        raise MissingVersionError("没有说明修改的是哪个版本。")
    return seen


NeededVersion = Annotated[int, Depends(need_seen_version)]


def etag(version: int) -> str:
    """Return the ETag of a version."""
    return f'"{version}"'
