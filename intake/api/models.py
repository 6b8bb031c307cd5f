"""The fifteen models: the catalogue for everybody, calls for known applications.

Calls are answered as the platforms agreed: HTTP 200, and in the envelope a code of the business.
"""

from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Path, Query, Request

from intake.api.deps import OfficeDep
from intake.invocation.callers import Call
from intake.invocation.catalogue import describe_model, health_of, list_models, report_of
from intake.invocation.desk import ModelDesk
from intake.invocation.envelope import say
from intake.invocation.figures import day_shapes
from intake.invocation.schema import schema_of

router = APIRouter(prefix="/models", tags=["models"])

Code = Annotated[str, Path(max_length=16)]
Shape = dict[str, Any]


def get_models(request: Request) -> ModelDesk:
    """Return the desk at which models are called."""
    desk: ModelDesk = request.app.state.models
    return desk


DeskDep = Annotated[ModelDesk, Depends(get_models)]


@router.get("")
def show_models(office: OfficeDep) -> list[Shape]:
    """Return every model with its version, its health and how exact it was measured to be."""
    return list_models(office)


@router.get("/statistics")
def show_statistics(
    office: OfficeDep, days: Annotated[int, Query(ge=1, le=366)] = 7
) -> list[Shape]:
    """Return how often each model was called on each day, how it went and how long it took."""
    with office.store.read() as session:
        return day_shapes(session, days)


@router.get("/{code}")
def show_model(code: Code, office: OfficeDep) -> Shape:
    """Return one model."""
    return describe_model(office, office.registry.model(code))


@router.get("/{code}/schema")
def show_schema(code: Code, office: OfficeDep) -> Shape:
    """Return the JSON Schema of what the model is sent and of what it answers."""
    return schema_of(office.registry, office.registry.model(code))


@router.get("/{code}/health")
def show_health(code: Code, office: OfficeDep) -> Shape:
    """Return whether the model can work, part by part."""
    return health_of(office, office.registry.model(code))


@router.get("/{code}/report")
def show_report(code: Code, office: OfficeDep) -> Shape:
    """Return how the model was measured, and what came of it."""
    return report_of(office.registry.model(code))


@router.post("/{code}/v{edition}/invoke")
async def invoke(code: str, edition: str, request: Request, desk: DeskDep) -> Shape:
    """Answer one call."""
    call = await _call(request, code, edition, "invoke")
    return say(await to_thread.run_sync(desk.invoke, call, limiter=desk.limiter))


@router.post("/{code}/v{edition}/batch")
async def batch(code: str, edition: str, request: Request, desk: DeskDep) -> Shape:
    """Answer several calls at once."""
    call = await _call(request, code, edition, "batch")
    return say(await to_thread.run_sync(desk.batch, call, limiter=desk.limiter))


async def _call(request: Request, code: str, edition: str, verb: str) -> Call:
    """Return what arrived, untouched: the signature is over the very bytes."""
    host = request.client.host if request.client else ""
    return Call(code, edition, verb, request.headers, await request.body(), host)
