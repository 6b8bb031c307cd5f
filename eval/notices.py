"""Write the page that lists every kind of notice, and the picture that shows one of each.

    python -m eval.notices --out docs

The notices are the samples of ``docgen/notices/samples``, sealed by the test authority.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen.notices.compose import compose_notice
from docgen.notices.declared import Declared, read_declared, read_offices
from docgen.notices.kind import LegalBasis, NoticeKind
from docgen.notices.limits import worded
from docgen.notices.samples import read_sample
from docgen.printing.field import OFFICE
from docgen.signing.pdf import sign_pdf
from docgen.signing.seals import TestSeals
from eval.tiles import packed, pages_of, tile

PAGE, PICTURE = "notices_kinds.md", "pictures/notices.jpg"
COMMAND = "python -m eval.notices --out docs"
DAY = date(2026, 11, 27)
"""On which the limits are told."""
OFFICE_ID = "sample_transport"
ACROSS = 5


def write_page(declared: Declared) -> str:
    """Return the page as Markdown."""
    kinds = declared.kinds.values()
    lines = [
        "# Kinds of notice",
        "",
        f"Written by `{COMMAND}`; do not edit by hand. Limits are those of {DAY}.",
        "",
        "## Number, law, limits, remedies",
        "",
        "| id | notice | number | legal basis | limits | remedies |",
        "|---|---|---|---|---|---|",
        *(_row(_of_law(kind, declared)) for kind in kinds),
        "",
        "## What each must be told",
        "",
        "Facts in *italics* may be missing. (c): the filing knows it, (t): a table has it; the",
        "rest an officer says.",
        "",
        "| id | facts | list | table | seals |",
        "|---|---|---|---|---|",
        *(_row(_of_content(kind)) for kind in kinds),
        "",
        "## What each article says here",
        "",
        "| article | in our words | edition | basis |",
        "|---|---|---|---|",
        *(_row(cells) for cells in sorted({_of_basis(each) for each in _bases(kinds)})),
        "",
        "## Limits",
        "",
        "| limit | length | reference | basis |",
        "|---|---|---|---|",
        *(_row(cells) for cells in _of_limits(declared)),
    ]
    return "\n".join(lines) + "\n"


def draw(declared: Declared) -> bytes:
    """Return the first page of every kind's sample, sealed, beside each other as JPEG."""
    with TemporaryDirectory() as folder:
        seals = TestSeals(Path(folder))
        pages = []
        for kind in declared.kinds:
            notice = read_sample(kind)
            sealed = seals.of_office(notice.office.id, notice.office.name)
            pdf = sign_pdf(compose_notice(notice).pdf, sealed, OFFICE, "出具")
            pages.append(next(pages_of(pdf)))
    return packed(tile(pages, ACROSS))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _of_law(kind: NoticeKind, declared: Declared) -> Iterator[str]:
    limits = [
        f"{each.label} {worded(declared.limits.on(DAY, each.limit))}" for each in kind.deadlines
    ]
    remedies = [declared.remedies[each] for each in kind.remedies]
    ways = [(each.name, worded(declared.limits.on(DAY, each.limit))) for each in remedies]
    office = read_offices()[OFFICE_ID]
    yield f"`{kind.id}`"
    yield kind.name
    yield kind.number_of(office, DAY.year, 1)
    yield "<br>".join(each.cited for each in kind.bases)
    yield "<br>".join(limits) or "–"
    yield "<br>".join(f"{name} {length}" for name, length in ways) or "–"


def _of_content(kind: NoticeKind) -> Iterator[str]:
    marks = {"case": " (c)", "table": " (t)", "officer": ""}
    facts = [
        (each.label if each.required else f"*{each.label}*") + marks[each.origin]
        for each in kind.facts
    ]
    seals = ["机关"] if kind.signed_by_office else []
    yield f"`{kind.id}`"
    yield "、".join(facts)
    yield kind.items.label if kind.items else "–"
    yield "、".join(each.label for each in kind.table.columns) if kind.table else "–"
    yield "、".join((*seals, *(each.label for each in kind.blanks if each.field)))


def _bases(kinds: Iterable[NoticeKind]) -> Iterator[LegalBasis]:
    return (basis for kind in kinds for basis in kind.bases)


def _of_basis(basis: LegalBasis) -> tuple[str, ...]:
    return basis.cited, basis.says, basis.reference, basis.basis


def _of_limits(declared: Declared) -> Iterator[tuple[str, ...]]:
    kinds = declared.kinds.values()
    used = {each.limit for kind in kinds for each in kind.deadlines}
    used |= {each.limit for each in declared.remedies.values()}
    for name in sorted(used):
        limit = declared.limits.on(DAY, name)
        yield limit.title, worded(limit), limit.reference, limit.basis


def main(arguments: Sequence[str] | None = None) -> None:
    """Write page and picture into the folder of the documentation."""
    parser = argparse.ArgumentParser(description="List and draw every kind of notice.")
    parser.add_argument("--out", type=Path, required=True)
    folder: Path = parser.parse_args(arguments).out
    declared = read_declared()
    (folder / PAGE).write_text(write_page(declared), encoding="utf-8")
    (folder / PICTURE).write_bytes(draw(declared))


if __name__ == "__main__":
    main()
