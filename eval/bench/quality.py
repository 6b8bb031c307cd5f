"""Spoil pictures step by step, read them, and show where reading falls: the gate's limits.

    python -m eval.bench.quality eval/samples/papers/clean --types id_card_front,vat_invoice

For each fault and strength it prints how many fields were right and how many of those marked sure,
beside the figures by which ``extractors/quality/faults.toml`` grades a picture.
"""

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from eval.scores import Score, score_picture
from eval.specimens import spoil
from eval.specimens.spoil import Spoil
from eval.truth import Truth, read_truths
from extractors.opening import open_upload
from extractors.raw import RawPage
from extractors.read import read_page
from extractors.seeing.look import look
from extractors.types import document_types
from models.engines import Engine, Image
from models.engines.registry import make_engine
from models.records import Document, Quality, State

TODAY = date(2026, 11, 20)
"""Expiry changes no reading; a fixed day keeps the table the same."""
TYPES = "id_card_front,vehicle_licence_main,motor_vehicle_sale_invoice"
FAULTS: dict[str, tuple[Spoil, tuple[float, ...]]] = {
    "blur": (spoil.blur, (0.5, 1, 1.5, 2, 2.5, 3, 4)),
    "size": (spoil.shrink, (0.7, 0.5, 0.4, 0.35, 0.3, 0.25, 0.2)),
    "darkness": (spoil.darken, (0.4, 0.2, 0.15, 0.12, 0.1, 0.08)),
    "fading": (spoil.fade, (0.5, 0.3, 0.2, 0.15, 0.12, 0.1, 0.08)),
    "overexposure": (spoil.overexpose, (1.2, 1.5, 1.75, 2, 3)),
    "glare": (spoil.shine, (0.05, 0.1, 0.15, 0.2)),
    "crop": (spoil.cut, (0.02, 0.05, 0.1, 0.15, 0.2)),
    "finger": (spoil.cover, (0.1, 0.2, 0.3, 0.4)),
    "jpeg": (spoil.compress, (30, 15, 8, 4)),
}
"""Each fault, and its strengths from harmless to hopeless."""
FIGURES = ("text_height", "crispness", "ink", "legibility", "brightness", "glare", "covered")


class Trial(NamedTuple):
    """One spoilt picture after reading."""

    scores: list[Score]
    quality: Quality
    codes: tuple[str, ...]


def try_all(
    samples: Sequence[tuple[Image, Truth]], effect: Spoil, strength: float, engine: Engine
) -> list[Trial]:
    """Spoil every sample by one strength and read it."""
    return [_try(effect(picture, strength), truth, engine) for picture, truth in samples]


def _try(picture: Image, truth: Truth, engine: Engine) -> Trial:
    page, upright = look(RawPage(1, picture, "image/png"), engine)
    found = read_page(page, upright, engine, document_types(), TODAY)
    first = next(iter(found), Document(type="unknown", reason="", quality=page.quality))
    quality = first.quality or page.quality
    if quality is None:
        raise ValueError("a looked-at page has its quality")
    codes = tuple(warning.code for warning in first.warnings)
    return Trial(list(score_picture(truth.image, truth, found)), quality, codes)


def row(fault: str, strength: float, trials: Sequence[Trial]) -> list[str]:
    """Return one line of the table."""
    scores = [score for trial in trials for score in trial.scores]
    sure = [score for score in scores if score.state is State.SURE]
    figures = [median(getattr(trial.quality, name) for trial in trials) for name in FIGURES]
    return [
        fault,
        f"{strength:g}",
        f"{sum(score.right for score in scores)}/{len(scores)}",
        f"{sum(score.right for score in sure)}/{len(sure)}",
        *(f"{figure:.3g}" for figure in figures),
        " ".join(trial.quality.grade for trial in trials),
        " ".join(dict.fromkeys(code for trial in trials for code in trial.codes)),
    ]


def rows(
    samples: Sequence[tuple[Image, Truth]], faults: Sequence[str], engine: Engine
) -> Iterator[list[str]]:
    """Yield the lines of the table, one for each strength of each fault."""
    for fault in faults:
        effect, strengths = FAULTS[fault]
        for strength in strengths:
            yield row(fault, strength, try_all(samples, effect, strength, engine))


def load(folder: Path, types: Sequence[str]) -> list[tuple[Image, Truth]]:
    """Return one clean picture of each type, decoded, with its truth."""
    found: dict[str, tuple[Image, Truth]] = {}
    for path, truth in read_truths(folder):
        kind = truth.documents[0].doc_type
        if kind in types and kind not in found and path.suffix == ".jpg":
            found[kind] = (open_upload(path.read_bytes(), path.name)[0].image, truth)
    return list(found.values())


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Show where reading falls.")
    parser.add_argument("folder", type=Path, help="clean pictures with ground truth")
    parser.add_argument("--types", default=TYPES, help="document types, by comma")
    parser.add_argument("--faults", default=",".join(FAULTS), help="faults, by comma")
    options = parser.parse_args(arguments)
    samples = load(options.folder, options.types.split(","))
    heads = ("fault", "strength", "right", "sure right", *FIGURES, "grades", "codes")
    table = Table(*heads, title=f"{len(samples)} pictures")
    for line in rows(samples, options.faults.split(","), make_engine("rapid")):
        table.add_row(*line)
    Console(width=200).print(table)


if __name__ == "__main__":
    main()
