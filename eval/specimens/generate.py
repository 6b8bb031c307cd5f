"""Make specimen papers with ground truth.

    python -m eval.specimens.generate --out DIR --types id_card_front,vat_invoice --seeds 0-9 --both

Each specimen is a picture and, beside it, a JSON file with what is printed on it: the shape that
``zhiban eval papers`` scores. The same type and seed give the same specimen wherever the same fonts
are installed; the ground truth is the same everywhere.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from eval.specimens.contents import PAIRS, TYPES, facts_for
from eval.specimens.degrade import CHANCES, degrade, turned
from eval.specimens.draw import Sheet, draw
from eval.specimens.facts import Facts
from eval.specimens.layout import Layout, layouts_of
from eval.specimens.pdf import make_pdf
from eval.specimens.truth import Truth, document_of, truth_of, values_of
from models.specs import need

QUALITY = 85
"""Of the JPEG files written."""
GAP = 0.05
"""Distance between two papers in one picture, as a share of the width."""
UPRIGHT = 0.6
"""Share of degraded pictures that are not turned by 90, 180 or 270 degrees."""


@dataclass(frozen=True)
class Specimen:
    """A picture of one or two papers with its ground truth."""

    image: Image.Image
    documents: tuple[Truth, ...]
    """``doc_type`` and ``fields`` of each paper, as in the ground truth file."""
    conditions: tuple[str, ...]
    rotation: int
    """Degrees the content stands turned clockwise."""
    sheets: tuple[Sheet, ...]
    """The papers as drawn, before anything befell them."""

    def truth(self, image: str) -> Truth:
        """Return the content of the ground truth file of a picture called ``image``."""
        return truth_of(image, self.documents, self.conditions, self.rotation)


def make(type_id: str, seed: int, *, degraded: bool) -> Specimen:
    """Return the specimen of a type (or of a pair, as ``a+b``) for a seed.

    Raises:
        SpecError: There is no such type.
    """
    need("specimen", "type", type_id.split("+"), TYPES)
    rng = Random(f"{type_id}/{seed}")  # noqa: S311 - reproducible, not secret
    chosen = [rng.choice(layouts_of(each)) for each in type_id.split("+")]
    facts = facts_for(type_id, chosen[0].variant, rng)
    spared = {name for layout in chosen for name in layout.spared}
    chances = {name: CHANCES[name] for name in CHANCES if degraded and name not in spared}
    return photograph(chosen, facts, rng, chances, turns=degraded)


def photograph(
    chosen: Sequence[Layout],
    facts: Facts,
    rng: Random,
    chances: dict[str, float],
    *,
    turns: bool = False,
) -> Specimen:
    """Draw papers about the same facts side by side and let befall them what may."""
    sheets = tuple(draw(layout, values_of(layout, facts), rng) for layout in chosen)
    picture, befell = degrade(arrange(sheets, rng), rng, chances)
    rotation = rng.choice((90, 180, 270)) if turns and rng.random() > UPRIGHT else 0
    if rotation:
        picture = turned(picture, rotation)
        befell.append(f"rotated_{rotation}cw")
    return Specimen(
        image=picture,
        documents=tuple(document_of(sheet.layout, sheet.values) for sheet in sheets),
        conditions=tuple(befell) or ("clean",),
        rotation=rotation,
        sheets=sheets,
    )


def arrange(sheets: Sequence[Sheet], rng: Random) -> Image.Image:
    """Put papers on one white sheet, side by side or one above the other, with round corners."""
    if len(sheets) == 1 and not sheets[0].layout.corner:
        return sheets[0].image
    cut = [rounded(sheet) for sheet in sheets]
    width, height = (max(each.size[side] for each in cut) for side in (0, 1))
    gap = round(width * GAP)
    beside = rng.random() < 0.5
    steps = [(place * (width + gap), 0) if beside else (0, place * (height + gap))
             for place in range(len(cut))]  # fmt: skip
    size = (steps[-1][0] + width + 2 * gap, steps[-1][1] + height + 2 * gap)
    ground = Image.new("RGB", size, rng.choice(("#ffffff", "#f4f4f2", "#e9ecef")))
    for each, (left, top) in zip(cut, steps, strict=True):
        ground.paste(each, (left + gap, top + gap), each)
    return ground


def rounded(sheet: Sheet) -> Image.Image:
    """Return a drawn card with its corners cut round."""
    mask = Image.new("L", sheet.image.size)
    right, bottom = sheet.image.width - 1, sheet.image.height - 1
    radius = sheet.pixels(sheet.layout.corner)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, right, bottom), radius, fill=255)
    card = sheet.image.convert("RGBA")
    card.putalpha(mask)
    return card


def save(specimen: Specimen, folder: Path, name: str) -> None:
    """Write the picture as JPEG and its ground truth beside it."""
    specimen.image.convert("RGB").save(folder / f"{name}.jpg", quality=QUALITY, optimize=True)
    save_truth(specimen.truth(f"{name}.jpg"), folder / f"{name}.json")


def save_pdf(seed: int, folder: Path) -> None:
    """Write a digital invoice as PDF and its ground truth beside it."""
    name = f"vat_invoice_digital_{seed}_pdf"
    data, truth = make_pdf(seed, f"{name}.pdf")
    (folder / f"{name}.pdf").write_bytes(data)
    save_truth(truth, folder / f"{name}.json")


def save_truth(truth: Truth, path: Path) -> None:
    """Write a ground truth file."""
    path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def seeds_of(text: str) -> range:
    """Read a seed ``7`` or a span of seeds ``0-9``."""
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Make specimen papers with ground truth.")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--types", default=",".join(TYPES + PAIRS), help="type ids, by comma")
    parser.add_argument("--seeds", type=seeds_of, default=range(1), help="a seed, or first-last")
    parser.add_argument("--pdf", action="store_true", help="also digital invoices as PDF")
    states = parser.add_mutually_exclusive_group()
    states.add_argument("--clean", dest="states", action="store_const", const=("clean",))
    states.add_argument("--degraded", dest="states", action="store_const", const=("degraded",))
    states.add_argument("--both", dest="states", action="store_const", const=("clean", "degraded"))
    parser.set_defaults(states=("clean",))
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write specimens as asked on the command line."""
    options = read_options(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    for type_id, seed, state in product(options.types.split(","), options.seeds, options.states):
        specimen = make(type_id, seed, degraded=state == "degraded")
        save(specimen, options.out, f"{type_id}_{seed}_{state}")
    for seed in options.seeds if options.pdf else ():
        save_pdf(seed, options.out)


if __name__ == "__main__":
    main()
