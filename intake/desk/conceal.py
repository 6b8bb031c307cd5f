"""Hide personal data in what the desk shows, until an officer asks to see it and says why."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from intake.clock import now
from intake.security.masking import mask_name, mask_numbers
from intake.store.acts import Act, ActKind
from models.records import Filing

OPEN_MINUTES = 30
"""How long an officer who gave a reason sees a filing unmasked."""
NOT_TEXT = frozenset({"id", "paper", "papers", "url", "case_no", "flag", "version", "at"})
"""Keys of a shape whose values are ours, and no text about anybody."""
HEX = re.compile(r"[0-9a-f]{32}")
PEOPLES_PAPERS = frozenset(
    {
        "id_card_front",
        "driving_licence_main",
        "driving_licence_sub",
        "qualification_cert",
        "household_register_member",
        "social_security_card",
        "service_supervision_card",
        "diploma",
        "degree_certificate",
    }
)
"""Papers whose ``name`` is a person's."""
PEOPLE_KEYS = frozenset({"legal_representative", "agent_name", "principal_name", "signer"})
"""Keys of papers and forms whose value is a person's name."""


def is_open(acts: tuple[Act, ...], permit: str, officer: str) -> bool:
    """Tell whether ``permit`` is this officer's own leave to see the filing, and still holds."""
    since = now() - timedelta(minutes=OPEN_MINUTES)
    return any(
        act.id == permit and act.officer == officer and act.at >= since
        for act in acts
        if act.kind is ActKind.REVEAL
    )


def conceal(shape: Any, filing: Filing) -> Any:  # noqa: ANN401 - JSON of any form
    """Return a shape with numbers of people and the filing's people hidden, at any depth."""
    return _conceal(shape, {name: mask_name(name) for name in _people(filing)})


def _conceal(value: Any, people: Mapping[str, str], key: str = "") -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return value if key in NOT_TEXT or HEX.fullmatch(value) else _hide(value, people)
    if isinstance(value, dict):
        return {name: _conceal(inner, people, str(name)) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_conceal(inner, people, key) for inner in value]
    return value


def _hide(text: str, people: Mapping[str, str]) -> str:
    for name, masked in people.items():
        text = text.replace(name, masked)
    return mask_numbers(text)


def _people(filing: Filing) -> list[str]:
    """Return the names of people the filing speaks of, the longest first."""
    subject = filing.subject
    named = {subject.agent_name} | ({subject.name} if subject.kind == "个人" else set())
    named |= set(_read(filing))
    named |= {box.value for box in filing.form if box.key in PEOPLE_KEYS}
    return sorted((name for name in named if len(name) > 1), key=len, reverse=True)


def _read(filing: Filing) -> Iterator[str]:
    for _, document in filing.documents():
        for field in document.fields:
            of_person = field.key == "name" and document.type in PEOPLES_PAPERS
            if of_person or field.key in PEOPLE_KEYS:
                yield field.text
