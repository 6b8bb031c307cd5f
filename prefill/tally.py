"""How much of a form was filled for the applicant: the count behind the city's figure."""

from collections.abc import Iterable

from models.forms import hidden_keys
from models.records import Filing, FormValue, Record
from prefill.edit import APPLICANT
from prefill.services import form_of


class Tally(Record):
    """Boxes of one form, or of many forms together."""

    shown: int = 0
    """Boxes of the form as shown, whether a source could have filled them or not."""
    filled: int = 0
    """Of those: the value came from a source and the applicant did not change it (rules.md §12)."""
    changed: int = 0
    """Of those: a source had put something else there before the applicant changed it."""

    @property
    def ratio(self) -> float | None:
        """Return the share of boxes that were prefilled, 0 to 1; None where nothing was shown."""
        return round(self.filled / self.shown, 4) if self.shown else None

    def __add__(self, other: "Tally") -> "Tally":
        """Return the boxes of both."""
        return Tally(
            shown=self.shown + other.shown,
            filled=self.filled + other.filled,
            changed=self.changed + other.changed,
        )


def tally_of(filing: Filing) -> Tally:
    """Return the tally of a filing's form: of the boxes that are on it as the others stand."""
    texts = {box.key: box.value for box in filing.form}
    hidden = hidden_keys(form_of(filing.scenario), texts)
    return count_boxes(box for box in filing.form if box.key not in hidden)


def count_boxes(boxes: Iterable[FormValue]) -> Tally:
    """Return the tally of these boxes; a form nobody filled yet has none."""
    shown = tuple(boxes)
    return Tally(
        shown=len(shown),
        filled=sum(is_prefilled(box) for box in shown),
        changed=sum(is_changed(box) for box in shown),
    )


def is_prefilled(box: FormValue) -> bool:
    """Tell whether a box holds what a source put there; confirming it is no change."""
    return bool(box.value and box.source not in {"", APPLICANT} and not is_changed(box))


def is_changed(box: FormValue) -> bool:
    """Tell whether the applicant replaced or emptied what a source had put there.

    Who changed a box and then put the source's value back has not changed it.
    """
    return box.changed_from not in {"", box.value}
