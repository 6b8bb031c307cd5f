"""Two texts woven into one: the newer one, with what went put back as deleted."""

from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import qn

from docgen.gongwen.compare.redline.ends import clear_end, mark_end, mark_row, set_like
from docgen.gongwen.compare.redline.formats import (
    set_before,
    track_formats,
    track_set,
    track_setting,
)
from docgen.gongwen.compare.redline.gone import Gone
from docgen.gongwen.compare.redline.moves import call_moved, can_move
from docgen.gongwen.compare.redline.stays import Finder, Stay
from docgen.gongwen.compare.redline.stories import PARAGRAPH, TABLE, blocks_of, cells_of, rows_of
from docgen.gongwen.compare.redline.words import (
    come_moved,
    edit,
    gone_moved,
    insert_words,
    is_plain,
    rewrite,
)
from docgen.gongwen.tracking.pen import Pen

Node = Any
"""An element of lxml."""


class Weaver:
    """Weaves the texts of two files, changing those of the newer one in place."""

    def __init__(self, finder: Finder, gone: Gone, pen: Pen) -> None:
        self._finder = finder
        self._gone = gone
        self._pen = pen
        self._gone_of: dict[Node, Node] = {}
        """What was put back, by the paragraph of the older file."""
        self._come: set[Node] = set()

    def weave(self, older: Node, newer: Node) -> None:
        """Weave two texts or cells."""
        left, right = blocks_of(older), blocks_of(newer)
        stays = self._finder.blocks(left, right)
        a = c = 0
        last: Node | None = None
        for stay in stays:
            self._put_back(left[a : stay.a], last, newer)
            self._insert_all(right[c : stay.c])
            last = self._stay(stay, left, right)
            a, c = stay.b, stay.d
        gone = self._put_back(left[a:], last, newer)
        self._insert_all(right[c:])
        self._end(last, gone, right[c:])

    def call_moves(self) -> None:
        """Call those moved that were put back in one place and put in in another."""
        older, newer = self._finder.older.elements, self._finder.newer.elements
        for left, tie in self._finder.ties.moved.items():
            gone, come = self._gone_of.get(older[left]), newer[tie.right[0]]
            if gone is None or come not in self._come or not can_move(gone, come):
                continue
            if tie.edits and not is_plain(come):
                continue
            edited = come_moved(tie, come, self._pen)
            if tie.edits:
                edited += gone_moved(tie, older[left], gone, self._gone)
            call_moved(gone, come, edited, self._pen)

    def _insert_all(self, blocks: Sequence[Node]) -> None:
        for block in blocks:
            self.insert(block)

    def insert(self, block: Node) -> None:
        """Mark a paragraph or a table as inserted."""
        if block.tag == TABLE:
            for row in rows_of(block):
                self._insert_row(row)
            return
        self._come.add(block)
        insert_words(block, self._pen)
        mark_end(block, self._pen.mark("w:ins"))

    def _insert_row(self, row: Node) -> None:
        for cell in cells_of(row):
            self._insert_all(blocks_of(cell))
        mark_row(row, self._pen.mark("w:ins"))

    def _stay(self, stay: Stay, left: Sequence[Node], right: Sequence[Node]) -> Node:
        """Weave what stays; returns its last block."""
        own, other = left[stay.a], right[stay.c]
        if own.tag == TABLE:
            self._weave_table(own, other)
            return other
        if stay.tie is not None:
            held = self._finder.older, self._finder.newer
            if stay.tie.kept is not None:
                track_formats(stay.tie, *held, self._gone, self._pen)
            return edit(stay.tie, *held, self._gone, self._pen)
        rewrite(own, other, self._gone, self._pen)
        track_setting(own, other, self._gone, self._pen)
        return other

    def _put_back(self, blocks: Sequence[Node], last: Node | None, newer: Node) -> list[Node]:
        """Put blocks that went behind the last one that stayed, or before the first one."""
        made = [self._gone.block(block) for block in blocks]
        self._gone_of.update(zip(blocks, made, strict=True))
        if last is not None:
            for block in reversed(made):
                last.addnext(block)
        else:
            first = 1 if newer[0].tag == qn("w:tcPr") else 0
            newer[first:first] = made
        return made

    def _end(self, last: Node | None, gone: Sequence[Node], come: Sequence[Node]) -> None:
        """See to it that a text ends with a paragraph whose end is not tracked.

        The end of the last paragraph can neither come nor go. Where paragraphs were added behind
        the one that was last, its own end is what came, and theirs move up by one. Paragraphs that
        are joined get the setting of the last one: so the new last one was set as that one was.
        """
        added = gone or come
        if last is None or not added or last.tag != PARAGRAPH or added[-1].tag != PARAGRAPH:
            return
        clear_end(added[-1])
        before = set_before(added[-1] if gone else last)
        if gone:
            set_like(added[-1], last)
        track_set(added[-1], before, self._pen)
        mark_end(last, self._pen.mark("w:del" if gone else "w:ins"))

    def _weave_table(self, older: Node, newer: Node) -> None:
        """Weave two tables row by row; a row whose cells do not fit is put back and put in."""
        stays = {
            own: other
            for own, other in self._finder.rows(older, newer)
            if len(cells_of(own)) == len(cells_of(other))
        }
        rows = rows_of(newer)
        last: Node | None = None
        for row in rows_of(older):
            if row in stays:
                last = stays[row]
            elif last is None:
                rows[0].addprevious(self._gone.row(row))
            else:
                made = self._gone.row(row)
                last.addnext(made)
                last = made
        for row in set(rows) - set(stays.values()):
            self._insert_row(row)
        for own, other in stays.items():
            for above, below in zip(cells_of(own), cells_of(other), strict=True):
                self.weave(above, below)
