"""What a customer's template of an application form may use: the sheet, and every box by name.

A box goes by its key and by its label without signs, e.g. ``{{ plate_no }}`` or ``{{ 车辆号牌 }}``.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from docgen.forms.arrange import arrange
from docgen.forms.declared import read_declared
from docgen.forms.sheet import Sheet
from docgen.forms.word import BARCODE, QR, answer, codes, word_content
from docgen.printing.field import APPLICANT
from docgen.printing.qr import qr_png
from docgen.word.fields import (
    Content,
    Shape,
    Vocabulary,
    flag,
    listed,
    number,
    picture,
    place,
    record,
    text,
)
from models.clean import clean
from models.records import Filing, FilingState, FormValue, Subject
from models.specs import FormField, Service
from prefill.edit import APPLICANT as APPLICANT_SAID

FAMILY = "form"
MATTER = ("事项名称", "办理情形", "受理机构", "办理结果")
AGENT = ("经办人姓名", "联系电话", "经办人身份证号")
ENTRY = record(
    label=text("栏目名称"),
    answer=text("填写内容；有选项的打勾"),
    value=text("填写内容"),
    origin=text("来源标记"),
    warnings=text("核对标记"),
)
GRID = record(
    label=text("表格名称"),
    origin=text("来源标记"),
    warnings=text("核对标记"),
    columns=listed("各列", record(label=text("列名"), span=number("所占列数"))),
    lines=listed("各行", listed("各格", record(text=text("内容"), span=number("所占列数")))),
)
SHEET: Mapping[str, Shape] = {
    "title": text("申请表名称"),
    "case_no": text("办件编号"),
    "filed_on_words": text("申请日期"),
    "draft": flag("申请人尚未确认"),
    "sections": listed(
        "全部栏目，按组",
        record(
            title=text("组名"),
            rows=listed("行，每行一至两栏", listed("栏目", ENTRY)),
            beside=number("照片旁的行数"),
            portrait=place("照片"),
            grid=GRID.model_copy(update={"optional": True}),
        ),
    ),
    "notes_title": text("核对内容的标题"),
    "notes": listed("需要核对的内容", record(label=text("栏目"), text=text("说明"))),
    "materials_title": text("申请材料的标题"),
    "materials": listed(
        "申请材料",
        record(
            title=text("材料名称"), state=text("提交情况"), papers=listed("文件及校验值", text())
        ),
    ),
    "statement_title": text("承诺的标题"),
    "statement": listed("申请人承诺，逐段", text()),
    "legend": text("来源标记的说明"),
    "check_code": text("校验码"),
    QR: picture("二维码"),
    BARCODE: picture("办件编号的条形码"),
}
SAMPLE_DAY = date(2026, 11, 20)
SAMPLES = {"date": "2026-11-20", "int": "3", "decimal": "12.5", "bool": "是"}


def target_of(scenario_id: str) -> str:
    """Return the id under which templates of a scenario's form are kept."""
    return f"{FAMILY}.{scenario_id}"


def form_vocabulary(service: Service, scenario_id: str) -> Vocabulary:
    """Return what a template of a scenario's form may use; raises ``NotFoundError``."""
    boxes = service.form(scenario_id)
    common = {name: text(name) for name in (*MATTER, *AGENT)}
    own = {name: text(box.label) for box in boxes for name in _names(box)}
    return Vocabulary(
        target=target_of(scenario_id),
        title=read_declared().kind_of(service).title(service, scenario_id),
        names={**common, **own, **SHEET},
        boxes={box.label: _names(box) for box in boxes},
        whole=frozenset({"sections"}),
        seals=(APPLICANT,),
        sample=lambda: _sample(service, scenario_id),
    )


def form_content(sheet: Sheet, service: Service, scenario_id: str, qr: bytes) -> Content:
    """Return what fills a customer's template: the sheet, and each box by key and label."""
    rows = [row for section in sheet.sections for row in section.rows]
    entries = {each.label: answer(each) for each in sheet.agent}
    entries |= {each.label: answer(each) for row in rows for each in row}
    grids = (section.grid for section in sheet.sections if section.grid)
    entries |= {each.label: "；".join("，".join(row) for row in each.rows) for each in grids}
    own = {name: entries.get(name, "") for name in (*MATTER, *AGENT)}
    for box in service.form(scenario_id):
        own |= dict.fromkeys(_names(box), entries.get(clean(box.label), ""))
    whole: dict[str, Any] = own | word_content(sheet)
    words = {name: whole[name] for name in {*own, *SHEET} - {QR, BARCODE}}
    return Content(words, codes(sheet, qr))


def plain(label: str) -> str:
    """Return a label as a name: without signs.

    >>> plain("总质量（千克）")
    '总质量千克'
    """
    return re.sub(r"\W", "", label)


def _names(box: FormField) -> tuple[str, ...]:
    """Return what a box goes by; a key that the sheet has taken is not among it."""
    return tuple(name for name in (box.key, plain(box.label)) if name not in SHEET)


def _sample(service: Service, scenario_id: str) -> Content:
    """Return an invented filing as content; every box is filled."""
    filing = Filing(
        id="sample",
        case_no="YL-20261120-000001",
        scenario=scenario_id,
        subject=Subject(name="样张样例有限公司", agent_name="林样张", phone="13800000000"),
        opened_at=datetime(2026, 11, 20, tzinfo=UTC),
        filed_on=SAMPLE_DAY,
        state=FilingState.CONFIRMED,
        form=tuple(
            FormValue(key=box.key, value=_sample_value(box), source=APPLICANT_SAID)
            for box in service.form(scenario_id)
        ),
    )
    sheet = arrange(filing, service, scenario_id, read_declared())
    return form_content(sheet, service, scenario_id, qr_png("样例"))


def _sample_value(box: FormField) -> str:
    return box.options[0] if box.options else SAMPLES.get(box.type, f"样例{box.label}")
