"""Files to be imported are opened in a limited child, kept once, and reported whole."""

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from typer import Exit

from docgen.word.unoserver import find_missing
from extractors.decoding.sandbox import Sandbox
from intake.commands.knowledge_import import command
from intake.knowledge.importing import LIMITS, MODULE, Means, Upload, understand
from intake.security.sealing import Sealer, read_key
from intake.settings import Settings
from intake.store.files import Files, original_key
from knowledge.importing.draft import Form
from models.errors import OfficeUnavailableError, UnnamedOfficerError
from models.records import Line, Page
from tests.knowledge.importing.papers import parking_rules
from tests.knowledge.importing.words import notice

PLAIN = Means()


def test_a_word_file_is_understood_in_the_child_as_it_is_here() -> None:
    found = understand(Upload("样张.docx", notice()), PLAIN)
    assert found.form is Form.DOCX
    assert found.drafts[0].source.number == "样交规〔2026〕7号"


def test_a_child_out_of_time_costs_one_file_and_the_next_is_read() -> None:
    hasty = Means(sandbox=Sandbox(type(LIMITS)(**{**vars(LIMITS), "seconds": 0}), module=MODULE))
    assert "停止" in understand(Upload("样张.docx", notice()), hasty).problem
    assert understand(Upload("样张.docx", notice()), PLAIN).drafts


def test_an_old_word_file_without_libreoffice_is_a_named_state() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    assert "LibreOffice" in understand(Upload("样张.doc", old), PLAIN).problem

    def absent(_: bytes) -> bytes:
        raise OfficeUnavailableError("没有安装 LibreOffice。")

    assert "没有安装" in understand(Upload("样张.doc", old), Means(convert=absent)).problem


def test_an_old_word_file_is_what_it_converts_to_under_its_own_name() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    found = understand(Upload("样张.doc", old), Means(convert=lambda _: notice()))
    assert (found.file, found.form) == ("样张.doc", Form.DOC)
    assert found.drafts[0].source.digest == found.digest


@pytest.mark.skipif(bool(find_missing()), reason="LibreOffice is not installed")
def test_libreoffice_renews_an_old_word_file(tmp_path: Path) -> None:
    from docgen.word.office import Care, WordOffice  # noqa: PLC0415

    office = WordOffice(Care(folder=tmp_path / "office"))
    try:
        source = tmp_path / "样张.docx"
        source.write_bytes(notice())
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
        command += ["--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(source)]
        subprocess.run(command, check=True, capture_output=True)
        old = (tmp_path / "样张.doc").read_bytes()
        found = understand(Upload("样张.doc", old), Means(convert=office.renew))
    finally:
        office.close()
    assert found.form is Form.DOC
    assert found.drafts[0].source.number == "样交规〔2026〕7号"
    assert "| 重型 | 国四 | 2万元 |" in found.drafts[0].body


def test_a_pdf_with_text_is_joined_to_paragraphs_without_heads_and_page_numbers() -> None:
    found = understand(Upload("样张.pdf", parking_rules()), PLAIN)
    (draft,) = found.drafts
    assert draft.title == "样张市道路停车收费办法"
    assert [line for line in draft.body.splitlines() if line.startswith("#")] == [
        "## 一、收费标准",
        "## 二、逾期处理",
    ]
    assert draft.body.count("会同市交通部门制定并公布。") == 6
    assert len(draft.body.split("\n\n")) == 5
    assert "政策汇编" not in draft.body
    assert str(draft.effective_from) == "2026-05-01"
    assert any("页眉" in each.what for each in found.left_out)


def test_a_picture_is_read_by_what_recognises_and_told_to_be_checked() -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(40)
    assert "文字识别" in understand(Upload("样张.png", picture), PLAIN).problem

    def recognise(_data: bytes, _name: str) -> tuple[Page, ...]:
        words = (("样张停车须知", 40), ("停车请走东门，按时交费，谢谢配合。", 120))
        lines = tuple(
            Line(text=text, confidence=0.99, box=(100, top, 700, top + 30)) for text, top in words
        )
        return (Page(number=1, width=800, height=1000, lines=lines),)

    (draft,) = understand(Upload("样张.png", picture), Means(recognise=recognise)).drafts
    assert "停车请走东门" in draft.body
    assert any("识别" in remark for remark in draft.remarks)


def test_the_command_tells_of_every_file_and_keeps_nothing_when_dry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "样张.docx").write_bytes(notice())
    (tmp_path / "空.txt").write_bytes(b"")
    with pytest.raises(Exit) as ended:
        command([tmp_path], dry_run=True)
    shown = capsys.readouterr().out
    assert ended.value.exit_code == 1
    assert "样交规〔2026〕7号" in shown
    assert "空的" in shown
    with pytest.raises(UnnamedOfficerError, match="officer"):
        command([tmp_path])


def test_the_command_keeps_drafts_and_the_files_they_came_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHIBAN_DATA", str(tmp_path / "data"))
    (tmp_path / "样张.docx").write_bytes(notice())
    command([tmp_path / "样张.docx"], officer="周样张")
    assert "已存入草稿 1 条" in capsys.readouterr().out
    settings = Settings()
    sealer = Sealer(read_key(settings.key_path))
    files = Files(settings.file_root, sealer)
    digest = sha256((tmp_path / "样张.docx").read_bytes()).hexdigest()
    assert files.read(original_key(digest)) == (tmp_path / "样张.docx").read_bytes()
