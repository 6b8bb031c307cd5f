"""Conditions in declarations say what they mean, claim nothing unknown, and run nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from inspect import signature

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import SpecError
from models.expressions import FOREVER, FUNCTIONS, Value, parse, typed
from models.forms import hidden_keys, prove_order
from models.specs import FormField


@dataclass(frozen=True)
class Known:
    """A scope over typed values."""

    values: Mapping[str, Value] = field(default_factory=dict)

    def value(self, place: str) -> Value:
        return self.values.get(place)

    def law(self, name: str) -> Value:
        return {"most": Decimal(63)}[name]


def test_a_condition_names_its_places_and_laws() -> None:
    told = parse("years(birth_date, today) <= law.most and paper.kind in ['甲', birth_date]")
    assert told.places == ("birth_date", "today", "paper.kind")
    assert told.laws == ("most",)


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("a < 5", {"a": Decimal(4)}, True),
        ("a < 5", {"a": Decimal(5)}, False),
        (
            "-180 <= days(today, until) <= 30",
            {"today": date(2026, 1, 1), "until": date(2026, 1, 31)},
            True,
        ),
        (
            "-180 <= days(today, until) <= 30",
            {"today": date(2026, 1, 1), "until": date(2026, 2, 1)},
            False,
        ),
        (
            "-180 <= days(today, until) <= 30",
            {"today": date(2026, 7, 1), "until": date(2026, 1, 2)},
            True,
        ),
        (
            "-180 <= days(today, until) <= 30",
            {"today": date(2026, 7, 1), "until": date(2026, 1, 1)},
            False,
        ),
        ("until >= today", {"until": FOREVER, "today": date(2026, 1, 1)}, True),
        ("any_of(kinds, ['A1', 'B1'])", {"kinds": ("C1", "B1")}, True),
        ("any_of(kinds, ['A1', 'B1'])", {"kinds": ("C1",)}, False),
        ("not starts(place, '31')", {"place": "320100"}, True),
        ("a * 2 + 1 == 7 if b else a == 0", {"a": Decimal(3), "b": True}, True),
        ("contains_any(scope, ['货运', '货物'])", {"scope": "道路货物运输"}, True),
    ],
)
def test_a_condition_comes_to(text: str, values: dict[str, Value], expected: bool) -> None:
    assert parse(text).evaluate(Known(values)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gone < 5", None),
        ("given(gone)", False),
        ("given(word) and not given(gone)", True),
        ("not gone", None),
        ("gone < 5 and no", False),
        ("gone < 5 or yes", True),
        ("gone < 5 or no", None),
        ("yes < 5 < word", None),
        ("word / 2 > 1", None),
        ("1 / zero > 1", None),
        ("years(word, today) > 1", None),
        ("1 <= gone <= 0", None),
        ("2 <= 1 <= gone", False),
    ],
)
def test_what_is_not_known_makes_no_claim(text: str, expected: Value) -> None:
    values = {"yes": True, "no": False, "word": "甲", "zero": Decimal(0), "today": date(2026, 1, 1)}
    assert parse(text).evaluate(Known(values)) is expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("__import__('os').system('id')", "no function"),
        ("yeers(a, b)", "did you mean 'years'"),
        ("years(a)", "years"),
        ("given(a, b)", "given"),
        ("years(a, end=b)", "years"),
        ("a.b.c", "names no place"),
        ("a[0]", "may not stand"),
        ("lambda: 1", "may not stand"),
        ("[x for x in a]", "may not stand"),
        ("a is b", "only values"),
        ("a and", "no condition"),
        ("None", "may not stand"),
        ("a ** 9", "may not stand"),
        ("~a", "may not stand"),
    ],
)
def test_everything_else_is_refused_at_the_start(text: str, says: str) -> None:
    with pytest.raises(SpecError, match=says):
        parse(text)


@given(
    st.sampled_from(["date", "datetime", "int", "decimal", "bool", "list", "string", "enum"]),
    st.text(max_size=30),
)
def test_any_text_is_a_value_of_its_kind_or_not_known(kind: str, text: str) -> None:
    kinds = {"date": date, "datetime": date, "int": Decimal, "decimal": Decimal, "bool": bool}
    value = typed(kind, text)
    assert value is None or isinstance(value, kinds.get(kind, str | tuple))


@given(
    st.sampled_from(sorted(FUNCTIONS)),
    st.lists(
        st.text(max_size=5) | st.decimals() | st.dates() | st.booleans(), min_size=2, max_size=2
    ),
)
def test_no_function_raises_whatever_it_is_given(name: str, given_: list[Value]) -> None:
    arity = len(signature(FUNCTIONS[name]).parameters)
    told = parse(f"{name}({', '.join('ab'[:arity])})")
    told.evaluate(Known({"a": given_[0], "b": given_[1]}))


def box(key: str, shown_when: str = "", *, multiple: bool = False) -> FormField:
    return FormField(key=key, label=key, type="enum", shown_when=shown_when, multiple=multiple)


FORM = (box("home"), box("permit", "not starts(home, '31')"), box("until", "len(permit) > 0"))


@pytest.mark.parametrize(
    ("texts", "hidden"),
    [
        ({}, {"permit", "until"}),
        ({"home": "310101"}, {"permit", "until"}),
        ({"home": "310101", "permit": "1", "until": "2"}, {"permit", "until"}),
        ({"home": "320101"}, {"until"}),
        ({"home": "320101", "permit": "1"}, set()),
    ],
)
def test_boxes_come_up_with_the_answers_they_rest_on(
    texts: dict[str, str], hidden: set[str]
) -> None:
    assert hidden_keys(FORM, texts) == hidden


def test_a_box_shown_by_a_later_one_is_a_wrong_declaration() -> None:
    with pytest.raises(SpecError, match="'permit' is shown by 'home'"):
        prove_order("S2", (FORM[1], FORM[0]))
