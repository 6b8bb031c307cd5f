"""The quality gate: is a picture good enough to read, and if not, what should the person do?"""

from extractors.quality.edges import cut_sides
from extractors.quality.faults import faults
from extractors.quality.gate import CUT, advise, judge, measure
from extractors.quality.hidden import doubt_hidden

ABOUT_PICTURE = frozenset({CUT, *(fault.code for fault in faults())})
"""Codes of the warnings that speak of the picture, not of the paper."""

__all__ = ["ABOUT_PICTURE", "advise", "cut_sides", "doubt_hidden", "judge", "measure"]
