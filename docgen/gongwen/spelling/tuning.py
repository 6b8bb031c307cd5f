"""Learns what each piece of evidence weighs, from sentences whose mistakes are known.

    python -m docgen.gongwen.spelling.tuning DATA CHOICE.npz --parts PARTS.txt --models FOLDER

For each fold a model is trained that has not learnt it; models are kept in the folder, and those
that are there already are used.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import structlog
from pydantic import Field

from docgen.gongwen.language.both import BothWays
from docgen.gongwen.spelling.alike import Alike
from docgen.gongwen.spelling.candidates import Finder
from docgen.gongwen.spelling.evidence import NAMES, evidence
from docgen.gongwen.spelling.kept import fetch, keep
from docgen.gongwen.spelling.recipe import Recipe, Source, part_of, read_recipe, texts_of
from docgen.gongwen.spelling.sheet import Sheet, sentences_of
from docgen.gongwen.spelling.spoiling import Spoiler
from docgen.gongwen.spelling.train import RECIPE, learn_alike, learn_model
from docgen.gongwen.spelling.weighing import Examples, weigh
from models.specs.spec import Spec, read_spec

PLAN: Final = Path(__file__).with_name("tuning.toml")
PARTS: Final = 4
"""Into how many parts the sets are split."""
HOPELESS: Final = 0.4
"""A candidate that gains less (``log10``) either way teaches nothing, unless it was meant."""
REPEATED: Final = 3
"""How often sentences of the sets are spoiled, each time otherwise."""
SETS: Final = "proofreading/"
log = structlog.get_logger()

Pairs = list[tuple[str, str]]


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
    sets: dict[str, float]


def tune(data: Path, parts: Path | None, models: Path, plan: Plan) -> list[Examples]:
    """Return the examples of all folds, each judged by a model that has not learnt them."""
    examples: list[Examples] = []
    for fold in plan.folds:
        model, alike = _model(data, parts, models / f"without{fold}.npz", plan, fold)
        examples += list(_examples(data, plan, fold, model, alike))
        log.info("fold judged", fold=fold)
    return examples


def _model(
    data: Path, parts: Path | None, path: Path, plan: Plan, fold: int
) -> tuple[BothWays, Alike]:
    if not path.exists():
        model = learn_model(without(read_recipe(RECIPE), plan, fold), data)
        keep(path, model, learn_alike(model, parts))
    return fetch(path)


def without(recipe: Recipe, plan: Plan, fold: int) -> Recipe:
    """Return a recipe that keeps one fold of the sets, and the plan's articles of law, aside."""

    def aside(source: Source) -> Source:
        more = fold if source.files.startswith(SETS) else plan.law_part
        kept = {*source.aside, more} if source.parts > 1 else source.aside
        return source.model_copy(update={"aside": tuple(sorted(kept))})

    return recipe.model_copy(update={"sources": tuple(aside(each) for each in recipe.sources)})


def _examples(
    data: Path, plan: Plan, fold: int, model: BothWays, alike: Alike
) -> Iterator[Examples]:
    finder = Finder(model.onward, alike)
    spoiler = Spoiler(model.onward, alike, seed=fold)
    meant: set[str] = set()
    for name, counts in plan.sets.items():
        pairs = list(_pairs(data / SETS / f"{name}_dev.jsonl", fold))
        meant |= {target for _, target in pairs if name in plan.spoil}
        yield judge(model, finder, pairs, counts)
    spoiled = [(spoiler.spoil(each), each) for each in sorted(meant) * REPEATED]
    yield judge(model, finder, spoiled, plan.spoiled_sets)
    clean = [each for text in _clean(data, plan) for _, each in sentences_of(text)]
    yield judge(model, finder, [(each, each) for each in clean], plan.clean)
    spoiled = [(spoiler.spoil(each), each) for each in clean * 2]
    yield judge(model, finder, spoiled, plan.spoiled_clean)


def judge(model: BothWays, finder: Finder, pairs: Pairs, counts: float) -> Examples:
    """Return the candidates of sentences as written, beside the same as they should read."""
    written, meant = _sentences(pairs)
    sheet, right = Sheet(model, written), Sheet(model, meant)
    found = finder.find(sheet, sheet.places)
    rows = evidence(model.onward, sheet, found)
    wrong = sheet.codes != right.codes
    is_right = wrong[found.place] & (found.meant[:, 0] == right.ids[found.place])
    double = found.meant[:, 1] >= 0
    last = found.place + double
    is_right &= ~double | (wrong[last] & (found.meant[:, 1] == right.ids[last]))
    gain = np.maximum(rows[:, NAMES.index("gain")], rows[:, NAMES.index("back_gain")])
    kept = is_right | (gain > HOPELESS)
    return Examples(found.place[kept], rows[kept], is_right[kept], counts)


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
    examples = tune(asked.data, asked.parts, asked.models, read_plan(asked.plan))
    log.info("examples", candidates=sum(len(each.rows) for each in examples))
    weigh(examples).keep(asked.out)


if __name__ == "__main__":
    main()
