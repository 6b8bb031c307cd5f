"""Groups, tags and related entries, each with what tells it."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.entry import Kind, Source
from knowledge.importing.draft import Draft, Understood
from knowledge.sorting.clusters import find_clusters
from knowledge.sorting.copies import Copy
from knowledge.sorting.related import LEAST, find_related
from knowledge.sorting.report import sort_out
from knowledge.sorting.tags import propose_tags, read_cues
from knowledge.sorting.text import Text
from knowledge.vocabularies import read_vocabularies


def text(name: str, title: str, body: str = "", **more: object) -> Text:
    return Text.model_validate({"id": name, "title": title, "body": body, **more})


PARKING = [text(f"p{n}", f"停车收费标准之{word}", "泊位停车费") for n, word in enumerate("一二三")]
LICENCE = [text(f"l{n}", f"从业资格证换证{word}", "驾驶员换证") for n, word in enumerate("须知答")]


def test_texts_on_one_thing_are_one_group_with_a_label_from_their_titles() -> None:
    groups = find_clusters([*PARKING, *LICENCE])
    assert {frozenset(group.members) for group in groups} == {
        frozenset({"p0", "p1", "p2"}),
        frozenset({"l0", "l1"} | {"l2"}),
    }
    assert "停车收费标准" in groups[0].label or "从业资格证换证" in groups[0].label


@given(st.lists(st.text(alphabet="停车换证收费补贴老人", min_size=1, max_size=9), max_size=12))
def test_every_text_is_in_exactly_one_group(titles: list[str]) -> None:
    texts = [text(str(place), title) for place, title in enumerate(titles)]
    members = [member for group in find_clusters(texts) for member in group.members]
    assert sorted(members) == sorted(each.id for each in texts)


def test_a_text_that_cites_the_number_of_another_is_related_to_it() -> None:
    rule = text("rule", "样张停车管理办法", number="样规〔2026〕1号")
    guide = text("guide", "缴费指引", "依据样规〔2026〕1号收取。")
    links = find_related([rule, guide, *LICENCE])
    assert links["guide"][0].other == "rule"
    assert "样规〔2026〕1号" in links["guide"][0].reasons[0]
    assert links["rule"][0].other == "guide"


WORDS = st.text(alphabet="停车换证收费补贴老人", min_size=1, max_size=9)
CITING = st.sampled_from(
    ["依据样规〔2026〕1号。", "见《样张停车管理办法》。", "见《停车收费补贴》。", ""]
)
TEXTS = st.builds(
    lambda title, body, number, matters: text("", title, body, number=number, matters=matters),
    WORDS | st.just("样张停车管理办法"),
    st.lists(CITING, max_size=3).map("".join),
    st.sampled_from(["", "样规〔2026〕1号"]),
    st.lists(st.sampled_from("甲乙"), unique=True),
)


@given(st.lists(TEXTS, max_size=10), st.integers(1, 4))
def test_the_closest_are_those_that_come_first_when_each_is_held_against_all(
    texts: list[Text], limit: int
) -> None:
    named = [each.model_copy(update={"id": f"t{at}"}) for at, each in enumerate(texts)]
    found, every = find_related(named, limit), find_related(named, len(named))
    assert all(len({link.other for link in links}) == len(links) for links in every.values())
    for links in every.values():
        order = [(-link.score, link.other) for link in links]
        assert order == sorted(order)
        assert all(link.score >= LEAST and link.one != link.other for link in links)
    assert found == {name: links[:limit] for name, links in every.items()}
    related = {(link.one, link.other) for links in every.values() for link in links}
    assert related == {(other, one) for one, other in related}


def draft(place: int, body: str) -> Draft:
    return Draft(
        title=f"第{place}号样张",
        body=body,
        kind=Kind.FAQ,
        source=Source(title="样张清单"),
        place=f"第 {place} 行",
    )


def test_drafts_beyond_a_thousand_are_sorted_as_well() -> None:
    drafts = [draft(at, f"第{at}类停车泊位{at * 7919}收费。") for at in range(1200)]
    drafts += [drafts[3].model_copy(update={"place": "第 9999 行"})]
    order = sort_out([Understood(file="清单.xlsx", drafts=tuple(drafts), digest="")])
    assert (order.copies[0].copy_, order.copies[0].one) == (Copy.SAME, "清单.xlsx·第 3 行")
    assert sum(len(group.members) for group in order.clusters) == 1201
    assert len(order.tags) == len(order.related) == 1201


def test_a_tag_told_by_the_title_is_sure_and_one_named_in_passing_is_proposed() -> None:
    found = {
        tag.word: tag
        for tag in propose_tags(
            text("a", "老旧货车报废补贴", "x" * 300 + "到窗口办理，窗口在一楼。")
        )
    }
    assert found["道路货运"].sure
    assert "货车" in found["道路货运"].evidence
    assert not found["窗口"].sure


def test_every_word_of_the_cues_is_in_a_vocabulary() -> None:
    assert set(read_cues().industries) <= set(read_vocabularies().industries)


def test_nothing_is_proposed_where_nothing_tells() -> None:
    assert propose_tags(text("a", "样张", "样张")) == ()
