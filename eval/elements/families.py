"""Families of layouts: how offices set a document, in the standard's way and in their own."""

from dataclasses import dataclass
from typing import Literal

from eval.elements.sheet import Holder, Side

Breaks = Literal["none", "paragraphs", "soft"]


@dataclass(frozen=True)
class Family:
    """One way to lay a document out."""

    name: str
    head: Holder | None = Holder.FLOW
    """What the red head stands in; ``None``: a draft without head and foot."""
    foot: Holder = Holder.FLOW
    title_breaks: Breaks = "none"
    title_font: tuple[str, float, bool] = ("方正小标宋简体", 22, False)
    body_font: tuple[str, float] = ("仿宋_GB2312", 16)
    red: bool = True
    numerals: bool = False
    """Whether the day is written 二〇二六年."""
    number_below_title: bool = False
    day_above_name: bool = False
    note_bracketed: bool = True
    attachments_in_one_line: bool = False
    colon: str = "："
    spread: bool = False
    """Whether names and urgency are spread with blanks: 张　三, 特　急."""
    foot_before_attachments: bool = False
    secrecy_side: Side = Side.LEFT
    signature_side: Side = Side.RIGHT
    file_beside: bool = False
    """Whether 文件 of a joint head stands in a cell beside the names, not behind the last."""
    title_pushed: bool = False
    """Whether the title is pushed to the middle by blanks, not by alignment."""
    attachment_named: bool = False
    """Whether name and number of an attachment stand on one line."""
    left_signature: bool = False
    """Whether name and day are pushed to the right by blanks, not by alignment."""


TUNING = (
    Family("standard"),
    Family("draft", head=None, title_font=("黑体", 18, True), body_font=("宋体", 14)),
    Family("table_head", head=Holder.TABLE, foot=Holder.TABLE, title_breaks="paragraphs"),
    Family("spread", spread=True, title_breaks="paragraphs", left_signature=True),
    Family("box_head", head=Holder.BOX, foot=Holder.TABLE, title_breaks="soft", numerals=True),
    Family(
        "bulletin",
        head=None,
        number_below_title=True,
        title_font=("宋体", 18, True),
        body_font=("微软雅黑", 12),
        title_breaks="soft",
    ),
    Family(
        "typed",
        red=False,
        title_breaks="paragraphs",
        title_font=("宋体", 16, True),
        attachments_in_one_line=True,
        left_signature=True,
        colon=":",
        body_font=("楷体", 15),
    ),
    Family(
        "odd_order",
        head=Holder.TABLE,
        day_above_name=True,
        note_bracketed=False,
        foot_before_attachments=True,
        numerals=True,
        body_font=("华文仿宋", 15),
    ),
)
UNSEEN = (
    Family(
        "side_file",
        head=Holder.TABLE,
        file_beside=True,
        secrecy_side=Side.RIGHT,
        title_breaks="soft",
        title_font=("华文中宋", 20, False),
        body_font=("等线", 14),
        attachment_named=True,
    ),
    Family(
        "memo",
        head=None,
        title_pushed=True,
        title_font=("宋体", 12, False),
        body_font=("宋体", 12),
        numerals=True,
        day_above_name=True,
        attachments_in_one_line=True,
    ),
    Family(
        "boxed_mixed",
        head=Holder.BOX,
        foot=Holder.FLOW,
        signature_side=Side.CENTRE,
        spread=True,
        note_bracketed=False,
        colon=":",
        title_breaks="paragraphs",
        title_font=("黑体", 26, True),
        body_font=("楷体_GB2312", 16),
    ),
    Family(
        "copy",
        red=False,
        foot=Holder.TABLE,
        left_signature=True,
        foot_before_attachments=True,
        attachment_named=True,
        title_breaks="soft",
        title_font=("宋体", 22, True),
        body_font=("宋体", 15),
        numerals=True,
    ),
)
"""Reported on; looked at only as figures."""
