"""The parts of a Word file around its text: styles without a theme, settings, footers."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docgen.gongwen.layout.markup import Ink, properties, tag

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPENED = f'xmlns:w="{W}" xmlns:r="{R}"'
DAY = (1980, 1, 1, 0, 0, 0)
"""The same document gives the same bytes."""
ROOTS = {"header": "hdr", "footer": "ftr"}


def pack(body: str, edges: dict[str, str], ink: Ink) -> bytes:
    """Return the docx of a body and its headers and footers, by file name without ending."""
    parts = {
        "document": f"<w:document {OPENED}>{tag('body', body)}</w:document>",
        "styles": _styles(ink),
        "settings": _settings(),
        **{name: _edge(name, content) for name, content in edges.items()},
    }
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as file:
        _put(file, "[Content_Types].xml", _types(parts))
        _put(file, "_rels/.rels", _relations({"document": "word/document.xml"}, "officeDocument"))
        _put(file, "word/_rels/document.xml.rels", _relations({n: f"{n}.xml" for n in parts}))
        for name, content in parts.items():
            _put(file, f"word/{name}.xml", content)
    return held.getvalue()


def _put(file: ZipFile, name: str, content: str) -> None:
    info = ZipInfo(name, DAY)
    info.compress_type = ZIP_DEFLATED
    file.writestr(info, HEAD + content)


def _edge(name: str, content: str) -> str:
    root = ROOTS[name.rstrip("0123456789")]
    return f"<w:{root} {OPENED}>{content}</w:{root}>"


def _styles(ink: Ink) -> str:
    defaults = tag("rPrDefault", properties(ink)) + tag("pPrDefault", tag("pPr"))
    normal = tag("name", val="Normal") + properties(ink)
    styles = tag("docDefaults", defaults) + tag(
        "style", normal, type="paragraph", default=1, styleId="Normal"
    )
    return f"<w:styles {OPENED}>{styles}</w:styles>"


def _settings() -> str:
    compat = tag(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    inner = (
        tag("evenAndOddHeaders")
        + tag("characterSpacingControl", val="doNotCompress")
        + tag("compat", compat)
    )
    return f"<w:settings {OPENED}>{inner}</w:settings>"


def _types(parts: dict[str, str]) -> str:
    named = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{KIND}'
        f'{"document.main" if name == "document" else name.rstrip("0123456789")}+xml"/>'
        for name in parts
    )
    return (
        f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(targets: dict[str, str], kind: str = "") -> str:
    said = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind or name.rstrip("0123456789")}" '
        f'Target="{target}"/>'
        for name, target in targets.items()
        if name != "document" or kind
    )
    return f'<Relationships xmlns="{PACKAGE}relationships">{said}</Relationships>'
