"""Words that must come from a closed vocabulary: one check for each declared vocabulary.

>>> WORD_CHECKS["ethnicity"]("汉族")
'汉'
"""

from collections.abc import Callable

from extractors.checks.printed import compact
from extractors.judging.vocabularies import VOCABULARIES


def one_of(title: str, words: tuple[str, ...]) -> Callable[[str], str]:
    """Return a check that accepts exactly the given words, spaces inside ignored."""
    known = frozenset(words)

    def check(text: str) -> str:
        word = compact(text)
        if word not in known:
            raise ValueError(f"不是规范的{title}，请核对")
        return word

    return check


def ethnicity(text: str) -> str:
    """Return an ethnic group as an identity card prints it, without 族."""
    word = compact(text)
    return _ETHNICITY(word if len(word) == 1 else word.removesuffix("族"))


_ETHNICITY = one_of("民族名称", VOCABULARIES["ethnicity"])

WORD_CHECKS: dict[str, Callable[[str], str]] = {
    "energy_type": one_of("能源种类", VOCABULARIES["energy_type"]),
    "ethnicity": ethnicity,
    "sex": one_of("性别", VOCABULARIES["sex"]),
    "use_character": one_of("使用性质", VOCABULARIES["use_character"]),
    "vehicle_type": one_of("车辆类型", VOCABULARIES["vehicle_type"]),
}
