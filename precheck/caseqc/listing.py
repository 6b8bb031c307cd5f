"""The rules as a table that people read."""

from collections.abc import Iterator

from precheck.caseqc.check import MISFITS, RULES
from precheck.caseqc.rules import ReadyRule
from precheck.caseqc.tables import TABLES

COLUMNS = ("规则", "表", "字段", "违反时的说明", "依据", "说明")


def list_rules() -> Iterator[tuple[str, ...]]:
    """Yield a row for every rule, then one for everything that may not be understood."""
    for rule in RULES:
        yield _row(rule)
    for misfit in MISFITS.values():
        where = "文件" if misfit.stays == "file" else "任何表"
        yield (misfit.code, where, misfit.title, _plain(misfit.message), "DESIGN", "")


def markdown() -> str:
    """Return the rules as a Markdown table."""
    rows = [COLUMNS, tuple("---" for _ in COLUMNS), *list_rules()]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows
    )


def _row(rule: ReadyRule) -> tuple[str, ...]:
    spec = rule.spec
    table = spec.field.rpartition(".")[0] or spec.each
    field = f"{rule.field.title} {rule.field.key}"
    level = "（提示，不计入错误）" if spec.level != "error" else ""
    message = _plain(spec.message) + level
    return (spec.code, TABLES.by_id[table].title, field, message, spec.basis, rule.note)


def _plain(message: str) -> str:
    return message.format(value="…", detail="…")
