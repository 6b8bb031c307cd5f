"""Which characters are taken for one another: by sound, and by shape."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from models.fonts import SHIPPED

SAME_SOUND: Final = 4
"""Same syllable and tone."""
SAME_SYLLABLE: Final = 3
NEAR_SOUND: Final = 2
"""Syllables that many speakers do not tell apart (zh/z, n/l, in/ing …)."""
FAR_SOUND: Final = 1
"""Syllables of which both the beginning and the ending differ so."""
NEAR_BEGINNINGS: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l"))
NEAR_ENDINGS: Final = (("ang", "an"), ("eng", "en"), ("ing", "in"))
READINGS: Final = 3
"""Ways to read a character that are kept."""
DRAWN: Final = 28
"""Pixels of a side in which shapes are compared."""
NEIGHBOURS: Final = 60
"""Shapes kept for one character."""
LEAST_SHAPE: Final = 0.5
"""How alike (1: the same) two characters must look to be kept."""
PART: Final = 1.0
"""What sharing all components adds to how alike two look; sharing some, in proportion."""
DEPTH: Final = 3
"""How often a component is taken apart again."""
COMMON: Final = 0.04
"""What being twice as common adds when the most alike are kept: many contain 土, few are usual."""
SHAPES: Final = 120
"""In how many steps 1 of likeness is kept."""


@dataclass(frozen=True)
class Alike:
    """For each character, those that may have been meant: rows of one table."""

    characters: str
    known: str
    """Those that may have been meant."""
    starts: NDArray[np.int32]
    """Where the rows of each character begin; one more than there are characters."""
    meant: NDArray[np.uint16]
    """The place of what may have been meant among the known characters."""
    sound: NDArray[np.uint8]
    """``SAME_SOUND`` … ``FAR_SOUND``, or 0."""
    shape: NDArray[np.uint8]
    """How alike they look, in 1/``SHAPES``; 0 when below ``LEAST_SHAPE``."""
    syllables: tuple[str, ...]
    """Every syllable, without tone."""
    readings: NDArray[np.uint16]
    """Up to ``READINGS`` of each: a syllable's place from 1 on, times 8, and its tone; or 0."""

    def arrays(self) -> dict[str, NDArray[np.uint8]]:
        """Return what to keep, as bytes."""
        return {
            "alike": np.frombuffer(self.characters.encode(), np.uint8),
            "meant": np.frombuffer(self.known.encode(), np.uint8),
            "alike_counts": np.diff(self.starts).astype("<u2").view(np.uint8),
            "alike_meant": self.meant.astype("<u2").view(np.uint8),
            "alike_sound": self.sound,
            "alike_shape": self.shape,
            "syllables": np.frombuffer(" ".join(self.syllables).encode(), np.uint8),
            "readings": self.readings.astype("<u2").ravel().view(np.uint8),
        }

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[np.uint8]]) -> Self:
        """Return what was kept so; raises ``KeyError`` where something is missing."""
        counts = arrays["alike_counts"].view("<u2").astype(np.int32)
        return cls(
            bytes(arrays["alike"]).decode(),
            bytes(arrays["meant"]).decode(),
            np.append(np.int32(0), np.cumsum(counts, dtype=np.int32)),
            arrays["alike_meant"].view("<u2").astype(np.uint16),
            arrays["alike_sound"],
            arrays["alike_shape"],
            tuple(bytes(arrays["syllables"]).decode().split()),
            arrays["readings"].view("<u2").astype(np.uint16).reshape(-1, READINGS),
        )


