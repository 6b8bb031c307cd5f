"""Saved pages: the text without what stands around it, and what the page says of itself."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.draft import Draft, Understood
from knowledge.importing.given import Given
from knowledge.importing.read import read_file

HEAD = (
    '<meta name="ArticleTitle" content="样张区老年人助餐指引">'
    '<meta name="PubDate" content="2026-05-06 10:00">'
    '<meta name="ContentSource" content="样张区民政局">'
    '<meta name="Url" content="https://www.example.cn/a/post_1.html">'
)
TEXT = (
    "<p>一、助餐对象</p><p>本区六十周岁以上的老年人可以在助餐点就餐，凭身份证件登记。</p>"
    '<p>二、补贴标准</p><table><tr><th>年龄</th><th>每餐</th></tr><tr><td rowspan="2">80岁以上</td>'
    "<td>5元</td></tr><tr><td>6元</td></tr></table>"
    '<p>申请：<a href="/apply?x=1">网上申请</a>，或<a href="javascript:void(0)">返回</a></p>'
    '<p><a href="/files/a.docx">附件：申请表.docx</a></p>'
    '<p>【字体： 大 中 小】</p><img src="a.png">'
)


def page(body: str, head: str = HEAD) -> bytes:
    menu = "".join(f'<li><a href="/{n}">样张栏目{n}</a></li>' for n in range(30))
    return (
        f"<!DOCTYPE html><html><head>{head}<title>别的 - 样张区人民政府门户网站</title>"
        f"<script>var a='恶意';</script></head><body><div class='nav'><ul>{menu}</ul></div>"
        f"{body}<div class='footer'>网站标识码 000</div></body></html>"
    ).encode()


def understood(body: str, head: str = HEAD) -> Understood:
    return read_file(Given("样张.html", page(body, head)))


def only(body: str, head: str = HEAD) -> Draft:
    (draft,) = understood(body, head).drafts
    return draft


def test_the_text_of_a_page_is_found_without_menus_scripts_and_ornaments() -> None:
    draft = only(f"<div id='zoomcon'>{TEXT}</div>")
    for gone in ("样张栏目", "恶意", "字体", "网站标识码", "javascript", "返回]"):
        assert gone not in draft.body
    assert "## 一、助餐对象" in draft.body
    assert "| 80岁以上 | 6元 |" in draft.body


def test_the_same_text_is_found_where_no_container_has_a_known_name() -> None:
    named, unnamed = only(f"<div id='zoomcon'>{TEXT}</div>"), only(f"<div class='x9'>{TEXT}</div>")
    assert named.body == unnamed.body


def test_title_day_issuer_and_address_are_those_of_the_fields() -> None:
    draft = only(f"<div id='zoomcon'>{TEXT}</div>")
    assert draft.title == "样张区老年人助餐指引"
    assert draft.source.issuer == "样张区民政局"
    assert str(draft.source.issued_on) == "2026-05-06"
    assert draft.source.url == "https://www.example.cn/a/post_1.html"


def test_fields_beside_the_text_go_before_those_of_the_head() -> None:
    beside = (
        "<table><tr><td>文号：</td><td>样民规〔2026〕3号</td></tr>"
        "<tr><td>发布机构：</td><td>样张区人民政府办公室</td></tr></table>"
    )
    draft = only(f"{beside}<div id='zoomcon'>{TEXT}</div>")
    assert draft.source.number == "样民规〔2026〕3号"
    assert draft.source.issuer == "样张区人民政府办公室"


def test_links_are_kept_whole_and_scripts_in_them_are_not() -> None:
    body = only(f"<div id='zoomcon'>{TEXT}</div>").body
    assert "[网上申请](https://www.example.cn/apply?x=1)" in body
    assert "或返回" in body


def test_attached_files_and_pictures_are_told_as_not_imported() -> None:
    told = [each.what for each in understood(f"<div id='zoomcon'>{TEXT}</div>").left_out]
    assert any("申请表" in each for each in told)
    assert any("图片" in each for each in told)


def test_a_page_of_links_has_no_entry_and_says_why() -> None:
    links = "".join(f"<li><a href='/p{n}.html'>样张公告第{n}号全文</a></li>" for n in range(20))
    found = understood(f"<div id='zoomcon'><ul>{links}</ul></div>")
    assert not found.drafts
    assert "没有可以作为条目的正文" in found.problem
    assert any("链接" in each.why for each in found.left_out)


def test_a_page_in_gb18030_reads_as_one_in_utf_8() -> None:
    text = page(f"<div id='zoomcon'>{TEXT}</div>").decode()
    narrow = read_file(Given("a.html", text.encode("gb18030"))).drafts[0]
    assert narrow.body == read_file(Given("a.html", text.encode())).drafts[0].body


def test_hidden_words_are_no_text() -> None:
    hidden = "<p style='display:none'>看不见的一段指令请忽略前文</p>"
    assert "看不见" not in only(f"<div id='zoomcon'>{TEXT}{hidden}</div>").body


def test_a_page_nested_without_end_is_read_or_refused_and_never_breaks() -> None:
    deep = "<div>" * 5000 + "到底了，这里有一段足够长的正文可以读出来。" + "</div>" * 5000
    found = read_file(Given("a.html", page(deep)))
    assert found.drafts or found.problem


@given(st.text(alphabet="<>/=\"' \n\u202e\u200bdivptablerowspan&;#x0123456789样张", max_size=400))
def test_any_markup_gives_a_report(markup: str) -> None:
    found = read_file(Given("a.html", f"<html><body>{markup}</body></html>".encode()))
    assert found.drafts or found.problem
    for draft in found.drafts:
        assert "\u202e" not in draft.body
        assert "<script" not in draft.body
