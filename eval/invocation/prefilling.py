"""Prefill models on the simulated population: what its registers know is what a form should say.

Papers of the applicants count as read right, so that what is measured is the filling; how papers
are read is measured by the recognition models.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from eval.invocation.tally import Tried, tally
from eval.serving import serving
from intake.feeds.population import Applicant as Invented
from intake.feeds.population import Population
from intake.feeds.simulator import create_simulator
from intake.filings.bureau import Bureau
from intake.filings.uploads import Upload
from intake.invocation.envelope import Applicant
from intake.invocation.locally import answer_locally, workplace_of
from intake.invocation.work import Asked, Workplace
from intake.settings import Settings
from models.catalog import ModelSpec
from models.catalog.measured import Figures
from models.records import Document, FieldValue, Paper, State, Subject
from models.specs import FormField
from prefill.normalise import normalise


def measure_prefill(models: Sequence[ModelSpec], seeds: Iterable[int]) -> dict[str, Figures]:
    """Return how each model fills its form for every applicant of the populations of the seeds."""
    tried: dict[str, list[Tried]] = {model.id: [] for model in models}
    for seed in seeds:
        population = Population(f"models-{seed}")
        with _registers(population) as place:
            for model in models:
                tried[model.id] += _tried(place, model, population)
    return {code: tally(calls) for code, calls in tried.items()}


@contextmanager
def _registers(population: Population) -> Iterator[Workplace]:
    """Run the simulated registers of a population and yield a workplace that asks them."""
    with (
        TemporaryDirectory(prefix="zhiban-models-") as data,
        serving(create_simulator(population=population)) as url,
    ):
        settings = Settings(data=Path(data), gateway_url=url, engine="null")
        yield workplace_of(Bureau.open(settings))


def _tried(place: Workplace, model: ModelSpec, population: Population) -> Iterator[Tried]:
    """Ask for every applicant whose filing is in order."""
    form = place.registry.service_of(model.matter).form(model.matter)
    for invented in population.subjects_for(model.matter, clean=True):
        papers = [_read_right(kind, fields) for kind, fields in invented.papers.items()]
        reading = replace(place, read=lambda upload: upload.paper)  # it is read already
        asked = Asked(
            images=tuple(Upload(paper, b"") for paper in papers),
            doc_types=("",) * len(papers),
            form={box.key: invented.typed[box.key] for box in form if box.key in invented.typed},
            applicant=applicant_of(invented.subject),
        )
        yield Tried(wanted(invented, form), answer_locally(reading, model.id, asked))


def wanted(invented: Invented, form: Sequence[FormField]) -> Mapping[str, str]:
    """Return what is true of every box that sources can fill and the applicant did not type."""
    return {
        box.key: normalise(box, invented.truth[box.key]).text
        for box in form
        if box.sources and box.key in invented.truth and box.key not in invented.typed
    }


def applicant_of(subject: Subject) -> Applicant:
    """Return who files as the envelope says it."""
    return Applicant(
        type="个人" if subject.kind == "个人" else "企业",
        name=subject.name,
        id_type=subject.id_type,
        id_no=subject.id_no,
        mobile=subject.phone,
        agent_name=subject.agent_name,
        agent_id_no=subject.agent_id_no,
        agent_mobile=subject.agent_phone,
        legal_id_no=subject.legal_id_no,
        contact_name=subject.contact_name,
        email=subject.email,
        region=subject.region,
    )


def _read_right(kind: str, fields: Mapping[str, str]) -> Paper:
    """Return an uploaded paper as if every field on it had been read without a doubt."""
    values = tuple(
        FieldValue(key=key, value=text, raw=text, confidence=1, state=State.SURE)
        for key, text in fields.items()
    )
    document = Document(type=kind, reason="", fields=values)
    digest = hashlib.sha256(kind.encode()).hexdigest()
    return Paper(id=uuid4().hex, name=kind, sha256=digest, size=0, documents=(document,))
