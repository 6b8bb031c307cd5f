"""What can be applied for."""

from fastapi import APIRouter

from intake.api.deps import OfficeDep
from intake.api.shapes import Shape, services_shape

router = APIRouter(prefix="/services", tags=["services"])


@router.get("")
def list_services(office: OfficeDep) -> list[Shape]:
    """Return every service with its scenarios and the materials they ask for."""
    return services_shape(office.registry)
