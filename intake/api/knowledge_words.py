"""The words staff sort entries by."""

from fastapi import APIRouter

from intake.api.deps import OfficeDep
from intake.api.shapes import Shape
from knowledge.entries.entry import EVERYBODY, Kind
from knowledge.entries.life import NAMES, STANDINGS
from knowledge.vocabularies import read_vocabularies

router = APIRouter(prefix="/v1/knowledge", tags=["knowledge"])

KINDS = {
    Kind.FAQ: "常见问题",
    Kind.GUIDE: "办事指南",
    Kind.POLICY: "政策",
    Kind.LAW: "法规条文",
    Kind.NOTICE: "通知公告",
}


@router.get("/vocabularies")
def show(office: OfficeDep) -> Shape:
    """Return departments, tags by vocabulary, matters, kinds, states and standings with names."""
    services = office.registry.services.values()
    return {
        **{name: list(words) for name, words in read_vocabularies().model_dump().items()},
        "matters": [
            {"id": service.id, "name": service.name}
            | {"scenarios": [{"id": each.id, "name": each.name} for each in service.scenarios]}
            for service in services
        ],
        "kinds": [{"id": kind.value, "name": name} for kind, name in KINDS.items()],
        "states": [{"id": state.value, "name": name} for state, name in NAMES.items()],
        "standings": [{"id": one.value, "name": name} for one, name in STANDINGS.items()],
        "everybody": EVERYBODY,
    }
