"""A document laid out as a family of layouts has it, block by block."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from docgen.gongwen.document.official import Form, Official, Part
from docgen.printing.numerals import DIGITS, numeral
from eval.elements.families import Family
from eval.elements.sheet import Block, Holder, Side

NAMED_BY_MARK = (Form.ORDER, Form.MINUTES)
"""Forms whose mark says what they are: a draft has it too."""


def lay_out(official: Official, family: Family, chance: Random) -> list[Block]:
    """Return the document as blocks, in the order the family sets them."""
    return list(_Layout(official, family, chance).blocks())


def visible(official: Official, family: Family) -> Official:
    """Return what of a document a family prints: a draft has neither head nor foot."""
    if family.head is not None:
        return official
    head = {"copy_number": "", "secrecy": "", "secrecy_term": "", "urgency": ""}
    foot = {"copies_to": "", "printer": "", "printed": None}
    changes = {**head, **foot, "signatories": ()}
    if official.form not in NAMED_BY_MARK:
        number = official.number if _has_number_below(official, family) else ""
        changes |= {"mark": "", "number": number}
    return official.model_copy(update=changes)


def _has_number_below(official: Official, family: Family) -> bool:
    return family.number_below_title and bool(official.title) and "〔" in official.number


@dataclass(frozen=True)
class _Layout:
    official: Official
    family: Family
    chance: Random

    def blocks(self) -> Iterator[Block]:
        if self.family.head is not None:
            yield from self._head()
        elif self.official.form in NAMED_BY_MARK:
            font, size, bold = self.family.title_font
            yield Block(self.official.mark, Side.CENTRE, size + 4, font, bold)
            yield Block(self.official.number, Side.CENTRE, 14, "宋体")
        yield from self._title()
        yield from self._body()
        yield from self._note_of_attachments()
        yield from self._signature()
        if self.official.note:
            note = self.official.note
            yield self._plain(f"（{note}）" if self.family.note_bracketed else note)
        tail = [self._attachments(), self._foot()]
        for each in reversed(tail) if self.family.foot_before_attachments else tail:
            yield from each

    def _plain(self, text: str, side: Side = Side.INDENTED) -> Block:
        font, size = self.family.body_font
        return Block(text, side, size, font)

    def _spread(self, text: str) -> str:
        return "　".join(text) if self.family.spread and len(text) == 2 else text

    def _head(self) -> Iterator[Block]:
        official, family = self.official, self.family
        secrecy = "★".join(filter(None, (official.secrecy, official.secrecy_term)))
        for text in (official.copy_number, secrecy, self._spread(official.urgency)):
            if text:
                yield Block(text, family.secrecy_side, 16, "黑体")
        holder = family.head or Holder.FLOW
        lines = official.mark.split("\n")
        if family.file_beside and len(lines) > 1:
            lines = [*lines[:-1], lines[-1].removesuffix("文件"), "文件"]
        size = 40 if len(lines) == 1 else 32
        for line in lines:
            yield Block(line, Side.CENTRE, size, "方正小标宋简体", red=family.red, holder=holder)
        yield from self._number(holder)

    def _number(self, holder: Holder) -> Iterator[Block]:
        official, family = self.official, self.family
        names = [self._spread(each) for each in official.signatories]
        signed = f"签发人{family.colon}{'　'.join(names)}"
        if not names:
            side = Side.RIGHT if official.form is Form.LETTER else Side.CENTRE
            yield Block(official.number, side, rule=True)
        elif holder is Holder.TABLE:
            yield Block(f"{official.number}\n{signed}", holder=holder, share=0.45)
        else:
            yield Block(f"{official.number}　　　　　　　　{signed}", Side.LEFT, rule=True)

    def _title(self) -> Iterator[Block]:
        if self.official.title:
            font, size, bold = self.family.title_font
            block = Block("", Side.CENTRE, size, font, bold)
            lines = self._title_lines()
            if self.family.title_pushed:
                block = replace(block, side=Side.LEFT)
                lines = ["　" * 5 + line for line in lines]
            if self.family.title_breaks == "soft":
                lines = ["\n".join(lines)]
            yield from (replace(block, text=line) for line in lines)
        if self.family.head is None and _has_number_below(self.official, self.family):
            yield Block(self.official.number, Side.CENTRE, 12, "宋体")
        if self.official.addressees:
            yield self._plain(self.official.addressees + self.family.colon, Side.LEFT)

    def _title_lines(self) -> list[str]:
        title = self.official.title
        if self.family.title_breaks == "none" or len(title) < 16:
            return [title]
        issuer, about, rest = title.partition("关于")
        if issuer:
            return [issuer, about + rest]
        at = len(title) // 2 + self.chance.randrange(-1, 2)
        return [title[:at], title[at:]]

    def _body(self) -> Iterator[Block]:
        for part in self.official.body:
            yield self._part(part)
        for each in self.official.present:
            yield self._plain(f"{each.role}{self.family.colon}{each.names}")

    def _part(self, part: Part) -> Block:
        block = self._plain(part.text + part.run_in)
        if part.rows:
            return replace(block, rows=part.rows)
        fonts = {1: "黑体", 2: "楷体"}
        return replace(block, font=fonts.get(part.level, block.font)) if not part.run_in else block

    def _note_of_attachments(self) -> Iterator[Block]:
        names = [each.title for each in self.official.attachments]
        colon = self.family.colon
        if len(names) == 1:
            yield self._plain(f"附件{colon}{names[0]}")
        elif names:
            entries = [f"{at}.{name}" for at, name in enumerate(names, 1)]
            if self.family.attachments_in_one_line:
                entries = [" ".join(entries)]
            yield self._plain(f"附件{colon}{entries[0]}")
            yield from (self._plain(f"　　　{entry}") for entry in entries[1:])

    def _signature(self) -> Iterator[Block]:
        official = self.official
        names = [*official.signed]
        if official.signer:
            gap = "　　" if self.family.spread else "　"
            names = [f"{official.office}{gap}{self._spread(official.signer)}"]
        days = [self._day(official.day)] if official.day else []
        above = self.family.day_above_name and not official.signer
        for line in [*days, *names] if above else [*names, *days]:
            if self.family.left_signature:
                yield self._plain("　" * 16 + line, Side.LEFT)
            else:
                yield self._plain(line, self.family.signature_side)

    def _day(self, day: date) -> str:
        if not self.family.numerals:
            return f"{day.year}年{day.month}月{day.day}日"
        year = "".join(DIGITS[int(figure)] for figure in str(day.year))
        return f"{year}年{numeral(day.month)}月{numeral(day.day)}日"

    def _attachments(self) -> Iterator[Block]:
        bound = [each for each in self.official.attachments if each.parts]
        for at, each in enumerate(bound, 1):
            figure = str(at) if len(bound) > 1 else ""
            if self.family.attachment_named and figure:
                yield Block(f"附件{figure}：{each.title}", Side.LEFT, 16, "黑体", new_page=True)
            else:
                yield Block(f"附件{figure}", Side.LEFT, 16, "黑体", new_page=True)
                font, size, bold = self.family.title_font
                yield Block(each.title, Side.CENTRE, size, font, bold)
            yield from (self._part(part) for part in each.parts)

    def _foot(self) -> Iterator[Block]:
        official, holder = self.official, self.family.foot
        if self.family.head is None or not official.printer:
            return
        copies = f"抄送{self.family.colon}{official.copies_to}。"
        yield Block(copies, Side.LEFT, 14, holder=holder)
        day = official.printed or date(2026, 1, 1)
        printed = f"{day.year}年{day.month}月{day.day}日印发"
        gap = "\n" if holder is Holder.TABLE else "　　　　"
        yield Block(f"{official.printer}{gap}{printed}", Side.LEFT, 14, holder=holder)
