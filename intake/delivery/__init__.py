"""Electronic delivery (电子送达): documents handed over to who they are for.

A document is served by electronic means only on who agreed to it (KNOWN: 民事诉讼法 2023, Art. 90,
by analogy; 行政处罚法 2021, Art. 61 asks the same), and is served on the day it reaches the system
they chose. Reading, fetching and confirming prove that it was received; they do not move that day.
"""
