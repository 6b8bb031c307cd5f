"""One filing of the population: who files, what only the applicant can say, and what is true."""

from pathlib import Path
from typing import Final

from pydantic import Field

from intake.feeds.population.faults import Fault
from intake.feeds.population.maker import Facts
from intake.feeds.population.paths import at, written
from intake.feeds.population.scenes import Scene
from models.records import Record, Subject
from models.specs import Spec, read_spec


class Applicant(Record):
    """Someone who could file a scenario."""

    scenario: str
    subject: Subject
    typed: dict[str, str]
    """Boxes that only the applicant can fill, or has to fill before sources can be asked."""
    papers: dict[str, dict[str, str]]
    """Document type → what stands on the uploaded paper, by field key."""
    truth: dict[str, str]
    """Form key → what is true, where the population knows it."""
    earlier: dict[str, str]
    """Form key → what an earlier filing told that still holds, of boxes no register fills."""
    fault: str = ""
    """Name of what is wrong; empty for a filing in order."""
    finds: str = ""
    """What has to be found: a declared pre-check, ``contradiction``, ``mark`` or ``licence``."""
    key: str = ""
    """The box it shows at, where that is not the pre-check's own."""


class _Truth(Spec):
    truth: dict[str, str]
    earlier: dict[str, str]
    truth_of: dict[str, dict[str, str]] = Field(default_factory=dict)


TRUTH: Final = read_spec(Path(__file__).with_name("truth.toml"), _Truth)


def describe(scenario: str, scene: Scene, fault: Fault | None) -> Applicant:
    """Return the applicant of a scene as the evaluation sees him."""
    return Applicant(
        scenario=scenario,
        subject=_subject(scene),
        typed=dict(scene.typed),
        papers=scene.papers,
        truth=_truth(scenario, scene.cast),
        earlier=TRUTH.earlier,
        fault=fault.name if fault else "",
        finds=fault.finds if fault else "",
        key=fault.key if fault else "",
    )


def _truth(scenario: str, cast: dict[str, Facts]) -> dict[str, str]:
    paths = TRUTH.truth | TRUTH.truth_of.get(scenario, {})
    texts = {key: _told(cast, path) for key, path in paths.items()}
    return {key: text for key, text in texts.items() if text}


def _told(cast: dict[str, Facts], path: str) -> str:
    return path[1:] if path.startswith("=") else written(at(cast, path))


def _subject(scene: Scene) -> Subject:
    account = scene.account
    if not scene.is_firm:
        return Subject(
            kind="个人",
            name=account["name"],
            id_type=account["id_type"],
            id_no=account["id_no"],
            phone=account["mobile"],
        )
    agent = account["agent"]
    return Subject(
        name=account["name"],
        id_no=account["uscc"],
        phone=account["phone"],
        agent_name=agent["name"],
        agent_id_no=agent["id_no"],
        agent_phone=agent["mobile"],
        legal_id_no=account["legal_representative_id"],
        contact_name=account["contact"],
        email=account["email"],
        region="310120",
    )
