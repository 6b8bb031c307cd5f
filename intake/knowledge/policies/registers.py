"""Fill a firm's profile from the registers, by its credit code."""

from collections.abc import Mapping
from typing import Final

from extractors.checks import CHECKS
from intake.clock import now
from knowledge.policies import DECLARED, Profile, ProfileKey
from models.errors import InvalidRequestError
from models.records import Filing, FormValue, SourceReport, Subject
from models.specs import FormField, SourceSpec
from prefill.edit import enter
from prefill.fill import fill
from prefill.sources import Connector

USCC: Final = "uscc"
CASE: Final = "政策体检"
"""What the registers' audit logs read as the case a firm is asked about for."""


def plain_code(uscc: str) -> str:
    """Return a unified social credit code as it is kept.

    Raises ``InvalidRequestError`` when it is none, with its check digit.
    """
    try:
        return CHECKS["uscc"](uscc.strip().upper())
    except ValueError as error:
        raise InvalidRequestError("统一社会信用代码有误：应为18位，请核对后重新填写。") from error


def fill_profile(
    keys: Mapping[str, ProfileKey],
    sources: Mapping[str, SourceSpec],
    connectors: Mapping[str, Connector],
    standing: Profile,
) -> Profile:
    """Return a profile as the registers now tell of the firm.

    What the firm said of itself stays; what a register says otherwise stands beside it. A register
    that does not answer is named among the sources, and what it last said to the same question is
    kept.
    """
    code = FormValue(key=USCC, value=standing.uscc, source=DECLARED, confidence=1)
    boxes = (*standing.facts, code)
    filled = fill(_filing(standing.uscc, boxes), _form(keys), sources, connectors)
    facts = tuple(box for box in filled.form if box.key != USCC and (box.value or box.offers))
    named = next((fact.value for fact in facts if fact.key == "corp_name"), standing.name)
    return standing.model_copy(update={"facts": facts, "name": named, "sources": filled.sources})


def unfilled_profile(uscc: str) -> Profile:
    """Return the profile of a firm of which nothing is known yet."""
    return Profile(uscc=plain_code(uscc))


def edit_profile(
    keys: Mapping[str, ProfileKey], profile: Profile, values: Mapping[str, str]
) -> Profile:
    """Return a profile with what the firm says of itself; a blank takes a value back to unknown.

    What a register said is never overwritten: it stays among the offers of the value.
    """
    facts = {fact.key: fact for fact in profile.facts}
    for key, text in values.items():
        standing = facts.get(key) or FormValue(key=key)
        facts[key] = enter(_box(keys[key]), standing, text, "企业").model_copy(
            update={"fetched_at": now()}
        )
    kept = tuple(fact for fact in facts.values() if fact.value or fact.offers)
    return profile.model_copy(update={"facts": kept})


def silent(profile: Profile) -> tuple[SourceReport, ...]:
    """Return the registers that took no part in the last filling."""
    return tuple(each for each in profile.sources if each.state in {"down", "unconnected"})


def _form(keys: Mapping[str, ProfileKey]) -> tuple[FormField, ...]:
    code = FormField(key=USCC, label="统一社会信用代码", type="uscc")
    return (code, *(_box(key) for key in keys.values()))


def _box(key: ProfileKey) -> FormField:
    return FormField(
        key=key.id, label=key.label, type=key.type, options=key.options, sources=key.sources
    )


def _filing(uscc: str, boxes: tuple[FormValue, ...]) -> Filing:
    """Return the profile as the registers' client knows who asks, about whom, and what stands."""
    moment = now()
    return Filing(
        id="0" * 32,
        case_no=CASE,
        scenario=CASE,
        subject=Subject(id_no=uscc),
        opened_at=moment,
        filed_on=moment.date(),
        form=boxes,
    )
