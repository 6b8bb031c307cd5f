"""What an index was made with; one that was made with anything else cannot be asked."""

import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from knowledge.entries.entry import Entry, Kind, Source
from knowledge.entries.passages import LONGEST, Passage, passages_of
from knowledge.index.encoder import Encoder
from knowledge.words.keys import counted
from models.records import Record

TERMS: Final = "网约车证 A1，Ａ２ 沪府规〔2024〕3号"
LINE: Final = "车辆年度审验到窗口办理，五日内办结。"
BODY: Final = "\n\n".join(
    (
        "# 第一章 总则",
        "第一条 样张。",
        "第二条 样张。",
        "## 材料",
        "短的一段。",
        "又一段。",
        "| 名称 | 份数 |\n|---|---|\n| 申请表 | 1 |\n| 身份证 | 2 |",
        LINE * (2 * LONGEST // len(LINE)),
    )
)


class Origin(Record):
    """All that decides what is in an index of given entries."""

    encoder: str
    dimensions: int
    boosts: tuple[tuple[str, float], ...]
    terms: int
    """Changes when text is cut into other terms, or these get other numbers."""
    passages: int
    """Changes when entries are cut into other passages, or more is told of each."""

    @classmethod
    def of(cls, encoder: Encoder, boosts: Mapping[str, float]) -> "Origin":
        """Return the origin of an index that is made with these."""
        told = "\n".join(passage.model_dump_json() for passage in _passages())
        return cls(
            encoder=encoder.name,
            dimensions=encoder.size,
            boosts=tuple(boosts.items()),
            terms=zlib.crc32(counted(TERMS)[0].data),
            passages=zlib.crc32(told.encode()),
        )


def _passages() -> Iterator[Passage]:
    for kind in (Kind.GUIDE, Kind.LAW):
        yield from passages_of(
            Entry(
                id="样张",
                version=1,
                kind=kind,
                title="样张",
                body=BODY,
                questions=("怎么办",),
                keywords=("审验",),
                department="样张",
                source=Source(title="样张"),
                author="样张",
                changed_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )
