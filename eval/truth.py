"""Ground truth of a picture: what a person reads on it, field by field."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from models.errors import InvalidRequestError

MASKED = "▇"
"""Stands for what is masked or unreadable; a value that holds it is not scored."""
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".pdf", ".ofd"})


class TruePaper(BaseModel):
    """One paper on the picture."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    doc_type: str
    fields: dict[str, JsonValue]

    def scored(self) -> Iterator[tuple[str, JsonValue]]:
        """Yield key and value of every field that can be scored."""
        for key, value in self.fields.items():
            if MASKED not in json.dumps(value, ensure_ascii=False):
                yield key, value


class Truth(BaseModel):
    """Everything known about one picture."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    image: str
    documents: tuple[TruePaper, ...]
    conditions: tuple[str, ...] = ()
    rotation_cw_deg: int = 0


def read_truths(folder: Path) -> Iterator[tuple[Path, Truth]]:
    """Yield every picture of a folder that has a ground truth beside it, by name.

    Raises ``InvalidRequestError`` naming a truth that is no such record.
    """
    for path in sorted(folder.iterdir()):
        beside = path.with_suffix(".json")
        if path.suffix.lower() in PICTURES and beside.exists():
            yield path, _read_truth(beside)


def _read_truth(path: Path) -> Truth:
    try:
        return Truth.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise InvalidRequestError(f"标注文件 {path.name} 的内容不符合要求。") from error
