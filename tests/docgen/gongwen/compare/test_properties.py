"""What holds of every comparison, whatever the texts are."""

from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.compare.applied import apply_differences
from docgen.gongwen.compare.compare import compare
from docgen.gongwen.compare.difference import Kind
from docgen.gongwen.document.opened import Cell, Opened, Paragraph, Run, Source, Where

SENTENCES = (
    "各乡镇人民政府：",
    "为做好今年的防汛防台工作，现将有关事项通知如下。",
    "合同金额1,200万元，自2026年3月1日起30日内支付。",
    "合同金额1,250万元，自2026年3月1日起30日内支付。",
    "甲方：上海样张建设有限公司。",
    "各单位要加强值班值守，落实责任。各单位要落实责任，加强值班值守。",
    "无",
    "",
    "¶\u2028\u202e\ufeff",
    "aaaa aaaa",
)
WORDS = st.one_of(
    st.sampled_from(SENTENCES),
    st.lists(st.sampled_from(SENTENCES), max_size=3).map("".join),
    st.text(alphabet="甲乙，。12 万元¶\n\tab", max_size=40),
    st.text(max_size=20),
)


@st.composite
def files(draw: st.DrawFn, source: Source = Source.WORD) -> Opened:
    texts = draw(st.lists(WORDS, max_size=12))
    paragraphs = [Paragraph(runs=(Run(text=text),) if text else ()) for text in texts]
    for number in range(draw(st.integers(0, 2))):
        width, height = draw(st.integers(1, 3)), draw(st.integers(1, 4))
        cells = [Cell(table=number, row=r, column=c) for r in range(height) for c in range(width)]
        paragraphs += [
            Paragraph(runs=(Run(text=text),) if text else (), where=Where.TABLE, cell=cell)
            for cell in cells
            for text in draw(st.lists(WORDS, min_size=1, max_size=2))
        ]
    for where in (Where.HEADER, Where.FOOTER):
        text = draw(WORDS)
        paragraphs.append(Paragraph(runs=(Run(text=text),) if text else (), where=where))
    return Opened(name="甲", source=source, paragraphs=tuple(paragraphs))


def texts_of(opened: Opened) -> list[str]:
    return [paragraph.text for paragraph in opened.paragraphs]


@given(files())
@settings(max_examples=60, deadline=None)
def test_a_file_does_not_differ_from_itself(file: Opened) -> None:
    assert compare(file, file).differences == ()


@given(files(), files())
@settings(max_examples=250, deadline=None)
def test_the_differences_make_the_newer_text_of_the_older(left: Opened, right: Opened) -> None:
    found = compare(left, right)
    assert apply_differences(texts_of(left), found) == texts_of(right)


@given(files(Source.PDF), files(Source.SCAN))
@settings(max_examples=80, deadline=None)
def test_so_do_those_of_pages(left: Opened, right: Opened) -> None:
    found = compare(left, right)
    assert apply_differences(texts_of(left), found) == texts_of(right)


@given(files(), files())
@settings(max_examples=80, deadline=None)
def test_every_paragraph_is_shown_and_none_twice(left: Opened, right: Opened) -> None:
    rows = compare(left, right).rows
    assert sorted(j for row in rows for j in row.right) == list(range(len(right.paragraphs)))
    staying = [i for row in rows if row.right or not row.moved for i in row.left]
    assert sorted(staying) == list(range(len(left.paragraphs)))


@given(st.sampled_from(SENTENCES[:6]), st.sampled_from(SENTENCES[:6]))
def test_swapped_files_swap_the_differences(one: str, other: str) -> None:
    left = Opened(name="甲", source=Source.TEXT, paragraphs=(Paragraph(runs=(Run(text=one),)),))
    right = Opened(name="乙", source=Source.TEXT, paragraphs=(Paragraph(runs=(Run(text=other),)),))
    swap = {Kind.INSERT: Kind.DELETE, Kind.DELETE: Kind.INSERT}
    there = [
        (swap.get(d.kind, d.kind), d.after, d.before) for d in compare(left, right).differences
    ]
    back = [(d.kind, d.before, d.after) for d in compare(right, left).differences]
    assert sorted(there) == sorted(back)
