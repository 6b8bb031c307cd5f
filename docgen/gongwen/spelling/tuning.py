"""Learns what each piece of evidence weighs, from sentences whose mistakes are known.

    python -m docgen.gongwen.spelling.tuning DATA CHOICE.npz --parts PARTS.txt --models FOLDER

For each fold a model is trained that has not learnt it, and weights are learnt from the other
folds alone; both are kept in the folder, where ``zhiban eval proofread --folds FOLDER`` finds them
to judge each fold by what has not seen it. Models that are there already are used.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import structlog
from pydantic import Field

from docgen.gongwen.spelling.candidates import Finder
from docgen.gongwen.spelling.choice import Choice, fetch_choice
from docgen.gongwen.spelling.evidence import weighable
from docgen.gongwen.spelling.kept import Kept, fetch, keep
from docgen.gongwen.spelling.recipe import Recipe, Source, part_of, read_recipe, texts_of
from docgen.gongwen.spelling.sheet import Sheet, sentences_of
from docgen.gongwen.spelling.spoiling import Spoiler
from docgen.gongwen.spelling.train import RECIPE, learn_kept
from docgen.gongwen.spelling.weighing import Examples, weigh
from models.specs.spec import Spec, read_spec

PLAN: Final = Path(__file__).with_name("tuning.toml")
PARTS: Final = 4
"""Into how many parts the sets are split."""
REPEATED: Final = 3
"""How often sentences of the sets are spoiled, each time otherwise."""
SETS: Final = "proofreading/"
MODEL: Final = "without{}.npz"
WEIGHTS: Final = "weights_without{}.npz"
"""Names of what is kept of each fold."""
log = structlog.get_logger()

Pairs = list[tuple[str, str]]


class Counts(Spec):
    """How much a place counts in the sentences of a set that hold a mistake, and in the others."""

    wrong: float = Field(gt=0)
    clean: float = Field(gt=0)


class Plan(Spec):
    """The declaration ``tuning.toml``."""

    folds: tuple[int, ...]
    law_part: int
    law_most: int
    report: str
    clean: float = Field(gt=0)
    spoiled_clean: float = Field(gt=0)
    spoiled_sets: float = Field(gt=0)
    spoil: tuple[str, ...]
    sets: dict[str, Counts]


def tune(data: Path, parts: Path | None, models: Path, plan: Plan) -> Choice:
    """Return what evidence weighs, learnt from all folds, each judged by a model without it."""
    models.mkdir(parents=True, exist_ok=True)
    examples: dict[int, list[Examples]] = {}
    for fold in plan.folds:
        kept = _kept(data, parts, models / MODEL.format(fold), plan, fold)
        examples[fold] = list(_examples(data, plan, fold, kept))
        log.info("fold judged", fold=fold, rows=sum(len(each.rows) for each in examples[fold]))
    for fold in plan.folds if len(plan.folds) > 1 else ():
        others = [each for other in plan.folds if other != fold for each in examples[other]]
        weigh(others).keep(models / WEIGHTS.format(fold))
    return weigh([each for fold in plan.folds for each in examples[fold]])


def _kept(data: Path, parts: Path | None, path: Path, plan: Plan, fold: int) -> Kept:
    if not path.exists():
        keep(path, learn_kept(without(read_recipe(RECIPE), plan, fold), data, parts))
    return fetch(path)


def without(recipe: Recipe, plan: Plan, fold: int) -> Recipe:
    """Return a recipe that keeps one fold of the sets, and the plan's articles of law, aside."""

    def aside(source: Source) -> Source:
        more = fold if source.files.startswith(SETS) else plan.law_part
        kept = {*source.aside, more} if source.parts > 1 else source.aside
        return source.model_copy(update={"aside": tuple(sorted(kept))})

    return recipe.model_copy(update={"sources": tuple(aside(each) for each in recipe.sources)})


def _examples(data: Path, plan: Plan, fold: int, kept: Kept) -> Iterator[Examples]:
    spoiler = Spoiler(kept.model.onward, kept.alike, seed=fold)
    meant: set[str] = set()
    for name, counts in plan.sets.items():
        pairs = list(_pairs(data / SETS / f"{name}_dev.jsonl", fold))
        meant |= {target for _, target in pairs if name in plan.spoil}
        yield judge(kept, [each for each in pairs if each[0] != each[1]], counts.wrong)
        yield judge(kept, [each for each in pairs if each[0] == each[1]], counts.clean)
    spoiled = [(spoiler.spoil(each), each) for each in sorted(meant) * REPEATED]
    yield judge(kept, spoiled, plan.spoiled_sets)
    clean = [each for text in _clean(data, plan) for _, each in sentences_of(text)]
    yield judge(kept, [(each, each) for each in clean], plan.clean)
    spoiled = [(spoiler.spoil(each), each) for each in clean * 2]
    yield judge(kept, spoiled, plan.spoiled_clean)


def judge(kept: Kept, pairs: Pairs, counts: float) -> Examples:
    """Return the candidates of sentences as written, beside the same as they should read."""
    written, meant = _sentences(pairs)
    sheet, right = Sheet(kept.model, written), Sheet(kept.model, meant)
    finder = Finder(kept.model.onward, kept.alike)
    found, rows = weighable(kept, sheet, finder.find(sheet, sheet.places))
    wrong = sheet.codes != right.codes
    is_right = wrong[found.place] & (found.meant[:, 0] == right.ids[found.place])
    double = found.meant[:, 1] >= 0
    last = found.place + double
    is_right &= ~double | (wrong[last] & (found.meant[:, 1] == right.ids[last]))
    return Examples(found.place, rows, is_right, counts)


def _sentences(pairs: Pairs) -> tuple[list[str], list[str]]:
    written: list[str] = []
    meant: list[str] = []
    for source, target in pairs:
        for start, sentence in sentences_of(source):
            written.append(sentence)
            meant.append(target[start : start + len(sentence)])
    return written, meant


def _pairs(path: Path, part: int) -> Iterator[tuple[str, str]]:
    """Yield the sentences of one part of a set of which only characters were taken for others."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        same = len(row["source"]) == len(row["target"])
        if same and part_of(row["target"], PARTS) == part:
            yield row["source"], row["target"]


def _clean(data: Path, plan: Plan) -> list[str]:
    """Return official text that no model of a fold has learnt."""
    texts: list[str] = []
    for source in read_recipe(RECIPE).sources:
        if source.parts > PARTS:
            kept = source.model_copy(update={"aside": (plan.law_part,)})
            aside = sorted(text for text, is_aside in texts_of(kept, data) if is_aside)
            texts += aside[: plan.law_most]
        if "province" in source.leave_out:
            only = {"leave_out": {}, "only": {"province": (plan.report,)}}
            texts += [text for text, _ in texts_of(source.model_copy(update=only), data)]
    return texts


def unlearnt(models: Path, fold: int) -> tuple[Kept, Choice]:
    """Return what ``tune`` kept of a fold: a model and weights that have not seen it.

    Raises ``SpecError`` where the folder does not have them.
    """
    return fetch(models / MODEL.format(fold)), fetch_choice(models / WEIGHTS.format(fold))


def read_plan(path: Path = PLAN) -> Plan:
    """Read the declaration; raises ``SpecError`` saying what is wrong in it."""
    return read_spec(path, Plan)


def main(given: Sequence[str] | None = None) -> None:
    """Read the command line, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--parts", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--plan", type=Path, default=PLAN)
    asked = parser.parse_args(given)
    tune(asked.data, asked.parts, asked.models, read_plan(asked.plan)).keep(asked.out)


if __name__ == "__main__":
    main()
