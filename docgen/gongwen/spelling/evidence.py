"""What speaks for and against each candidate: the columns that the weights are for."""

from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import EDGE, STEP, UNKNOWN, Ids, LanguageModel
from docgen.gongwen.spelling.alike import (
    FAR_SOUND,
    NEAR_SOUND,
    SAME_SOUND,
    SAME_SYLLABLE,
    SHAPES,
)
from docgen.gongwen.spelling.candidates import Candidates
from docgen.gongwen.spelling.gains import Gains, gains, gains_back
from docgen.gongwen.spelling.kept import Kept
from docgen.gongwen.spelling.mistakes import Mistakes
from docgen.gongwen.spelling.sheet import Sheet

NAMES: Final = (
    "always",
    "same_sound",
    "same_syllable",
    "near_sound",
    "far_sound",
    "shape",
    "shape_alone",
    "unlike",
    "double",
    "double_sound",
    "swapped",
    "gain",
    "large_gain",
    "gain_here",
    "gain_after",
    "fits",
    "known_meant",
    "known_written",
    "back_gain",
    "back_large_gain",
    "back_gain_here",
    "back_gain_after",
    "back_known_meant",
    "back_known_written",
    "word_meant",
    "word_written",
    "usual_meant",
    "usual_written",
    "unknown_written",
    "surprise",
    "surprise_before",
    "surprise_after",
    "sentence",
    "short",
    "after_surname",
    "before_place",
    "seen",
    "seen_at_all",
    "seen_reversed",
    "seen_half",
)
"""Of the columns, in order."""
HOPELESS: Final = 0.8
"""Candidates that gain no more (``log10``) either way are not weighed."""
KNOWN: Final = ("known_meant", "known_written")
"""Of the columns that tell how long the runs are that the gain rests on."""
LARGE: Final = 5.0
"""Powers of ten from which more gain says something else."""
LARGEST: Final = 15.0
ORDINARY: Final = -1.5
"""The mean score (``log10``) of a sentence of official text."""
SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
"""The hundred that nine tenths of people bear."""
PLACES: Final = "省市县区镇乡村街路桥河江湖山岛站"
"""Last characters of names of places."""

Column = NDArray[np.float32]


def weighable(kept: Kept, sheet: Sheet, found: Candidates) -> tuple[Candidates, Column]:
    """Return the candidates that gain something, with a row for each, a column for each name."""
    onward, back = gains(sheet.onward, found.place, found.meant), gains_back(sheet, found)
    rows = np.flatnonzero(np.maximum(onward.whole, back.whole) > HOPELESS)
    hopeful = found.at(rows)
    return hopeful, _table(kept, sheet, hopeful, onward.at(rows), back.at(rows))


def _table(kept: Kept, sheet: Sheet, found: Candidates, onward: Gains, back: Gains) -> Column:
    double = found.meant[:, 1] >= 0
    model = kept.model.onward
    columns = _likeness(found, double) | _words(model, sheet, found, double)
    columns |= _surroundings(sheet, found.place, double)
    columns |= gained_columns(onward, "") | gained_columns(back, "back_")
    columns |= _seen(kept.mistakes, model, sheet, found, double)
    columns["fits"] = np.minimum(found.fits, LARGE)
    columns["always"] = np.ones(len(double), np.float32)
    table: Column = np.stack([columns[name] for name in NAMES], axis=1)
    return table.astype(np.float32)


def _seen(
    mistakes: Mistakes,
    model: LanguageModel,
    sheet: Sheet,
    found: Candidates,
    double: NDArray[np.bool_],
) -> dict[str, Column]:
    """Return how often the same was written for the same; of two characters, the rarer."""
    first, then = sheet.codes[found.place], sheet.codes[found.place + 1]
    meant, also = model.codes(found.meant[:, 0]), model.codes(np.maximum(found.meant[:, 1], EDGE))
    one, other = mistakes.seen(first, meant), mistakes.seen(then, also)
    back, other_back = mistakes.seen(meant, first), mistakes.seen(also, then)
    seen = np.where(double, np.minimum(one, other), one)
    return {
        "seen": seen,
        "seen_at_all": (seen > 0).astype(np.float32),
        "seen_reversed": np.where(double, np.minimum(back, other_back), back),
        "seen_half": np.where(double, np.maximum(one, other), 0),
    }


