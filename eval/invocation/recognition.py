"""Recognition models on specimen papers drawn for the purpose."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import product

from eval.invocation.tally import Tried, tally
from eval.specimens.generate import QUALITY, Specimen, make
from eval.truth import Truth
from intake.filings.uploads import take_files
from intake.invocation.locally import answer_locally
from intake.invocation.work import Asked, Workplace
from intake.settings import Limits
from models.catalog import ModelSpec
from models.catalog.measured import Figures

STATES = ("clean", "degraded")


def measure_recognition(
    place: Workplace, model: ModelSpec, seeds: Sequence[int]
) -> dict[str, Figures]:
    """Return how a model reads every paper it is for, drawn for each seed, clean and degraded."""
    return {state: tally(_tried(place, model, seeds, state)) for state in STATES}


def _tried(place: Workplace, model: ModelSpec, seeds: Sequence[int], state: str) -> Iterator[Tried]:
    for type_id, seed in product(model.types, seeds):
        specimen = make(type_id, seed, degraded=state == "degraded")
        files = take_files([(f"{type_id}.jpg", as_jpeg(specimen))], Limits())
        answer = answer_locally(place, model.id, Asked(images=files, doc_types=("",)))
        (paper,) = Truth.model_validate(specimen.truth("")).documents
        yield Tried(dict(paper.scored()), answer)


def as_jpeg(specimen: Specimen) -> bytes:
    """Return the picture of a specimen as a camera or scanner sends it."""
    kept = BytesIO()
    specimen.image.convert("RGB").save(kept, "JPEG", quality=QUALITY)
    return kept.getvalue()
