"""Fill a form from its sources: every value says where it came from, every offer is kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from models.records import Filing, FormValue, SourceReport
from models.specs import FormField, SourceSpec, need
from prefill.ask import Reply, ask_together, not_asked
from prefill.report import report
from prefill.settle import settle
from prefill.sources.connector import Connector, Question


@dataclass(frozen=True)
class Filled:
    """A filled form, box by box in the form's order, and how each source took part."""

    form: tuple[FormValue, ...]
    sources: tuple[SourceReport, ...]


def fill(
    filing: Filing,
    form: Sequence[FormField],
    sources: Mapping[str, SourceSpec],
    connectors: Mapping[str, Connector],
    also: Collection[str] = (),
) -> Filled:
    """Return the form filled from the first usable offer in each box's order of sources.

    What a person entered or confirmed stays. Each source is asked once, for all its boxes, as soon
    as what it is asked by is known; sources that can be asked at the same time are. A source that
    does not answer costs its boxes and its own time-out, nothing else. ``connectors`` are by kind.
    Sources named in ``also`` are asked whether they know the subject, even if no box names them.

    Raises ``SpecError`` when a box names a source that is not declared.
    """
    wanted = _wanted(form, sources, also)
    replies: dict[str, Reply] = {}
    boxes = settle(filing, form, replies)
    while ready := [
        Question(sources[name], keys, filing, boxes)
        for name, keys in wanted.items()
        if name not in replies and _can_ask(sources[name], boxes)
    ]:
        replies |= ask_together(ready, form, connectors)
        boxes = settle(filing, form, replies)
    labels = {box.key: box.label for box in form}
    reports = (
        report(sources[name], replies.get(name) or not_asked(sources[name], labels))
        for name in wanted
    )
    return Filled(tuple(boxes.values()), tuple(reports))


def _wanted(
    form: Sequence[FormField], sources: Mapping[str, SourceSpec], also: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return the keys each source is asked for: the boxes that name it, and those it compares."""
    named = dict.fromkeys([*(code for box in form for code in box.sources), *also])
    need("form", "source", named, sources)
    return {
        name: tuple(
            box.key for box in form if name in box.sources or box.key in sources[name].compares
        )
        for name in named
    }


def _can_ask(source: SourceSpec, boxes: Mapping[str, FormValue]) -> bool:
    if source.kind not in {"register", "derived"}:
        return True
    box = boxes.get(source.subject)
    return bool(box and box.value)
