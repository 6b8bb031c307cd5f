"""What to compare with a paper: which boxes of the form, and how much of each is shown."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pydantic import Field

from intake.lookup.found import Fact
from intake.security.masking import mask_name
from models.clean import clean
from models.records import Filing, Subject
from models.specs import Service, Spec, need, read_spec

FILE: Final = Path(__file__).with_name("compare.toml")


class ComparedSpec(Spec):
    """One fact that a form may state."""

    label: str
    keys: tuple[str, ...] = Field(min_length=1)
    """Boxes that hold it; the first that is filled is shown."""
    mask: str
    """Name in ``MASKS``."""


class _File(Spec):
    facts: tuple[ComparedSpec, ...] = Field(alias="fact")


def mask_middle(text: str, first: int, last: int) -> str:
    """Return a text with only its ends shown; of a short one, only its first character.

    >>> mask_middle("沪DY8276", 2, 2)
    '沪D***76'
    """
    if len(text) <= first + last:
        return mask_name(text)
    return text[:first] + "*" * (len(text) - first - last) + text[-last:]


MASKS: Final[Mapping[str, Callable[[str], str]]] = {
    "plain": lambda text: text,
    "plate": lambda text: mask_middle(text, 2, 2),
    "firm": lambda text: mask_middle(text, 4, 4),
    "tail": lambda text: "*" * max(0, len(text) - 6) + text[-6:],
}


def read_compared(path: Path = FILE) -> tuple[ComparedSpec, ...]:
    """Read the declaration; raises ``SpecError`` for a mask that is not known."""
    facts = read_spec(path, _File).facts
    need(path.name, "mask", {each.mask for each in facts}, MASKS)
    return facts


COMPARED: Final = read_compared()


def prove_compared(services: Mapping[str, Service]) -> None:
    """Raise ``SpecError`` when a box is named that no form has."""
    boxes = {
        box.key
        for service in services.values()
        for scenario in service.scenarios
        for box in service.form(scenario.id)
    }
    need(FILE.name, "box", {key for each in COMPARED for key in each.keys}, boxes)


def facts_of(filing: Filing) -> Iterator[Fact]:
    """Yield what of a filing can be compared with a paper, masked."""
    if filing.subject.name:
        yield Fact(label="申请人", text=masked_subject(filing.subject))
    for spec in COMPARED:
        said = next((text for key in spec.keys if (text := clean(filing.text(key)))), "")
        if said:
            yield Fact(label=spec.label, text=MASKS[spec.mask](said))


def masked_subject(subject: Subject) -> str:
    """Return who files: of a person the first character, of a firm both ends of its name."""
    return masked_name(subject.name, person=subject.kind == "个人")


def masked_name(name: str, *, person: bool) -> str:
    """Return a name as the holder of a paper may see it."""
    name = clean(name)
    return mask_name(name) if person else MASKS["firm"](name)
