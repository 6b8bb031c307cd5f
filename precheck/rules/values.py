"""Rules about values: allowed words, kinds ruled out, parts of a whole."""

from collections.abc import Iterator

from models.records import Finding
from models.specs import PrecheckSpec
from precheck.case import Case
from precheck.normal import as_number, plain_text, same
from precheck.parameters import Parameters
from precheck.rules.telling import option, options, tell


def one_of(case: Case, spec: PrecheckSpec, _parameters: Parameters) -> Iterator[Finding]:
    """Whatever is stated at ``key`` is one of ``values``."""
    allowed = {plain_text(value) for value in options(spec, "values")}
    for stated in case.ask(option(spec, "key")):
        if plain_text(stated.text) not in allowed:
            yield tell(spec, [stated])


def not_of_kind(case: Case, spec: PrecheckSpec, _parameters: Parameters) -> Iterator[Finding]:
    """Whatever is stated at ``key`` is of none of ``kinds``: words that end a word of that kind.

    A 小型轿车 is a 轿车; a word of no kind that is named says nothing.
    """
    kinds = tuple(plain_text(kind) for kind in options(spec, "kinds"))
    for stated in case.ask(option(spec, "key")):
        if plain_text(stated.text).endswith(kinds):
            yield tell(spec, [stated])


def same_organisation(case: Case, spec: PrecheckSpec, _parameters: Parameters) -> Iterator[Finding]:
    """Everyone named at ``key`` is the organisation named at ``against``."""
    for ours in case.ask(option(spec, "against")):
        for stated in case.ask(option(spec, "key")):
            if not same("organisation", stated.text, ours.text):
                yield tell(spec, [stated, ours])


def parts_within_whole(
    case: Case, spec: PrecheckSpec, _parameters: Parameters
) -> Iterator[Finding]:
    """The numbers at ``parts`` together are no more than the number at ``whole``."""
    parts = [each for place in options(spec, "parts") for each in case.ask(place)]
    whole = case.ask(option(spec, "whole"))
    numbers = [as_number(each.text) for each in (*parts, *whole)]
    if len(parts) < len(options(spec, "parts")) or not whole or None in numbers:
        return
    *shares, total = (number or 0 for number in numbers)
    if sum(shares) > total:
        yield tell(spec, [*parts, *whole])
