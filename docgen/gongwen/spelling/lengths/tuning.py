"""Learns what the evidence of missing and extra characters weighs.

    python -m docgen.gongwen.spelling.lengths.tuning DATA WEIGHTS.npz --model MODEL.npz

The model is one that has not learnt the text the weights are learnt from; where the file is missing
it is made and kept. The same data gives the same weights.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import structlog
from numpy.typing import NDArray
from pydantic import Field

from docgen.gongwen.language.both import BothWays
from docgen.gongwen.spelling.choice import Choice, choose
from docgen.gongwen.spelling.lengths.edits import Finder
from docgen.gongwen.spelling.lengths.evidence import NAMES, weighable
from docgen.gongwen.spelling.lengths.spoiling import Spoiled, Spoiler
from docgen.gongwen.spelling.recipe import Recipe, Source, mistaken, read_recipe, texts_of
from docgen.gongwen.spelling.sheet import Sheet, sentences_of
from docgen.gongwen.spelling.train import RECIPE, learn_model
from docgen.gongwen.spelling.weighing import Examples, weigh
from models.specs.spec import Spec, read_spec

PLAN: Final = Path(__file__).with_name("tuning.toml")
AT_ONCE: Final = 400
"""Sentences that are judged together."""
LEVELS: Final = (0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99)
log = structlog.get_logger()


class Aside(Spec):
    """What of a source the model does not learn, so that weights can be learnt from it or tried."""

    what: str
    parts: int = Field(default=1, ge=1)
    aside: tuple[int, ...] = ()
    only: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    most: int = Field(default=10_000, ge=1)
    """Texts that are taken."""
    tried: bool = False
    """Whether the levels are chosen by it, and the weights do not learn it."""

    def learnt(self, source: Source) -> Source:
        """Return the source without it."""
        left_out = {
            name: (*source.leave_out.get(name, ()), *values) for name, values in self.only.items()
        }
        aside = (*source.aside, *self.aside)
        change = {"parts": self.parts, "aside": aside, "leave_out": source.leave_out | left_out}
        return source.model_copy(update=change)

    def kept(self, source: Source) -> Source:
        """Return it alone."""
        change = {
            "parts": self.parts,
            "aside": self.aside or (0,),
            "only": self.only,
            "leave_out": {},
        }
        return source.model_copy(update=change)


class Plan(Spec):
    """The declaration ``tuning.toml``."""

    repeated: int = Field(ge=1)
    spoiled: float = Field(gt=0)
    clean: float = Field(gt=0)
    sets: float = Field(gt=0)
    text: tuple[Aside, ...]


def tune(data: Path, path: Path, plan: Plan, recipe: Recipe) -> Choice:
    """Return what evidence weighs, and log what it finds in the text that is only tried.

    Args:
        data: the folder that the recipe's files are below.
        path: of the model that has not learnt the plan's text; made where it is missing.
        plan: what to learn from.
        recipe: of the model.
    """
    if not path.exists():
        keep_model(path, learn_model(without(recipe, plan), data))
    lessons = Lessons(data, plan, recipe, fetch_model(path))
    learnt = weigh([*lessons.of(tried=False)])
    _try(learnt, [*lessons.of(tried=True)], plan)
    return learnt


def without(recipe: Recipe, plan: Plan) -> Recipe:
    """Return a recipe that keeps the text of a plan aside."""
    sources = list(recipe.sources)
    for aside in plan.text:
        sources = [aside.learnt(each) if each.what == aside.what else each for each in sources]
    return recipe.model_copy(update={"sources": tuple(sources)})


class Lessons:
    """The examples of a plan."""

    def __init__(self, data: Path, plan: Plan, recipe: Recipe, model: BothWays) -> None:
        self._data, self._plan, self._model = data, plan, model
        self._sources = {each.what: each for each in recipe.sources}
        self._spoiler = Spoiler(model.onward)

    def of(self, *, tried: bool) -> Iterator[Examples]:
        """Yield those to learn, or those only tried."""
        for aside in self._plan.text:
            if aside.tried is tried:
                yield from self._examples(aside, aside.kept(self._sources[aside.what]))

    def _examples(self, aside: Aside, source: Source) -> Iterator[Examples]:
        plan, model = self._plan, self._model
        texts = (text for text, is_aside in texts_of(source, self._data) if is_aside)
        clean = [each for text in sorted(texts)[: aside.most] for _, each in sentences_of(text)]
        if source.written is None:
            spoiled = [self._spoiler.spoil(each) for each in clean * plan.repeated]
            yield from judge(model, spoiled, plan.spoiled)
            yield from judge(model, _as_it_is(clean), plan.clean)
        else:
            one = source.model_copy(update={"aside": _others(aside)})
            mistakes = [written for written, _ in mistaken(Recipe(sources=(one,)), self._data)]
            yield from judge(model, _as_it_is([*clean, *mistakes[: aside.most]]), plan.sets)


def _try(learnt: Choice, tried: Sequence[Examples], plan: Plan) -> None:
    """Log at several levels how much is found in spoiled text, and how much told in clean text."""
    right: list[NDArray[np.float64]] = []
    told: list[NDArray[np.float64]] = []
    for each in tried:
        number = int(each.place.max(initial=-1)) + 1
        chances = choose(learnt.worth(each.rows), each.place, number)
        chance = np.bincount(each.place, chances).astype(np.float64)
        if each.counts == plan.clean:
            told.append(chance)
        else:
            right.append(chance[np.bincount(each.place, each.right) > 0])
    for level in LEVELS:
        found, false = (
            sum(int((each >= level).sum()) for each in several) for several in (right, told)
        )
        log.info("level tried", least=level, found=found, told_in_clean_text=false)


def _others(aside: Aside) -> tuple[int, ...]:
    return tuple(part for part in range(aside.parts) if part not in aside.aside)


def _as_it_is(sentences: Sequence[str]) -> list[Spoiled]:
    return [Spoiled(each, -1, "") for each in sentences]


def judge(model: BothWays, sentences: Sequence[Spoiled], counts: float) -> Iterator[Examples]:
    """Yield the edits of sentences as written, beside those that put them right."""
    finder = Finder(model.onward)
    for first in range(0, len(sentences), AT_ONCE):
        yield _judge(model, finder, sentences[first : first + AT_ONCE], counts)


def _judge(
    model: BothWays, finder: Finder, sentences: Sequence[Spoiled], counts: float
) -> Examples:
    sheet = Sheet(model, [each.written for each in sentences])
    found, choices, rows = weighable(model.onward, sheet, finder.find(sheet))
    place = sheet.begins + np.array([each.place for each in sentences])
    missing = "".join(each.missing or " " for each in sentences)
    put = np.where([each.missing == "" for each in sentences], -1, model.onward.ids(missing))
    owner = sheet.owner[found.place]
    right = (place[owner] == found.place) & (put[owner] == found.put)
    right &= np.array([each.place >= 0 for each in sentences])[owner]
    return Examples(choices, rows, right, counts)


def keep_model(path: Path, model: BothWays) -> None:
    """Write a model to a file."""
    np.savez_compressed(path, **model.arrays())  # type: ignore[arg-type]  # the stub wants bool


def fetch_model(path: Path) -> BothWays:
    """Read it."""
    with np.load(path, allow_pickle=False) as stored:
        return BothWays.of(stored)


def main(given: Sequence[str] | None = None) -> None:
    """Read the command line, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--plan", type=Path, default=PLAN)
    parser.add_argument("--recipe", type=Path, default=RECIPE)
    asked = parser.parse_args(given)
    plan, recipe = read_spec(asked.plan, Plan), read_recipe(asked.recipe)
    tune(asked.data, asked.model, plan, recipe).keep(asked.out, NAMES)


if __name__ == "__main__":
    main()
