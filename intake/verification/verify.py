"""Verify a file: its signatures in plain words, and how it compares with what we keep."""

from typing import Any

from extractors.signatures.check import check_file
from intake.settings import Settings
from intake.verification.statements import ADVICE, state
from models.crypto.trust import read_trust


def verify_file(settings: Settings, data: bytes) -> dict[str, Any]:
    """Return the verdict on a file with every sentence a person needs, as JSON can say it."""
    verdict = check_file(data, read_trust(settings.trust_folders))
    said = verdict.model_dump(mode="json")
    for shape, signature in zip(said["signatures"], verdict.signatures, strict=True):
        shape["statements"] = [each.model_dump(mode="json") for each in state(signature)]
    return said | {"advice": list(ADVICE[verdict.outcome])}