def gained_columns(
    gained: Gains, way: str, known: tuple[str, str] = KNOWN, most_after: float = LARGE
) -> dict[str, Column]:
    """Return what a reading in one way gains, its columns named with the way before them."""
    gain = np.minimum(gained.whole, LARGEST)
    return {
        f"{way}gain": np.minimum(gain, LARGE),
        f"{way}large_gain": np.maximum(gain - LARGE, 0),
        f"{way}gain_here": np.clip(gained.here, -LARGE, LARGE),
        f"{way}gain_after": np.clip(gained.after, -LARGE, most_after),
        f"{way}{known[0]}": gained.known,
        f"{way}{known[1]}": gained.known_before,
    }


def _likeness(found: Candidates, double: NDArray[np.bool_]) -> dict[str, Column]:
    counted = np.stack([np.ones(len(double), bool), double], axis=1)
    swapped = double & (found.sound == 0).all(axis=1)
    counted[swapped] = False
    silent = (found.sound == 0) & counted
    shape = found.shape.max(axis=1) / np.float32(SHAPES)
    columns = {
        "same_sound": found.sound == SAME_SOUND,
        "same_syllable": found.sound == SAME_SYLLABLE,
        "near_sound": found.sound == NEAR_SOUND,
        "far_sound": found.sound == FAR_SOUND,
        "unlike": silent & (found.shape == 0),
    }
    summed = {name: column.sum(axis=1).astype(np.float32) for name, column in columns.items()}
    heard = double & (found.sound >= SAME_SYLLABLE).all(axis=1)
    return summed | {
        "double": double.astype(np.float32),
        "double_sound": heard.astype(np.float32),
        "swapped": swapped.astype(np.float32),
        "shape": shape,
        "shape_alone": np.where(found.sound.any(axis=1), 0, shape),
    }


def usual(model: LanguageModel) -> Column:
    """Return how usual each character is (``log10``)."""
    single: Column = model.tables[0].probability.astype(np.float32) * np.float32(-STEP)
    return single


def strength(model: LanguageModel, single: Column, one: Ids, other: Ids) -> Column:
    """Return how much likelier (``log10``) characters are behind others than anywhere."""
    joined: Column = model.pairs[one, other].astype(np.float32) - single[other]
    return np.where((one > EDGE) & (other > EDGE), joined, 0)


def _words(
    model: LanguageModel, sheet: Sheet, found: Candidates, double: NDArray[np.bool_]
) -> dict[str, Column]:
    """Return how well what is meant and written join a neighbour, and how usual they are."""
    single = usual(model)
    place, last = found.place, found.place + double
    before, after = sheet.ids[place - 1], sheet.ids[last + 1]
    meant = np.stack([found.meant[:, 0], np.where(double, found.meant[:, 1], found.meant[:, 0])])
    written = np.stack([sheet.ids[place], sheet.ids[last]])

    joined = partial(strength, model, single)

    def word(inner: Ids) -> Column:
        within = np.where(double, joined(inner[0], inner[1]), -1)
        return np.maximum(np.maximum(joined(before, inner[0]), joined(inner[1], after)), within)

    return {
        "word_meant": word(meant),
        "word_written": word(written),
        "usual_meant": single[meant].min(axis=0),
        "usual_written": np.maximum(single[written].min(axis=0), LARGEST / -3),
        "unknown_written": (written == UNKNOWN).any(axis=0).astype(np.float32),
    }


def _surroundings(sheet: Sheet, place: Ids, double: NDArray[np.bool_]) -> dict[str, Column]:
    owner, three = sheet.owner[place], sheet.sums(3)
    return {
        "surprise": np.maximum(sheet.sums(3)[place], -LARGEST),
        "surprise_before": np.maximum(sheet.sums(3)[place - 3], -LARGEST),
        "surprise_after": np.maximum(
            three[np.minimum(place + double + 1, len(three) - 1)], -LARGEST
        ),
        "sentence": np.clip(sheet.likelihoods()[owner] - ORDINARY, -2, 1),
        "short": np.maximum(8 - sheet.sizes[owner], 0) / 8,
        "after_surname": any_of(sheet, place, (-2, -1), SURNAMES),
        "before_place": any_of(sheet, place + double, (1, 2), PLACES),
    }


def any_of(sheet: Sheet, place: Ids, steps: tuple[int, int], characters: str) -> Column:
    """Return where one of some characters stands so many steps from a place."""
    codes = np.frombuffer(characters.encode("utf-32-le"), np.uint32)
    found = np.zeros(len(place), bool)
    for step in steps:
        found |= np.isin(sheet.codes[place + step], codes)
    return found.astype(np.float32)
