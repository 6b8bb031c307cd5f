"""What identity cards and driving licences say."""

from dataclasses import asdict

from eval.specimens.contents.content import Content, Fields
from eval.specimens.facts import Facts


def of_person(facts: Facts) -> Fields:
    """Both sides of an identity card."""
    return asdict(facts.person)


def of_driver(facts: Facts) -> Fields:
    """Both pages of a driving licence."""
    return asdict(facts.driver)


CONTENTS: dict[str, Content] = {
    "id_card_front": of_person,
    "id_card_back": of_person,
    "driving_licence_main": of_driver,
    "driving_licence_sub": of_driver,
}
