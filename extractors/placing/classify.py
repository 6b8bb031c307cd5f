"""Find the papers on a page and say what each is, with the reason."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from extractors.placing.boxes import around, overlap
from extractors.placing.copies import hull, left_beside, parted, room, split, stretches
from extractors.placing.fitting import fit
from extractors.placing.headed import headed, is_headed_form
from extractors.placing.labels import Hit, find_labels
from extractors.placing.layout import Layout, Rectangle, lay_out
from models.records import Box, Document, Line, Page
from models.specs import DocumentType

UNKNOWN = "unknown"
TITLE_WEIGHT = 3
"""A title proves as much as three labels."""
STRAY = 0.34
"""Lines outside a paper of no fixed size are its own if they are fewer than this share of it."""
LEFT_OVER = 4
"""Fewer lines than this that belong to no paper are noise around one."""


@dataclass(frozen=True)
class Candidate:
    """A type that seems to stand at a place of the page."""

    kind: DocumentType
    hits: tuple[Hit, ...]
    hull: Rectangle
    upside_down: bool
    proofs: int = 0
    core: Rectangle = (0, 0, 0, 0)
    """Where its words stand."""
    against: tuple[Rectangle, ...] = ()
    """Where words stand that rule it out if they are on it."""

    @property
    def possible(self) -> bool:
        """Whether no word on it rules it out."""
        return not any(_inside(_centre(word), self.hull) for word in self.against)

    @property
    def weight(self) -> float:
        """How much speaks for it; a misread word counts half."""
        titles = self.kind.classify.any
        words = sum(
            (TITLE_WEIGHT if hit.label in titles else 1) / (1 + (hit.errors > 0))
            for hit in self.hits
            if hit.label
        )
        return words + self.proofs

    @property
    def reason(self) -> str:
        """Return the words that prove the type, in Chinese."""
        words = "、".join(dict.fromkeys(f"“{hit.label}”" for hit in self.hits if hit.label))
        return f"页面上有{words}，符合{self.kind.title}的版式"


def classify(page: Page, types: Mapping[str, DocumentType]) -> tuple[Document, ...]:
    """Return every paper found on the page, from top to bottom and left to right.

    What belongs to no known type is one document of type ``unknown``; an empty page has none.
    """
    frame = (0, 0, page.width, page.height)
    candidates: list[Candidate] = []
    for upside_down in (False, True):
        lines = [line for line in page.lines if line.upside_down == upside_down]
        layout = lay_out(lines, frame)
        found = _candidates(layout, types)
        candidates += _titled(found) if is_headed_form(layout, types) else found
    chosen = _best(_apart_from_cards(candidates))
    shares, rest = _share_out(page.lines, chosen)
    shares, rest = _swallow(shares, rest, chosen)
    known = [
        Document(type=c.kind.id, reason=c.reason, page=page.number, box=_hull(share))
        for c, share in zip(chosen, shares, strict=True)
        if share
    ]
    return tuple(sorted(known, key=_reading_order)) + tuple(_others(page, rest, known, types))


def _candidates(layout: Layout, types: Mapping[str, DocumentType]) -> Iterable[Candidate]:
    """Yield every type whose words are on the page, once for each copy of it."""
    for kind in types.values():
        rules = kind.classify
        if rules.heading:
            continue
        hits = find_labels(layout, {*rules.any, *rules.labels, *rules.never})
        own = [hit for hit in hits if hit.label not in rules.never]
        against = [hit for hit in hits if hit.label in rules.never]
        never = tuple(layout.on_page(hull([hit])) for hit in against)
        marks = stretches(layout, rules.each) if rules.each else []
        several = parted(own, marks) if len(marks) > 1 else split(own, rules.repeats)
        copies = list(_copies(layout, kind, several))
        if len(copies) < 2:
            copies = list(_copies(layout, kind, [own + marks] if own else []))
        for copy in copies:
            core = layout.on_page(hull(copy.hits))
            yield replace(copy, hull=layout.on_page(copy.hull), core=core, against=never)


def _titled(candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    """Yield the candidates whose own title is on the page: a form asks for what papers print."""
    for candidate in candidates:
        if any(hit.label in candidate.kind.classify.any for hit in candidate.hits):
            yield candidate


def _copies(layout: Layout, kind: DocumentType, groups: list[list[Hit]]) -> Iterable[Candidate]:
    """Yield a candidate for each group of words that proves it, placed on the level layout."""
    for group in groups:
        others = [other for other in groups if other is not group]
        place = _reach(group, kind, layout, room(group, others, layout.frame))
        proofs = _proofs(layout, kind, place)
        if _proven(group, kind, proofs):
            yield Candidate(kind, tuple(group), place, layout.upside_down, proofs)


def _proven(hits: list[Hit], kind: DocumentType, proofs: int = 0) -> bool:
    """Tell whether the words suffice: a title and one more sign, or enough other signs."""
    titles = {hit.label for hit in hits if hit.label in kind.classify.any}
    signs = len({hit.label for hit in hits if hit.label in kind.classify.labels}) + proofs
    return bool(titles and signs) or signs >= kind.classify.least


def _proofs(layout: Layout, kind: DocumentType, hull: Rectangle) -> int:
    """Return how many of the type's patterns fit a row at this place."""
    rows = [
        "".join(g.char for g in row.glyphs if _inside((g.centre, g.middle), hull))
        for row in layout.rows
    ]
    return sum(any(re.search(proof, row) for row in rows) for proof in kind.classify.proofs)


