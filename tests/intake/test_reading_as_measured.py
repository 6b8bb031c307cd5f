"""A reading process reads what the evaluation measures: photographs, doubts and signals as well."""

from datetime import date
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extractors.read import read_upload
from extractors.types import document_types
from intake.reading.bench import Bench
from intake.reading.messages import Message
from models.engines.registry import make_engine

SAMPLES = Path(__file__).parents[2] / "eval" / "samples" / "papers"
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench(make_engine("rapid"), document_types())


def read_in_steps(bench: Bench, data: bytes, name: str) -> list[dict]:
    """Ask for each step as the service does, and return the papers found on the one page."""
    opened = bench.work(Message("open", {"name": name}, (data,)))
    body = {"page": opened.body["pages"][0], "media_type": opened.body["media_type"]}
    seen = bench.work(Message("look", body, opened.pictures))
    page, picture = {"page": seen.body["page"]}, seen.pictures
    read = []
    for found in bench.work(Message("classify", page, picture)).body["documents"]:
        taken = bench.work(Message("extract", page | {"document": found}, picture))
        about = {"document": taken.body["documents"][0], "today": TODAY.isoformat()}
        read += bench.work(Message("verify", page | about, picture)).body["documents"]
    return read


def grey(data: bytes) -> bytes:
    """Return a picture as a copier leaves it."""
    buffer = BytesIO()
    copied = np.asarray(Image.open(BytesIO(data)).convert("L").convert("RGB"))
    Image.fromarray(copied).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("sample", "copied"),
    [
        ("clean/licence_plate_100_clean.jpg", False),
        ("clean/id_card_front_100_clean.jpg", True),
        ("degraded/driving_licence_main+driving_licence_sub_101_degraded.jpg", False),
    ],
)
def test_step_by_step_and_at_once_the_same_is_read(sample: str, copied: bool, bench: Bench) -> None:
    data = (SAMPLES / sample).read_bytes()
    data = grey(data) if copied else data
    at_once = read_upload(data, sample, bench.engine, bench.types, TODAY).paper.documents
    assert at_once
    assert all(document.fields for document in at_once)
    assert copied <= any(w.code == "photocopy" for d in at_once for w in d.warnings)
    stepwise = read_in_steps(bench, data, sample)
    assert stepwise == [document.model_dump(mode="json") for document in at_once]
