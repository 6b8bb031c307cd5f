"""What follows from boxes already filled."""

from collections.abc import Callable, Mapping
from typing import Final

from models.records import FormValue
from prefill.sources.connector import Answer, Offer, Question
from prefill.sources.identity import read_identity
from prefill.sources.places import committee, district, is_city_road, street, town
from prefill.sources.plates import plate_colour, plate_kind
from prefill.sources.scopes import agency_types, place_type

Derivation = Callable[[str, Mapping[str, str]], Mapping[str, str]]
"""From the text it follows from, and every box known, to what follows, by the source's own words;
an empty text follows not."""


def _from_plate(plate: str, known: Mapping[str, str]) -> dict[str, str]:
    vehicle_type = known.get("vehicle_type", "")
    return {"colour": plate_colour(plate, vehicle_type), "kind": plate_kind(plate, vehicle_type)}


DERIVATIONS: Final[Mapping[str, Derivation]] = {
    "derived.id_no": lambda number, _: read_identity(number),
    "derived.plate_no": _from_plate,
    "derived.address": lambda address, _: {"town": town(address)},
    "derived.home_address": lambda address, _: {
        "street": street(address),
        "committee": committee(address),
    },
    "derived.project_address": lambda address, _: {"committee": committee(address)},
    "derived.store_address": lambda address, _: {"district": district(address)},
    "derived.business_scope": lambda scope, _: {"place_type": place_type(scope)},
    "derived.business_scope_license": lambda scope, _: {"agency_type": agency_types(scope)},
    "derived.corp_name": lambda name, _: {"name": name},
    "derived.route_text": lambda route, _: {"city_road": is_city_road(route)},
    "derived.cert_history": lambda passed, _: {"train_type": "继续教育" if passed else ""},
}
"""By source."""


class DerivedConnector:
    """Answers by rule from the boxes already settled."""

    def __init__(self, derivations: Mapping[str, Derivation] = DERIVATIONS) -> None:
        self._derivations = derivations

    def ask(self, question: Question) -> Answer:
        """Return what follows; it is no surer than the box it follows from."""
        known = {key: box.value for key, box in question.known.items()}
        texts = self._derivations[question.source.id](question.subject, known)
        root = question.known.get(question.by, FormValue(key=""))
        offers = (
            Offer(key, texts[question.name(key)], root.confidence, to_confirm=root.to_confirm)
            for key in question.keys
            if texts.get(question.name(key))
        )
        return Answer(tuple(offers), note="" if any(texts.values()) else "无法据此推导")
