"""A notice carries the text it passes on: whole, behind its own day, and read back as it was."""

import pytest

from docgen.gongwen.document.official import Form
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.measuring.measure import measure
from docgen.gongwen.opening.file import open_file
from docgen.gongwen.opening.typed import open_text
from docgen.gongwen.writing.drafting import draft
from docgen.gongwen.writing.words import text_of
from docgen.word.office import WordOffice
from models.errors import InvalidRequestError
from tests.docgen.gongwen.writing.made import CASES, NAMES, Facts

NOTICE = {
    "use": "转发文件",
    "issuer": "样张区政府办公室",
    "addressee": "各镇人民政府",
    "day": "2026-12-01",
    "printer": "样张区政府办公室",
}


@pytest.mark.parametrize(("kind", "facts"), CASES, ids=NAMES)
def test_every_kind_of_text_is_passed_on_word_for_word_and_read_back(
    kind: str, facts: Facts
) -> None:
    own = draft(kind, facts).official
    whole = text_of(own)
    named = f"{own.issuers[0]}令\n{own.number}\n" if kind == "order" else ""
    drafted = draft("notice", NOTICE | {"passed": named + whole})
    assert (drafted.missing, drafted.faults, drafted.unset) == ((), (), ())
    official = drafted.official
    assert official.passed
    assert "".join(text_of(official.passed).split()) == "".join(whole.split())
    read = (
        open_text(text_of(official)),
        open_file(lay_out(official), "样张.docx"),
    )
    for opened in read:
        again = recognise(opened).official
        assert again.passed == official.passed
        assert (again.title, again.signed, again.day) == (
            official.title,
            official.signed,
            official.day,
        )


RULES = "样张市停车管理办法\n　　第一条　为了规范停车。\n　　第二条　自公布之日起施行。"


@pytest.mark.parametrize("name", ["样张市人民政府令\n第5号", "样张市人民政府令（第5号）"])
def test_an_order_is_passed_on_by_its_name_and_number_with_what_it_issues(name: str) -> None:
    text = "　　《样张市停车管理办法》已经市人民政府常务会议通过，现予公布。"
    whole = f"{name}\n{text}\n市长　张样张\n2026年1月5日\n\n{RULES}"
    drafted = draft("notice", NOTICE | {"passed": whole})
    assert (drafted.missing, drafted.faults, drafted.unset) == ((), (), ())
    assert drafted.official.title == "样张区政府办公室转发《样张市人民政府令》的通知"
    assert "《样张市人民政府令》（第5号）" in text_of(drafted.official)
    order = drafted.official.passed
    assert order
    assert (order.form, order.title, order.mark) == (Form.ORDER, "", "样张市人民政府令")
    assert order.passed
    assert order.passed.title == "样张市停车管理办法"
    for opened in (
        open_text(text_of(drafted.official)),
        open_file(lay_out(drafted.official), "样张.docx"),
    ):
        assert recognise(opened).official.passed == order


def test_it_stands_on_a_page_of_its_own_before_the_record_without_a_fault(
    office: WordOffice,
) -> None:
    passed = text_of(draft(*CASES[NAMES.index("notice-部署工作")]).official)
    drafted = draft("notice", NOTICE | {"passed": passed})
    measured = measure(lay_out(drafted.official), office.convert)
    assert [each.told for each in measured.faults] == []
    assert drafted.official.attachments == ()


def test_its_name_and_number_are_taken_from_it_and_held_against_what_is_told() -> None:
    passed = (
        "样张市局文件\n样市〔2026〕3号\n关于做好防汛工作的通知\n"
        "各区：\n　　请做好防汛工作。\n样张市局\n2026年5月6日"
    )
    drafted = draft("notice", NOTICE | {"passed": passed})
    assert drafted.official.title.endswith("转发样张市局关于做好防汛工作的通知")
    assert "（样市〔2026〕3号）" in text_of(drafted.official)
    assert drafted.unset == ("样张市局文件",)
    wrong = {"document": "样张市局关于做好防冻工作的通知", "document_number": "样市〔2026〕4号"}
    assert len(draft("notice", NOTICE | wrong | {"passed": passed}).faults) == 2
    short = {"passed": passed, "document": "关于做好防汛工作的通知"}
    assert draft("notice", NOTICE | short).faults == ()


@pytest.mark.parametrize(
    "passed", ["　　没有标题，只有一句话。", "样张办法\n" + "字" * 100_000, ["样张办法"]]
)
def test_what_is_no_whole_document_is_refused_with_a_remedy(passed: str | list[str]) -> None:
    with pytest.raises(InvalidRequestError, match="印发、转发、批转的文件全文"):
        draft("notice", NOTICE | {"passed": passed})


def test_only_a_notice_that_passes_something_on_does_so() -> None:
    with pytest.raises(InvalidRequestError):
        draft("request", {"passed": "样张办法\n第一条　为了样张。"})
    own = {**NOTICE, "use": "部署工作", "passed": "样张办法\n第一条　为了样张。"}
    assert "印发、转发、批转的文件全文" in draft("notice", own).left_out
