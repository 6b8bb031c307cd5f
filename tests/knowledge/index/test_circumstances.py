"""Asked for all passages at once, terms say what each of them says when it is asked alone."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from knowledge.index.circumstances import Circumstances, join
from knowledge.index.scope import Scope, Terms

DAYS = st.dates(date(2026, 1, 1), date(2026, 1, 6))
LABELS = st.lists(st.sampled_from(["种类=通知", "年份=2026", "层级=区"]), unique=True).map(tuple)
READERS = st.lists(st.sampled_from(["everybody", "甲科", "乙科"]), min_size=1).map(tuple)
TERMS = st.builds(
    Terms,
    effective_from=st.none() | DAYS,
    expires=st.none() | DAYS,
    readers=READERS,
    audience=st.sampled_from([(), ("企业",)]),
    districts=st.just(()),
    labels=LABELS,
)
SCOPES = st.builds(
    Scope,
    day=DAYS,
    departments=st.sampled_from([(), ("甲科",)]),
    audience=st.sampled_from(["", "个人", "企业"]),
    labels=LABELS,
)


@given(st.lists(TERMS, max_size=12), st.lists(TERMS, max_size=12), st.lists(SCOPES, max_size=4))
def test_whoever_may_find_a_passage_is_the_same_asked_alone_or_together(
    first: list[Terms], second: list[Terms], scopes: list[Scope]
) -> None:
    several = [Circumstances.of(first), Circumstances.of(second)]
    arranged = join(several, [each.since >= 0 for each in several])
    for scope in scopes:
        assert list(arranged.allow(scope)) == [terms.allow(scope) for terms in (*first, *second)]
