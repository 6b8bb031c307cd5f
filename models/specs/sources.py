"""Where a form's values come from: ``prefill/sources/declared/*.toml``."""

from typing import Literal

from pydantic import Field

from models.specs.spec import Spec


class QuerySpec(Spec):
    """One question a source is asked, and the words it answers in."""

    by: tuple[str, ...] = ()
    """Form keys it can be asked by, best first: the first that is known is used. For ``account``
    the kinds of subject (``个人``, ``企业``) it speaks of; for ``papers`` boxes of which the form
    has one."""
    needs: tuple[str, ...] = ()
    """Form keys that have to be known as well, of those the form has."""
    picks: dict[str, str] = Field(default_factory=dict)
    """The source's own word → form key: of several records, those that say the same are meant."""
    avoids: dict[str, str] = Field(default_factory=dict)
    """The source's own word → form key: records that say the same are not meant."""
    types: tuple[str, ...] = ()
    """For ``papers``: the document types, where not all of the source's."""
    resource: str = ""
    """For ``register``: the resource asked at the register; for ``licence``: the kind's code in the
    library's catalogue."""
    map: dict[str, str] = Field(default_factory=dict)
    """Form key → the source's own key. Of several queries each lists its keys; an only one answers
    further keys under their own names."""
    compares: tuple[str, ...] = ()
    """Form keys it is asked for only to compare: such an offer is shown, but never chosen."""

    def name(self, key: str) -> str:
        """Return the source's own word for a form key."""
        return self.map.get(key, key)


class SourceSpec(Spec):
    """One prefill source: what kind it is, what it is asked, and how its words map to form keys.

    A source that is asked one question may write it without a heading of its own.
    """

    id: str
    title: str
    kind: Literal[
        "account",
        "papers",
        "register",
        "licence",
        "history",
        "derived",
        "calculated",
        "unconnected",
    ]
    authentic: bool = False
    """True when its answers are authoritative."""
    types: tuple[str, ...] = ()
    """For ``papers``: the document types it reads."""
    register_: str = Field(default="", alias="register")
    """For ``register``: which register serves it, a name in the settings."""
    subject: str = ""
    """``by`` of its only query."""
    resource: str = ""
    """``resource`` of its queries that name none."""
    map: dict[str, str] = Field(default_factory=dict)
    compares: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    """For ``register``: the source's own keys that carry special marks, which fill no box;
    ``precheck/marks.toml`` says what they mean."""
    declared: tuple[QuerySpec, ...] = Field(default=(), alias="query")

    @property
    def queries(self) -> tuple[QuerySpec, ...]:
        """Return everything it can be asked, complete."""
        by = (self.subject,) if self.subject else ()
        only = QuerySpec(by=by, map=self.map, compares=self.compares)
        return tuple(
            each.model_copy(
                update={
                    "resource": each.resource or self.resource,
                    "types": each.types or self.types,
                }
            )
            for each in self.declared or (only,)
        )

    def answers(self, query: QuerySpec, key: str) -> bool:
        """Return whether one of its queries answers a form key."""
        return key in query.map or len(self.queries) == 1
