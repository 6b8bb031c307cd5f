"""What the licences and reports of vehicles say."""

from dataclasses import asdict

from eval.specimens.contents.content import Content, Fields
from eval.specimens.facts import Facts


def of_vehicle(facts: Facts) -> Fields:
    """Both pages of a vehicle licence."""
    return asdict(facts.vehicle)


def of_inspection(facts: Facts) -> Fields:
    """An inspection report with what it repeats of the vehicle."""
    return asdict(facts.vehicle) | asdict(facts.inspection)


CONTENTS: dict[str, Content] = {
    "vehicle_licence_main": of_vehicle,
    "vehicle_licence_sub": of_vehicle,
    "vehicle_inspection_report": of_inspection,
}
