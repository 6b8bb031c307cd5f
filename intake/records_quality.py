"""Check files of case records as an installation sets it: its standard list, its clock."""

from collections.abc import Iterable

from intake.clock import now
from intake.settings import Settings
from precheck.caseqc import NO_GUIDE, Guide, Report, check_batch, read_batch, read_guide


def check_files(files: Iterable[tuple[str, bytes]], settings: Settings) -> Report:
    """Return what is wrong with the records of some files, named with their content.

    Raises ``InvalidRequestError`` for files that cannot be opened or hold too much, and for a
    standard list that is none.
    """
    return check_batch(read_batch(files), now(), guide_of(settings))


def guide_of(settings: Settings) -> Guide:
    """Return the standard list of the installation, an empty one where there is none."""
    return read_guide(settings.matters) if settings.matters else NO_GUIDE
