"""Fill a form from its sources: every value says where it came from, every offer is kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from models.records import Filing, FormValue, SourceReport
from models.specs import FormField, SourceSpec
from prefill.ask import Reply, ask_together, join, not_asked
from prefill.report import report
from prefill.settle import settle
from prefill.sources.connector import Connector, Question
from prefill.sources.once import Once
from prefill.wanted import Wanted, wanted_of


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

    What a person entered or confirmed stays. Each source is asked once for all the boxes that one
    question can fill, as soon as what it is asked by is known; what can be asked at the same time
    is. A source that does not answer costs its boxes and its own time-out, nothing else.
    ``connectors`` are by kind. Sources named in ``also`` are asked whether they know the subject,
    even if no box names them.

    Raises ``SpecError`` when a box names a source that is not declared.
    """
    wanted, once = wanted_of(form, sources, also), Once()
    replies: dict[int, Reply] = {}
    boxes = settle(filing, form, {})
    while ready := _ready(wanted, replies, boxes):
        questions = [
            Question(each.source, each.query, each.keys, filing, boxes, once)
            for each in map(wanted.__getitem__, ready)
        ]
        replies |= zip(ready, ask_together(questions, form, connectors), strict=True)
        boxes = settle(filing, form, _by_source(wanted, replies))
    labels = {box.key: box.label for box in form}
    for place, each in enumerate(wanted):
        replies.setdefault(place, not_asked(each.query, labels))
    told = _by_source(wanted, replies)
    reports = (report(sources[name], reply) for name, reply in told.items())
    return Filled(tuple(boxes.values()), tuple(reports))


def _ready(
    wanted: Sequence[Wanted], replies: Mapping[int, Reply], boxes: Mapping[str, FormValue]
) -> list[int]:
    """Return the queries to ask now: those ready, or when there are none, all that can be asked."""
    waiting = [(place, each) for place, each in enumerate(wanted) if place not in replies]
    ready = [place for place, each in waiting if each.is_ready(boxes)]
    return ready or [place for place, each in waiting if each.can_be_asked(boxes)]


def _by_source(wanted: Sequence[Wanted], replies: Mapping[int, Reply]) -> dict[str, Reply]:
    """Return one reply for each source that was asked, in the order the form names them."""
    by_source: dict[str, list[Reply]] = {}
    for place, each in enumerate(wanted):
        if place in replies:
            by_source.setdefault(each.source.id, []).append(replies[place])
    return {name: join(several) for name, several in by_source.items()}
