"""What machines find in entries, and what they must not find."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.security.masking import mask_numbers
from knowledge.care.inspection.checks import CHECKS, NAMES, Asked, Surroundings, inspect
from knowledge.care.inspection.links import LinkState, links_of
from knowledge.care.inspection.outdated import declared, of_base
from knowledge.care.inspection.slots import gather
from knowledge.entries.entry import Source, State
from tests.knowledge.care.made import RULES, entry

DAY = date(2026, 6, 1)


def around(**more) -> Surroundings:
    return Surroundings(day=DAY, rules=RULES.inspection, hide=mask_numbers, **more)


def found(which: str, subject, surroundings: Surroundings) -> list[str]:
    return [each.place for each in CHECKS[which](subject, surroundings)]


def test_every_check_has_a_name() -> None:
    assert CHECKS.keys() == NAMES.keys()


def test_a_sound_entry_gives_no_finding() -> None:
    assert inspect(entry("e1"), around(outdated=declared())) == ()


@pytest.mark.parametrize("state", LinkState)
def test_links_that_do_not_answer_are_found(state: LinkState) -> None:
    link = "https://样张.example/a"
    subject = entry("e1", f"详见[办事指南]({link})，请按要求准备材料并在线提交。")
    expected = [] if state is LinkState.ALIVE else [link]
    assert found("links", subject, around(links={link: state})) == expected


def test_links_are_read_from_markdown_bare_text_and_source_each_once() -> None:
    body = "见[甲](http://a.example/x?y=1)和http://b.example/z。[乙](tel:1)"
    subject = entry("e1", body, source=Source(title="样张", url="https://c.example/"))
    assert links_of(subject) == (
        "http://a.example/x?y=1",
        "http://b.example/z",
        "https://c.example/",
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "已失效"),
        (1, "将于"),
        (RULES.inspection.soon_days, "将于"),
        (RULES.inspection.soon_days + 1, ""),
    ],
)
def test_the_end_of_an_entry_is_told_from_thirty_days_before(days: int, words: str) -> None:
    told = CHECKS["validity"](entry("e1", expires=DAY + timedelta(days=days)), around())
    assert [words in each.message for each in told] == ([True] if words else [])


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("依照《中华人民共和国合同法》订立合同。", ["中华人民共和国合同法"]),
        ("依照《合同法》订立，按《合同法》履行。", ["合同法"]),
        ("《合同法》已废止，现按《民法典》办理。", []),
        ("依照《劳动合同法》签订。", []),
        ("按沪样规〔2020〕3号办理。", ["沪样规〔2020〕3号"]),
        ("按沪样规〔2020〕33号办理。", []),
    ],
)
def test_documents_that_are_over_are_found_where_they_are_named_as_if_they_held(
    body, names
) -> None:
    over = entry("old", expires=DAY, source=Source(title="样张旧办法", number="沪样规〔2020〕3号"))
    outdated = {**declared(), **of_base([over], DAY)}
    assert found("basis", entry("e1", body), around(outdated=outdated)) == names


def test_a_document_that_another_entry_still_rests_on_is_not_over() -> None:
    source = Source(title="样张办法", number="沪样规〔2020〕3号")
    over = entry("old", expires=DAY, source=source)
    assert of_base([over, entry("new", source=source)], DAY) == {}
    withdrawn = entry("gone", state=State.WITHDRAWN, source=source)
    assert of_base([withdrawn], DAY) == {}


@pytest.mark.parametrize(
    ("left", "right", "differ"),
    [
        ("承诺时限：5个工作日。", "承诺时限为 5 个工作日。", False),
        ("承诺时限：5个工作日。", "承诺时限为10个工作日。", True),
        ("法定时限：20个工作日。", "承诺时限为10个工作日。", False),
        ("咨询电话：021-00000001。", "咨询电话：021-00000002。", True),
        ("咨询电话：021-00000001。", "投诉电话：021-00000002。", False),
        ("工本费10元。", "工本费：免费。", True),
        ("工本费10元。", "补工本费20元。", False),
        ("| 承诺时限 | 5个工作日 |", "| 承诺时限 | 7个工作日 |", False),
        ("补贴标准：3万元。补贴标准：5万元。", "补贴标准：4万元。", False),
    ],
)
def test_one_matter_has_one_value_for_a_label(left: str, right: str, differ: bool) -> None:
    one, other = entry("e1", left), entry("e2", right)
    surroundings = around(slots=gather([one, other]))
    assert found("contradictions", one, surroundings) == (["e2"] if differ else [])
    assert found("contradictions", other, surroundings) == (["e1"] if differ else [])
    elsewhere = entry("e3", right, tags={"matters": ("别的事项",)})
    assert found("contradictions", one, around(slots=gather([one, elsewhere]))) == []


@pytest.mark.parametrize(
    ("questions", "declined", "named"), [(5, 2, True), (5, 1, False), (4, 4, False), (10, 3, True)]
)
def test_a_matter_with_many_unanswered_questions_is_found(questions, declined, named) -> None:
    asked = {"样张事项": Asked(questions=questions, declined=declined)}
    assert found("asked", entry("e1"), around(asked=asked)) == (["样张事项"] if named else [])


@pytest.mark.parametrize(
    ("body", "faulty"),
    [
        ("", True),
        ("## 标题\n\n- \n", True),
        ("字" * (RULES.inspection.shortest - 1), True),
        ("字" * RULES.inspection.shortest, False),
    ],
)
def test_a_body_that_tells_nothing_is_found(body: str, faulty: bool) -> None:
    assert bool(found("length", entry("e1", body), around())) is faulty


@pytest.mark.parametrize(
    ("body", "faulty"),
    [
        ("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |", False),
        ("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 | 3 |", True),
        ("| 甲 | 乙 |\n| 1 | 2 |", True),
        ("| 甲 | 乙 |\n|---|:-:|\n| a \\| b | 2 |\n\n| 丙 |\n|---|\n| 1 |", False),
    ],
)
def test_tables_with_a_row_of_another_length_or_without_their_rule_are_found(body, faulty) -> None:
    assert bool(found("tables", entry("e1", body), around())) is faulty


def test_personal_numbers_are_found_and_not_repeated() -> None:
    subject = entry("e1", "联系样张同志，手机13800000000。\n总机021-00000000。")
    (place,) = found("personal", subject, around())
    assert "13800000000" not in place


@given(
    body=st.text(
        st.sampled_from("甲乙|-《》合同法〔2020〕号 \n#*承诺时限5个工作日[](http://a)"),
        max_size=120,
    )
)
def test_no_text_breaks_a_check(body: str) -> None:
    subject = entry("e1", body)
    slots = gather([subject])
    for finding in inspect(subject, around(outdated=declared(), slots=slots)):
        assert finding.check in CHECKS
        assert finding.message.endswith("。")
