"""Files that come to the drafting desk, opened with what this installation has."""

from fastapi import UploadFile

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.opening.file import Means, open_file
from intake.knowledge.lined import by_readers
from intake.office import Office
from intake.security.names import display_name


def open_uploaded(office: Office, file: UploadFile) -> Opened:
    """Return the paragraphs of an uploaded file; raises what ``open_file`` raises."""
    means = Means(renew=office.word.renew, recognise=by_readers(office.readers))
    return open_file(file.file.read(), display_name(file.filename or ""), means)
