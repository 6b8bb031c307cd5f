"""Who asks, where and when: which passages may be scored at all."""

from datetime import date

from knowledge.entries.entry import EVERYBODY, Entry
from models.records import Record


class Scope(Record):
    """The circumstances of a question."""

    day: date
    departments: tuple[str, ...] = ()
    """Of the person who asks; none for the public."""
    audience: str = ""
    """个人 or 企业; empty when it is not known, then nothing is left out for it."""
    district: str = ""
    """Empty when it is not known, then nothing is left out for it."""
    labels: tuple[str, ...] = ()
    """What an entry must carry, all of them."""
    past: bool = False
    """Whether what holds no more may be found as well."""


class Terms(Record):
    """Under which circumstances an entry may be found; many entries share the same."""

    effective_from: date | None
    expires: date | None
    readers: tuple[str, ...]
    audience: tuple[str, ...]
    districts: tuple[str, ...]
    labels: tuple[str, ...] = ()

    def allow(self, scope: Scope) -> bool:
        """Tell whether an entry under these terms may be found by whoever asks."""
        begun = self.effective_from is None or self.effective_from <= scope.day
        over = self.expires is not None and self.expires <= scope.day and not scope.past
        readers = {*self.readers} & {EVERYBODY, *scope.departments}
        return (
            begun
            and not over
            and bool(readers)
            and _fits(scope.audience, self.audience)
            and _fits(scope.district, self.districts)
            and set(scope.labels) <= {*self.labels}
        )


def terms_of(entry: Entry) -> Terms:
    """Return the circumstances under which an entry may be found."""
    return Terms(
        effective_from=entry.effective_from,
        expires=entry.expires,
        readers=entry.readers,
        audience=entry.tags.audience,
        districts=entry.tags.districts,
        labels=entry.labels,
    )


def _fits(told: str, wanted: tuple[str, ...]) -> bool:
    return not told or not wanted or told in wanted
