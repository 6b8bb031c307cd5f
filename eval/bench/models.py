"""How long each of the fifteen models takes, called over HTTP as platforms call them.

    python -m eval.bench.models --calls 20

Starts a service of its own with the simulated registers beside it, calls every model one call after
another, each signed and with a request id of its own, and prints the median and the 95th percentile
of the whole call as the caller sees it. The first call of each model is left out: it opens
connections. Recognition is given clean specimens, prefill an applicant of the simulated population.
"""

import argparse
import json
import os
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import httpx
import numpy as np

from eval.invocation.prefilling import applicant_of
from eval.invocation.recognition import as_jpeg
from eval.specimens.generate import make
from intake.demo.service import service_for
from intake.feeds.population import Population
from intake.invocation.envelope import say
from models.catalog import ModelSpec, read_catalog
from prefill.sources.signing import signed_headers

APP = "bench"
SECRET = token_hex(16)
SEED = 3100
"""Of the specimens; nothing is measured of them but time."""


@dataclass(frozen=True)
class Timing:
    """The times of one model's calls, in milliseconds."""

    code: str
    calls: int
    failed: int
    p50: float
    p95: float


def measure(client: httpx.Client, models: Sequence[ModelSpec], calls: int) -> Iterator[Timing]:
    """Yield the timing of each model; a failed call is counted, and its time as well."""
    population = Population()
    for model in models:
        given = data_for(model, population)
        _call(client, model, given)
        times, failed = [], 0
        for _ in range(calls):
            began = perf_counter()
            failed += not _call(client, model, given)["isSuccess"]
            times.append((perf_counter() - began) * 1000)
        p50, p95 = np.percentile(times, [50, 95])
        yield Timing(model.id, calls, failed, float(p50), float(p95))


def data_for(model: ModelSpec, population: Population) -> Mapping[str, Any]:
    """Return what a model is sent."""
    if model.kind == "recognition":
        kind = model.types[0]
        picture = b64encode(as_jpeg(make(kind, SEED, degraded=False))).decode()
        return {"images": [{"type": "base64", "content": picture, "docType": kind}]}
    invented = population.subjects_for(model.matter, clean=True)[0]
    return {"subject": say(applicant_of(invented.subject))}


def _call(client: httpx.Client, model: ModelSpec, data: Mapping[str, Any]) -> dict[str, Any]:
    body = json.dumps(
        {
            "requestId": token_hex(8),
            "appId": APP,
            "timestamp": int(time.time() * 1000),
            "data": data,
        }
    ).encode()
    apiname = f"{model.id}.v{model.major}.invoke"
    headers = signed_headers(APP, SECRET.encode(), apiname, body)
    address = f"/models/{apiname.replace('.', '/')}"
    answer: dict[str, Any] = (
        client.post(address, content=body, headers=headers).raise_for_status().json()
    )
    return answer


def show(timings: Sequence[Timing]) -> None:
    """Print the table."""
    print(f"{'model':<7}{'calls':>7}{'failed':>8}{'p50 ms':>10}{'p95 ms':>10}")
    for each in timings:
        print(f"{each.code:<7}{each.calls:>7}{each.failed:>8}{each.p50:>10.1f}{each.p95:>10.1f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Start a service, call all models and print how long they took; fails when a call did."""
    parser = argparse.ArgumentParser(description="Time the fifteen models over HTTP.")
    parser.add_argument("--calls", type=int, default=20, help="calls of each model")
    options = parser.parse_args(arguments)
    os.environ["ZHIBAN_MODELS_APPS"] = json.dumps(
        {APP: {"secret": SECRET, "per_minute": 1_000_000}}
    )
    with TemporaryDirectory(prefix="zhiban-bench-") as data, service_for(Path(data)) as client:
        timings = list(measure(client, tuple(read_catalog().values()), options.calls))
    show(timings)
    if any(each.failed for each in timings):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
