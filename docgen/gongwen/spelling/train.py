"""Learns the model of the spelling checker from text.

    python -m docgen.gongwen.spelling.train DATA OUT.npz --parts PARTS.txt [--recipe R.toml]

The same text gives the same model.
"""

import argparse
from pathlib import Path
from typing import Final

import structlog

from docgen.gongwen.language.both import BothWays, learn_both
from docgen.gongwen.spelling.alike import Alike, find_alike, sounds
from docgen.gongwen.spelling.kept import Kept, keep
from docgen.gongwen.spelling.mistakes import learn_mistakes
from docgen.gongwen.spelling.recipe import Recipe, lessons, mistaken, read_recipe

RECIPE: Final = Path(__file__).with_name("recipe.toml")
HAN: Final = "".join(map(chr, range(0x4E00, 0x9FA6)))
log = structlog.get_logger()


def train(data: Path, out: Path, parts: Path | None, recipe: Path = RECIPE) -> None:
    """Learn a model from a folder of data and keep it.

    Args:
        data: the folder that the recipe's files are below.
        out: the file to write.
        recipe: what to learn from.
        parts: lines of a character and, after tabs, ways to build it of components; without it,
            only sounds and drawn shapes tell what is alike.
    """
    keep(out, learn_kept(read_recipe(recipe), data, parts))
    log.info("model kept", file=out.name, megabytes=round(out.stat().st_size / 1e6, 1))


def learn_kept(recipe: Recipe, data: Path, parts: Path | None) -> Kept:
    """Return what is learnt from all that a recipe names."""
    model = learn_model(recipe, data)
    mistakes = learn_mistakes(mistaken(recipe, data))
    log.info("mistakes learnt", pairs=len(mistakes.keys))
    return Kept(model, learn_alike(model, parts), mistakes)


def learn_model(recipe: Recipe, data: Path) -> BothWays:
    """Return the model of what a recipe names."""
    learnt = lessons(recipe, data)
    log.info("sentences read", sentences=len(learnt), characters=sum(map(len, learnt)))
    model = learn_both(learnt)
    log.info("runs learnt", runs=[len(table.keys) for table in model.onward.tables])
    return model


def learn_alike(model: BothWays, parts: Path | None) -> Alike:
    """Return what is alike among the characters of a model."""
    known = "".join(each for each in model.onward.characters if each in HAN)
    readable = "".join(each for each in HAN if sounds(each))
    return find_alike(readable, known, _components(parts) if parts else {})


def _components(path: Path) -> dict[str, frozenset[str]]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {
        row[0]: frozenset(part for way in row[1:] for part in way.split()) for row in rows if row[0]
    }


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--parts", type=Path)
    parser.add_argument("--recipe", type=Path, default=RECIPE)
    given = parser.parse_args()
    train(given.data, given.out, given.parts, given.recipe)


if __name__ == "__main__":
    main()
