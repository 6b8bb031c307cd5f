"""Everyday words lead to official terms where staff say so, and nowhere else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.words.sayings import TERMS, Saying, Sayings, default_sayings
from knowledge.words.suggestions import Choice, suggest
from models.errors import SpecError

SMALL = Sayings(
    rows=(
        Saying(say=("开滴滴", "网约车"), official=("网络预约出租汽车",), service="S2A"),
        Saying(say=("孩子 转学",), official=("中小学转学",), service="C06"),
    )
)


@pytest.mark.parametrize(
    ("question", "official"),
    [
        ("我想开滴滴", ("网络预约出租汽车",)),
        ("我家孩子明年要转学", ("中小学转学",)),
        ("转学", ()),
        ("网约车就是网络预约出租汽车吗", ()),
        ("", ()),
    ],
)
def test_words_lead_to_official_terms_that_the_question_does_not_name(
    question: str, official: tuple[str, ...]
) -> None:
    assert SMALL.official(question) == official


def test_further_rows_count_as_well_and_the_table_stays_as_it_was() -> None:
    more = SMALL.with_rows([Saying(say=("暑期班",), official=("爱心暑托班",))])
    assert more.official("暑期班和网约车") == ("网络预约出租汽车", "爱心暑托班")
    assert SMALL.official("暑期班") == ()


def test_a_phrase_of_blanks_alone_is_said_nowhere() -> None:
    blank = Sayings(rows=(Saying(say=("\u3000\u3000",), official=("样张事项",)),))
    assert blank.official("随便问问") == ()
    assert blank.spoken_of("随便问问") == ()


@given(st.text())
def test_a_question_about_anything_gets_only_terms_of_the_table(question: str) -> None:
    terms = {term for row in default_sayings().rows for term in row.official}
    assert set(default_sayings().official(question)) <= terms


def test_words_are_told_by_service_with_those_of_its_scenarios() -> None:
    words = SMALL.words_of({"S2": ["S2A", "S2B"], "B01": []})
    assert words == {"S2": ("开滴滴", "网约车"), "B01": ()}


def test_a_service_that_is_not_known_stops_with_a_near_name() -> None:
    with pytest.raises(SpecError, match="did you mean 'C07'"):
        SMALL.prove({"S2A", "C07"})


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ('say = ["卡"], official = ["社会保障卡"]', "应为 2 至"),
        ('say = [], official = ["社会保障卡"]', "say"),
        ('say = ["医保卡"], offical = ["社会保障卡"]', "offical"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path: Path, row: str, problem: str) -> None:
    path = tmp_path / "terms.toml"
    path.write_text(f'[[topic]]\nname = "样张"\nrows = [{{ {row} }}]\n', encoding="utf-8")
    with pytest.raises(SpecError, match=problem):
        Sayings.read(path)


def test_the_table_that_comes_with_the_product_is_wide_enough() -> None:
    rows = Sayings.read(TERMS).rows
    assert len(rows) >= 300
    assert len({row.service for row in rows}) > 30


def choices(*told: tuple[str, str]) -> list[Choice]:
    return [Choice(question=asked, entry=title, title=title) for asked, title in told]


ASKED = choices(
    ("去医院打疫苗", "预防接种"),
    ("宝宝打疫苗在哪", "预防接种"),
    ("打疫苗要预约吗", "预防接种"),
    ("打疫苗要预约吗", "预防接种"),
    ("在哪预约挂号", "预约诊疗"),
)


def test_what_several_people_called_an_entry_is_proposed_with_its_support() -> None:
    (found,) = suggest(ASKED, SMALL)
    assert (found.say, found.official, found.support, found.against) == (
        "打疫苗",
        "预防接种",
        3,
        0,
    )


def test_what_the_table_says_already_is_not_proposed() -> None:
    assert suggest(ASKED, SMALL.with_rows([Saying(say=("疫苗",), official=("预防接种",))])) == ()


def test_what_leads_to_many_entries_is_not_proposed() -> None:
    asked = choices(*((f"怎么办{n}", f"条目{n}") for n in range(9)))
    assert suggest(asked, SMALL) == ()
