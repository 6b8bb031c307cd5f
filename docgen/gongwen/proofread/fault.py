"""What a proofreader tells: one fault, and the report over a text."""

from collections import Counter
from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final, Self

from pydantic import Field

from models.records import Record


class Severity(StrEnum):
    """How sure a fault is, as its reader sees it; the surest first."""

    CERTAIN = "必错"
    SUSPECTED = "疑似"
    HINT = "提示"

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return list(Severity).index(self)


class Kind(StrEnum):
    """What is wrong, in the words of the error list."""

    SPELLING = "错别字"
    WORD = "词语"
    PHRASE = "固定表述"
    GRAMMAR = "语病"
    REPEATED = "重复缺漏"
    PUNCTUATION = "标点"
    NUMBER = "数字"
    UNIT = "计量单位"
    DATE = "日期时间"
    MONEY = "金额"
    LEVEL = "序号"
    LAW = "法规引用"
    DOCUMENT_NUMBER = "发文字号"
    ORGAN = "机构名称"
    PERSON = "人名职务"
    POLITICS = "政治用语"
    GLYPH = "繁体异体"
    DISAGREEMENT = "前后不一"
    SENSITIVE = "敏感信息"
    GENRE = "行文规则"
    LAYOUT = "格式"
    OWN = "自有词库"


class Fault(Record):
    """One place that is wrong, or may be; counted in characters of the text as it was opened."""

    start: int
    end: int
    wrong: str
    """What stands there; never empty: what is missing is told at its neighbour."""
    suggestions: tuple[str, ...] = ()
    """The best first; an empty text means: leave it out. None where only a person can know."""
    kind: Kind
    severity: Severity
    reason: str
    """One sentence naming the rule and where it comes from."""
    confidence: float = Field(ge=0, le=1)
    source: str = ""
    """Standard with clause, article of the 条例, or 实务 for mere usage."""
    rule: str = ""
    """Which rule told it: topic and name."""


class Place(Record):
    """Where a fault was told that its reader found to be none, in characters of the text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    wrong: str


class Unsettled(Record):
    """What a checker could not check, or not as well as it should."""

    words: str
    """One sentence for the reader."""


class Unfinished(Record):
    """A check that was not begun, or not brought to its end, when the time was up."""

    checker: str = ""
    """By its name among the checkers; the engine knows it."""
    reached: int = 0
    """How many characters were checked; 0: it was not begun."""


COST: Final[Mapping[Severity, float]] = {
    Severity.CERTAIN: 5.0,
    Severity.SUSPECTED: 1.0,
    Severity.HINT: 0.2,
}
"""What one fault for each 1 000 characters takes off a hundred."""
LEAST_LENGTH: Final = 1000
"""A shorter text is judged as if it were so long: one slip in a short letter is no disaster."""
FORMULA: Final = (
    "质量分 = 100 −（5×必错数 + 1×疑似数 + 0.2×提示数）× 1000 ÷ 字数，"
    "字数不足 1000 按 1000 计，最低 0 分。"
)


class Report(Record):
    """All faults of a text in its order, none touching another."""

    name: str = ""
    characters: int
    """Without white space."""
    level: Severity
    """The least sure that was asked for."""
    faults: tuple[Fault, ...]
    checkers: tuple[str, ...] = ()
    """Those that were run."""
    lexicons: tuple[str, ...] = ()
    """Name and version of the own lexicons that were used."""
    doubts: tuple[str, ...] = ()
    """What could not be checked, in words for the reader."""
    unfinished: tuple[Unfinished, ...] = ()
    """What was left when the time was up; the doubts say it too."""
    left: int = 0
    """Faults that were left out because the reader found them to be none."""

    def without(self, places: Collection[Place]) -> Self:
        """Return the report without the faults at some places, which are counted."""
        known = {(each.start, each.end, each.wrong) for each in places}
        kept = tuple(
            each for each in self.faults if (each.start, each.end, each.wrong) not in known
        )
        left = self.left + len(self.faults) - len(kept)
        return self.model_copy(update={"faults": kept, "left": left})

    @property
    def nothing(self) -> str:
        """What is said where no fault was found."""
        return "已查的部分没有发现问题。" if self.unfinished else "没有发现问题。"

    @property
    def score(self) -> float:
        """Quality from 0 to 100, see ``FORMULA``."""
        cost = sum(COST[fault.severity] for fault in self.faults)
        return round(max(0.0, 100 - cost * 1000 / max(self.characters, LEAST_LENGTH)), 1)

    @property
    def by_severity(self) -> dict[Severity, int]:
        """How many of each, the surest first."""
        counted = Counter(fault.severity for fault in self.faults)
        return {severity: counted[severity] for severity in Severity}

    @property
    def by_kind(self) -> dict[Kind, int]:
        """How many of each kind that occurs, the most frequent first."""
        return dict(Counter(fault.kind for fault in self.faults).most_common())
