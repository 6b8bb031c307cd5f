"""Words on a paper that say something about the paper itself: stamps, restrictions, titles."""

import re

from extractors.signals.declared import SignalSpec
from extractors.signals.sight import Sight


def words(sight: Sight, signal: SignalSpec) -> str | None:
    """Return the first wording on the paper that fits one of the signal's patterns."""
    for line in sight.lines:
        text = line.text.replace(" ", "")
        for pattern in signal.patterns:
            found = re.search(pattern, text)
            if found:
                return found[0]
    return None
