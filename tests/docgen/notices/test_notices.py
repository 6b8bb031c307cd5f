"""What is printed on notices."""

import re
from io import BytesIO

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from docgen.notices.compose import ComposedNotice, compose_notice
from docgen.notices.corrections import correction_items
from docgen.notices.notice import Item, Recipient, recipient_of
from docgen.notices.samples import read_sample
from models.records import Finding, Severity, Subject
from tests.docgen.notices.conftest import KINDS, changed
from tests.docgen.notices.plain import GOLDEN, plain
from tests.docgen.reading import pdf_pages, pdf_text, qr_text


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_says_what_was_read_and_approved(
    kind: str, composed: dict[str, ComposedNotice]
) -> None:
    expected = (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")
    assert plain(composed[kind].sheet) == expected, "python -m tests.docgen.notices.plain"


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_the_sheet_is_printed(kind: str, composed: dict[str, ComposedNotice]) -> None:
    printed = pdf_text(composed[kind].pdf)
    for line in plain(composed[kind].sheet).splitlines():
        for part in re.split(r"[|：]", line):
            if part.strip() not in {"—", "ApplicantSeal"}:
                assert squeezed(part) in printed


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_numbered_and_carries_number_and_check_code(
    kind: str, composed: dict[str, ComposedNotice]
) -> None:
    notice = composed[kind]
    pages = pdf_pages(notice.pdf)
    for number, text in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in text
        assert notice.check_code in text
        assert notice.number in text
    assert notice.check_code in qr_text(notice.pdf)


@pytest.mark.parametrize("kind", KINDS)
def test_the_seal_stands_on_the_office_and_leaves_the_date_readable(
    kind: str, composed: dict[str, ComposedNotice]
) -> None:
    fields = dict(_fields(composed[kind].pdf))
    page, (left, bottom, right, top) = fields["OfficeSeal"]
    name, date = _signature(composed[kind], page)
    assert bottom < name[1]
    assert name[3] < top
    assert date[3] <= bottom
    assert abs((name[0] + name[2]) / 2 - (left + right) / 2) < 3
    assert abs((date[0] + date[2]) / 2 - (left + right) / 2) < 3


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_holds_a_seal_without_text(kind: str, composed: dict[str, ComposedNotice]) -> None:
    page, _ = dict(_fields(composed[kind].pdf))["OfficeSeal"]
    text = pdf_pages(composed[kind].pdf)[page]
    before, _, _ = text.partition(squeezed(composed[kind].sheet.issued_on_words))
    assert len(before.replace(squeezed(composed[kind].sheet.office), "")) > 10


def test_who_receives_papers_or_is_inspected_has_a_place_for_a_seal(
    composed: dict[str, ComposedNotice],
) -> None:
    having = {kind for kind in KINDS if "ApplicantSeal" in dict(_fields(composed[kind].pdf))}
    assert having == {"service_receipt", "inspection_report", "spot_check_task"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_notice_gives_the_same_words_and_code(
    kind: str, composed: dict[str, ComposedNotice]
) -> None:
    again = compose_notice(read_sample(kind))
    assert again.check_code == composed[kind].check_code
    assert again.sheet == composed[kind].sheet
    assert pdf_text(again.pdf) == pdf_text(composed[kind].pdf)


@pytest.mark.parametrize(
    "change",
    [
        {"number": "样交停催字〔2026〕1002号"},
        {"issued_on": "2026-11-30"},
        {"facts": {"plate_no": "沪A12346"}},
        {"recipient": Recipient(name="李测验", kind="个人")},
        {"rows": read_sample("parking_arrears").rows[:2]},
    ],
    ids=["number", "date", "fact", "recipient", "rows"],
)
def test_the_check_code_changes_with_what_the_notice_says(
    change: dict[str, object], composed: dict[str, ComposedNotice]
) -> None:
    other = compose_notice(changed("parking_arrears", **change))
    assert other.check_code != composed["parking_arrears"].check_code


def test_a_blank_fact_has_no_part_in_the_check_code(composed: dict[str, ComposedNotice]) -> None:
    blank = changed("acceptance", facts={"promised_workdays": ""})
    assert compose_notice(blank).check_code == composed["acceptance"].check_code


def test_two_spellings_of_one_fact_have_one_check_code() -> None:
    rows = [
        row | {"amount": amount}
        for row in read_sample("parking_arrears").rows[:1]
        for amount in ("15", "15.00", "￥15.00元")
    ]
    codes = {compose_notice(changed("parking_arrears", rows=[row])).check_code for row in rows}
    assert len(codes) == 1


@pytest.mark.parametrize(
    ("recipient", "salutation", "you"),
    [
        (Recipient(name="王测试", kind="个人", sex="男"), "王测试先生：", "您"),
        (Recipient(name="王测试", kind="个人", sex="女"), "王测试女士：", "您"),
        (Recipient(name="王测试", kind="个人"), "王测试：", "您"),
        (Recipient(name="样张公司（测试）", kind="企业"), "样张公司（测试）：", "贵单位"),
        (Recipient(name="样张协会（测试）", kind="组织", sex="男"), "样张协会（测试）：", "贵单位"),
    ],
)
def test_people_are_addressed_by_sex_only_where_it_is_known(
    recipient: Recipient, salutation: str, you: str
) -> None:
    sheet = compose_notice(changed("acceptance", recipient=recipient)).sheet
    assert sheet.salutation == salutation
    assert plain(sheet).splitlines()[4].startswith(f"{you}于")


@pytest.mark.parametrize(
    ("kind", "number", "sex"),
    [
        ("个人", "11010519491231002X", "女"),
        ("个人", "110105194912310038", "男"),
        ("个人", "110105194912310039", ""),
        ("个人", "", ""),
        ("企业", "11010519491231002X", ""),
    ],
)
def test_an_identity_number_that_is_sound_tells_the_sex(kind: str, number: str, sex: str) -> None:
    assert recipient_of(Subject(kind=kind, name="王测试", id_no=number)).sex == sex


def test_one_defect_is_worded_as_one() -> None:
    items = (Item(text="没有上传驾驶证副页。"),)
    one = plain(compose_notice(changed("correction", items=items)).sheet)
    assert "共1项" not in one
    assert "一次告知如下" not in one
    assert "没有上传驾驶证副页。" in one
    assert "（共4项）一次告知如下" in plain(compose_notice(read_sample("correction")).sheet)


def test_every_finding_becomes_a_point_under_its_heading() -> None:
    found = [
        Finding(rule="必填", severity=Severity.CORRECT, message="没有填写住址。请填写。"),
        Finding(
            rule="S5-C1",
            severity=Severity.CORRECT,
            message="已过期。请换证。",
            cites="甲办法第一条",
        ),
        Finding(rule="材料缺失", severity=Severity.CORRECT, message="缺少驾驶证。请上传。"),
        Finding(rule="材料无关", severity=Severity.ADVICE, message="可以删除。"),
    ]
    text = plain(compose_notice(changed("correction", items=correction_items(found))).sheet)
    order = (
        "（一）材料（1项）",
        "1. 缺少驾驶证",
        "（二）填报（1项）",
        "2. 没有填写住址",
        "（三）资格（1项）",
        "3. 已过期",
        "依据：甲办法第一条",
    )
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert "可以删除" not in text


def test_arrears_are_added_up_in_figures_and_in_words(composed: dict[str, ComposedNotice]) -> None:
    text = pdf_text(composed["parking_arrears"].pdf)
    assert "合计人民币105.50元（大写：壹佰零伍圆伍角）" in text


def test_an_account_is_printed_by_its_end_only(composed: dict[str, ComposedNotice]) -> None:
    text = pdf_text(composed["subsidy_payment"].pdf)
    assert "***0128" in text
    assert "6222" not in text


def test_a_person_s_number_is_masked_on_what_everybody_may_see_and_a_firm_s_is_not() -> None:
    number = "11010519491231002X"
    known = {"name": "王测试", "id_type": "居民身份证", "id_no": number}
    person = changed("permit", recipient=Recipient(kind="个人", **known))
    firm = changed("permit", recipient=Recipient(kind="企业", **known))
    assert "（居民身份证：110105********002X）" in plain(compose_notice(person).sheet)
    assert f"（居民身份证：{number}）" in plain(compose_notice(firm).sheet)


@pytest.mark.parametrize(
    ("facts", "said", "unsaid"),
    [
        ({}, "书面承诺", "经审查，申请符合法定条件"),
        ({"by_promise": "否"}, "经审查，申请符合法定条件", "承诺"),
        ({"by_promise": ""}, "经审查，申请符合法定条件", "承诺"),
        ({"certificate": ""}, "许可内容", "许可证件"),
        ({"certificate_no": "样张1号"}, "（编号：样张1号）", "颁发、送达。根据"),
        ({"valid_from": "", "valid_to": ""}, "许可内容", "有效期"),
    ],
)
def test_the_wording_of_a_permit_follows_its_facts(
    facts: dict[str, str], said: str, unsaid: str
) -> None:
    text = plain(compose_notice(changed("permit", facts=facts)).sheet)
    assert said in text
    assert unsaid not in text


def _fields(pdf: bytes) -> list[tuple[str, tuple[int, tuple[float, ...]]]]:
    """Give the name of every signature field with its page and its box."""
    reader = PdfFileReader(BytesIO(pdf))
    pages = [reader.root["/Pages"]["/Kids"].raw_get(place) for place in range(len(pdf_pages(pdf)))]
    found = []
    for name, _, field in enumerate_sig_fields(reader):
        widget = field.get_object()
        page = [each.reference for each in pages].index(widget.raw_get("/P").reference)
        found.append((name, (page, tuple(map(float, widget["/Rect"])))))
    return found


def _signature(notice: ComposedNotice, page: int) -> list[tuple[float, float, float, float]]:
    """Give the boxes of the office's name and of the date as they stand by the signature."""
    text = pypdfium2.PdfDocument(notice.pdf)[page].get_textpage()
    date = _all(text, notice.sheet.issued_on_words)[-1]
    names = [place for place in _all(text, notice.sheet.office) if place < date]
    words = ((names[-1], notice.sheet.office), (date, notice.sheet.issued_on_words))
    return [_around(text, place, len(each)) for place, each in words]


def _all(text: pypdfium2.PdfTextPage, words: str) -> list[int]:
    search = text.search(words)
    return [place for place, _ in iter(search.get_next, None)]


def _around(
    text: pypdfium2.PdfTextPage, start: int, count: int
) -> tuple[float, float, float, float]:
    boxes = [text.get_charbox(place) for place in range(start, start + count)]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
