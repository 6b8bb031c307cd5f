"""Say in Chinese how a source took part."""

from models.records import SourceReport, SourceState
from models.specs import SourceSpec
from prefill.ask import Reply


def report(source: SourceSpec, reply: Reply) -> SourceReport:
    """Return the state of a source with a sentence for the page."""
    return SourceReport(
        source=source.id,
        title=source.title,
        state=reply.state,
        message=_sentence(reply),
        asked_at=reply.asked_at,
        marks=dict(reply.marks),
    )


def _sentence(reply: Reply) -> str:
    filled = len({offer.key for offer in reply.offers if not offer.choice})
    parts = [reply.note] if reply.note else []
    if reply.state is SourceState.ANSWERED:
        parts.insert(0, f"已取得 {filled} 项" if filled else "查到记录")
    elif reply.state is SourceState.EMPTY:
        parts = [reply.note or "未查到记录"]
    elif filled:
        parts.append(f"沿用上次取得的 {filled} 项")
    if reply.unusable:
        parts.append(f"另有 {reply.unusable} 项不合格式，未采用")
    if reply.as_of:
        parts.append(f"数据截至 {reply.as_of}，请核对")
    return "；".join(parts)