def _reach(hits: list[Hit], kind: DocumentType, layout: Layout, free: Rectangle) -> Rectangle:
    """Return where the paper lies: its fitted frame, or else a stripe of what is free."""
    plan = fit(hits, kind.anchors) if kind.frame else None
    if plan and kind.frame:
        return plan.place(kind.frame)
    _, first, _, last = hull(hits)
    top, bottom = _grown(first, last, layout, kind.classify.blank * layout.height)
    return free[0], max(top, free[1]), free[2], min(bottom, free[3])


def _grown(top: float, bottom: float, layout: Layout, band: float) -> tuple[float, float]:
    """Widen a stripe of the page up and down until a blank band ends the paper."""
    for row in layout.rows:
        if bottom < row.middle < bottom + band:
            bottom = max(glyph.bottom for glyph in row.glyphs)
    for row in reversed(layout.rows):
        if top - band < row.middle < top:
            top = min(glyph.top for glyph in row.glyphs)
    return top - 1, bottom + 1


def _apart_from_cards(candidates: list[Candidate]) -> list[Candidate]:
    """Return the possible candidates; those of no fixed size leave room to those that have one."""
    cards = [c for c in candidates if c.kind.frame and c.possible]
    apart = (c if c.kind.frame else _beside(c, cards) for c in candidates)
    return [candidate for candidate in apart if candidate.possible]


def _beside(candidate: Candidate, cards: list[Candidate]) -> Candidate:
    others = [card.hull for card in cards if not overlap(card.hull, candidate.core)]
    return replace(candidate, hull=left_beside(candidate.hull, candidate.core, others))


def _best(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates that do not stand on each other, the weightier first."""
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: -c.weight):
        if all(overlap(candidate.hull, other.hull) < 0.5 for other in chosen):
            chosen.append(candidate)
    return chosen


def _share_out(
    lines: Iterable[Line], candidates: list[Candidate]
) -> tuple[list[list[Line]], list[Line]]:
    """Give each line to the paper it lies on, the nearest middle deciding; return the rest too."""
    shares: list[list[Line]] = [[] for _ in candidates]
    rest: list[Line] = []
    for line in lines:
        point = ((line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2)
        owners = [
            i
            for i, c in enumerate(candidates)
            if _inside(point, c.hull) and c.upside_down == line.upside_down
        ]
        if owners:
            shares[min(owners, key=lambda i: _distance(point, candidates[i].hull))].append(line)
        else:
            rest.append(line)
    return shares, rest


def _swallow(
    shares: list[list[Line]], rest: list[Line], candidates: list[Candidate]
) -> tuple[list[list[Line]], list[Line]]:
    """Give a few stray lines, such as a signature, to the only paper if it has no fixed size."""
    loose = [i for i, candidate in enumerate(candidates) if not candidate.kind.frame]
    most = max(STRAY * len(shares[loose[0]]), LEFT_OVER - 1) if loose else 0
    if len(loose) != 1 or len(candidates) > 1 or len(rest) > most:
        return shares, rest
    return [[*shares[loose[0]], *rest]], []


def _others(
    page: Page, rest: list[Line], known: list[Document], types: Mapping[str, DocumentType]
) -> Iterable[Document]:
    """Yield what is left of the page as the paper its heading names, or as an unknown one."""
    if rest and (len(rest) >= LEFT_OVER or not known):
        unknown = UNKNOWN, "没有找到任何已知证照的标题或栏目名称"
        frame = (0, 0, page.width, page.height)
        kind, reason = headed(rest, frame, types) or unknown
        yield Document(type=kind, reason=reason, page=page.number, box=_hull(rest))


def _reading_order(document: Document) -> tuple[int, int]:
    box = document.box or (0, 0, 0, 0)
    return box[1] // max(box[3] - box[1], 1), box[0]


def _hull(lines: Iterable[Line]) -> Box:
    return around(line.box for line in lines)


def _middle(hit: Hit) -> tuple[float, float]:
    return (hit.left + hit.right) / 2, hit.middle


def _apart(hit: Hit, other: Hit) -> float:
    (x, y), (u, v) = _middle(hit), _middle(other)
    return (x - u) ** 2 + (y - v) ** 2


def _centre(box: Rectangle) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _distance(point: tuple[float, float], box: Rectangle) -> float:
    width, height = max(box[2] - box[0], 1), max(box[3] - box[1], 1)
    across = (point[0] - (box[0] + box[2]) / 2) / width
    down = (point[1] - (box[1] + box[3]) / 2) / height
    return across**2 + down**2


def _inside(point: tuple[float, float], box: Rectangle) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
