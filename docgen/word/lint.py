"""Reads an uploaded template before anybody is served with it, and tells what is wrong in Chinese.

A report, never an error, comes of any bytes. The places it names can be found in Word: paragraphs
of the body are counted without empty ones and without tables, cells go by table, row and column.
"""

import re
from collections.abc import Iterable, Iterator

from jinja2 import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from docgen.word.anchors import folded, read_anchors
from docgen.word.blocks import Blocks, pair_blocks
from docgen.word.confined import forbidden
from docgen.word.fields import Vocabulary
from docgen.word.fonts import missing_fonts
from docgen.word.package import Docx, find_dangers
from docgen.word.places import Paragraph, paragraphs
from docgen.word.report import Remark, Report, advice, error
from docgen.word.scopes import Reading
from docgen.word.tags import Tag, judge_rows, judge_tags, read_tags
from docgen.word.trial import Convert, try_out
from models.clean import clean, shorten
from models.errors import UnreadablePaperError

PARTS = re.compile(r"word/(?:document|(header|footer|footnotes)\d*)\.xml$")
NAMES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注"}
REACHING = re.compile(
    r"^\s*(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT|DATABASE|EMBED|MACROBUTTON|RD)\b",
    re.IGNORECASE,
)
"""Fields of Word that fetch or run something."""
MOST = 200
"""Remarks in a report; a file with more is no template."""
LISTED = 12
"""Boxes named in one remark."""


def lint(data: bytes, vocabulary: Vocabulary, convert: Convert | None = None) -> Report:
    """Return what is wrong with a template, or worth a look; nothing means it can be used.

    A template without errors is filled with sample content and opened again; ``convert``, where
    given, also turns it into a PDF.
    """
    try:
        docx = Docx(data)
        remarks = [*find_dangers(docx), *_read(docx, vocabulary)]
    except UnreadablePaperError as problem:
        return Report(remarks=(error(problem.code, "", f"{problem} {problem.remedy}"),))
    report = Report(remarks=tuple(dict.fromkeys(remarks))[:MOST])
    if not report.fit:
        return report
    return Report(remarks=(*report.remarks, *try_out(data, vocabulary, convert)))


def _read(docx: Docx, vocabulary: Vocabulary) -> Iterator[Remark]:
    used: set[str] = set()
    words: list[str] = []
    for part in docx.names:
        if found := PARTS.match(part):
            read = list(paragraphs(docx.part(part), NAMES.get(found.group(1) or "", "")))
            words += [each.text for each in read]
            yield from _read_part(read, vocabulary, used)
    yield from _unused(vocabulary, used)
    yield from _unsealed(vocabulary, words)
    yield from missing_fonts(docx)


def _read_part(read: list[Paragraph], vocabulary: Vocabulary, used: set[str]) -> Iterator[Remark]:
    """Yield the remarks on one part: docxtpl fills each on its own."""
    tags: list[Tag] = []
    for paragraph in read:
        yield from _fields(paragraph)
        found, remarks = read_tags(paragraph)
        yield from remarks
        yield from judge_tags(paragraph, found)
        tags += [each for each in found if each.opener != "{#"]
    yield from judge_rows(tags, read)
    parsed = []
    for tag in tags:
        broken = list(_syntax(tag))
        yield from broken
        parsed += [] if broken else [tag]
    blocks = pair_blocks(parsed)
    yield from blocks.remarks
    yield from _names(blocks, vocabulary, used)


def _fields(paragraph: Paragraph) -> Iterator[Remark]:
    for code in paragraph.codes:
        if REACHING.match(code):
            told = f"域 {shorten(code, 40)} 会读取外部内容或运行程序，请删除。"
            yield error("field", paragraph.place, told)


def _syntax(tag: Tag) -> Iterator[Remark]:
    """Yield what Jinja cannot read in one tag, made whole by itself."""
    wholes = {
        "for": f"{tag.source}{{% endfor %}}",
        "if": f"{tag.source}{{% endif %}}",
        "elif": f"{{% if x %}}{tag.source}{{% endif %}}",
        "else": f"{{% if x %}}{tag.source}{{% endif %}}",
        "endif": f"{{% if x %}}{tag.source}",
        "endfor": f"{{% for x in y %}}{tag.source}",
    }
    if tag.opener == "{%" and tag.word not in wholes:
        yield from _forbidden_statement(tag)
        return
    if not tag.body:
        yield error("empty", tag.paragraph.place, f"标签 {tag.shown} 里没有内容。")
        return
    try:
        _plain().parse(wholes.get(tag.word, tag.source))
    except (TemplateSyntaxError, RecursionError, ValueError):
        told = f"标签 {tag.shown} 的写法有误，请检查拼写、引号和括号。"
        yield error("syntax", tag.paragraph.place, told)


def _forbidden_statement(tag: Tag) -> Iterator[Remark]:
    said = {"set": "给变量赋值", "macro": "定义宏", "block": "定义区块", "call": "调用宏"}
    said |= dict.fromkeys(("import", "from", "include", "extends"), "引用别的模板")
    if tag.word in said:
        told = f"{tag.shown}：模板里不能{said[tag.word]}。"
        yield error("forbidden", tag.paragraph.place, told)


def _names(blocks: Blocks, vocabulary: Vocabulary, used: set[str]) -> Iterator[Remark]:
    """Yield what is forbidden or misused in the tags that fit together, one to a line."""
    source = "\n".join([tag.source.replace("\n", " ") for tag in blocks.kept] + blocks.closing)
    try:
        tree = _plain().parse(source)
    except (TemplateSyntaxError, RecursionError) as problem:
        yield error("syntax", "", f"模板的标签合在一起无法解析：{clean(str(problem))}。")
        return
    reading = Reading(vocabulary.names)
    reading.read(tree)
    used |= reading.used
    for node, words in forbidden(tree):
        tag = _at(blocks.kept, node.lineno)
        yield error("forbidden", tag.paragraph.place, f"{tag.shown}：{words}，模板里不允许。")
    for misuse in reading.misuses:
        tag = _at(blocks.kept, misuse.line)
        yield error(misuse.code, tag.paragraph.place, misuse.message)


def _at(tags: list[Tag], line: int) -> Tag:
    return tags[min(line, len(tags)) - 1]


def _unused(vocabulary: Vocabulary, used: set[str]) -> Iterator[Remark]:
    if used & vocabulary.whole:
        return
    missing = [label for label, names in vocabulary.boxes.items() if not used & set(names)]
    if missing:
        more = f"等 {len(missing)} 项" if len(missing) > LISTED else ""
        told = "、".join(missing[:LISTED])
        yield advice("unused", "", f"模板没有用到：{told}{more}。这些内容不会出现在文书上。")


def _unsealed(vocabulary: Vocabulary, words: Iterable[str]) -> Iterator[Remark]:
    anchors, text = read_anchors(), folded("".join(words))
    for seal in vocabulary.seals:
        if not any(folded(each) in text for each in anchors[seal]):
            said = "”“".join(anchors[seal][:4])
            told = f"模板没有签章位置，请在落款处写上“{said}”等字样之一。"
            yield error("no_anchor", "", told)


def _plain() -> SandboxedEnvironment:
    """Return an environment that only reads: what is forbidden is told, each with its place."""
    return SandboxedEnvironment()
