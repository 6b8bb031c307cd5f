"""Which boxes of a form are on it, as the others stand."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from models.errors import SpecError
from models.expressions import Expression, Texts, parse
from models.records import Filing
from models.specs import FormField


def hidden_keys(form: Sequence[FormField], texts: Mapping[str, str]) -> frozenset[str]:
    """Return the keys of the boxes that are not on the form now.

    A box whose condition rests on one that is blank or hidden itself is hidden: it comes up when
    the answer does. One pass in the form's order is enough, see ``prove_order``.
    """
    said = dict(texts)
    scope = Texts(said, value_kinds(form))
    hidden: set[str] = set()
    for field in form:
        if field.shown_when and _condition(field.shown_when).evaluate(scope) is not True:
            hidden.add(field.key)
            said.pop(field.key, None)
    return frozenset(hidden)


def shown(form: Sequence[FormField], filing: Filing) -> tuple[FormField, ...]:
    """Return the boxes that are on a filing's form now, in order."""
    hidden = hidden_keys(form, {box.key: box.value for box in filing.form})
    return tuple(field for field in form if field.key not in hidden)


def value_kinds(form: Sequence[FormField]) -> dict[str, str]:
    """Return what each box holds, in the words of ``models.expressions.typed``."""
    return {field.key: "list" if field.multiple else field.type for field in form}


def prove_order(owner: str, form: Sequence[FormField]) -> None:
    """Raise ``SpecError`` unless every box is shown by boxes that stand before it."""
    before: set[str] = set()
    for field in form:
        places: tuple[str, ...] = _condition(field.shown_when).places if field.shown_when else ()
        for place in set(places) - before:
            raise SpecError(f"{owner}: {field.key!r} is shown by {place!r}, no box before it")
        before.add(field.key)


@lru_cache(maxsize=1024)
def _condition(text: str) -> Expression:
    return parse(text)
