"""The vocabulary of a policy as a check-up knows it: ``declared/*.toml``."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from models.specs import DatedValue, Spec

YEAR_ROUND = "全年"


class Law(DatedValue):
    """A dated number or list of words of one policy, ``law.<name>`` in its conditions."""

    name: str


class Condition(Spec):
    """One condition of the finest grain: one fact, one test."""

    id: str
    plain: str
    """As one would say it."""
    official: str
    """As the policy's own document words it, shortened."""
    holds: str
    """What must be true, see ``models.expressions``; the words are keys of the profile."""
    when: str = ""
    """For whom it is asked at all; empty means for everybody."""
    hard: bool = False
    """True when the policy cannot be had without it."""
    weight: float = Field(default=1, gt=0, le=10)
    """Its share in the degree of fit, against the others of the policy (DESIGN)."""
    remedy: str
    """What to do when it is not met."""
    takes_days: int | None = Field(default=None, ge=0, le=1500)
    """Days it usually takes to put right (DESIGN); None for what a firm cannot change."""
    basis: str
    """SOURCED[Rnn], KNOWN, DERIVED or UNVERIFIED."""
    breaks: dict[str, str] = Field(default_factory=dict)
    """Facts that, put into the example, break it: the declaration's own test."""


class PolicyMaterial(Spec):
    """One paper the application needs."""

    id: str
    official: str
    """The name in the policy's document."""
    standard: str
    """The name in the catalogue of materials."""
    plain: str
    """What people call it (口语化)."""
    when: str = ""
    """For whom it is needed; empty means for everybody."""
    applies: str = ""
    """The same in words (适用情形)."""
    origin: str
    """Where the firm gets it (来源渠道)."""
    fetched_by: tuple[str, ...] = ()
    """Prefill sources whose answer makes it unnecessary to hand in."""


class Amount(Spec):
    """What a policy is worth: a forecast for orientation, never a promise."""

    unit: str = "元"
    period: str = "一次性"
    low: str = ""
    """The least it can come to, over the profile's keys; empty where ``calculator`` tells."""
    high: str = ""
    calculator: str = ""
    """Name of a calculator of the product that works it out."""
    facts: dict[str, str] = Field(default_factory=dict)
    """What the calculator is told: its input → an expression over the profile's keys."""
    note: str
    """How it is reckoned, in words."""
    basis: str


class Window(Spec):
    """When applications are taken: once between two days, or every year between two days."""

    opens: date | None = None
    closes: date | None = None
    yearly_opens: str = Field(default="", pattern=r"^(\d\d-\d\d)?$")
    """Month and day, ``04-01``."""
    yearly_closes: str = Field(default="", pattern=r"^(\d\d-\d\d)?$")
    note: str = ""
    basis: str

    @model_validator(mode="after")
    def _both_ends(self) -> Self:
        once, yearly = (self.opens, self.closes), (self.yearly_opens, self.yearly_closes)
        if all(once) is all(yearly) or any(once) is not all(once) or any(yearly) is not all(yearly):
            raise ValueError("a window has two days, either of one year or of every year")
        if self.opens and self.closes and self.closes < self.opens:
            raise ValueError("a window closes before it opens")
        return self


class PolicySource(Spec):
    """The document a policy stands in."""

    title: str
    issuer: str
    number: str = ""
    issued_on: date | None = None
    url: str = ""
    basis: str
    """KNOWN when cited from knowledge; SAMPLE for the product's own specimen (样张)."""


class Policy(Spec):
    """One matter a firm can apply for, as a check-up judges it."""

    id: str = Field(pattern=r"^ZC\d{2,4}$")
    title: str
    short: str
    """What people call it."""
    summary: str
    kind: Literal["资质认定", "税费优惠", "资金补贴", "金融支持", "人才服务"]
    level: Literal["国家", "市", "区"]
    specimen: bool = False
    """True for a district's policy invented as a specimen (样张)."""
    audience: str
    industries: tuple[str, ...] = ()
    """Trades it is meant for; empty for all."""
    region: str = "上海市"
    department: str
    contact: str = "12345"
    valid_from: date
    valid_to: date | None = None
    services: tuple[str, ...] = ()
    """Scenarios of the product through which it is applied for."""
    sources: tuple[PolicySource, ...] = Field(alias="source", min_length=1)
    windows: tuple[Window, ...] = Field(default=(), alias="window")
    """Empty: the whole year round."""
    common: tuple[str, ...] = ()
    """Conditions of ``common.toml`` that hold here as well."""
    common_materials: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = Field(default=(), alias="condition")
    materials: tuple[PolicyMaterial, ...] = Field(default=(), alias="material")
    amount: Amount | None = None
    laws: tuple[Law, ...] = Field(default=(), alias="law")
    related: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    """Policies that cannot be had together with it for the same matter."""
    example: dict[str, str] = Field(default_factory=dict)
    """A firm that fits, by key: the declaration's own test."""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every expression with the part of the declaration it stands in."""
        for each in self.conditions:
            yield each.id, each.holds
            yield from ((f"{each.id}.when", each.when),) if each.when else ()
        yield from ((each.id, each.when) for each in self.materials if each.when)
        if self.amount:
            told = (self.amount.low, self.amount.high, *self.amount.facts.values())
            yield from (("amount", text) for text in told if text)
