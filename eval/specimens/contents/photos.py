"""What stands on pictures that are no papers: plates, frame numbers, seals."""

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from intake.feeds.population.numbers import digits, plate

KINDS = {"蓝": "blue", "黄": "yellow", "绿": "green", "黄绿": "large"}
"""Colours of plates and what is printed on them."""
SEALS = ("财务专用章", "合同专用章", "业务专用章", "报关专用章")


def of_plate(facts: Facts) -> Fields:
    """A number plate with a number of its own colour."""
    dice = chance(facts, "plate")
    colour = dice.choice(tuple(KINDS))
    place = facts.vehicle.plate_no[0]
    if KINDS[colour] == "large":
        number = f"{place}{dice.choice('ABCD')}{digits(dice, 5)}{dice.choice('DF')}"
    else:
        number = plate(dice, place, kind=KINDS[colour])
    return {"plate_no": number, "color": colour}


def of_frame(facts: Facts) -> Fields:
    """The number struck into a vehicle's frame."""
    return {"vin": facts.vehicle.vin}


def of_seal(facts: Facts) -> Fields:
    """A firm's seal, marked as a sample in its middle."""
    dice = chance(facts, "seal")
    return {
        "seal_text": facts.firm.name,
        "seal_inner": "样张",
        "seal_type": dice.choice(SEALS),
        "seal_number": digits(dice, 13),
    }


CONTENTS: dict[str, Content] = {
    "licence_plate": of_plate,
    "vehicle_photo": of_plate,
    "vehicle_vin_photo": of_frame,
    "seal": of_seal,
}
