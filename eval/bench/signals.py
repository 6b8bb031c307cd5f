"""How often each signal is told without cause, and how often when there is one.

    python -m eval.bench.signals eval/samples/papers/clean eval/samples/papers/degraded --doctor 8

Every paper of the folders is read as it is: a signal that the picture's known conditions do not
explain is a false alarm. Then some clean ones are doctored, each in every way of ``DOCTORED``, and
read again: how often is the signal told now?
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image as Pillow
from rich.console import Console
from rich.table import Table

from eval.specimens.degrade import compressed, copied
from eval.specimens.doctor import edited, reshot, stamped
from eval.specimens.spoil import compress
from eval.truth import Truth, read_truths
from extractors.opening import open_upload
from extractors.raw import RawPage
from extractors.read import read_page
from extractors.seeing.look import look
from extractors.signals.declared import signals
from extractors.types import document_types
from models.engines import Engine
from models.engines.registry import make_engine
from models.records import Document, State

TODAY = date(2026, 11, 20)
EXPLAINED: Mapping[str, frozenset[str]] = {
    "photocopy": frozenset({"photocopy", "photocopy_gray"}),
    "no_copy_stamp": frozenset({"stamp_over_text"}),
    "restricted_use": frozenset({"stamp_over_text"}),
    "painted_over": frozenset({"mosaic", "owner_redacted"}),
    "screenshot": frozenset({"screenshot"}),
}
"""Conditions of a picture, as its truth names them, under which a signal is no false alarm."""
SAVED = 90
"""JPEG quality at which an editing program saves."""
TOLD = tuple(signal.code for signal in signals())

Doctor = Callable[[Pillow.Image, Sequence[Document], Random], Pillow.Image]


def _copy(picture: Pillow.Image, _: Sequence[Document], rng: Random) -> Pillow.Image:
    return compressed(copied(picture, rng), rng)


def _reshoot(picture: Pillow.Image, _: Sequence[Document], rng: Random) -> Pillow.Image:
    return reshot(picture, rng)


def _edit(picture: Pillow.Image, found: Sequence[Document], rng: Random) -> Pillow.Image:
    """Write something else over a value that was read; a picture without one stays as it is."""
    fields = [field for document in found for field in document.fields]
    sure = [f for f in fields if f.state is State.SURE and f.evidence.box and len(f.text) > 3]
    if not sure:
        return picture
    field = rng.choice(sure)
    text = "".join(rng.sample(field.text, len(field.text)))
    changed = edited(picture, field.evidence.box or (0, 0, 1, 1), text)
    return Pillow.fromarray(compress(np.asarray(changed), SAVED))


def _stamp(picture: Pillow.Image, _: Sequence[Document], rng: Random) -> Pillow.Image:
    return stamped(picture, "复印无效", rng)


DOCTORED: Mapping[str, Doctor] = {
    "photocopy": _copy,
    "reshot": _reshoot,
    "painted_over": _edit,
    "no_copy_stamp": _stamp,
}
"""By the signal that should be told then."""


class Tally:
    """What was told about papers as they are, and about doctored ones."""

    def __init__(self) -> None:
        self.papers = 0
        self.false: Counter[str] = Counter()
        self.cases: list[str] = []
        self.tried: Counter[str] = Counter()
        self.hit: Counter[str] = Counter()

    def untouched(self, truth: Truth, found: Iterable[Document]) -> None:
        """Count the papers of a picture and what was told of them without cause."""
        for document in found:
            self.papers += 1
            for code in _codes([document]) & set(TOLD):
                if not EXPLAINED.get(code, frozenset()) & set(truth.conditions):
                    self.false[code] += 1
                    self.cases.append(f"{truth.image}: {code}")

    def doctored(self, code: str, found: Iterable[Document]) -> None:
        """Count whether a doctored picture was told."""
        self.tried[code] += 1
        self.hit[code] += code in _codes(found)

    def table(self) -> Table:
        """Return the figures."""
        table = Table("signal", "false alarms", "rate", "told of doctored")
        for code in TOLD:
            rate = self.false[code] / self.papers if self.papers else 0.0
            hits = f"{self.hit[code]}/{self.tried[code]}" if self.tried[code] else ""
            table.add_row(code, f"{self.false[code]}/{self.papers}", f"{rate:.2%}", hits)
        return table


def _codes(found: Iterable[Document]) -> set[str]:
    return {warning.code for document in found for warning in document.warnings}


def _read(picture: Pillow.Image, engine: Engine) -> list[Document]:
    page, upright = look(RawPage(1, np.asarray(picture), "image/png"), engine)
    return read_page(page, upright, engine, document_types(), TODAY)


def measure(folders: Sequence[Path], doctor: int, engine: Engine) -> Tally:
    """Read every picture of the folders; doctor the first ``doctor`` clean coloured ones."""
    tally, left = Tally(), doctor
    for path, truth in (pair for folder in folders for pair in read_truths(folder)):
        if path.suffix == ".pdf":
            continue
        picture = Pillow.fromarray(open_upload(path.read_bytes(), path.name)[0].image)
        found = _read(picture, engine)
        tally.untouched(truth, found)
        if left and "clean" in truth.conditions and _coloured(found):
            left -= 1
            for code, change in DOCTORED.items():
                rng = Random(f"{truth.image}/{code}")  # noqa: S311 - reproducible, not secret
                tally.doctored(code, _read(change(picture, found, rng), engine))
    return tally


def _coloured(found: Iterable[Document]) -> bool:
    types = document_types()
    return any(d.type in types and types[d.type].coloured for d in found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures and every false alarm."""
    parser = argparse.ArgumentParser(description="Count false alarms and hits of the signals.")
    parser.add_argument("folders", type=Path, nargs="+", help="pictures with ground truth")
    parser.add_argument("--doctor", type=int, default=0, help="clean pictures to doctor")
    options = parser.parse_args(arguments)
    tally = measure(options.folders, options.doctor, make_engine("rapid"))
    console = Console()
    console.print(tally.table())
    for case in tally.cases:
        console.print(case)


if __name__ == "__main__":
    main()
