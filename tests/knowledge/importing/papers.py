"""A PDF with a text layer, set for the tests."""

import typst

from models.fonts import SHIPPED

SOURCE = """
#set page(width: 210mm, height: 148mm, margin: 25mm, header: align(center)[样张市政策汇编],
  footer: align(center)[#context counter(page).display()])
#set text(font: "Noto Serif CJK SC", size: 12pt, lang: "zh")
#set par(first-line-indent: (amount: 2em, all: true), justify: true)
#align(center)[#text(size: 20pt)[样张市道路停车收费办法]]

一、收费标准

#("本市道路停车泊位按照区域和时段收取停车费用，收费标准由市价格部门会同市交通部门制定并公布。" * 6)

二、逾期处理

#("停车人逾期未交纳停车费的，由管理单位书面催缴；催缴后仍不交纳的，依法处理。" * 6)

本办法自2026年5月1日起施行。
"""


def parking_rules() -> bytes:
    """Return two pages of rules with a running head and page numbers."""
    return bytes(typst.compile(SOURCE.encode(), format="pdf", font_paths=[str(SHIPPED)]))
