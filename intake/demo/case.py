"""Who files in the demonstration, and what only they can say; all of it invented."""

import tomllib
from importlib.resources import files
from pathlib import Path

from models.records import Subject

SCENARIO = "S5B"
PAPERS = Path(__file__).parent / "papers"
"""Specimen papers of the same invented firm and lorry."""


def read_subject() -> Subject:
    """Return the invented firm with the person who acts for it."""
    firm = _firm()
    return Subject(
        kind="企业",
        name=firm["name"],
        id_no=firm["uscc"],
        phone=firm["phone"],
        agent_name=firm["agent_name"],
        agent_id_no=firm["agent_id"],
    )


def read_entries() -> dict[str, str]:
    """Return what the applicant types into the form, by box."""
    return {"commitment": "是", "delivery_method": "电子证照"}


def _firm() -> dict[str, str]:
    case = tomllib.loads((files("models") / "demo_case.toml").read_text(encoding="utf-8"))
    firm: dict[str, str] = case["firm"]
    return firm
