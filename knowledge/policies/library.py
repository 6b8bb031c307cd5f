"""Read the policies, put together what they share, and prove that everything fits."""

import ast
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Final

from pydantic import Field

from knowledge.policies.keys import ProfileKey, read_keys
from knowledge.policies.policy import Condition, Law, Policy, PolicyMaterial
from models.errors import NotFoundError, SpecError
from models.expressions import Expression, Value, parse
from models.expressions.parse import GIVEN
from models.specs import Spec, need, read_spec, read_specs

FOLDER: Final = Path(__file__).with_name("declared")
COMMON: Final = Path(__file__).with_name("common.toml")
TODAY: Final = "today"
"""The one word of a condition that is no key: the day of the check-up."""


class Common(Spec):
    """What several policies share."""

    conditions: tuple[Condition, ...] = Field(alias="condition")
    materials: tuple[PolicyMaterial, ...] = Field(alias="material")
    laws: tuple[Law, ...] = Field(alias="law")
    example: dict[str, str]


@dataclass(frozen=True)
class Library:
    """The policies that can be checked, complete, by code."""

    policies: Mapping[str, Policy]
    keys: Mapping[str, ProfileKey]

    def policy(self, code: str) -> Policy:
        """Return a policy; raises ``NotFoundError``."""
        if code not in self.policies:
            raise NotFoundError(f"没有编号为“{code[:20]}”的政策。")
        return self.policies[code]

    @cached_property
    def expressions(self) -> Mapping[str, Expression]:
        """Return every expression of every policy, parsed once, by its text."""
        texts = (text for each in self.policies.values() for _, text in each.texts())
        return {text: parse(text) for text in dict.fromkeys(texts)}

    def places(self, policy: Policy) -> tuple[str, ...]:
        """Return the keys a policy asks for, each once, in order."""
        found = (self.expressions[text].places for _, text in policy.texts())
        return tuple(dict.fromkeys(place for each in found for place in each if place != TODAY))


def edition(policy: Policy) -> str:
    """Return what tells one wording of a declaration from another: 12 hexadecimal digits."""
    return hashlib.sha256(policy.model_dump_json().encode()).hexdigest()[:12]


def read_library(folder: Path = FOLDER, common: Path = COMMON) -> Library:
    """Return the shipped policies; raises ``SpecError`` naming the first that does not fit."""
    shared = read_spec(common, Common)
    read = read_specs(folder, Policy)
    return make_library({code: complete(each, shared) for code, each in read.items()})


def read_common(path: Path = COMMON) -> Common:
    """Return what policies share; raises ``SpecError``."""
    return read_spec(path, Common)


def make_library(policies: Mapping[str, Policy]) -> Library:
    """Return complete policies as a library; raises ``SpecError`` when they do not fit together."""
    library = Library(policies, read_keys())
    for policy in policies.values():
        prove(policy, library)
        need(policy.id, "policy", {*policy.related, *policy.excludes}, policies)
        for other in policy.excludes:
            if policy.id not in policies[other].excludes:
                raise SpecError(f"{policy.id}: excludes {other}, which does not exclude it")
    return library


def complete(policy: Policy, shared: Common) -> Policy:
    """Return a policy with the shared conditions, materials, laws and example it names."""
    conditions = {each.id: each for each in shared.conditions}
    materials = {each.id: each for each in shared.materials}
    need(policy.id, "common condition", policy.common, conditions)
    need(policy.id, "common material", policy.common_materials, materials)
    own = {law.name for law in policy.laws}
    return policy.model_copy(
        update={
            "conditions": (*(conditions[each] for each in policy.common), *policy.conditions),
            "materials": (
                *(materials[each] for each in policy.common_materials),
                *policy.materials,
            ),
            "laws": (*policy.laws, *(law for law in shared.laws if law.name not in own)),
            "example": {**shared.example, **policy.example},
            "common": (),
            "common_materials": (),
        }
    )


def prove(policy: Policy, library: Library) -> None:
    """Raise ``SpecError`` unless every word of a policy is known and its shape holds together."""
    ids = [each.id for each in policy.conditions]
    if not ids or len(set(ids)) < len(ids):
        raise SpecError(f"{policy.id}: conditions are missing, or two have one id")
    for part, text in policy.texts():
        expression = parse(text)
        if _claims_the_unknown(text):
            raise SpecError(f"{policy.id}: {part} may not ask whether something is known")
        need(f"{policy.id}: {part}", "key", expression.places, {*library.keys, TODAY})
        need(f"{policy.id}: {part}", "law", expression.laws, {law.name for law in policy.laws})
    told = {key for each in policy.conditions for key in each.breaks} | policy.example.keys()
    need(policy.id, "key", told, library.keys)


def _claims_the_unknown(text: str) -> bool:
    """Tell whether an expression could turn as more becomes known, so that bounds would widen.

    ``given`` does, and a list that holds a key: what is unknown in it counts as unlike every word.
    """
    for node in ast.walk(ast.parse(text.strip(), mode="eval")):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == GIVEN:
            return True
        if isinstance(node, ast.List | ast.Tuple) and not all(
            isinstance(each, ast.Constant) for each in node.elts
        ):
            return True
    return False


def law_on(policy: Policy, name: str, day: date) -> Law | None:
    """Return a policy's number in force on a day; None when it has none then."""
    holding = [
        law
        for law in policy.laws
        if law.name == name and law.since <= day and (law.until is None or day <= law.until)
    ]
    return max(holding, key=lambda law: law.since, default=None)


def typed_law(law: Law | None) -> Value:
    """Return a number of the law as a condition works with it; None when there is none."""
    if law is None or isinstance(law.value, dict):
        return None
    if isinstance(law.value, list):
        return tuple(law.value)
    return law.value if isinstance(law.value, str | date) else Decimal(str(law.value))
