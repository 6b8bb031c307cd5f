"""Policies: the catalogue, and check-ups of a firm that is described but not stored.

``POST /v1/policies/{code}/check`` is the check interface (智能核验接口) other systems call.
"""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from intake.api.deps import OfficeDep
from intake.api.policy_shapes import (
    checkup_line,
    checkup_shape,
    keys_shape,
    policy_line,
    policy_shape,
)
from intake.api.shapes import Shape
from intake.clock import today
from intake.knowledge.policies.checkups import check_values

router = APIRouter(prefix="/v1/policies", tags=["policies"])

Code = Annotated[str, Path(pattern=r"^ZC\d{2,4}$")]
Kind = Literal["资质认定", "税费优惠", "资金补贴", "金融支持", "人才服务"]
Told = Annotated[
    dict[Annotated[str, Field(max_length=64)], Annotated[str, Field(max_length=500)]],
    Field(max_length=300),
]
"""What is said of a firm, by key; blank for what is not known."""


class Described(BaseModel):
    """A firm as the caller describes it."""

    model_config = ConfigDict(extra="forbid")

    values: Told
    on: date | None = None
    """The day whose rules hold; today when not told."""


@router.get("")
def list_policies(
    office: OfficeDep,
    kind: Annotated[Kind | None, Query()] = None,
    level: Annotated[Literal["国家", "市", "区"] | None, Query()] = None,
    q: Annotated[str, Query(max_length=64)] = "",
) -> Shape:
    """Return the policies in force, all or those of a kind, a level, or with words in them."""
    with office.store.read() as session:
        library = office.policies.library(session)
    found = [
        each
        for each in library.policies.values()
        if kind in (None, each.kind)
        and level in (None, each.level)
        and q in f"{each.title}{each.short}{each.summary}{each.audience}"
    ]
    return {"items": [policy_line(each) for each in found], "total": len(found)}


@router.get("/keys")
def list_keys(office: OfficeDep) -> list[Shape]:
    """Return every fact a firm can be described by, with the register it comes from."""
    return keys_shape(office.registry.policies, office.registry.sources)


@router.post("/check")
def check_described(described: Described, office: OfficeDep) -> Shape:
    """Check a described firm against every policy; nothing is stored."""
    with office.store.read() as session:
        library = office.policies.library(session)
    on = described.on or today()
    made = check_values(library, described.values, on)
    return {"on": on.isoformat(), "items": [checkup_line(each) for each in made]}


@router.get("/{code}")
def show_policy(code: Code, office: OfficeDep) -> Shape:
    """Return one policy with its conditions, the data each needs, and its materials."""
    with office.store.read() as session:
        library = office.policies.library(session)
    return policy_shape(library, library.policy(code), office.registry.sources)


@router.post("/{code}/check")
def check_one(code: Code, described: Described, office: OfficeDep) -> Shape:
    """Check a described firm against one policy; nothing is stored."""
    with office.store.read() as session:
        library = office.policies.library(session)
    (made,) = check_values(library, described.values, described.on or today(), code)
    return checkup_shape(made, library, office.registry.sources)
