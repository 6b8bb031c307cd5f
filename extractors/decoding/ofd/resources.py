"""What pages refer to by number: fonts, pictures, drawing parameters, composite objects."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from extractors.decoding.limits import Limits
from models.files.archive import Package
from models.files.markup import parse

_CHAIN = 8
"""Drawing parameters that lean on one another, at most."""


@dataclass
class Resources:
    """The resources of one document, by their identifiers."""

    fonts: dict[str, str] = field(default_factory=dict)
    """Family names."""
    media: dict[str, str] = field(default_factory=dict)
    """Paths of pictures in the package."""
    parameters: dict[str, Element] = field(default_factory=dict)
    composites: dict[str, Element] = field(default_factory=dict)

    def add(self, package: Package, path: str, limits: Limits) -> None:
        """Add what a resource file declares; one that is missing declares nothing."""
        if path not in package.names:
            return
        root = parse(package.read(path), limits)
        base = package.find(root.get("BaseLoc", "."), path)
        for each in root.iter("Font"):
            self.fonts[each.get("ID", "")] = each.get("FamilyName", "") or each.get("FontName", "")
        for each in root.iter("MultiMedia"):
            location = (each.findtext("MediaFile") or "").strip()
            self.media[each.get("ID", "")] = package.find(location, f"{base}/_")
        self.parameters |= {each.get("ID", ""): each for each in root.iter("DrawParam")}
        self.composites |= {each.get("ID", ""): each for each in root.iter("CompositeGraphicUnit")}

    def styles(self, *holders: Element) -> Iterable[Element]:
        """Yield where the style of an object may stand: itself, then its drawing parameters."""
        for holder in holders:
            yield holder
            number = holder.get("DrawParam", "")
            for _ in range(_CHAIN):
                parameter = self.parameters.get(number)
                if parameter is None:
                    break
                yield parameter
                number = parameter.get("Relative") or ""
