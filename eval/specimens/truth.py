"""Ground truth: what is printed on a specimen, in the shape that ``zhiban eval papers`` scores."""

from collections.abc import Sequence

from eval.specimens.contents import CONTENTS, PRINTED_ONLY
from eval.specimens.facts import Facts
from eval.specimens.forms import Value, Values
from eval.specimens.layout import Layout

MASKED = "▇"
"""Stands for what is masked in a picture; specimens hide nothing."""

Truth = dict[str, object]


def values_of(layout: Layout, facts: Facts) -> dict[str, Value]:
    """Return what the form of a layout can print about the facts."""
    return dict(CONTENTS[layout.type](facts)) | dict(layout.constants)


def document_of(layout: Layout, values: Values) -> Truth:
    """Return the truth of one paper: every field its form has, blank ones as None."""
    keys = [key for key in (*layout.constants, *layout.keys) if key not in PRINTED_ONLY]
    return {"doc_type": layout.type, "fields": {key: values[key] for key in keys}}


def truth_of(
    image: str, documents: Sequence[Truth], conditions: Sequence[str], rotation: int = 0
) -> Truth:
    """Return the truth of a picture or PDF; ``rotation`` is how far it was turned clockwise."""
    return {
        "image": image,
        "origin": "specimen",
        "rotation_cw_deg": rotation,
        "conditions": list(conditions),
        "documents": list(documents),
        "masked_marker": MASKED,
    }
