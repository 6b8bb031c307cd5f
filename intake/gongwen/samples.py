"""The samples an officer may use: those that come with the product, and those that were brought."""

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from docgen.gongwen.document.head import Head
from docgen.gongwen.document.official import Form, Official
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import Style, adapt, standard
from docgen.gongwen.measuring.snapping import unsnapped
from docgen.gongwen.opening.file import open_file
from docgen.gongwen.samples.builtin import builtin_official, read_builtin
from docgen.gongwen.samples.learning import learn
from docgen.gongwen.samples.lesson import Lesson
from docgen.gongwen.writing.words import text_of
from intake.gongwen.lexicons import holders_of
from intake.office import Office
from intake.store import gongwen_samples as kept
from intake.store.files import sample_folder
from intake.store.gongwen_samples import KeptSample
from models.errors import InvalidRequestError, NotFoundError

BUILTIN: Final = "builtin-"
"""Begins the id of a sample that comes with the product; the kind of document follows."""
OWN_EACH: Final = frozenset({"number", "copy_number", "printed"})
"""Elements of the head that every document has of its own."""


@dataclass(frozen=True)
class Reader:
    """Who asks."""

    office: Office
    officer: str
    departments: tuple[str, ...]

    def all(self) -> tuple[KeptSample, ...]:
        """Return what was brought and may be seen, the one changed last first."""
        with self.office.store.read() as session:
            return tuple(kept.list_samples(session, holders_of(self.officer, self.departments)))

    def one(self, sample_id: str) -> KeptSample:
        """Return what was brought under an id; raises ``NotFoundError`` where it is another's."""
        with self.office.store.read() as session:
            holders = holders_of(self.officer, self.departments)
            return kept.read_sample(session, holders, sample_id)

    @cached_property
    def mark(self) -> str:
        """The mark of who asks, as samples bear it that they brought."""
        with self.office.store.read() as session:
            return kept.owner_mark(session, self.officer)

    def setting(self, sample_id: str) -> tuple[str, Form, Style]:
        """Return the name of a sample, its form, and the style that was learnt from it."""
        if official := _builtin(sample_id):
            return read_builtin()[_kind(sample_id)], official.form, standard()
        sample = self.one(sample_id)
        return sample.name, sample.lesson.form, adapt(sample.lesson.toml)

    def docx(self, sample_id: str) -> bytes:
        """Return the Word file of a sample, as it was brought."""
        if official := _builtin(sample_id):
            return lay_out(official)
        self.one(sample_id)
        return self.office.files.read(_file(sample_id, "docx"))

    def pdf(self, sample_id: str) -> bytes:
        """Return its print, made once; raises ``OfficeUnavailableError`` without LibreOffice."""
        docx = self.docx(sample_id)
        if _builtin(sample_id):
            return self.office.word.convert(docx)
        place = _file(sample_id, "pdf")
        with suppress(NotFoundError):
            return self.office.files.read(place)
        pdf = self.office.word.convert(unsnapped(docx))
        self.office.files.write(place, pdf)
        return pdf

    def official(self, sample_id: str) -> Official:
        """Return the document of a sample by its elements."""
        return _builtin(sample_id) or recognise(open_file(self.docx(sample_id), "")).official


def study(office: Office, data: bytes, name: str) -> Lesson:
    """Return what a proven file teaches; raises ``InvalidRequestError`` for one with a 密级."""
    secrecy = recognise(open_file(data, name)).official.secrecy
    if secrecy:
        raise InvalidRequestError(
            f"样例标有密级“{secrecy}”。本系统不得处理国家秘密，请换一份没有密级的公文。"
        )
    return learn(data, name, office.word.convert)


def keep_file(office: Office, sample_id: str, data: bytes) -> None:
    """Keep the file of a sample, sealed."""
    office.files.write(_file(sample_id, "docx"), data)


def remove_files(office: Office, sample_id: str) -> None:
    """Let the files of a sample go."""
    office.files.remove(sample_folder(sample_id))


def drafted(official: Official) -> tuple[str, str, Head]:
    """Return title, text and head of a new draft that begins as a sample.

    What every document has of its own (number, 份号, day of printing) is left out. Raises
    ``InvalidRequestError`` where the sample has no title or no text to begin with.
    """
    text = text_of(official)
    if not (official.title or official.signer) or not official.body:
        raise InvalidRequestError("样例里没有认出标题和正文，不能据此起草；可以只按它的样式排版。")
    head = Head.of(official)
    own = {name: Head.model_fields[name].default for name in OWN_EACH}
    return official.title, text, head.model_copy(update=own)


def _file(sample_id: str, ending: str) -> str:
    return f"{sample_folder(sample_id)}/sample.{ending}"


def _kind(sample_id: str) -> str:
    return sample_id.removeprefix(BUILTIN)


def _builtin(sample_id: str) -> Official | None:
    """Return the document of a sample that comes with the product."""
    if not sample_id.startswith(BUILTIN):
        return None
    if _kind(sample_id) not in read_builtin():
        raise NotFoundError(kept.MISSING)
    return builtin_official(_kind(sample_id))
