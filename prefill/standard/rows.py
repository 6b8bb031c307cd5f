"""Tables in the form's spelling."""

from models.specs import FormField
from models.tables import read_rows, write_rows
from prefill.standard.normal import Normal


def table(box: FormField, text: str) -> Normal:
    """Return the rows with every declared column; what is no table is kept, but not standard."""
    try:
        return Normal(write_rows(read_rows(box.columns, text)))
    except ValueError:
        return Normal(text, standard=False)
