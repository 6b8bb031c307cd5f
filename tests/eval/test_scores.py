"""A score says what was wanted, what was got and whether that is right; rates hide nothing."""

import pytest

from eval.metrics.fields import by, rates
from eval.scores import equal, score_picture
from eval.truth import Truth, read_truths
from models.errors import InvalidRequestError
from models.records import Document, FieldValue, State


def truth(**fields) -> Truth:
    return Truth(image="p.png", documents=[{"doc_type": "id_card_front", "fields": fields}])


def found(**fields) -> Document:
    values = [FieldValue(key=key, value=value, state=State.SURE) for key, value in fields.items()]
    return Document(type="id_card_front", reason="", fields=values)


def test_masked_values_are_not_scored_and_missing_ones_are_wrong() -> None:
    scores = list(
        score_picture("p", truth(name="李▇", sex="女", address="一号"), [found(sex="女")])
    )
    assert [(score.key, score.right) for score in scores] == [("sex", True), ("address", False)]


def test_a_value_read_where_nothing_is_printed_is_wrong() -> None:
    (score,) = score_picture("p", truth(name=None), [found(name="李四")])
    assert not score.right


def test_two_papers_of_one_type_match_in_order() -> None:
    pair = Truth(
        image="p.png",
        documents=[
            {"doc_type": "id_card_front", "fields": {"name": "甲"}},
            {"doc_type": "id_card_front", "fields": {"name": "乙"}},
        ],
    )
    scores = list(score_picture("p", pair, [found(name="甲"), found(name="乙")]))
    assert all(score.right for score in scores)


@pytest.mark.parametrize(
    ("wanted", "got", "same"),
    [
        ("（详见清单）", "(详见清单)", True),
        ("A4 70g", "A470g", True),
        ("1", "7", False),
        ([{"name": "甲"}], [{"name": "甲", "tax": "1"}], True),
        ([{"name": "甲"}], [], False),
    ],
)
def test_width_and_spaces_do_not_matter_but_every_row_does(wanted, got, same) -> None:
    assert equal(wanted, got) is same


def test_rates_of_nothing_are_unknown_not_perfect() -> None:
    assert rates([]).exact is None
    assert by(lambda score: score.type, []) == {}


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"papers": 1}'])
def test_a_broken_truth_is_named(broken: str, tmp_path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    (tmp_path / "a.json").write_text(broken, encoding="utf-8")
    with pytest.raises(InvalidRequestError, match=r"a\.json"):
        list(read_truths(tmp_path))
