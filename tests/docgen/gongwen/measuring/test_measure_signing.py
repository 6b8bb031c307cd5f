"""Where signature, day and seal stand: each deviation is named with clause and strength; 7.3.5."""

import pytest

from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import Strength
from docgen.gongwen.measuring.measure import measure
from docgen.word.office import WordOffice
from tests.docgen.gongwen.layout.samples import SAMPLES, changed
from tests.docgen.gongwen.measuring.seeding import (
    Change,
    after,
    drop_blank,
    new_page,
    put_blank,
    put_seal,
    set_place,
)

ALLOWED, BINDING, USUAL = Strength.ALLOWED, Strength.BINDING, Strength.USUAL
DAY, NAME = "2026年11月29日", "上海市样张交通委员会"
DOCUMENTS = {
    **SAMPLES,
    "short": changed(signed=("样张办公室",), sealed=False, attachments=()),
    "unsealed": changed(sealed=False, attachments=()),
}


@pytest.mark.parametrize(
    ("name", "change", "clause", "strength", "what"),
    [
        ("up", set_place(DAY, left=0), "7.3.5.2", BINDING, "不加盖印章的成文日期首字"),
        ("up", put_blank(DAY), "7.3.5", BINDING, "成文日期在发文机关署名下"),
        (
            "up",
            set_place(DAY, align="right", right=0, left=0),
            "7.3.5.2",
            BINDING,
            "不加盖印章的成文日期首字",
        ),
        ("short", set_place(DAY, right=0), "7.3.5.2", BINDING, "长于署名的成文日期"),
        ("order", set_place("市长", right=0), "7.3.5.3", BINDING, "签名章位置"),
        ("order", drop_blank("市长"), "7.3.5.3", BINDING, "签名章在正文下"),
        ("order", drop_blank(DAY), "7.3.5.3", BINDING, "成文日期在签名章下"),
        ("order", set_place(DAY, right=0), "7.3.5.3", BINDING, "加盖签名章的成文日期"),
        ("letter", put_seal(DAY, 60, -31), "7.3.5.1", BINDING, "印章"),
        ("letter", put_seal(DAY, 108, -31), "7.3.5.1", USUAL, "印章"),
        ("letter", put_seal(DAY, 119, -8), "7.3.5.1", USUAL, "署名和成文日期"),
        ("letter", put_seal(DAY, 150, -31), "7.3.5.1", BINDING, "印章"),
        (
            "letter",
            after(put_seal(DAY, 130, -31), put_seal(DAY, 92, -31)),
            "7.3.5.1",
            BINDING,
            "印章之间",
        ),
        (
            "letter",
            after(put_blank(NAME), put_blank(NAME), put_seal(DAY, 119, -31)),
            "7.3.5.1",
            BINDING,
            "印章顶端上距正文",
        ),
        (
            "letter",
            after(put_seal(DAY, 119, -31), set_place(DAY, right=315)),
            "7.3.5.1",
            USUAL,
            "加盖印章的成文日期",
        ),
    ],
)
def test_a_signature_that_stands_elsewhere_is_named(
    name: str, change: Change, clause: str, strength: Strength, what: str, office: WordOffice
) -> None:
    found = measure(change(lay_out(DOCUMENTS[name])), office.convert).deviations
    told = {(each.clause, each.strength, each.what) for each in found}
    assert (clause, strength, what) in told, [each.told for each in found]


def test_a_seal_in_its_place_is_no_deviation(office: WordOffice) -> None:
    docx = put_seal(DAY, 119, -31)(lay_out(SAMPLES["letter"]))
    assert not measure(docx, office.convert).deviations


def test_a_signature_on_a_page_without_text_is_told(office: WordOffice) -> None:
    docx = new_page(NAME)(lay_out(DOCUMENTS["unsealed"]))
    found = measure(docx, office.convert).deviations
    assert ("7.3.5.5", ALLOWED) in {(each.clause, each.strength) for each in found}
    assert not any(each.is_fault for each in found if each.clause == "7.3.5.5")
