"""Papers as PDF with a text layer: what stands on them is known without any recognition."""

import json

import typst

from models.fonts import SHIPPED

SOURCE = b"""
#set page(width: 160mm, height: 110mm, margin: 8mm)
#set text(font: "Noto Sans CJK SC", size: 11pt, lang: "zh")
#for line in json(bytes(sys.inputs.lines)) [
  #if line == "" { pagebreak() } #line.split("\\t").join(h(12mm)) \\ #v(1mm)
]
"""
PERMIT = (
    "中华人民共和国道路运输经营许可证",
    "沪交运管许可字310115000123号",
    "业户名称\t松岚样张物流有限公司",
    "驻在\t上海市浦东新区听涛路1号",
    "经济类型\t有限责任公司",
    "经营范围\t道路普通货物运输",
    "核发机关\t测试运输管理局",
    "证件有效期\t2024年05月08日至2028年05月07日",
)
"""A permit that prints no label beside its address: the first reader misses it."""
ADDRESS = "上海市浦东新区听涛路1号"


def typed(*lines: str) -> bytes:
    """A PDF of these lines; a tab is a wide gap, an empty line begins a page."""
    inputs = {"lines": json.dumps(lines, ensure_ascii=False)}
    return bytes(typst.compile(SOURCE, format="pdf", font_paths=[str(SHIPPED)], sys_inputs=inputs))
