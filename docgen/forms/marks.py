"""The small marks behind each value that tell where it came from and whether it needs a look."""

from collections.abc import Iterable, Mapping

from models.records import FormValue, Record
from models.specs import SourceSpec
from precheck.normal import same
from prefill.edit import APPLICANT

ORIGINS = {
    "account": "①",
    "register": "①",
    "licence": "①",
    "unconnected": "①",
    "papers": "②",
    APPLICANT: "③",
    "history": "④",
    "derived": "⑤",
    "calculated": "⑤",
}
"""Mark of a value by the kind of its source."""

CHANGED, UNCERTAIN, DISPUTED = "改", "核", "异"

MEANINGS = {
    "①": "账号、电子证照或登记数据",
    "②": "由上传材料识别",
    "③": "申请人填写",
    "④": "取自历史办件",
    "⑤": "由其他栏目推算",
    CHANGED: "申请人改动了自动填充的内容",
    UNCERTAIN: "识别不够确定，尚未确认",
    DISPUTED: "各来源不一致",
}
"""What each mark means, in the order of the legend."""


class Marks(Record):
    """The marks of one value."""

    origin: str = ""
    warnings: tuple[str, ...] = ()


def mark(value: FormValue, kind: str, sources: Mapping[str, SourceSpec]) -> Marks:
    """Return the marks of a box of form-field type ``kind``.

    Args:
        value: the box.
        kind: its type in the service declaration, which says when two texts are the same.
        sources: every prefill source by its id.
    """
    if not value.value:
        return Marks()
    doubts = {
        CHANGED: bool(value.changed_from) and not same(kind, value.changed_from, value.value),
        UNCERTAIN: value.to_confirm and not value.confirmed_by,
        DISPUTED: any(not same(kind, offer.value, value.value) for offer in value.offers),
    }
    warnings = tuple(name for name, holds in doubts.items() if holds)
    return Marks(origin=_origin(value.source, sources), warnings=warnings)


def legend(used: Iterable[Marks]) -> str:
    """Return the meaning of every mark used, in one fixed order; empty when none is."""
    seen = {each for marks in used for each in (marks.origin, *marks.warnings)}
    return "；".join(f"{name} {meaning}" for name, meaning in MEANINGS.items() if name in seen)


def _origin(source: str, sources: Mapping[str, SourceSpec]) -> str:
    if source == APPLICANT:
        return ORIGINS[APPLICANT]
    return ORIGINS[sources[source].kind] if source in sources else ""
