"""Make the papers of the demonstration: one firm's annual review of one lorry.

    python -m eval.specimens.demo --out intake/demo/papers

The facts are those of ``models/demo_case.toml``, so the papers agree with the simulated registers.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from random import Random

from eval.specimens.degrade import LIGHT
from eval.specimens.facts import demo_facts
from eval.specimens.generate import Specimen, photograph
from eval.specimens.layout import layouts

PAPERS = {
    "business_licence": ("business_licence_copy",),
    "vehicle_licence": ("vehicle_licence_main_typed", "vehicle_licence_sub_energy"),
    "road_transport_operation_licence": ("road_transport_operation_licence_copy",),
    "vehicle_inspection_report": ("vehicle_inspection_report_safety",),
}
"""Name of each file, and the layouts of the papers on it."""


def make_demo(name: str) -> Specimen:
    """Return one of ``PAPERS`` as a careful photo."""
    rng = Random(f"demo/{name}")  # noqa: S311 - reproducible, not secret
    chosen = [layouts()[layout] for layout in PAPERS[name]]
    return photograph(chosen, demo_facts(), rng, LIGHT)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the pictures, without ground truth: they are what an applicant uploads."""
    parser = argparse.ArgumentParser(description="Make the papers of the demonstration.")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    folder: Path = parser.parse_args(arguments).out
    folder.mkdir(parents=True, exist_ok=True)
    for name in PAPERS:
        make_demo(name).image.save(folder / f"{name}.jpg", quality=85, optimize=True)


if __name__ == "__main__":
    main()
