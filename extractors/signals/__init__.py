"""What a paper's picture says about its origin: advice for an officer, quiet by default."""

from collections.abc import Callable, Iterable, Mapping

from extractors.signals.colour import colourless
from extractors.signals.declared import SignalSpec, signals
from extractors.signals.patch import flat_patch
from extractors.signals.screen import screen_grid, status_bar
from extractors.signals.sight import Sight
from extractors.signals.words import words
from models.engines import Image
from models.records import Document, Page, Warning
from models.specs import DocumentType, need

Detector = Callable[[Sight, SignalSpec], str | None]
"""Returns what was found, in Chinese and maybe empty, or None where nothing was."""

DETECTORS: dict[str, Detector] = {
    "colourless": colourless,
    "flat_patch": flat_patch,
    "screen_grid": screen_grid,
    "status_bar": status_bar,
    "words": words,
}
"""By the name a declaration uses."""


def notice(
    document: Document,
    page: Page,
    picture: Image,
    kind: DocumentType | None,
    detectors: Mapping[str, Detector] = DETECTORS,
) -> Document:
    """Return the document with a warning for every signal found on it.

    Raises ``SpecError`` when a declared signal names no detector.
    """
    told = tuple(_told(Sight(document, page, picture, kind), signals(), detectors))
    return document.model_copy(update={"warnings": document.warnings + told})


def _told(
    sight: Sight, declared: Iterable[SignalSpec], detectors: Mapping[str, Detector]
) -> Iterable[Warning]:
    for signal in declared:
        need(signal.code, "detector", [signal.detector], detectors)
        found = detectors[signal.detector](sight, signal)
        if found is not None:
            yield Warning(code=signal.code, message=signal.message.format(found=found))
