"""Special marks come with a register's answer, although no box of a form holds them."""

from collections.abc import Callable
from itertools import chain

import pytest

from models.records import Filing, Subject
from prefill.fill import Filled
from tests.demo_filing import filing, licence_main

Fill = Callable[[Filing], Filled]
MARKED = {"kind": "企业", "name": "上海样张青禾城市配送有限公司", "id_no": "91310120MA1YK9T32P"}
PLATE = "沪BN7152"


def marks(filled: Filled) -> dict[str, dict[str, str]]:
    return {each.source: each.marks for each in filled.sources if each.marks}


def marked() -> Filing:
    return filing(licence_main(plate_no=PLATE), subject=Subject(**MARKED))


def test_marks_stand_in_the_report_of_the_source_and_in_no_box(filled: Fill) -> None:
    result = filled(marked())

    assert marks(result) == {
        "db.corp": {"regState": "存续", "specialMarks": "失信"},
        "db.police_vehicle": {"specialMarks": "黄标、监销"},
        "db.transport_vehicle": {"specialMarks": "锁停"},
    }
    offers = chain.from_iterable(box.offers for box in result.form)
    assert not {"失信", "黄标、监销", "锁停"} & {offer.value for offer in offers}


def test_a_register_without_special_marks_reports_none(filled: Fill) -> None:
    assert marks(filled(filing(licence_main()))) == {}


def test_marks_told_before_stand_while_the_register_is_down(
    filled: Fill, spoil: Callable[..., None]
) -> None:
    first = filled(marked())
    earlier = marked().model_copy(update={"form": first.form, "sources": first.sources})
    spoil("vehicle", "down")

    again = marks(filled(earlier))

    assert again["db.police_vehicle"] == {"specialMarks": "黄标、监销"}


@pytest.mark.parametrize("plate", ["沪EC3306", "沪DV8802"])
def test_marks_of_another_vehicle_are_not_kept(
    filled: Fill, spoil: Callable[..., None], plate: str
) -> None:
    first = filled(marked())
    moved = filing(licence_main(plate_no=plate), form=first.form, sources=first.sources)
    spoil("vehicle", "down")

    assert "db.police_vehicle" not in marks(filled(moved))
