"""Which paragraphs belong together, and what went, came or moved as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from docgen.gongwen.compare.difference import Added, Difference, Kind, Moved, Topic
from docgen.gongwen.compare.sides import Side, Sides


@dataclass(frozen=True)
class Pair:
    """Paragraphs that hold the same words, or what became of them; several on a side were cut."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    moved: bool = False


@dataclass
class Aligned:
    """What matching has found."""

    sides: Sides
    pairs: list[Pair] = field(default_factory=list)
    wholes: list[Difference] = field(default_factory=list)
    """Of whole paragraphs, rows, columns and tables."""
    splits: bool = True
    """Whether paragraphs are looked for that were cut or joined."""

    def remove(self, kind: Kind, paragraphs: Sequence[int]) -> None:
        """Note that paragraphs are on the left only; none is nothing to note."""
        if not paragraphs:
            return
        left = self.sides.left
        before = _shown(left, paragraphs)
        self.wholes.append(
            Difference(
                kind=Kind.DELETE if kind is Kind.INSERT else kind,
                topic=_topic(left, paragraphs),
                left=left.place(paragraphs[0]),
                right=None,
                before=before,
                sure=self._sure(before),
                removed=tuple(paragraphs),
            )
        )

    def add(self, kind: Kind, paragraphs: Sequence[int]) -> None:
        """Note that paragraphs are on the right only; none is nothing to note."""
        if not paragraphs:
            return
        right = self.sides.right
        after = _shown(right, paragraphs)
        self.wholes.append(
            Difference(
                kind=kind,
                topic=_topic(right, paragraphs),
                right=right.place(paragraphs[0]),
                after=after,
                sure=self._sure(after),
                added=tuple(Added(paragraph=e, text=right[e].text) for e in paragraphs),
            )
        )

    def move(self, kind: Kind, inner: "Aligned") -> None:
        """Note that what ``inner`` has paired stands elsewhere; its words are compared as usual."""
        self.pairs += [Pair(pair.left, pair.right, moved=True) for pair in inner.pairs]
        self.wholes += inner.wholes
        steps = [(pair.left[0], pair.right[0]) for pair in inner.pairs]
        if not steps:
            return
        left, right = self.sides.left, self.sides.right
        self.wholes.append(
            Difference(
                kind=kind,
                topic=Topic.ORDER,
                left=left.place(steps[0][0]),
                right=right.place(steps[0][1]),
                before=_shown(left, [i for i, _ in steps]),
                after=_shown(right, [j for _, j in steps]),
                moved=tuple(Moved(left=i, right=j) for i, j in steps),
            )
        )

    def apart(self) -> "Aligned":
        """Return a place for what moves as one; nothing in it is cut or joined."""
        return Aligned(self.sides, splits=False)

    def _sure(self, text: str) -> bool:
        """On pages a blank paragraph tells nothing."""
        return bool(text.strip()) or not self.sides.lenient


def _shown(side: Side, paragraphs: Sequence[int]) -> str:
    return " | ".join(side[each].text for each in paragraphs)


def _topic(side: Side, paragraphs: Sequence[int]) -> Topic:
    """Return what whole paragraphs are about: nothing but blank lines is a matter of format."""
    if not any(side[each].text.strip() for each in paragraphs):
        return Topic.FORMAT
    return weightiest(side, paragraphs)


def weightiest(side: Side, paragraphs: Sequence[int]) -> Topic:
    """Return the first of the topics that words of paragraphs belong to."""
    met = {token.topic for each in paragraphs for token in side.tokens(each)}
    return next(
        (topic for topic in Topic if topic in met and topic is not Topic.NUMBER), Topic.TEXT
    )
