"""Calculators: what each asks for, and what it works out."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query

from intake.calculating import calculation_shape, calculators_shape
from intake.clock import today

router = APIRouter(prefix="/calculators", tags=["calculators"])

LONGEST_LIST = 200
Told = dict[str, str | int | float | bool | list[str | int | float] | None]


@router.get("")
def list_calculators() -> list[dict[str, Any]]:
    """Return every calculator with its inputs, from which a page can be made."""
    return calculators_shape()


@router.post("/{name}")
def run_calculator(
    name: str,
    values: Annotated[Told, Body(max_length=LONGEST_LIST)],
    on: Annotated[date | None, Query()] = None,
) -> dict[str, Any]:
    """Return what a calculator makes of the values, by the rules of ``on`` (today if not told)."""
    return calculation_shape(name, values, on or today())
