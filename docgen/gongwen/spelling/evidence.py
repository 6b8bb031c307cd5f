"""What speaks for and against each candidate: the columns that the weights are for."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import EDGE, STEP, UNKNOWN, Ids, LanguageModel
from docgen.gongwen.spelling.alike import NEAR_SOUND, SAME_SOUND, SAME_SYLLABLE
from docgen.gongwen.spelling.candidates import Candidates, gains
from docgen.gongwen.spelling.sheet import Sheet

NAMES: Final = (
    "always",
    "same_sound",
    "same_syllable",
    "near_sound",
    "unlike",
    "double",
    "double_sound",
    "gain",
    "large_gain",
    "fits",
    "word_meant",
    "word_written",
    "usual_meant",
    "usual_written",
    "unknown_written",
    "surprise",
    "sentence",
    "short",
    "after_surname",
    "before_place",
)
"""Of the columns, in order."""
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


def evidence(model: LanguageModel, sheet: Sheet, found: Candidates) -> NDArray[np.float32]:
    """Return a row for each candidate and a column for each of ``NAMES``."""
    double = found.meant[:, 1] >= 0
    columns = _likeness(found, double) | _words(model, sheet, found, double)
    columns |= _surroundings(sheet, found.place, double)
    gain = np.minimum(gains(model, sheet, found), LARGEST)
    columns["gain"] = np.minimum(gain, LARGE)
    columns["large_gain"] = np.maximum(gain - LARGE, 0)
    columns["fits"] = np.minimum(found.fits, LARGE)
    columns["always"] = np.ones(len(double), np.float32)
    table: NDArray[np.float32] = np.stack([columns[name] for name in NAMES], axis=1)
    return table.astype(np.float32)


def _likeness(found: Candidates, double: NDArray[np.bool_]) -> dict[str, Column]:
    counted = np.stack([np.ones(len(double), bool), double], axis=1)
    silent = (found.sound == 0) & counted
    columns = {
        "same_sound": found.sound == SAME_SOUND,
        "same_syllable": found.sound == SAME_SYLLABLE,
        "near_sound": found.sound == NEAR_SOUND,
        "unlike": silent & (found.shape == 0),
    }
    summed = {name: column.sum(axis=1).astype(np.float32) for name, column in columns.items()}
    heard = double & (found.sound >= SAME_SYLLABLE).all(axis=1)
    return summed | {
        "double": double.astype(np.float32),
        "double_sound": heard.astype(np.float32),
    }


def _words(
    model: LanguageModel, sheet: Sheet, found: Candidates, double: NDArray[np.bool_]
) -> dict[str, Column]:
    """Return how well what is meant and written join a neighbour, and how usual they are."""
    single = model.tables[0].probability.astype(np.float32) * np.float32(-STEP)
    place, last = found.place, found.place + double
    before, after = sheet.ids[place - 1], sheet.ids[last + 1]
    meant = np.stack([found.meant[:, 0], np.where(double, found.meant[:, 1], found.meant[:, 0])])
    written = np.stack([sheet.ids[place], sheet.ids[last]])

    def joined(one: Ids, other: Ids) -> Column:
        strength: Column = model.pairs[one, other].astype(np.float32) - single[other]
        return np.where((one > EDGE) & (other > EDGE), strength, 0)

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
    owner = sheet.owner[place]
    return {
        "surprise": np.maximum(sheet.sums(3)[place], -LARGEST),
        "sentence": np.clip(sheet.likelihoods()[owner] - ORDINARY, -2, 1),
        "short": np.maximum(8 - sheet.sizes[owner], 0) / 8,
        "after_surname": _any_of(sheet, place, (-2, -1), SURNAMES),
        "before_place": _any_of(sheet, place + double, (1, 2), PLACES),
    }


def _any_of(sheet: Sheet, place: Ids, steps: tuple[int, int], characters: str) -> Column:
    codes = np.frombuffer(characters.encode("utf-32-le"), np.uint32)
    found = np.zeros(len(place), bool)
    for step in steps:
        found |= np.isin(sheet.codes[place + step], codes)
    return found.astype(np.float32)


def choose(
    worth: NDArray[np.float64], groups: NDArray[np.int64], number: int
) -> NDArray[np.float64]:
    """Return the probability of each candidate of a group, against those beside it and none."""
    most = np.zeros(number)
    np.maximum.at(most, groups, worth)
    strength = np.exp(worth - most[groups])
    whole = np.bincount(groups, strength, number) + np.exp(-most)
    chance: NDArray[np.float64] = strength / whole[groups]
    return chance
