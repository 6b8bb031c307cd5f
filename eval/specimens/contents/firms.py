"""What the licences of firms say."""

from dataclasses import asdict

from eval.specimens.contents.content import Content, Fields
from eval.specimens.facts import Facts


def of_firm(facts: Facts) -> Fields:
    """A business licence, with the label of its head and the address its code leads to."""
    code = f"http://www.gsxt.gov.cn/index.html?uniscid={facts.firm.uscc}"
    return asdict(facts.firm) | {"qr": code}


def of_permit(facts: Facts) -> Fields:
    """A road transport permit."""
    return asdict(facts.permit)


CONTENTS: dict[str, Content] = {
    "business_licence": of_firm,
    "road_transport_operation_licence": of_permit,
}