@cache
def sounds(character: str) -> tuple[str, ...]:
    """Return the syllables a character is read as, each with its tone as a last digit."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - its tables load slowly

    read = pinyin(character, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)
    return tuple(sound for sound in read[0] if sound[:1].isalpha() and sound[-1:].isdigit())


def near(syllable: str) -> Iterator[tuple[str, int]]:
    """Yield the syllables (without tone) that are easily taken for one, and how near they are."""
    begin = next((each for each in ("zh", "ch", "sh") if syllable.startswith(each)), syllable[:1])
    rest = syllable[len(begin) :]
    begins = {begin, *(o for pair in NEAR_BEGINNINGS if begin in pair for o in pair)}
    ends = {rest}
    for long, short in NEAR_ENDINGS:
        if rest.endswith(long):
            ends.add(rest.removesuffix(long) + short)
        elif rest.endswith(short):
            ends.add(rest.removesuffix(short) + long)
    for one, other in product(begins, ends):
        if one + other != syllable:
            yield one + other, NEAR_SOUND if one == begin or other == rest else FAR_SOUND


def find_alike(characters: str, known: str, parts: Mapping[str, frozenset[str]]) -> Alike:
    """Return what each of the characters may have been meant as.

    Args:
        characters: those that may stand in a text.
        known: those that may be proposed.
        parts: the components of a character, where known.
    """
    heard = _Sounds(known)
    looks = _shapes(characters, known, parts)
    rows: list[tuple[int, int, int]] = []
    starts = [0]
    for character, shapes in zip(characters, looks, strict=True):
        sound = heard.like(character)
        both = sorted(set(sound) | set(shapes))
        rows += [(at, sound.get(at, 0), shapes.get(at, 0)) for at in both if known[at] != character]
        starts.append(len(rows))
    table = np.array(rows, np.int64).reshape(-1, 3)
    return Alike(
        characters,
        known,
        np.array(starts, np.int32),
        table[:, 0].astype(np.uint16),
        table[:, 1].astype(np.uint8),
        table[:, 2].astype(np.uint8),
        *_readings(characters),
    )


def _readings(characters: str) -> tuple[tuple[str, ...], NDArray[np.uint16]]:
    """Return all syllables, and how each character is read (see ``Alike``)."""
    heard = [sounds(character)[:READINGS] for character in characters]
    syllables = sorted({sound[:-1] for each in heard for sound in each})
    numbers = {syllable: at for at, syllable in enumerate(syllables, start=1)}
    table = np.zeros((len(characters), READINGS), np.uint16)
    for row, each in enumerate(heard):
        table[row, : len(each)] = [numbers[sound[:-1]] * 8 + int(sound[-1]) for sound in each]
    return tuple(syllables), table


class _Sounds:
    def __init__(self, known: str) -> None:
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        for at, character in enumerate(known):
            for sound in sounds(character):
                self._by_sound[sound].append(at)
                if at not in self._by_sound[sound[:-1]]:
                    self._by_sound[sound[:-1]].append(at)

    def like(self, character: str) -> dict[int, int]:
        """Return the places of what sounds alike, and how alike."""
        found: dict[int, int] = {}
        heard = sounds(character)
        others = [other for sound in heard for other in near(sound[:-1])]
        for likeness, asked in (
            (SAME_SOUND, heard),
            (SAME_SYLLABLE, [sound[:-1] for sound in heard]),
            (NEAR_SOUND, [other for other, how in others if how == NEAR_SOUND]),
            (FAR_SOUND, [other for other, how in others if how == FAR_SOUND]),
        ):
            for sound in asked:
                for at in self._by_sound.get(sound, ()):
                    found.setdefault(at, likeness)
        return found


def _shapes(
    characters: str, known: str, parts: Mapping[str, frozenset[str]]
) -> Iterator[dict[int, int]]:
    """Yield for each character the places of those that look like it, and how much."""
    drawn = np.stack([_draw(character) for character in known])
    within = {each: _within(each, parts) for each in {*characters, *known}}
    usual = Counter(part for character in known for part in within[character])
    columns = {part: at for at, part in enumerate(sorted(usual))}
    tells = np.log((len(known) + 1) / (np.array([usual[part] for part in columns]) + 1))
    built = _built(known, within, columns, tells)
    common = COMMON * np.log2(len(known) / np.arange(1, len(known) + 1))
    for start in range(0, len(characters), 256):
        several = characters[start : start + 256]
        likeness = np.stack([_draw(character) for character in several]) @ drawn.T
        likeness = likeness + PART * _built(several, within, columns, tells) @ built.T
        for row in likeness:
            nearest = np.argsort(-(row + common), kind="stable")[: NEIGHBOURS + 1]
            yield {int(at): int(row[at] * SHAPES) for at in nearest if row[at] >= LEAST_SHAPE}


def _within(character: str, parts: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return a character with its components, theirs, and so on."""
    found, newest = {character}, {character}
    for _ in range(DEPTH):
        newest = {part for each in newest for part in parts.get(each, ())} - found
        found |= newest
    return frozenset(found)


def _built(
    characters: Sequence[str],
    within: Mapping[str, frozenset[str]],
    columns: Mapping[str, int],
    tells: NDArray[np.float64],
) -> NDArray[np.float32]:
    """Return what makes up each character, as vectors of length 1; rare components tell most."""
    table = np.zeros((len(characters), len(columns)), np.float32)
    for row, character in enumerate(characters):
        for part in within[character]:
            if part in columns:
                table[row, columns[part]] = tells[columns[part]]
    lengths = np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1)
    built: NDArray[np.float32] = table / lengths
    return built


def _draw(character: str) -> NDArray[np.float32]:
    """Return the ink of a character as a vector of length 1, its mean taken off."""
    side = 64
    picture = Image.new("L", (side, side))
    ImageDraw.Draw(picture).text((side // 2, side // 2), character, 255, _font(), anchor="mm")
    small = np.asarray(picture.resize((DRAWN, DRAWN), Image.Resampling.BOX), np.float32).ravel()
    small = small - small.mean()
    length = float(np.linalg.norm(small))
    drawn: NDArray[np.float32] = small / length if length else small
    return drawn


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SHIPPED / "NotoSansCJKsc-Regular.otf", 56)
