"""The working days the base is cared for by."""

from typing import Final

from knowledge.care.inspection.schedule import Workdays
from precheck.workdays import add_workdays, is_workday

WORKDAYS: Final = Workdays(worked=is_workday, complete=add_workdays)
