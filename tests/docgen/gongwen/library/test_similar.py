"""What was taken from a document leads back to it, whatever stands in it."""

from datetime import UTC, date, datetime
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.library.filed import Filed, entry_of
from docgen.gongwen.library.similar import find_similar, is_state_of
from knowledge.embedding.encoder import default_encoder
from knowledge.index.index import Index

DAY = date(2026, 11, 28)
STOCK = (
    "各单位要高度重视，切实加强组织领导。",
    "按照“谁主管、谁负责”的原则落实责任。",
    "根据样发〔2026〕3号文件精神，现就有关事项通知如下。",
    "请于每月5日前报送上月情况，联系电话59610000。",
    "对工作不力的单位和个人，依规追究责任。",
    "加强宣传引导，营造良好氛围。",
)
SUBJECTS = ("防汛排水", "公交线网", "道路养护", "停车泊位", "河道保洁", "绿化修剪", "扬尘治理")


def made(serial: int) -> Filed:
    """Return a document of phrases that all use, with a few words of its own."""
    subject = SUBJECTS[serial % len(SUBJECTS)]
    paragraphs = [
        f"{STOCK[(serial + at) % len(STOCK)]}"
        f"{subject}第{serial * 31 + at}批任务由样张{serial}组承担。"
        f"{STOCK[(serial * 5 + at) % len(STOCK)]}"
        for at in range(4)
    ]
    return Filed(
        title=f"关于{subject}工作的通知",
        body="\n\n".join(paragraphs),
        number=f"样发〔2026〕{serial}号",
        readers=("everybody",) if serial % 10 else ("样张科",),
    )


DOCUMENTS = tuple(made(serial) for serial in range(1, 120))


@cache
def index() -> Index:
    made = Index(default_encoder())
    made.put(entry_of(each, 1, datetime(2026, 1, 1, tzinfo=UTC)) for each in DOCUMENTS)
    return made


@settings(deadline=None, max_examples=120)
@given(st.sampled_from(DOCUMENTS), st.integers(0, 3), st.booleans())
def test_a_paragraph_taken_from_a_document_finds_it_first(
    filed: Filed, place: int, changed: bool
) -> None:
    paragraph = filed.body.split("\n\n")[place]
    if changed:
        paragraph = paragraph.replace("切实", "").replace("有关事项", "有关要求") + "特此通知。"
    found = find_similar(index(), paragraph, day=DAY, readers=("样张科",))
    assert found[0].document == filed.id
    assert found[0].share == 1.0 or changed
    likely = [each.likeness for each in found]
    assert likely == sorted(likely, reverse=True)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(DOCUMENTS), st.integers(0, 3))
def test_who_may_not_read_a_document_is_not_led_to_it(filed: Filed, place: int) -> None:
    found = find_similar(index(), filed.body.split("\n\n")[place], day=DAY, readers=("甲科",))
    readable = {each.id for each in DOCUMENTS if "everybody" in each.readers}
    assert {each.document for each in found} <= readable


def test_a_text_without_anything_in_common_finds_nothing() -> None:
    assert find_similar(index(), "xyz", day=DAY) == ()


def test_other_words_under_another_title_are_no_state_of_a_draft() -> None:
    assert not is_state_of(DOCUMENTS[0], "关于别的事的函", DOCUMENTS[1].body)
