"""Everything invented that one specimen tells of."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from eval.specimens.facts.firms import Firm, Permit, invent_firm, invent_permit
from eval.specimens.facts.invoices import Invoice, invent_invoice
from eval.specimens.facts.people import Driver, Person, invent_driver, invent_person
from eval.specimens.facts.sales import Sale, invent_sale
from eval.specimens.facts.vehicles import (
    Inspection,
    Vehicle,
    invent_inspection,
    invent_vehicle,
)
from intake.feeds.population.words import words

Known = TypeVar("Known", Firm, Permit, Vehicle, Inspection)

DEMO_CASE = Path(__file__).parents[3] / "models" / "demo_case.toml"


@dataclass(frozen=True)
class Facts:
    """One person, one firm, one vehicle and their papers, all consistent with each other."""

    person: Person
    driver: Driver
    firm: Firm
    permit: Permit
    vehicle: Vehicle
    inspection: Inspection
    sale: Sale
    invoice: Invoice


def invent_facts(rng: Random, *, firm_kind: str, invoice_kind: str, freight: bool) -> Facts:
    """Return new facts; the vehicle belongs to the person or, when ``freight``, to the firm."""
    region = rng.choice(words().region)
    person = invent_person(rng, region)
    firm = invent_firm(rng, region, firm_kind)
    owner: Person | Firm = firm if freight or rng.random() < 0.4 else person
    vehicle = invent_vehicle(rng, region, owner.name, owner.address, freight=freight)
    seller = invent_firm(rng, rng.choice(words().region))
    return Facts(
        person=person,
        driver=invent_driver(rng, person),
        firm=firm,
        permit=invent_permit(rng, region, firm),
        vehicle=vehicle,
        inspection=invent_inspection(rng, vehicle),
        sale=invent_sale(rng, vehicle, owner, seller),
        invoice=invent_invoice(rng, region, firm, seller, invoice_kind),
    )


def demo_facts() -> Facts:
    """Return the facts of the demonstration's firm and lorry; the rest stays invented."""
    case = tomllib.loads(DEMO_CASE.read_text(encoding="utf-8"))
    rest = invent_facts(Random(0), firm_kind="company", invoice_kind="digital", freight=True)  # noqa: S311 - no secret
    firm, permit, vehicle = case["firm"], case["permit"], case["vehicle"]
    owner = {"owner_name": firm["name"], "address": firm["address"]}
    masses = {key: f"{vehicle[key]}kg" for key in ("gross_mass", "curb_mass", "approved_load")}
    shape = {
        "owner": firm["name"],
        "address": firm["address"],
        "approved_passengers": f"{vehicle['approved_passengers']}人",
        "overall_dimension": "×".join(map(str, vehicle["overall_dimension"])) + "mm",
    }
    return Facts(
        person=rest.person,
        driver=rest.driver,
        firm=known(rest.firm, firm),
        permit=known(rest.permit, permit | owner | {"licence_no": permit["permit_no"]}),
        vehicle=known(rest.vehicle, vehicle | masses | shape | {"traction_mass": "--"}),
        inspection=known(rest.inspection, case["inspection"]),
        sale=rest.sale,
        invoice=rest.invoice,
    )


def known(invented: Known, told: dict[str, Any]) -> Known:
    """Return ``invented`` with what the demonstration's facts tell of it put in its place."""
    fields = invented.__dataclass_fields__.keys() & told.keys()
    return type(invented)(**vars(invented) | {key: str(told[key]) for key in fields})
